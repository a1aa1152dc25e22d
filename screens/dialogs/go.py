"""Go to: a small menu of places, the areas that are shown among them."""

from __future__ import annotations

from collections.abc import Collection

from screens.dialogs.menu import MenuItem, MenuScreen
from spoc_tui.casework.kinds.catalogue import AREAS

LISTS = (
    MenuItem("d", "desk", "Desk: what needs doing"),
    MenuItem("e", "enquiries", "Enquiries: all of them"),
    MenuItem("p", "payments", "Payments: what the council has not paid"),
    MenuItem("f", "feedback_board", "Feedback: what either side owes"),
    MenuItem("t", "themes", "Themes: what is said, and how often"),
    MenuItem("c", "check_ins", "Check-ins: when you meet, and about what"),
    MenuItem("w", "week", "Week: what it was made of"),
)
REST = (
    MenuItem("o", "directory", "Organisations: the directory"),
    MenuItem("i", "import_list", "Import a list of organisations"),
    MenuItem("r", "review", "Review queue: held rows and differences"),
    MenuItem("h", "history", "History: everything done, the latest first"),
    MenuItem("b", "copies", "Copies of the database: make one, put one back"),
    MenuItem("s", "settings", "Settings: teams, topics, areas, bank holidays"),
)


def areas_shown(hidden: Collection[str]) -> tuple[MenuItem, ...]:
    """The areas that the officer has not hidden, in their order."""
    return tuple(
        MenuItem(area.key, f"area('{code}')", f"{area.heading}: {area.says}")
        for code, area in AREAS.items()
        if code not in hidden
    )


class GoScreen(MenuScreen):
    """Answers with the action that opens the place, or None."""

    def __init__(self, hidden: Collection[str] = ()) -> None:
        super().__init__("Go to", (*LISTS, *areas_shown(hidden), *REST))
