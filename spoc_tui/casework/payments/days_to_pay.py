"""Days to pay, as a public body counts them for its reports: another count than days late.

SI 2024/692 reg 38, under the Procurement Act 2023: from receipt of the invoice alone, day 1 being
the day after it, in three bands of payments made (38(2)(c)). The duty covers public contracts. What
is not paid, and what is no contract, is not reported so: in which band it would fall is this
program's own information.
"""

from __future__ import annotations

from datetime import date

from spoc_tui.casework.payments.kinds import PaymentKind
from spoc_tui.casework.records.worded import Worded
from spoc_tui.casework.working_lines import WorkingLine, day_in_full, days_in_words

WOULD_FALL = (
    "Days to pay are counted from receipt. What is reported in bands is payments made (SI 2024/692 "
    "reg 38(2)(c)): this is where the unpaid ones would fall."
)
"""Shown with every table of unpaid sums by band."""


class PaymentBand(Worded):
    """The bands of days to pay in which a public body reports."""

    TO_30 = "1-30"
    TO_60 = "31-60"
    OVER_60 = "61+"

    @property
    def words(self) -> str:
        return self.value.replace("-", "–")


def days_to_pay(received: date | None, last: date) -> int | None:
    """The days after `received` up to and including `last`, the day it was fully paid or today's;
    0 where they are the same, None where the day of receipt is not known.
    """
    return None if received is None else max(0, (last - received).days)


def band_of(days: int) -> PaymentBand:
    """The band of so many days; a payment on the day of receipt is in the first."""
    if days <= 30:
        return PaymentBand.TO_30
    return PaymentBand.TO_60 if days <= 60 else PaymentBand.OVER_60


def in_band(band: PaymentBand, *, made: bool) -> str:
    """“band 1–30” of a payment made under a contract, “would fall in band 1–30” of what else."""
    return f"band {band.words}" if made else f"would fall in band {band.words}"


def days_to_pay_line(
    received: date | None, last: date, *, paid: bool, kind: PaymentKind = PaymentKind.CONTRACT
) -> WorkingLine:
    """How the days to pay were counted, and whether they are what is reported."""
    days = days_to_pay(received, last)
    if received is None or days is None:
        return WorkingLine(
            "Days to pay",
            "not known",
            "Counted from the day the council received the invoice (SI 2024/692 reg 38): ask for "
            "it.",
        )
    end = "the day it was paid" if paid else "unpaid so far"
    made = paid and kind is PaymentKind.CONTRACT
    return WorkingLine(
        "Days to pay",
        f"{days_in_words(days)}, {in_band(band_of(days), made=made)}",
        f"Day 1 is the day after receipt on {day_in_full(received)}; counted to "
        f"{day_in_full(last)}, {end} (SI 2024/692 reg 38). {_reported(paid, kind)} It is not the "
        "days late.",
    )


def _reported(paid: bool, kind: PaymentKind) -> str:
    """Whether it is among the payments that a public body reports."""
    if kind is not PaymentKind.CONTRACT:
        return "Only payments under public contracts are reported: this is information."
    if not paid:
        return (
            "The bands that are reported are of payments made, and an unpaid sum is in none of "
            "them: this is information."
        )
    return (
        "Payments under public contracts are reported in these bands; of others it is information."
    )
