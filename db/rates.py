"""The reference rates of late payment: those that come with the program, and the officer's own."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from spoc_tui.casework.errors import Refused
from spoc_tui.casework.reference_rates import ReferenceRates, read_reference_rate
from spoc_tui.casework.when import show_day

if TYPE_CHECKING:
    from db.store import Store


AHEAD = timedelta(days=184)
"""How long before its day a rate may be added: the next reference date, not one after it."""


class Rates:
    """The reference rates of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def known(self) -> ReferenceRates:
        """All of them, as they stand now."""
        return ReferenceRates(self.added())

    def added(self) -> dict[date, Decimal]:
        """The rates that were added here, by reference date."""
        rows = self._store.connection.execute(
            "SELECT day, percent FROM reference_rate WHERE removed_at IS NULL ORDER BY day"
        )
        return {date.fromisoformat(row["day"]): Decimal(row["percent"]) for row in rows}

    def add(self, day: date, percent: str) -> Decimal:
        """Adds the Bank of England's base rate on a reference date, in percent; sums that rest on
        it follow. Adding one of the officer's own again corrects it.

        BadInput for what is no reference date or rate; Refused for one that is known, or not yet.
        """
        day, rate = read_reference_rate(day, percent)
        if any(one.date == day and not one.added for one in self.known().all()):
            raise Refused(f"The base rate of {show_day(day)} came with the program: {rate}%.")
        if day > self._store.today() + AHEAD:
            raise Refused(f"The rate of {show_day(day)} is not known so long before that day.")
        with self._store.action(f"Added the base rate of {show_day(day)}: {rate} %"):
            row = self._store.connection.execute(
                "SELECT uid FROM reference_rate WHERE day = ? AND removed_at IS NULL",
                [day.isoformat()],
            ).fetchone()
            if row is not None:
                self._store.update("reference_rate", row["uid"], {"percent": str(rate)})
            else:
                values = {"day": day.isoformat(), "percent": str(rate)}
                self._store.insert("reference_rate", values)
        return rate
