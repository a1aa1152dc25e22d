"""The review queue: rows that may be of an organisation we have, and differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from db.lists.held_rows import HeldDecision
from screens.base import OfficerScreen
from screens.commands import REVIEW, bindings, named, of
from screens.lists.review_view import (
    DIFFERENCE_COLUMNS,
    HELD_COLUMNS,
    describe_difference,
    describe_held_row,
    difference_row,
    held_row,
)
from screens.records.opening import page_of, place
from screens.widgets.key_line import KeyLine
from screens.widgets.list_columns import Rows
from screens.widgets.list_source import one_line
from screens.widgets.record_list import RecordList
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from db.lists.differences import Difference
    from db.lists.held_rows import HeldRow

MOST_LISTED = 500
"""How many of each are listed at a time; those settled make room for more."""
PANES = {"held": "held_rows", "differences": "differences"}
NO_HELD = "No row waits: each row of your lists is of one organisation, or of none we have."
NO_DIFFERENCES = "No list differs from what is recorded here."


class ReviewScreen(OfficerScreen):
    """Held rows and differences, each settled with one key, or the differences of one
    organisation.
    """

    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        *(command.name for command in of(REVIEW)),
        "duplicates",
        "import_list",
        "call",
        "find",
        "back",
    )

    def __init__(self, organisation_uid: str | None = None) -> None:
        super().__init__()
        self._of = organisation_uid
        self._pane = "differences" if organisation_uid else ""
        self._held: dict[str, HeldRow] = {}
        self._marked: set[str] = set()
        """The uids of the held rows that are decided as one."""
        self._differences: dict[str, Difference] = {}
        self._counts = {"held": 0, "differences": 0}

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        yield Static("", id="panes", markup=False)
        yield RecordList(HELD_COLUMNS, header=True, empty=NO_HELD, mark_width=1, id="held")
        yield RecordList(
            DIFFERENCE_COLUMNS, header=True, empty=NO_DIFFERENCES, mark_width=0, id="differences"
        )
        with VerticalScroll(can_focus=False):
            yield Static("", id="beside", markup=False)
        yield KeyLine(first=("same", "another", "take_it", "leave_it"))

    def reload(self) -> None:
        store = self.store
        differences = store.differences.open(self._of, limit=MOST_LISTED)
        held = [] if self._of else store.held_rows.waiting(limit=MOST_LISTED)
        self._held = {one.uid: one for one in held}
        self._differences = {one.uid: one for one in differences}
        self._counts = {
            "held": 0 if self._of else store.held_rows.count(),
            "differences": len(differences) if self._of else store.differences.count(),
        }
        self._show_held()
        self._list("differences").reload(Rows([difference_row(one) for one in differences]))
        self._say_headline()
        if not self._pane:
            self._turn_to("differences" if differences and not held else "held")
        else:
            self._turn_to(self._pane)

    def _show_held(self) -> None:
        rows = [held_row(one, marked=one.uid in self._marked) for one in self._held.values()]
        self._list("held").reload(Rows(rows))

    def _say_headline(self) -> None:
        name = ""
        if self._of is not None:
            try:
                name = f" on {one_line(self.store.organisations.get(self._of).name)}"
            except NotFound as gone:
                name = f": {gone}"
        marked = f" · {len(self._marked):,} marked" if self._marked else ""
        headline = f"Review queue{name}{marked} · {self.key('undo')} undoes the last"
        self.query_one("#headline", Static).update(headline)

    def _list(self, pane: str) -> RecordList:
        return self.query_one(f"#{pane}", RecordList)

    # The panes.

    def _turn_to(self, pane: str) -> None:
        self._pane = pane
        for other in PANES:
            self.set_class(other == pane, f"-{other}")
        own, parts = self.officer_app.settings.keys, []
        for other, name in PANES.items():
            if self._of is None or other == "differences":
                command = named(name)
                words = f" {command.keys_shown(own)} {command.label} ({self._counts[other]:,}) "
                parts.append(Content.styled(words, "bold reverse" if other == pane else ""))
        if self._of is None:
            parts.append(Content(f" {self.key('duplicates')} Possible duplicates "))
        self.query_one("#panes", Static).update(Content(" ").join(parts))
        self.call_after_refresh(self._list(pane).focus)
        self._show_marked()
        self.refresh_bindings()

    def action_held_rows(self) -> None:
        if self._of is None:
            self._turn_to("held")

    def action_differences(self) -> None:
        self._turn_to("differences")

    def action_duplicates(self) -> None:
        self.app.push_screen(place("duplicates"))

    # What is marked.

    @property
    def _marked_held(self) -> HeldRow | None:
        marked = self._list("held").highlighted if self._pane == "held" else None
        return self._held.get(marked or "")

    @property
    def _marked_difference(self) -> Difference | None:
        marked = self._list("differences").highlighted if self._pane == "differences" else None
        return self._differences.get(marked or "")

    @on(RecordList.Highlighted)
    def _show_marked(self) -> None:
        held, difference = self._marked_held, self._marked_difference
        side_panel = self.query_one("#beside", Static)
        if held is not None:
            try:
                side_panel.update(describe_held_row(held, self.store, self.today))
            except NotFound as gone:  # the organisation it may be was undone
                side_panel.update(str(gone))
        elif difference is not None:
            side_panel.update(describe_difference(difference, self.today))
        else:
            side_panel.update("")
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.refresh_bindings()

    def organisation_uid(self) -> str | None:
        marked = self._marked_held or self._marked_difference
        return marked.organisation_uid if marked else self._of

    @on(RecordList.Opened)
    def _opened(self) -> None:
        if uid := self.organisation_uid():
            self.app.push_screen(page_of("organisation", uid))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        if action in ("same", "another", "branch", "mark_row", "mark_alike"):
            return self._marked_held is not None
        if action == "take_it":
            return self._marked_difference is not None
        if action == "leave_it":
            return bool(self._marked_held or self._marked_difference)
        if action in ("held_rows", "duplicates"):
            return self._of is None
        return True

    # What is done: the next row comes up by itself.

    def action_same(self) -> None:
        self._decide(HeldDecision.SAME, "{name} is {organisation}.")

    def action_another(self) -> None:
        self._decide(HeldDecision.ANOTHER, "{name} is added.")

    def action_branch(self) -> None:
        self._decide(HeldDecision.BRANCH, "{name} is added, a branch of {organisation}.")

    def action_mark_row(self) -> None:
        if held := self._marked_held:
            self._marked ^= {held.uid}
            self._say_headline()
            self._show_held()

    def action_mark_alike(self) -> None:
        if held := self._marked_held:
            self._marked |= set(self.store.held_rows.alike(held.uid))
            self._say_headline()
            self._show_held()

    def _decide(self, decision: HeldDecision, described: str) -> None:
        """Decides the marked rows as one, or where none is, that under the cursor."""
        held = self._marked_held
        if held is None:
            return
        uids = sorted(self._marked) or [held.uid]
        if self._marked:
            described = f"{counted(len(uids), 'row')} settled: {decision}."
        else:
            described = described.format(name=held.name, organisation=held.organisation)
        self._marked = set()
        self._do(
            lambda: self.store.held_rows.settle(decision, uids, self._held), f"Saved: {described}"
        )

    def action_take_it(self) -> None:
        if one := self._marked_difference:
            described = f"Saved: {one.organisation} has what {one.source} says."
            self._do(lambda: self.store.differences.take(one.uid, one), described)

    def action_leave_it(self) -> None:
        if self._marked_held:
            self._decide(HeldDecision.LEFT_OUT, "{name} is left out.")
        elif one := self._marked_difference:
            described = f"Saved: {one.organisation} stays as it is."
            self._do(lambda: self.store.differences.leave(one.uid, one), described)

    @work
    async def _do(self, act: Callable[[], object], described: str) -> None:
        def settle() -> str:
            act()
            return described

        if error := await self.try_to(settle):
            self.say_wrong(error)
        self.reload_if_changed()
