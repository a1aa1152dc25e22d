"""The list of a kind's records on its area's page: a window on them, what is due first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from screens.widgets.columns import NUMBER_COLUMN, TO_DO_COLUMN, Column, DropOrder
from screens.widgets.list_source import Row
from spoc_tui.casework.dates import when
from spoc_tui.casework.kinds.fields import Day, DayTime
from spoc_tui.casework.kinds.kind import first_due
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.kinds.values import described

if TYPE_CHECKING:
    from datetime import date

    from db.kinds.records import DeclaredRecords
    from spoc_tui.casework.kinds.kind import Kind

STANDS = 16
"""The most cells for where a record stands."""


def columns_of(kind: Kind[Any], longest_number: int = 0) -> tuple[Column, ...]:
    """Those that the fields ask for, after the number, which may be as long as that; then where it
    stands and what is due.

    Where there is no room for all, other days go after the rest; what is due says the next one. The
    day that a record is of stays, and so does enough of what it is about: where it stands goes
    after all that may, and not on a screen of eighty cells.
    """
    its = _shown(kind)
    days = [name for name, field in its.items() if isinstance(field, Day | DayTime)]
    its_day = days[0] if days and kind.record.day is not DeclaredRecord.day else ""
    width = min(STANDS, max(len(step.short) for step in kind.steps))
    stands = Column("Status", width, goes=DropOrder.VERY_LAST)
    number = replace(NUMBER_COLUMN, width=longest_number) if longest_number else NUMBER_COLUMN
    return (
        number,
        *(_column(field, stays=name == its_day) for name, field in its.items()),
        *(stands, TO_DO_COLUMN),
    )


def _shown(kind: Kind[Any]) -> dict[str, Any]:
    return {name: field for name, field in kind.fields.items() if field.column is not None}


def _column(field: Any, *, stays: bool) -> Column:
    if not field.column:
        return Column(field.label, least=26, fewest=20, good=30, enough=58, share=2)
    width = max(field.column, len(field.label), 11 if isinstance(field, Day) else 0)
    goes = DropOrder.LAST if isinstance(field, Day | DayTime) else DropOrder.NARROW
    return Column(field.label, width, goes=DropOrder.NEVER if stays else goes)


class AreaSource:
    """The records of a kind, of one step or all: their order is read once, and of the rest only
    what is in view.
    """

    def __init__(self, records: DeclaredRecords, today: date, step: str = "") -> None:
        self._records = records
        self._today = today
        self._uids = records.by_due(step)

    def count(self) -> int:
        return len(self._uids)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {uid: place for place, uid in enumerate(self._uids)}

    def index_of(self, key: str) -> int | None:
        return self._places.get(key)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        uids = self._uids[offset : offset + limit]
        found = self._records.by_uids(uids)
        return [self._row(found[uid]) for uid in uids if uid in found]

    def _row(self, one: DeclaredRecord) -> Row:
        due = first_due(self._records.dues(one))
        cells = [
            when.day_in_list(value, self._today)
            if isinstance(field, Day) and value
            else described(field, value, self._today)
            for name, field in _shown(self._records.kind).items()
            for value in [getattr(one, name)]
        ]
        late = due is not None and due.presses and due.on < self._today
        by = when.day_in_list(due.on, self._today) if due else ""
        if due is not None and due.waits(self._today):
            by = due.what
        return Row(
            one.uid,
            (one.number or one.reference.rsplit("-", 1)[-1], *cells, one.status.short, by),
            "overdue" if late else "" if one.is_open else "muted",
            "!!" if late else "",
        )
