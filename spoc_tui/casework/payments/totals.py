"""The totals of payment complaints: one count for the board, the week and the pack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from spoc_tui.casework.payments.days_to_pay import PaymentBand
from spoc_tui.casework.payments.late_payment import Calculation
from spoc_tui.casework.payments.payment import Payment

Calculated = tuple[Payment, Calculation]
"""A complaint, and how it stands by the law of late payment."""


class Owing(NamedTuple):
    """The share of a complaint in the totals. Sums are pence."""

    uid: str
    band: PaymentBand | None
    """None: the day of receipt is not known."""
    outstanding: int
    interest: int
    compensation: int
    daily: int
    """What runs on each day; 0 where nothing does."""
    days_to_pay: int | None
    assumed: bool
    """Whether there is a sum to claim, on a rate that is not known yet."""


@dataclass(frozen=True)
class Totals:
    """Of so many complaints. Sums are pence."""

    count: int
    outstanding: int
    interest: int
    """Statutory interest so far, where it is due."""
    compensation: int
    daily: int
    """What runs on each day."""
    oldest: int | None
    """The most days to pay of those whose receipt is known; None where that is of none."""
    assumed: int
    """How many of them rest on an assumed rate."""

    @property
    def claimed(self) -> int:
        """Interest and compensation."""
        return self.interest + self.compensation

    @property
    def in_all(self) -> int:
        """With what is outstanding."""
        return self.outstanding + self.claimed

    @property
    def assumed_described(self) -> str:
        """“2 of them on an assumed rate”; blank where none is."""
        return assumed_described(self.assumed, self.count)


ON_ASSUMED_RATE = "on an assumed rate"
"""Shown with every sum that may still change, since its base rate is not known yet."""


def assumed_described(assumed: int, count: int) -> str:
    """“2 of them on an assumed rate”, of so many; blank where none is."""
    if not assumed:
        return ""
    return ON_ASSUMED_RATE if count == 1 else f"{assumed:,} of them {ON_ASSUMED_RATE}"


def owing(uid: str, of: Calculation) -> Owing:
    """The share of a complaint, as it is by the law."""
    return Owing(
        uid,
        of.band,
        of.outstanding,
        of.interest,
        of.compensation,
        of.daily if of.entitled and of.outstanding else 0,
        of.days_to_pay,
        of.claims_on_assumed_rate,
    )


def still_owed(calculated: Iterable[Calculated]) -> list[Calculated]:
    """The complaints on which money is still to come."""
    return [(payment, one) for payment, one in calculated if payment.is_owed]


def still_claimable(calculated: Iterable[Calculated]) -> list[Calculated]:
    """The complaints paid in full but late, and not closed: interest up to the day of payment, and
    the fixed sum, can be claimed still.
    """
    return [
        (payment, one)
        for payment, one in calculated
        if payment.is_open and payment.paid_on is not None and one.entitled
    ]


def totals(owed: Iterable[Owing]) -> Totals:
    """The totals of complaints."""
    listed = list(owed)
    known = [one.days_to_pay for one in listed if one.days_to_pay is not None]
    return Totals(
        count=len(listed),
        outstanding=sum(one.outstanding for one in listed),
        interest=sum(one.interest for one in listed),
        compensation=sum(one.compensation for one in listed),
        daily=sum(one.daily for one in listed),
        oldest=max(known, default=None),
        assumed=sum(one.assumed for one in listed),
    )


def totals_of(calculated: Iterable[Calculated]) -> Totals:
    """The same, of complaints that were worked out."""
    return totals(owing(payment.uid, one) for payment, one in calculated)
