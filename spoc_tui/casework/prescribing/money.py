"""Whether resources follow referrals: the months of a service with referrals and without money. It
is worked out of its counts and of the awards that are about it, and never typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from spoc_tui.casework.dates.months import show_month
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.money import show_money
from spoc_tui.casework.prescribing.rows import Month


class Money(NamedTuple):
    """An award that is linked as being about a service."""

    uid: str
    reference: str
    funder: str
    pence: int
    first: date | None
    """Its first day; None: not known, it is taken to have begun."""
    last: date | None
    """Its last day; None: not known, it is taken to go on."""

    def covers(self, month: Month) -> bool:
        """Whether it runs on any day of a month."""
        begun = self.first is None or self.first <= month.last_day
        return begun and (self.last is None or self.last >= month.month)

    @property
    def words(self) -> str:
        """“AWD-26-0001: Public Health, £4,000, Wed 1 Apr 2026 to Wed 31 Mar 2027”."""
        first = show_day(self.first) if self.first else "not known"
        last = show_day(self.last) if self.last else "not known"
        return f"{self.reference}: {self.funder}, {show_money(self.pence)}, {first} to {last}"


def gaps(months: Iterable[Month], money: Sequence[Money]) -> tuple[Month, ...]:
    """The months in which somebody was referred and no money on record was there."""
    return tuple(
        one for one in months if one.referred and not any(each.covers(one) for each in money)
    )


def in_words(months: Sequence[Month]) -> str:
    """“Sep 2026: 12 referred” on lines."""
    return "\n".join(f"{show_month(one.month)}: {one.referred:,} referred" for one in months)
