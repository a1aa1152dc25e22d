"""The groups that are met again and again: when, and what either side owes until then."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from db.areas.groups.agenda import agenda, by_next
from screens.commands import bindings
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.dialog import Dialog, Typed
from screens.dialogs.half_typed import on_page
from screens.dialogs.paper import write_paper, written_beside
from screens.records.acting_screen import ActingScreen
from screens.widgets.agenda_view import drawn_agenda
from screens.widgets.columns import DAY_WIDTH, Column, breakpoints
from screens.widgets.fields import DayField, Field, LongField
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import FixedRows, Row
from screens.widgets.record_list import RecordList
from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import NotFound, SpocError
from spoc_tui.casework.groups.group import Group, next_due
from spoc_tui.casework.kinds.shared_acts import acts_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from db.kinds.records import DeclaredRecords
    from db.records.drafts import Draft
    from screens.records.acting_screen import MakeDialog

COLUMNS = (
    Column("Group", least=20, good=30),
    Column("Every", least=14),
    Column("Next", DAY_WIDTH),
    Column("Last held", DAY_WIDTH),
)
EMPTY = "No group yet. {add_check_in} adds one: with whom, and how often."
ON_ONE = ("edit_check_in", "held", "skip_check_in", "end_check_in")
"""The commands that need one that was not ended."""
HINT = (
    "Every: 6 weeks, fortnight, month, first Tuesday …; blank: no rule. "
    "From: its dates are counted from it; blank: today."
)
"""What goes into the fields of a group."""


class CheckInsScreen(ActingScreen):
    """Every group, the next to meet first, and beside it the agenda of the one marked."""

    CSS_PATH = "check_ins.tcss"
    HORIZONTAL_BREAKPOINTS = breakpoints(COLUMNS)
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "add_check_in",
        "edit_check_in",
        "held",
        "skip_check_in",
        "end_check_in",
        "agenda",
        "history",
        "call",
        "find",
        "back",
    )

    def __init__(self, marked: str | None = None) -> None:
        """`marked` is the uid of the one to begin with."""
        super().__init__()
        self._first = marked

    def compose(self) -> ComposeResult:
        yield Static("Check-ins: the groups, the next to meet first", id="headline", markup=False)
        with Horizontal():
            empty = EMPTY.format(add_check_in=self.key("add_check_in"))
            yield RecordList(COLUMNS, header=True, empty=empty)
            with VerticalScroll(can_focus=False):
                yield Static("", id="agenda", markup=False)
        yield KeyLine(first=("app.help", "add_check_in", "held", "agenda"))

    def reload(self) -> None:
        found = by_next(self.store, ended=True)
        records = self.query_one(RecordList)
        rows = FixedRows([_row(one, due, self.today) for one, due in found])
        records.reload(rows)
        if self._first is not None and (place := rows.index_of(self._first)) is not None:
            records.cursor = place
        self._first = None
        self._show()

    @property
    def _marked(self) -> Group | None:
        uid = self.query_one(RecordList).highlighted
        if uid is None:
            return None
        try:
            return cast("Group", self._groups.get(uid).record)
        except NotFound:
            return None

    @on(RecordList.Highlighted)
    def _show(self) -> None:
        marked = self._marked
        drawn = drawn_agenda(agenda(self.store, marked.uid)) if marked else ""
        self.query_one("#agenda", Static).update(drawn)
        self.refresh_bindings()

    @on(RecordList.Opened)
    def _opened(self) -> None:
        """The agenda in full, with the keys that scroll."""
        agenda = self.query_one(VerticalScroll)
        agenda.can_focus = True
        self.add_class("-reading")
        agenda.focus()

    def action_back(self) -> None:
        """From the agenda to the list, and from there to where the officer came from."""
        if not self.has_class("-reading"):
            super().action_back()
            return
        self.remove_class("-reading")
        self.query_one(VerticalScroll).can_focus = False
        self.query_one(RecordList).focus()

    @property
    def _groups(self) -> DeclaredRecords:
        return self.store.declared("group")

    @work
    async def action_add_check_in(self) -> None:
        def make(filled: Typed | None, error: SpocError | None) -> Dialog:
            fields = self._fields(None)
            return Dialog("A group", fields, intro=HINT, filled=filled, error=error)

        def act(typed: Typed) -> str:
            starts = typed["starts"] or "today"
            added = self._groups.add({**typed, "starts": starts, "form": "check-in"}).record
            return f"Saved {added.subject}: {self._when(added.uid)}."

        await self.ask_until_done(make, act, of=on_page("check-ins", "add"))

    def go_on_with(self, draft: Draft) -> None:
        self.action_add_check_in()

    def _takes(self, act: str) -> Group | None:
        """The one marked, where an act can be done on it; else says why not, before it asks."""
        marked = self._marked
        if marked is None:
            return None
        refused = acts_of(self._groups.kind)[act].refusal(marked)
        if refused is None:
            return marked
        self.say_wrong(refused)
        return None

    def label_of(self, command: str, label: str) -> str:
        marked = self._marked
        if command in ON_ONE and (marked is None or not marked.is_open):
            return ""
        return label

    @work
    async def action_edit_check_in(self) -> None:
        if (marked := self._takes("skip")) is None:
            return

        def make(filled: Typed | None, error: SpocError | None) -> Dialog:
            fields = self._fields(cast("Group", self._groups.get(marked.uid).record))
            return Dialog(f"Edit {marked.name}", fields, intro=HINT, filled=filled, error=error)

        def act(typed: Typed) -> str:
            self._groups.edit(marked.uid, typed.changed)
            return f"Saved {marked.reference}: {self._when(marked.uid)}."

        await self._asked(marked, "edit", make, act)

    @work
    async def action_held(self) -> None:
        if (marked := self._takes("hold")) is None:
            return

        def make(filled: Typed | None, error: SpocError | None) -> Dialog:
            was = marked.planned and marked.planned.when.day
            value = was.isoformat() if was and was < self.today else "today"
            on = DayField("on", "On", store=self.store, value=value, direction=Direction.PAST)
            return Dialog(
                f"{marked.name} was held",
                [on, LongField("notes", "Notes")],
                filled=filled,
                error=error,
            )

        def act(typed: Typed) -> str:
            self._groups.act(marked.uid, "hold", typed)
            return f"Saved: {marked.name} was held; {self._when(marked.uid)}."

        await self._asked(marked, "hold", make, act)

    @work
    async def action_skip_check_in(self) -> None:
        if (marked := self._takes("skip")) is None:
            return

        def make(filled: Typed | None, error: SpocError | None) -> Dialog:
            return Dialog(
                f"Leave out the next {marked.name}",
                [LongField("why", "Why")],
                intro=_as_sentence(self._when(marked.uid)),
                filled=filled,
                error=error,
            )

        def act(typed: Typed) -> str:
            self._groups.act(marked.uid, "skip", typed)
            return f"Saved: one of {marked.name} is cancelled; {self._when(marked.uid)}."

        await self._asked(marked, "skip", make, act)

    @work
    async def action_end_check_in(self) -> None:
        if (marked := self._takes("close")) is None:
            return
        when_next = _as_sentence(self._when(marked.uid))
        question = ConfirmScreen(f"Are there no more of {marked.name}?", when_next)
        if not await self.app.push_screen_wait(question):
            return

        def act() -> str:
            self._groups.act(marked.uid, "close")
            return f"Saved: there are no more of {marked.name}. {self.key('undo')} undoes it."

        if error := await self.try_to(act):
            self.say_wrong(error)

    async def _asked(
        self, marked: Group, act: str, make: MakeDialog, write: Callable[[Typed], str]
    ) -> None:
        """Asks what an act on a group asks; what is typed is a draft of that."""
        from screens.records.record_screen import subject_of

        self.subject = subject_of("group", marked.uid, act)
        try:
            await self.ask_until_done(make, write)
        finally:
            self.subject = None

    def _when(self, uid: str) -> str:
        """“the next is on Mon 4 May 2026”."""
        due = next_due(cast("Group", self._groups.get(uid).record), self.store.days)
        return f"the next is on {when.show_day(due)}" if due else "there are no more"

    def action_history(self) -> None:
        """Opens who changed what on the one marked."""
        if (marked := self._marked) is None:
            return
        from screens.history.record import HistoryScreen

        self.app.push_screen(HistoryScreen("group", marked.uid))

    @work
    async def action_agenda(self) -> None:
        """Writes the agenda of the one marked to a file."""
        if (marked := self._marked) is None:
            return
        from spoc_tui.reports.documents.formats import DocumentFormat, written
        from spoc_tui.reports.groups.agenda import file_name, group_agenda

        def write(form: str) -> Path:
            facts = agenda(self.store, marked.uid)
            content = written(group_agenda(facts), DocumentFormat(form))
            return written_beside(self.store, file_name(facts, form), content)

        await write_paper(self, f"Agenda of {marked.name} as", write, "The agenda is in")

    def _fields(self, one: Group | None) -> list[Field]:
        return [
            Field("name", "Name", value=one.name if one else ""),
            Field("rule", "Every", value=one.rule_words if one else ""),
            DayField(
                "starts",
                "From",
                store=self.store,
                direction=Direction.ANY,
                value=one.starts.isoformat() if one else "",
            ),
            LongField("notes", "Notes", value=one.notes if one else ""),
        ]


def _as_sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _row(one: Group, due: date | None, today: date) -> Row:
    until = "" if one.is_open else "ended"
    described = when.day_in_list(due, today) if due else until
    held = when.day_in_list(one.last_held, today) if one.last_held else "not yet"
    is_due = due is not None and due <= today
    style = "warning" if is_due else "" if one.is_open else "muted"
    return Row(one.uid, (one.name, one.rule_words, described, held), style, "!" if is_due else "")
