"""The source of a period's figures: the records on a connection, and the rules as they are now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from db.connection import Connection
from db.records.tables import TABLES_OF_KIND
from spoc_tui.casework.dates.standards import Standards
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.payments.rates import ReferenceRates

if TYPE_CHECKING:
    from db.store import Store

Asked = Mapping[str, str]
"""What the statements are asked with: the moments `start` and `end`; the days `first` and `last`;
`after`, before which a day has passed; and `passed`, the last that has.
"""


HEARD = " UNION ".join(
    f"SELECT organisation FROM {kind} WHERE {tables.came} >= :start AND {tables.came} < :end "
    "AND removed_at IS NULL"
    for kind, tables in TABLES_OF_KIND.items()
    if tables.heard_from
)
"""SQL: the organisations that were heard from, as Asked."""


@dataclass(frozen=True)
class WeekSource:
    """The records as they are now, or as they were at a moment, on a connection of their own."""

    connection: Connection
    history: Connection
    """On which what was changed is found."""
    standards: Standards
    days: WorkingDays
    rates: Callable[[], ReferenceRates]
    today: date

    def rows(self, sql: str, asked: Any) -> Sequence[Any]:
        return self.connection.execute(sql, asked).fetchall()


def of_store(store: Store) -> WeekSource:
    """The records of a store as they are now."""
    return WeekSource(
        store.connection,
        store.connection,
        store.standards,
        store.days,
        store.rates.known,
        store.today(),
    )
