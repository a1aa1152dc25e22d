"""What the Chief Finance Officer is given: open complaints with their sums, and the totals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from spoc_tui.casework.enquiries import Event, EventKind
from spoc_tui.casework.late_payment import Band, Reckoning
from spoc_tui.casework.payments import Payment, PaymentCase

NO_DIRECTORATE = "Not known"
NO_BAND = "Receipt not known"
ASKING = frozenset((EventKind.TO_FINANCE, EventKind.CHASED, EventKind.ESCALATED))
"""The events by which somebody in the council was asked for the payment."""
PRIVATE = frozenset((EventKind.NOTE,))
"""What stays on the officer's desk: a note may hold what was told in confidence."""


class PackedCase(NamedTuple):
    """A complaint in full, and how it stands by the law of late payment."""

    case: PaymentCase
    reckoning: Reckoning

    @property
    def payment(self) -> Payment:
        return self.case.payment

    @property
    def timeline(self) -> list[Event]:
        """What happened, but for what is private."""
        return [event for event in self.case.timeline if event.kind not in PRIVATE]

    @property
    def asked(self) -> list[Event]:
        """What was asked of whom in the council."""
        return [event for event in self.case.timeline if event.kind in ASKING]


@dataclass(frozen=True)
class Pack:
    """One complaint, or all that are open (`of_all`), as they stood on a day."""

    cases: tuple[PackedCase, ...]
    today: date
    officer: str
    reasonable_days: int
    """How many days the council may have a claim before it goes to the Chief Finance Officer."""
    of_all: bool

    @property
    def longest_first(self) -> list[PackedCase]:
        """The cases, those first that are latest by statute, then by the count that is reported."""

        def waited(one: PackedCase) -> tuple[int, int, str]:
            days_to_pay = one.reckoning.days_to_pay or 0
            return (-one.reckoning.days_late, -days_to_pay, one.payment.reference)

        return sorted(self.cases, key=waited)


@dataclass(frozen=True)
class Total:
    """Of how many complaints, and their sums in pence."""

    name: str
    complaints: int
    outstanding: int
    interest: int
    compensation: int

    @property
    def in_all(self) -> int:
        return self.outstanding + self.interest + self.compensation


def grand_total(pack: Pack) -> Total:
    """Of all of them."""
    return _total("All", pack.cases)


def by_directorate(pack: Pack) -> list[Total]:
    """Of each directorate that owes something, by its name; those of none at the end."""
    named = {one.payment.directorate for one in pack.cases}
    names = [*sorted(filter(None, named), key=str.casefold), *([None] if None in named else [])]
    return [
        _total(name or NO_DIRECTORATE, _those(pack, lambda one: one.payment.directorate, name))
        for name in names
    ]


def by_band(pack: Pack) -> list[Total]:
    """Of each of the three bands of days to pay, with those whose day of receipt is not known."""
    bands = [_total(band.words, _those(pack, _band, band)) for band in Band]
    unknown = _total(NO_BAND, _those(pack, _band, None))
    return [*bands, unknown] if unknown.complaints else bands


def _band(one: PackedCase) -> Band | None:
    return one.reckoning.band


def _those(pack: Pack, fact: Callable[[PackedCase], object], value: object) -> list[PackedCase]:
    return [one for one in pack.cases if fact(one) == value]


def _total(name: str, cases: Iterable[PackedCase]) -> Total:
    sums = [one.reckoning for one in cases]
    return Total(
        name,
        len(sums),
        sum(one.outstanding for one in sums),
        sum(one.interest for one in sums),
        sum(one.compensation for one in sums),
    )
