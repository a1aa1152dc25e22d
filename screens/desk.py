"""The desk: what needs doing, most pressing first, and the marked record in full beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from db.agenda import Key
from screens.commands import bindings
from screens.record_screen import RecordScreen
from screens.widgets.case_view import CaseView
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import Column, Row
from screens.widgets.record_list import RecordList
from spoc_tui.casework import when
from spoc_tui.casework.desk import Band, DueItem

if TYPE_CHECKING:
    from db.drafts import Draft
    from db.store import Store

EMPTY = (
    "Nothing needs doing. Press n when the phone rings, / to find somebody, ? for every key. "
    "Your lists come in with: spoc import organisations FILE"
)
COLUMNS = (Column("No.", 5), Column("Who", 24), Column("What"), Column("Due", 10, "right"))
MARKS = {Band.OVERDUE: "!!", Band.TODAY: "!", Band.TEAM: "?", Band.PROMISE: "*"}
STYLES = {Band.OVERDUE: "overdue", Band.TODAY: "warning", Band.TEAM: "warning"}


class DeskSource:
    """The desk's rows: the keys of all that is due, headed by band; read in full only in view."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._today = store.today()
        keys = store.agenda.keys(self._today)
        drafts = store.drafts.all()
        self.to_do = len(keys) + len(drafts)
        self._lines: list[tuple[Band, int] | Key | Draft] = []
        for band in Band:
            of_band = drafts if band is Band.DRAFT else [key for key in keys if key.band is band]
            if of_band:
                self._lines.append((band, len(of_band)))
                self._lines += of_band
        self._places = {
            _key_of(line): place
            for place, line in enumerate(self._lines)
            if not isinstance(line, tuple)
        }

    def count(self) -> int:
        return len(self._lines)

    def index_of(self, key: str) -> int | None:
        return self._places.get(key)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        lines = self._lines[offset : offset + limit]
        keys = [line for line in lines if isinstance(line, Key)]
        items = dict(zip(map(_key_of, keys), self._store.agenda.items(keys), strict=False))
        return [self._row(line, items) for line in lines]

    def _row(self, line: tuple[Band, int] | Key | Draft, items: dict[str, DueItem]) -> Row:
        if isinstance(line, tuple):
            band, count = line
            return Row(None, (f"{band.title} ({count})",), "heading")
        if not isinstance(line, Key):
            begun = when.show_day(when.london_date(line.started_at), self._today)
            return Row(_key_of(line), ("", line.who, line.title, begun), mark="…")
        item = items.get(_key_of(line))
        if item is None:
            return Row(None, ("just undone",), "muted")
        due = when.show_day(item.due, self._today) if item.due else ""
        number = item.reference.rsplit("-", 1)[-1]
        who = item.team if item.band is Band.TEAM else item.organisation
        cells = (number, who or "caller not known", item.subject, due)
        return Row(_key_of(line), cells, STYLES.get(item.band, ""), MARKS.get(item.band, ""))


def _key_of(line: Key | Draft) -> str:
    """What tells a row from the others: an enquiry may stand once for itself, and for promises."""
    if isinstance(line, Key):
        return f"{line.uid} {line.promise_uid or ''}".strip()
    return f"draft {line.uid}"


class DeskScreen(RecordScreen):
    """What needs doing."""

    CSS_PATH = "desk.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("call", "find")

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        with Horizontal():
            yield RecordList(COLUMNS, empty=EMPTY)
            with VerticalScroll(can_focus=False):
                yield CaseView()
        yield KeyLine(first=("app.call", "app.find", "app.help"))

    def reload(self) -> None:
        source = DeskSource(self.store)
        open_count = self.store.enquiries.count_open()
        demo = "DEMO · " if self.officer_app.demo else ""
        day = when.show_day(self.today)
        self.query_one("#headline", Static).update(
            f"{demo}{day} · {source.to_do:,} to do · {open_count:,} open"
        )
        records = self.query_one(RecordList)
        records.reload(source)
        # The rows are what the officer waits for; the record beside them comes a moment later.
        self.call_after_refresh(self._show_marked)

    def current_reference(self) -> str | None:
        key = self.query_one(RecordList).highlighted if self.is_mounted else None
        return None if key is None or key.startswith("draft ") else key.split()[0]

    @on(RecordList.Highlighted)
    def _highlighted(self) -> None:
        self._show_marked()
        self.refresh_bindings()

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        kind, _, draft = event.key.partition("draft ")
        if draft:
            from screens.call import CallScreen

            self.app.push_screen(CallScreen(draft_uid=draft))
        else:
            from screens.enquiry import EnquiryScreen

            self.app.push_screen(EnquiryScreen(kind.split()[0]))

    def _show_marked(self) -> None:
        key, view = self.query_one(RecordList).highlighted, self.query_one(CaseView)
        if key is not None and key.startswith("draft "):
            view.show(None, today=self.today, hint="A call half logged. Enter goes on with it.")
        else:
            case = self.current_case()
            hint = "" if key else "The marked record stands here in full."
            view.show(case, today=self.today, hint=hint)
        view.scroll_visible(animate=False, top=True)
