"""Who was asked and has not answered, in the order in which they are rung: small ones first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.organisations.profile import SizeBand
from spoc_tui.casework.text import fold

_BANDS = list(SizeBand)


class Silent(NamedTuple):
    """One that was asked by name, and has not answered."""

    party: str
    """Its uid, as one that was asked."""
    organisation: str
    """The organisation's uid; blank: it is no organisation on record."""
    name: str
    person: str
    """Who is asked for; blank: whoever answers."""
    number: str
    """Where it is rung; blank: no number is known."""
    size: SizeBand
    asked: date
    reminded: date | None = None

    @property
    def size_words(self) -> str:
        """The band without its pounds: “micro”."""
        return self.size.value

    def when(self, today: date | None = None) -> str:
        """“reminded 9 Apr 2026”, “asked 2 Apr 2026”."""
        if self.reminded is not None:
            return f"reminded {show_day(self.reminded, today)}"
        return f"asked {show_day(self.asked, today)}"


def in_order(ones: Iterable[Silent]) -> list[Silent]:
    """Small ones first, those whose size is not known last; of one size who was asked longest ago,
    then by name.
    """
    return sorted(
        ones, key=lambda one: (_BANDS.index(one.size), one.asked, fold(one.name), one.party)
    )
