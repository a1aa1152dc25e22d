"""What is late by statute, what interest and compensation that makes, and how it was worked out.

Late Payment of Commercial Debts (Interest) Act 1998; its rate by SI 2002/1675. The council is a
public authority, so that the 30 days of s4(2D) bind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from spoc_tui.casework.payments import late_payment_lines as lines
from spoc_tui.casework.payments import statutory_interest as sums
from spoc_tui.casework.payments.days_to_pay import (
    PaymentBand,
    band_of,
    days_to_pay,
    days_to_pay_line,
    in_band,
)
from spoc_tui.casework.payments.debts import Debt, PartPayment, check
from spoc_tui.casework.payments.kinds import PaymentKind, Terms
from spoc_tui.casework.payments.rates import IN_FORCE, ReferenceRate, ReferenceRates
from spoc_tui.casework.payments.relevant_day import ASK_RECEIVED, RelevantDay, relevant_day
from spoc_tui.casework.working_lines import WorkingLine, day_in_full, days_in_words

__all__ = [
    "INDICATIVE",
    "Calculation",
    "Debt",
    "PartPayment",
    "PaymentBand",
    "WorkingLine",
    "calculate",
    "check",
]

INDICATIVE = "Indicative, not legal advice."
"""Shown beneath every such sum."""

ACT = "the Late Payment of Commercial Debts (Interest) Act 1998"
_ASK_REMEDY = "what the contract gives for late payment, and where"


@dataclass(frozen=True)
class Calculation:
    """A debt as it stands on a day. Sums are pence; what is not known is None."""

    relevant_day: date | None
    """The last day on which it could be paid in time (s4)."""
    starts: date | None
    """The day after it, from which interest runs."""
    days_late: int
    """Days after the relevant day, up to the day it was fully paid, else the day calculated for; 0
    where it is not late, or no relevant day is known.
    """
    days_to_pay: int | None
    """Days after receipt, counted as for the reports (SI 2024/692 reg 38)."""
    band: PaymentBand | None
    """The band that it falls in, or would fall in."""
    made: bool
    """Whether it is a payment made under a contract, as is reported; otherwise the band is only
    information.
    """
    reference: ReferenceRate | None
    """None where no interest can run."""
    outstanding: int
    daily: int
    """A day's interest on what is outstanding, or for one that was paid late on the last balance;
    0 where no interest can run. It has not begun to run while `days_late` is 0.
    """
    interest: int
    compensation: int
    entitled: bool
    why: str
    """One sentence: why something can be claimed, or why not."""
    working: tuple[WorkingLine, ...]
    missing: tuple[str, ...]
    """What is to be asked for: “the day the council received the invoice”."""
    assumptions: tuple[str, ...]
    """What was taken to be so, in sentences; the working says it too."""

    @property
    def total(self) -> int:
        """Interest and compensation; the debt itself comes on top."""
        return self.interest + self.compensation

    @property
    def rests_on_assumed_rate(self) -> bool:
        """Whether the rate is not known yet, so that the sums may still change."""
        return self.reference is not None and self.reference.assumed

    @property
    def claims_on_assumed_rate(self) -> bool:
        """Whether there is a sum to claim that may still change, since its rate is assumed."""
        return self.entitled and self.rests_on_assumed_rate

    @property
    def band_described(self) -> str:
        """“band 1–30”, or “would fall in band 1–30”; blank where it is not known."""
        return in_band(self.band, made=self.made) if self.band else ""


def calculate(debt: Debt, on: date, rates: ReferenceRates) -> Calculation:
    """The debt as it stands at the end of `on`: payments after that day have not been made yet.

    What `check` refuses is not refused here, so that it can be calculated while it is typed.
    """
    stood = debt.as_of(on)
    last = stood.paid_on or on
    due = _due(stood)
    late = max(0, (last - due.day).days) if due.day else 0
    barred = _why_barred(stood, due)
    starts = due.day + timedelta(days=1) if due.day else None
    reference = rates.on(starts) if starts and not barred else None
    running = sums.stretches(stood, starts, last) if starts and reference else ()
    percent = reference.statutory if reference else None
    entitled = percent is not None and late > 0
    interest = sums.interest(running, percent) if percent else 0
    compensation = sums.compensation(stood.amount) if entitled and stood.amount else 0
    balance = stood.outstanding or (running[-1].balance if running else 0)
    pay_days = days_to_pay(stood.received, last)

    working = [
        *lines.left_out(debt, stood, on),
        *lines.due(due, stood.terms),
        *lines.lateness(due.day, late, last, stood.paid_on),
        days_to_pay_line(stood.received, last, paid=stood.paid_on is not None, kind=stood.kind),
        *lines.limitation(due.day, on),
    ]
    if reference:
        working.append(lines.rate(reference))
    if reference and entitled:
        working += lines.interest(running, reference, interest, balance, stood.paid_on)
        working += lines.compensation(stood, due.day, compensation, interest)
    return Calculation(
        relevant_day=due.day,
        starts=starts,
        days_late=late,
        days_to_pay=pay_days,
        band=None if pay_days is None else band_of(pay_days),
        made=stood.paid_on is not None and stood.kind is PaymentKind.CONTRACT,
        reference=reference,
        outstanding=stood.outstanding,
        daily=sums.daily(balance, percent) if percent else 0,
        interest=interest,
        compensation=compensation,
        entitled=entitled,
        why=barred or _why(stood, due.day, late),
        working=tuple(working),
        missing=due.missing,
        assumptions=due.assumptions,
    )


def _due(debt: Debt) -> RelevantDay:
    """The relevant day, which only a contract has; and what is to be asked for."""
    if debt.kind is not PaymentKind.CONTRACT:
        return RelevantDay(None, "", () if debt.received else (ASK_RECEIVED,))
    due = relevant_day(debt)
    if debt.terms is Terms.OWN_REMEDY:
        return due._replace(missing=(*due.missing, _ASK_REMEDY))
    return due


def _why_barred(debt: Debt, due: RelevantDay) -> str:
    """Why nothing can be claimed, however late it is; blank where that does not hold."""
    match debt.kind:
        case PaymentKind.GRANT:
            return (
                f"Nothing is claimed: grants are outside {ACT}. A “grant” for a specified service "
                "may be a contract: ask what it is for."
            )
        case PaymentKind.EXPENSES:
            return f"Nothing is claimed: expenses repaid are outside {ACT}."
        case PaymentKind.OTHER:
            return f"Nothing is claimed: only contracts for goods or services fall under {ACT}."
    if debt.disputed:
        return "Nothing is claimed while the invoice is disputed."
    if debt.terms is Terms.OWN_REMEDY:
        return (
            "No statutory sum is claimed: the contract has its own remedy for late payment, which "
            "is to be shown instead (1998 Act s8, s9)."
        )
    if due.day is None:
        return f"Nothing can be calculated yet: ask for {' and '.join(due.missing)}."
    if due.day < IN_FORCE:
        return (
            f"Nothing is calculated for payments due before {day_in_full(IN_FORCE)} (SI 2002/1675)."
        )
    return ""


def _why(debt: Debt, day: date | None, late: int) -> str:
    """Why it is claimed, or not yet, where nothing else is against it."""
    last = day_in_full(day) if day else ""
    if late:
        verb = "Paid" if debt.paid_on else "Still unpaid"
        return (
            f"{verb} {days_in_words(late)} after the relevant day, {last}: interest and a fixed "
            f"sum can be claimed under {ACT}."
        )
    if debt.paid_on:
        return f"Nothing is claimed: it was paid in time, by the relevant day, {last}."
    return f"Nothing can be claimed yet: it is not late until after the relevant day, {last}."
