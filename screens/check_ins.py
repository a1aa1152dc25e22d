"""The check-ins: when you meet whom, and what either side owes till then."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from screens.base import OfficerScreen
from screens.commands import bindings
from screens.confirm import ConfirmScreen
from screens.dialog import Dialog, Typed
from screens.menu import Item, MenuScreen
from screens.themes import Rows
from screens.widgets.agenda_view import drawn_agenda
from screens.widgets.columns import DAY, Column, breakpoints
from screens.widgets.fields import DayField, Field, LongField
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import Row
from screens.widgets.record_list import RecordList
from screens.words import words_folder
from spoc_tui.casework import when
from spoc_tui.casework.check_ins import CheckIn, need_next, need_running
from spoc_tui.casework.date_fields import Direction
from spoc_tui.casework.errors import NotFound, SpocError
from spoc_tui.casework.records.kinds import CHECK_IN
from spoc_tui.files import free_name, write_private

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

COLUMNS = (
    *(Column("Check-in", least=20, good=30), Column("Every", least=14)),
    *(Column("Next", DAY), Column("Last held", DAY)),
)
EMPTY = "No check-in yet. {add_check_in} adds one: with whom, and how often."
ON_ONE = ("edit_check_in", "held", "skip_check_in", "end_check_in")
"""The commands that need one that was not ended."""
FORMS = (
    Item("w", "docx", "Word"),
    Item("h", "html", "web page, to print"),
    Item("m", "md", "Markdown, plain text"),
)


class CheckInsScreen(OfficerScreen):
    """Every check-in, the next first, and beside it the agenda of the one marked."""

    CSS_PATH = "check_ins.tcss"
    HORIZONTAL_BREAKPOINTS = breakpoints(COLUMNS)
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        *("add_check_in", "edit_check_in", "held", "skip_check_in", "end_check_in", "agenda"),
        *("history", "call", "find", "back"),
    )

    def __init__(self, marked: str | None = None) -> None:
        """`marked` is the uid of the one to begin with."""
        super().__init__()
        self._first = marked

    def compose(self) -> ComposeResult:
        yield Static("Check-ins", id="headline", markup=False)
        with Horizontal():
            empty = EMPTY.format(add_check_in=self.key("add_check_in"))
            yield RecordList(COLUMNS, header=True, empty=empty)
            with VerticalScroll(can_focus=False):
                yield Static("", id="agenda", markup=False)
        yield KeyLine(first=("app.help", "add_check_in", "held", "agenda"))

    def reload(self) -> None:
        found = self.store.check_ins.all(ended=True)
        records = self.query_one(RecordList)
        rows = Rows([_row(one, self.today) for one in found])
        records.reload(rows)
        if self._first is not None and (place := rows.index_of(self._first)) is not None:
            records.cursor = place
        self._first = None
        self._show()

    @property
    def _marked(self) -> CheckIn | None:
        uid = self.query_one(RecordList).highlighted
        if uid is None:
            return None
        try:
            return self.store.check_ins.get(uid)
        except NotFound:
            return None

    @on(RecordList.Highlighted)
    def _show(self) -> None:
        marked = self._marked
        drawn = drawn_agenda(self.store.check_ins.agenda(marked.uid)) if marked else ""
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

    @work
    async def action_add_check_in(self) -> None:
        store = self.store

        def make(filled: Typed | None, error: SpocError | None) -> Dialog:
            return Dialog("A check-in", self._fields(None), filled=filled, error=error)

        def act(typed: Typed) -> str:
            starts = store.read_day(typed["starts"] or "today", "starts", Direction.ANY)
            added = store.check_ins.add(typed["name"], typed["every"], starts, typed["notes"])
            return f"Saved {added.name}: {_when(added)}."

        await self.ask_until_done(make, act)

    def _takes(self, need: Callable[[CheckIn], object] = need_running) -> CheckIn | None:
        """The one marked, where an act can be done on it; else says why not, before it asks."""
        marked = self._marked
        try:
            if marked is not None:
                need(marked)
        except SpocError as refused:
            self.say_wrong(refused)
            return None
        return marked

    def label_of(self, command: str, label: str) -> str:
        marked = self._marked
        if command in ON_ONE and (marked is None or not marked.is_open):
            return ""
        return label

    @work
    async def action_edit_check_in(self) -> None:
        if (marked := self._takes()) is None:
            return

        def make(filled: Typed | None, error: SpocError | None) -> Dialog:
            return Dialog(f"Edit {marked.name}", self._fields(marked), filled=filled, error=error)

        def act(typed: Typed) -> str:
            after = self.store.check_ins.edit(marked.uid, typed.changed)
            return f"Saved {after.name}: {_when(after)}."

        await self.ask_until_done(make, act)

    @work
    async def action_held(self) -> None:
        if (marked := self._takes(need_next)) is None:
            return

        def make(filled: Typed | None, error: SpocError | None) -> Dialog:
            return Dialog(
                f"{marked.name} was held",
                [
                    DayField("on", "On", store=self.store, value="today", direction=Direction.PAST),
                    LongField("notes", "Notes"),
                ],
                filled=filled,
                error=error,
            )

        def act(typed: Typed) -> str:
            day = self.store.read_day(typed["on"] or "today", "on", Direction.PAST)
            after = self.store.check_ins.held(marked.uid, day, typed["notes"])
            return f"Saved: {after.name} was held. {_when(after)}."

        await self.ask_until_done(make, act)

    @work
    async def action_skip_check_in(self) -> None:
        if (marked := self._takes(need_next)) is None:
            return

        def make(filled: Typed | None, error: SpocError | None) -> Dialog:
            return Dialog(
                f"Leave out the next {marked.name}",
                [LongField("because", "Why")],
                intro=_when(marked),
                filled=filled,
                error=error,
            )

        def act(typed: Typed) -> str:
            after = self.store.check_ins.skip(marked.uid, typed["because"])
            return f"Saved: one of {after.name} is left out. {_when(after)}."

        await self.ask_until_done(make, act)

    @work
    async def action_end_check_in(self) -> None:
        if (marked := self._takes()) is None:
            return
        question = ConfirmScreen(f"Are there no more of {marked.name}?", f"{_when(marked)}.")
        if not await self.app.push_screen_wait(question):
            return

        def act() -> str:
            self.store.check_ins.end(marked.uid)
            return f"Saved: there are no more of {marked.name}. {self.key('undo')} undoes it."

        if error := self.try_to(act):
            self.say_wrong(error)

    def action_history(self) -> None:
        """Opens who changed what on the one marked."""
        if (marked := self._marked) is None:
            return
        from screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(CHECK_IN.code, marked.uid))

    @work
    async def action_agenda(self) -> None:
        """Writes the agenda of the one marked to a file."""
        if (marked := self._marked) is None:
            return
        chosen = await self.app.push_screen_wait(MenuScreen(f"Agenda of {marked.name} as", FORMS))
        if chosen is None:
            return
        from spoc_tui.reports.check_in_agenda import check_in_agenda, file_name
        from spoc_tui.reports.forms import Form, written

        agenda = self.store.check_ins.agenda(marked.uid)
        file = free_name(words_folder(self.store) / file_name(agenda, chosen))
        try:
            write_private(file, written(check_in_agenda(agenda), Form(chosen)))
        except SpocError as error:
            self.say_wrong(error)
            return
        self.app.notify(f"The agenda is in {file}", markup=False, timeout=10)

    def _fields(self, one: CheckIn | None) -> list[Field]:
        return [
            Field("name", "Name", value=one.name if one else ""),
            Field("every", "Every", value=one.rule_words if one else ""),
            DayField(
                "starts",
                "From",
                store=self.store,
                direction=Direction.ANY,
                value=one.starts.isoformat() if one else "",
            ),
            LongField("notes", "Notes", value=one.notes if one else ""),
        ]


def _row(one: CheckIn, today: date) -> Row:
    due = when.day_in_list(one.next_due, today) if one.next_due else "ended"
    held = when.day_in_list(one.last_held, today) if one.last_held else "not yet"
    is_due = one.next_due is not None and one.next_due <= today
    style = "warning" if is_due else "" if one.is_open else "muted"
    return Row(one.uid, (one.name, one.rule_words, due, held), style, "!" if is_due else "")


def _when(one: CheckIn) -> str:
    return f"the next is on {when.show_day(one.next_due)}" if one.next_due else "there are no more"
