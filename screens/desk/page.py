"""The desk: what needs doing, most pressing first, and the marked record in full beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from db.records.every_kind import AgendaKey
from screens.base import SidePane
from screens.commands import bindings
from screens.records.acting_screen import ActingScreen
from screens.records.every_kind import shown
from screens.records.record_screen import Marked, RecordScreen
from screens.widgets.case_view import CaseView
from screens.widgets.columns import (
    DUE_COLUMN,
    NUMBER_COLUMN,
    SUBJECT_COLUMN,
    WHO_COLUMN,
    Column,
    breakpoints,
)
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import Row
from screens.widgets.record_list import RecordList
from spoc_tui.casework.dates import when
from spoc_tui.casework.desk.desk import DIRECTORATE, OF_NO_RECORD, RATE, Band, DueItem
from spoc_tui.casework.records.kinds import CHASED_TODAY

if TYPE_CHECKING:
    from db.records.drafts import Draft
    from db.store import Store

EMPTY = (
    "Nothing needs doing. Press {call} when the phone rings, {find} to find somebody, "
    "{help} for every key. {import_list} imports your lists."
)
COLUMNS = (NUMBER_COLUMN, WHO_COLUMN, SUBJECT_COLUMN, Column("To do", 12), DUE_COLUMN)
MARKS = {
    Band.NOW: "!!",
    Band.URGENT: "!!",
    Band.OVERDUE: "!!",
    Band.TODAY: "!",
    Band.TEAM: "?",
    Band.PROMISE: "*",
    Band.PAYMENT: "£",
    Band.FEEDBACK: "!",
    Band.HEAR: ">",
}
STYLES = {
    **dict.fromkeys((Band.NOW, Band.URGENT, Band.OVERDUE), "overdue"),
    **dict.fromkeys((Band.TODAY, Band.TEAM), "warning"),
}
ESCALATE = "escalate now"
CHASING = ("reply", "chase")
"""What is to be done by chasing."""


class Heading(NamedTuple):
    """A band with how much is in it."""

    band: Band
    size: int


class DeskSource:
    """The desk's rows: the keys of all that is due, headed by band; read in full only in view."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._today = store.today()
        keys = store.agenda.keys(self._today)
        drafts = store.drafts.all()
        self.to_do = len(keys) + len(drafts)
        self._lines: list[Heading | AgendaKey | Draft] = []
        for band in Band:
            of_band = drafts if band is Band.DRAFT else [key for key in keys if key.band == band]
            if of_band:
                self._lines.append(Heading(band, len(of_band)))
                self._lines += of_band

    def count(self) -> int:
        return len(self._lines)

    def index_of(self, key: str) -> int | None:
        for place, line in enumerate(self._lines):
            if not isinstance(line, Heading) and _key_of(line) == key:
                return place
        return None

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        lines = self._lines[offset : offset + limit]
        keys = [line for line in lines if isinstance(line, AgendaKey)]
        items = dict(zip(map(_key_of, keys), self._store.agenda.items(keys), strict=False))
        return [self._row(line, items) for line in lines]

    def _row(self, line: Heading | AgendaKey | Draft, items: dict[str, DueItem]) -> Row:
        if isinstance(line, Heading):
            return Row(None, (f"{line.band.title} ({line.size:,})",), "heading")
        if not isinstance(line, AgendaKey):
            begun = when.since_in_list(when.london_date(line.started_at), self._today)
            return Row(_key_of(line), ("", line.who, line.title, "finish", begun), mark="…")
        item = items.get(_key_of(line))
        if item is None:
            return Row(None, ("just undone",), "muted")
        shown = when.since_in_list if item.is_since else when.day_in_list
        due = shown(item.due, self._today) if item.due else ""
        if item.at and item.due == self._today:
            due = f"at {item.at:%H:%M}"
        number = item.reference.rsplit("-", 1)[-1]
        who = item.team if item.band is Band.TEAM else item.who
        if item.number:  # “SLG-26-07” is the group's, and what follows its number
            short, _, number = item.number.partition("-")
            who = who or short
        subject, to_do = item.title, item.what
        if item.chased_today and to_do in CHASING:
            to_do = CHASED_TODAY
        elif item.chased_today:
            subject = f"{CHASED_TODAY} · {subject}"
        cells = (number, who or "", subject, to_do, due)
        mark, style = MARKS.get(item.band, ""), STYLES.get(item.band, "")
        if item.what == ESCALATE:
            mark, style = "£!", "overdue"
        return Row(_key_of(line), cells, style, mark)


def _key_of(line: AgendaKey | Draft) -> str:
    """Tells a row from the others: an enquiry may have one for itself, and one a promise."""
    if isinstance(line, AgendaKey):
        return f"{line.kind} {line.uid} {line.promise_uid or ''}".strip()
    return f"draft {line.uid}"


