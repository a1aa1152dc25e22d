"""Days to pay, as a public body reports them: another count than days late.

SI 2024/692 reg 38, under the Procurement Act 2023: from receipt of the invoice alone, day 1 being
the day after it, in three bands. The duty covers public contracts; for others it is information.
"""

from __future__ import annotations

from datetime import date

from spoc_tui.casework.enquiries import Worded
from spoc_tui.casework.working_lines import Line, day_in_full, days_in_words


class Band(Worded):
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


def band_of(days: int) -> Band:
    """The band of so many days; a payment on the day of receipt stands in the first."""
    if days <= 30:
        return Band.TO_30
    return Band.TO_60 if days <= 60 else Band.OVER_60


def days_to_pay_line(received: date | None, last: date, paid: bool) -> Line:
    """How the days to pay were counted."""
    days = days_to_pay(received, last)
    if received is None or days is None:
        return Line(
            "Days to pay",
            "not known",
            "Counted from the day the council received the invoice (SI 2024/692 reg 38): ask for "
            "it.",
        )
    end = "the day it was paid" if paid else "unpaid so far"
    return Line(
        "Days to pay",
        f"{days_in_words(days)}, band {band_of(days).words}",
        f"Day 1 is the day after receipt on {day_in_full(received)}; counted to "
        f"{day_in_full(last)}, {end} (SI 2024/692 reg 38). It is what is reported, and is not the "
        "days late.",
    )
