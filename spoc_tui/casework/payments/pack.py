"""The facts of the Chief Finance Officer's pack: what is owed or can be claimed, and totals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from spoc_tui.casework.payments.late_payment import Calculation, PaymentBand
from spoc_tui.casework.payments.payment import Payment, PaymentCase
from spoc_tui.casework.payments.totals import (
    Calculated,
    Totals,
    still_claimable,
    still_owed,
    totals_of,
)
from spoc_tui.casework.records.event import Event, EventKind

NO_DIRECTORATE = "Not known"
NO_BAND = "Receipt not known"
ASKING = frozenset((EventKind.TO_FINANCE, EventKind.CHASED, EventKind.ESCALATED))
"""The events by which somebody in the council was asked for the payment."""
PRIVATE = frozenset((EventKind.NOTE,))
"""What stays on the officer's desk: a note may hold what was told in confidence."""


class PackedCase(NamedTuple):
    """A complaint in full, and how it stands by the law of late payment."""

    case: PaymentCase
    calculation: Calculation

    @property
    def payment(self) -> Payment:
        return self.case.payment

    @property
    def with_sums(self) -> Calculated:
        return self.payment, self.calculation

    @property
    def is_paid(self) -> bool:
        """Whether it is paid in full."""
        return self.payment.paid_on is not None

    @property
    def timeline(self) -> list[Event]:
        """Its timeline without what is private."""
        return [event for event in self.case.timeline if event.kind not in PRIVATE]

    @property
    def asked(self) -> list[Event]:
        """The questions put to the council, and to whom."""
        return [event for event in self.case.timeline if event.kind in ASKING]


@dataclass(frozen=True)
class Pack:
    """One complaint, or all on which money is owed or still claimable (`of_all`), as on a day."""

    cases: tuple[PackedCase, ...]
    today: date
    officer: str
    reasonable_days: int
    """How many days the council may have a claim before it goes to the Chief Finance Officer."""
    of_all: bool

    @property
    def longest_first(self) -> list[PackedCase]:
        """The complaints still owed, then those paid late; in each the latest by statute first,
        then by days to pay.
        """

        def waited(one: PackedCase) -> tuple[bool, int, int, str]:
            days_to_pay = one.calculation.days_to_pay or 0
            late = one.calculation.days_late
            return (one.is_paid, -late, -days_to_pay, one.payment.reference)

        return sorted(self.cases, key=waited)

    @property
    def owed(self) -> list[PackedCase]:
        """The complaints on which money is still to come, the longest late first."""
        return _among(self.longest_first, still_owed)

    @property
    def claimable(self) -> list[PackedCase]:
        """The complaints paid late and not closed, on which interest can still be claimed."""
        return _among(self.longest_first, still_claimable)


class Total(NamedTuple):
    """The total of the complaints under a name."""

    name: str
    of: Totals


ALL_COMPLAINTS = "All"


def grand_total(pack: Pack) -> Total:
    """Of all that are still owed."""
    return _total(ALL_COMPLAINTS, pack.owed)


def claimable_total(pack: Pack) -> Total:
    """Of all that were paid late."""
    return _total(ALL_COMPLAINTS, pack.claimable)


def by_directorate(pack: Pack) -> list[Total]:
    """Of each directorate that owes something, by its name; those of none at the end."""
    owed = pack.owed
    named = {one.payment.directorate for one in owed}
    names = [*sorted(filter(None, named), key=str.casefold), *([None] if None in named else [])]
    return [
        _total(name or NO_DIRECTORATE, _those(owed, lambda one: one.payment.directorate, name))
        for name in names
    ]


def by_band(pack: Pack) -> list[Total]:
    """Of each of the three bands of days to pay, with those whose day of receipt is not known."""
    owed = pack.owed
    bands = [_total(band.words, _those(owed, _band, band)) for band in PaymentBand]
    unknown = _total(NO_BAND, _those(owed, _band, None))
    return [*bands, unknown] if unknown.of.count else bands


def _among(
    cases: Sequence[PackedCase], which: Callable[[Sequence[Calculated]], list[Calculated]]
) -> list[PackedCase]:
    uids = {payment.uid for payment, _ in which([one.with_sums for one in cases])}
    return [one for one in cases if one.payment.uid in uids]


def _band(one: PackedCase) -> PaymentBand | None:
    return one.calculation.band


def _those(
    cases: Sequence[PackedCase], fact: Callable[[PackedCase], object], value: object
) -> list[PackedCase]:
    return [one for one in cases if fact(one) == value]


def _total(name: str, cases: Sequence[PackedCase]) -> Total:
    return Total(name, totals_of(one.with_sums for one in cases))
