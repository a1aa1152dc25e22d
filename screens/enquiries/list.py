"""Every enquiry, the last received first, with the marked one in full beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from screens.base import SidePane
from screens.commands import bindings
from screens.records.list_screen import RecordListScreen
from screens.records.record_screen import Marked
from screens.widgets.case_view import CaseView
from screens.widgets.columns import (
    DAY_WIDTH,
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
from spoc_tui.casework.enquiries.enquiry import Enquiry, Status
from spoc_tui.casework.records.kinds import CHASED_TODAY, is_day_of

if TYPE_CHECKING:
    from db.store import Store

COLUMNS = (
    NUMBER_COLUMN,
    WHO_COLUMN,
    SUBJECT_COLUMN,
    Column("Status", 12),
    Column("Received", DAY_WIDTH, "right"),
)
FILTERS: tuple[Status | None, ...] = (None, *Status)


class EnquirySource:
    """A window on the enquiries of a store, of one organisation, of one status, or all."""

    def __init__(
        self,
        store: Store,
        *,
        status: Status | None = None,
        organisation_uid: str | None = None,
    ) -> None:
        self._store = store
        self._status = status
        self._organisation_uid = organisation_uid

    def count(self) -> int:
        return self._store.enquiries.count(
            status=self._status, organisation_uid=self._organisation_uid
        )

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        found = self._store.enquiries.page(
            offset, limit, status=self._status, organisation_uid=self._organisation_uid
        )
        return [self._row(enquiry) for enquiry in found]

    def _row(self, enquiry: Enquiry) -> Row:
        received = when.day_in_list(when.london_date(enquiry.received_at), self._store.today())
        number = enquiry.reference.rsplit("-", 1)[-1]
        status = enquiry.status.short
        if enquiry.is_open and is_day_of(enquiry.chased_at, self._store.today()):
            status = CHASED_TODAY
        late = enquiry.is_late(self._store.today())
        return Row(
            enquiry.uid,
            (number, enquiry.who, enquiry.title, status, received),
            "overdue" if late else "" if enquiry.is_open else "muted",
            "!!" if late else "",
        )


class EnquiriesScreen(RecordListScreen):
    """All enquiries, or those of one status."""

    CSS_PATH = "list.tcss"
    HORIZONTAL_BREAKPOINTS = breakpoints(COLUMNS)
    BINDINGS: ClassVar[list[BindingType]] = bindings("status", "call", "find", "back")

    def __init__(self) -> None:
        super().__init__()
        self._filter = 0

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        with Horizontal():
            empty = f"No enquiries here. {self.key('call')} logs one."
            yield RecordList(COLUMNS, header=True, empty=empty)
            with SidePane(can_focus=False):
                yield CaseView()
        yield KeyLine(first=("app.help",))

    def reload(self) -> None:
        status = FILTERS[self._filter]
        source = EnquirySource(self.store, status=status)
        shown = status.words if status else "all"
        self.query_one("#headline", Static).update(
            f"Enquiries · {shown} · {source.count():,} · the last received first"
        )
        self.query_one(RecordList).reload(source)
        self.show_marked()

    def action_status(self) -> None:
        """The next status; after the last, all again."""
        self._filter = (self._filter + 1) % len(FILTERS)
        self.reload_safely()

    def record_of(self, key: str) -> Marked:
        return Marked("enquiry", key)

    def show_marked(self) -> None:
        self.show_record(self.query_one(CaseView))
