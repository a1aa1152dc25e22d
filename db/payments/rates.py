"""The base rates of late payment: those that come with the program, and the officer's own.

What happens when a rate is added: its row is written, as one action. No sum is kept (decision 14),
so every case, board, pack and week that is shown from then on asks `known` and counts with it; the
desk no longer asks for it, unless it is only expected (db/desk/agenda.py). The rules are in
casework/payments/rates.py.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.payments.rates import ReferenceRates, read_reference_rate

if TYPE_CHECKING:
    from db.writing import Writing


AHEAD = timedelta(days=184)
"""How long before its day a rate may be expected: that of the next reference date alone."""


class NotYet(Refused):
    """The day of a rate has not come: it can only be expected."""

    field = "date"


class Rates:
    """The reference rates of a store."""

    def __init__(self, store: Writing) -> None:
        self._store = store

    def known(self) -> ReferenceRates:
        """All of them, as they stand now."""
        rows = self._store.connection.execute(
            "SELECT day, percent, expected FROM reference_rate WHERE removed_at IS NULL"
        ).fetchall()
        return ReferenceRates(
            {date.fromisoformat(row["day"]): Decimal(row["percent"]) for row in rows},
            {date.fromisoformat(row["day"]) for row in rows if row["expected"]},
        )

    def to_add(self, on: date) -> tuple[date, ...]:
        """The reference dates that have come by that day and whose rate is to be added."""
        return self.known().to_add(on)

    def add(self, day: date, percent: str, *, expected: bool = False) -> Decimal:
        """Adds the Bank of England's base rate on a reference date, in percent; sums that rest on
        it follow. Adding one of the officer's own again corrects it. Before its day a rate can only
        be `expected`: sums that rest on it count as assumed, until the rate itself replaces it.

        BadInput for what is no reference date or rate; Refused for one that is known, or not yet.
        """
        day, rate = read_reference_rate(day, percent)
        self._check(day, rate, expected)
        what = "expected base rate" if expected else "base rate"
        values = {"percent": str(rate), "expected": int(expected)}
        with self._store.action(f"Added the {what} of {show_day(day)}: {rate} %"):
            self._store.put("reference_rate", {"day": day.isoformat(), **values})
        return rate

    def _check(self, day: date, rate: Decimal, expected: bool) -> None:
        described, today = show_day(day), self._store.today()
        if any(one.date == day and not one.added for one in self.known().all()):
            raise Refused(f"The base rate of {described} came with the program: {rate}%.")
        if day > today + AHEAD:
            raise NotYet(f"The rate of {described} is not known so long before that day.")
        if day > today and not expected:
            raise NotYet(
                f"{described} is to come, and its rate is not known yet. To calculate with what is "
                "expected, mark it as expected, and add the rate once it is there.",
                by_command="--expected marks it.",
            )
        if expected and day <= today:
            raise Refused(f"{described} has come: add its rate, and not what was expected.")