class DeskScreen(RecordScreen):
    """The desk: what needs doing."""

    CSS_PATH = "page.tcss"
    HORIZONTAL_BREAKPOINTS = breakpoints(COLUMNS)
    BINDINGS: ClassVar[list[BindingType]] = bindings("call", "find")
    _painted = False
    _to_do = 0

    def compose(self) -> ComposeResult:
        keys = {name: self.key(name) for name in ("call", "find", "help", "import_list")}
        records = RecordList(COLUMNS, empty=EMPTY.format(**keys))
        headline = ""
        while True:
            try:
                self._state_shown = self.store.state()
                source = DeskSource(self.store)
                self._to_do = source.to_do
                headline = self._headline()
                records.load(source)
            except Exception as error:  # a call can be logged all the same
                if self.officer_app.reads_again(error):
                    continue
                self.cannot_read(error)
                records.say_instead(self._placeholder(self.unread))
            break
        yield Static(headline, id="headline", markup=False)
        with Horizontal():
            yield records
            with SidePane(can_focus=False):
                yield CaseView()
        yield KeyLine(first=("app.call", "app.find", "app.help"))

    def resumed(self) -> None:
        # The rows are what the officer waits for at the start: they are there when it is composed,
        # and the record beside them comes once they are painted.
        if self._painted:
            self.reload_if_changed()
        else:
            self.call_after_refresh(self._show_side_panel)

    def _show_side_panel(self) -> None:
        self._painted = True
        app = self.officer_app
        for do in (app.first_painted, self.say_headline, self._highlighted):
            with app.going_on():  # whatever fails of it, the desk is there
                do()

    def reload(self) -> None:
        source = DeskSource(self.store)
        self._to_do = source.to_do
        self.say_headline()
        self.query_one(RecordList).reload(source)
        self._show_marked()

    def not_read(self, sentence: str) -> None:
        self.query_one(RecordList).say_instead(self._placeholder(sentence))
        self.say_headline()

    def _placeholder(self, sentence: str) -> str:
        """In place of the rows."""
        desk, call, find = (self.key(name) for name in ("desk", "call", "find"))
        return (
            f"{sentence} {desk} reads it again; {call} logs a call and {find} finds all the same."
        )

    def _headline(self) -> str:
        head = f"{'DEMO · ' if self.officer_app.demo else ''}{when.show_day(self.today)}"
        if self.unread:
            return f"{head} · not read"
        open_count = self.store.enquiries.count_open()
        return f"{head} · {self._to_do:,} to do · {open_count:,} open"

    def say_headline(self) -> None:
        """Shows how much there is to do, and what is to be said of copies."""
        waiting = 0 if self.unread else self.store.agenda.waiting_for_review()
        review = f" · {waiting:,} of lists to review: {self.key('review')}" if waiting else ""
        left = len(self.store.unread)
        unread = f" · {left:,} cannot be read: spoc check" if left else ""
        late = f" · {self.officer_app.late_copy}" if self.officer_app.late_copy else ""
        why = self.store.read_only
        unsaved = f" · READ ONLY: {why.in_short}" if why is not None else ""
        unsaved = unsaved.removesuffix(": it is read-only")
        said = f"{self._headline()}{unread}{unsaved}{review}{late}"
        self.query_one("#headline", Static).update(said)

    def marked(self) -> Marked | None:
        # Before it is painted there is none: which acts apply is not looked into for that.
        key = self.query_one(RecordList).highlighted if self._painted else None
        if key is None or key.startswith("draft "):
            return None
        kind, uid, *_ = key.split()
        return None if kind in OF_NO_RECORD else Marked(kind, uid)

    @on(RecordList.Highlighted)
    def _highlighted(self) -> None:
        if self._painted:
            self._show_marked()
            self.refresh_bindings()

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        _, _, draft = event.key.partition("draft ")
        if draft:
            self._go_on_with(draft)
        elif event.key.startswith(RATE):
            from screens.records.opening import place

            self.app.push_screen(place("settings", begin=RATE))
        elif event.key.startswith(DIRECTORATE):
            from screens.records.opening import place

            self.app.push_screen(place("area", "codesign", "briefing"))
        else:
            self.open_record(Marked(*event.key.split()[:2]))

    @work
    async def _go_on_with(self, draft_uid: str) -> None:
        draft = self.store.drafts.get(draft_uid)
        if draft is None:
            self.app.notify("This was finished in another window.")
            self.reload_safely()
        else:
            from screens.dialogs.taking_up import LOOK, taken_up
            from screens.records.draft_screen import DraftScreen
            from screens.records.opening import form_of

            page = form_of(draft)
            if isinstance(page, DraftScreen):
                how = await taken_up(self.app, self.store, draft)
                if how is None:
                    return
                page.only_shown = how == LOOK
            await self.app.push_screen(page)
            if draft.place and isinstance(page, ActingScreen):
                page.go_on_with(draft)
            elif draft.act and isinstance(page, RecordScreen):
                page.action_act(draft.act)

    def _show_marked(self) -> None:
        key, view = self.query_one(RecordList).highlighted, self.query_one(CaseView)
        if key is not None and key.startswith("draft "):
            view.show(None, today=self.today, hint="Half logged. Enter goes on with it.")
        else:
            hint = "" if key else "The marked record is shown here in full."
            if key is not None and key.startswith(RATE):
                hint = "Late payment is worked out with it. Enter adds it."
            elif key is not None and key.startswith(DIRECTORATE):
                hint = f"Enter goes to the briefings; {self.key('new_record')} begins one there."
            elif key is not None:
                hint = shown(key.split()[0]).hint
            self.show_record(view, hint)
        view.scroll_visible(animate=False, top=True)
