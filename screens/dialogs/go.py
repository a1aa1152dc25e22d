"""Go to: a small menu of places."""

from __future__ import annotations

from screens.dialogs.menu import Item, MenuScreen

PLACES = (
    Item("d", "desk", "Desk: what needs doing"),
    Item("e", "enquiries", "Enquiries: all of them"),
    Item("p", "payments", "Payments: what the council has not paid"),
    Item("f", "feedback_board", "Feedback: what either side owes"),
    Item("t", "themes", "Themes: what is said, and how often"),
    Item("c", "check_ins", "Check-ins: when you meet, and about what"),
    Item("g", "area('groups')", "Groups: whom you meet, and their meetings"),
    Item("m", "area('stories')", "Stories: the issues of the magazine"),
    Item("w", "week", "Week: what it was made of"),
    Item("o", "directory", "Organisations: the directory"),
    Item("i", "import_list", "Import: bring a list in"),
    Item("r", "review", "Review: what lists left to decide"),
    Item("h", "history", "History: everything done, the last first"),
    Item("s", "settings", "Settings: teams, topics, standards, bank holidays"),
)


class GoScreen(MenuScreen):
    """Answers with the action that opens the place, or None."""

    def __init__(self) -> None:
        super().__init__("Go to", PLACES)
