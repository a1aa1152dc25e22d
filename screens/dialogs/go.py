"""Go to: a small menu of places, the areas that are shown among them."""

from __future__ import annotations

from collections.abc import Collection

from screens.dialogs.menu import Item, MenuScreen
from spoc_tui.casework.kinds.catalogue import AREAS

LISTS = (
    Item("d", "desk", "Desk: what needs doing"),
    Item("e", "enquiries", "Enquiries: all of them"),
    Item("p", "payments", "Payments: what the council has not paid"),
    Item("f", "feedback_board", "Feedback: what either side owes"),
    Item("t", "themes", "Themes: what is said, and how often"),
    Item("c", "check_ins", "Check-ins: when you meet, and about what"),
    Item("w", "week", "Week: what it was made of"),
)
REST = (
    Item("o", "directory", "Organisations: the directory"),
    Item("i", "import_list", "Import: bring a list in"),
    Item("r", "review", "Review: what lists left to decide"),
    Item("h", "history", "History: everything done, the last first"),
    Item("s", "settings", "Settings: teams, topics, areas, bank holidays"),
)


def areas_shown(hidden: Collection[str]) -> tuple[Item, ...]:
    """The areas that the officer has not hidden, in their order."""
    return tuple(
        Item(area.key, f"area('{code}')", f"{area.heading}: {area.says}")
        for code, area in AREAS.items()
        if code not in hidden
    )


class GoScreen(MenuScreen):
    """Answers with the action that opens the place, or None."""

    def __init__(self, hidden: Collection[str] = ()) -> None:
        super().__init__("Go to", (*LISTS, *areas_shown(hidden), *REST))
