"""The lists on an organisation's page: its enquiries, its timeline, its people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from screens.enquiries.list import COLUMNS, EnquirySource
from screens.widgets.columns import (
    DAY_WIDTH,
    MOMENT_WIDTH,
    REFERENCE_COLUMN,
    WHO_COLUMN,
    Column,
    DropOrder,
)
from screens.widgets.list_source import Row
from spoc_tui.casework.dates import when
from spoc_tui.casework.enquiries.enquiry import Enquiry
from spoc_tui.casework.organisations.profile import PreferredWay
from spoc_tui.casework.records.event import EventKind

if TYPE_CHECKING:
    from db.organisations.timeline import TimelineEntry
    from db.store import Store
    from spoc_tui.casework.organisations.organisation import Contact

ITS_COLUMNS = tuple(column for column in COLUMNS if column is not WHO_COLUMN)
TIMELINE_COLUMNS = (
    Column("When", MOMENT_WIDTH),
    REFERENCE_COLUMN,
    Column("What", least=15, good=15),
    Column("Text", least=15, share=3),
)
PEOPLE_COLUMNS = (
    Column("Name", least=15),
    Column("Phone", 15),
    Column("Role", least=10),
    Column("Left", DAY_WIDTH),
    Column("E-mail", least=28, good=28, enough=42, goes=DropOrder.NARROW),
    Column("Rather by", 9, goes=DropOrder.NARROW),
)


class ItsEnquiries(EnquirySource):
    """Its enquiries, without saying with each whose they are."""

    def _row(self, enquiry: Enquiry) -> Row:
        row = super()._row(enquiry)
        number, _, *rest = row.cells
        return replace(row, cells=(number, *rest))


class TimelineSource:
    """A window on its timeline. A key is the record's kind and uid, and the entry's uid."""

    def __init__(self, store: Store, organisation_uid: str) -> None:
        self._store = store
        self._organisation_uid = organisation_uid

    def count(self) -> int:
        return self._store.organisations.timeline_count(self._organisation_uid)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        entries = self._store.organisations.timeline(self._organisation_uid, offset, limit)
        return [self._row(entry) for entry in entries]

    def _row(self, entry: TimelineEntry) -> Row:
        text = entry.subject if entry.kind is EventKind.LOGGED else entry.text
        told = f"{entry.whom}: {text}" if entry.whom and text else entry.whom or text
        cells = (when.show_moment(entry.at), entry.reference, entry.words, told or entry.subject)
        return Row(f"{entry.record_kind} {entry.record_uid} {entry.uid}", cells)


class PeopleSource:
    """Its people, those who left last."""

    def __init__(self, store: Store, organisation_uid: str) -> None:
        self._today = store.today()
        self._people = store.organisations.contacts(organisation_uid)

    def count(self) -> int:
        return len(self._people)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        return [self._row(person) for person in self._people[offset : offset + limit]]

    def _row(self, person: Contact) -> Row:
        way = "" if person.preferred is PreferredWay.UNKNOWN else person.preferred.words
        left = when.day_in_list(person.left_on, self._today) if person.left_on else ""
        cells = (person.name, person.phone, person.role, left, person.email, way)
        return Row(person.uid, cells, "muted" if left else "", "-" if left else "")
