"""Go to: the lists and the areas side by side, so that all of them are read at one look."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from screens.dialogs.menu import MenuItem, MenuScreen, options_of
from screens.widgets.marked_list import MarkedList
from spoc_tui.casework.kinds.catalogue import AREAS

LISTS = (
    MenuItem("d", "desk", "Desk: what needs doing"),
    MenuItem("e", "place('enquiries')", "Enquiries: all of them"),
    MenuItem("p", "place('payments')", "Payments: what the council has not paid"),
    MenuItem("f", "place('feedback')", "Feedback: what either side owes"),
    MenuItem("t", "place('themes')", "Themes: what is said, and how often"),
    MenuItem("c", "place('check-ins')", "Check-ins: when you meet, and about what"),
    MenuItem("w", "week", "Week: what it was made of"),
    MenuItem("z", "place('year')", "Year: for the Cabinet, by recommendation"),
    MenuItem("o", "directory", "Organisations: the directory"),
    MenuItem("i", "import_list", "Import a list: of organisations, with a preview"),
    MenuItem("r", "review", "Review queue: held rows and differences"),
    MenuItem("h", "place('history')", "History: everything done, the latest first"),
    MenuItem("b", "place('copies')", "Copies: of the database; make one, put one back"),
    MenuItem("s", "place('settings')", "Settings: teams, topics, areas, bank holidays"),
)


def areas_shown(hidden: Collection[str]) -> tuple[MenuItem, ...]:
    """The areas that the officer has not hidden, in their order."""
    return tuple(
        MenuItem(area.key, f"area('{code}')", f"{area.heading}: {area.says}")
        for code, area in AREAS.items()
        if code not in hidden
    )


class Side(MarkedList):
    """The lists, or the areas: only the side that is moved in has a marked one."""

    AT_REST = " "


class GoScreen(MenuScreen):
    """Answers with the action that opens the place, or None. Each is called by one word or two; the
    line beneath says what the marked one is for.
    """

    CSS_PATH = "go.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,right", "other_side", "Other side", show=False)
    ]

    def __init__(self, hidden: Collection[str] = ()) -> None:
        self._areas = areas_shown(hidden)
        super().__init__("Go to", (*LISTS, *self._areas))

    def compose(self) -> ComposeResult:
        with Vertical(id="menu", classes="box"):
            yield Static(self._title, id="title", markup=False)
            with Horizontal():
                for side, items in (("lists", LISTS), ("areas", self._areas)):
                    called = [item._replace(words=item.words.partition(": ")[0]) for item in items]
                    if called:
                        yield Side(*options_of(called), id=side, markup=False)
            yield Static(id="says", markup=False)

    def item_at(self, options: Widget, place: int) -> MenuItem:
        return (LISTS if options.id == "lists" else self._areas)[place]

    def action_other_side(self) -> None:
        """The list on the other side, at the same height."""
        here = self.focused
        for other in self.query(MarkedList):
            if other is not here and isinstance(here, MarkedList):
                other.highlighted = min(here.highlighted or 0, other.option_count - 1)
                other.focus()
                return

    @on(MarkedList.OptionHighlighted)
    def _highlighted(self) -> None:
        self._say()

    def on_descendant_focus(self) -> None:
        self._say()

    def _say(self) -> None:
        """What the marked one of the side with the focus is for."""
        side = self.focused
        if isinstance(side, MarkedList) and side.highlighted is not None:
            says = self.item_at(side, side.highlighted).words.partition(": ")[2]
            self.query_one("#says", Static).update(f"{says[:1].upper()}{says[1:]}.")
