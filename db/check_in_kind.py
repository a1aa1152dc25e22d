"""What check-ins say of themselves to the storage (db/every_kind.py)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from db.every_kind import Stored
from db.search_check_ins import CheckInWords
from spoc_tui.casework.desk import Band
from spoc_tui.casework.records.kinds import CHECK_IN

if TYPE_CHECKING:
    from db.agenda import Key
    from db.store import Store
    from spoc_tui.casework.calendar_entries import CalendarEntry
    from spoc_tui.casework.check_ins import CheckIn


def _by_uids(store: Store, uids: Sequence[str]) -> Mapping[str, CheckIn]:
    return {one.uid: one for one in store.check_ins.all() if one.uid in uids}


def _due(store: Store, on: date, now: str) -> list[Key]:
    from db.agenda import Key

    return [
        Key(Band.FEEDBACK, "check-in", str(one.next_due), one.uid, None, None, CHECK_IN.code)
        for one in store.check_ins.due(on)
    ]


def _calendar(store: Store) -> Iterator[CalendarEntry]:
    from spoc_tui.casework.calendar_entries import check_in_entries

    for check_in in store.check_ins.all():
        yield from check_in_entries(check_in)


STORED = Stored(
    by_uids=_by_uids,
    words=CheckInWords,
    due=_due,
    calendar=_calendar,
    stands=lambda one: "",
)
