"""The working of a late payment in words, each line with the section that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.payments import statutory_interest as sums
from spoc_tui.casework.payments.debts import Debt
from spoc_tui.casework.payments.kinds import Terms
from spoc_tui.casework.payments.rates import OVER_BASE_RATE, ReferenceRate, show_percent
from spoc_tui.casework.payments.relevant_day import RelevantDay
from spoc_tui.casework.payments.statutory_interest import BalancePeriod
from spoc_tui.casework.working_lines import WorkingLine, day_in_full, days_in_words

LIMITATION_YEARS = 6
_TERMS = {
    Terms.S68: "A public contract procured from 24 February 2025: an invoice is to be paid within "
    "30 days beginning with its receipt or, if later, its due date; that it is invalid or disputed "
    "is to be notified without undue delay.",
    Terms.S88: "A regulated below-threshold contract: an invoice is to be paid within 30 days "
    "beginning with its receipt or, if later, its due date.",
    Terms.REG113: "A contract procured before 24 February 2025: a valid, undisputed invoice is to "
    "be paid within 30 days.",
    Terms.OWN_REMEDY: "Show what the contract gives for late payment, with its clause.",
}


def left_out(debt: Debt, stood: Debt, on: date) -> list[WorkingLine]:
    """That payments after the day calculated for are left out, if there are any."""
    if len(debt.parts) == len(stood.parts):
        return []
    return [WorkingLine("As of", day_in_full(on), "Payments after this day are left out.")]


def due(found: RelevantDay, terms: Terms) -> list[WorkingLine]:
    """The relevant day, and what the terms say of it; none where there is no such day by law."""
    if not found.working:
        return []
    result = day_in_full(found.day) if found.day else "not known"
    shown = [WorkingLine("Relevant day", result, found.working)]
    if terms in _TERMS:
        shown.append(WorkingLine("Terms", terms.words, _TERMS[terms]))
    return shown


def lateness(
    relevant: date | None, late: int, last: date, paid_on: date | None
) -> list[WorkingLine]:
    """From when interest runs, and how many days it has."""
    if relevant is None:
        return []
    starts = day_in_full(relevant + timedelta(days=1))
    shown = [
        WorkingLine("Interest from", starts, "The day after the relevant day (1998 Act s4(2)).")
    ]
    if late:
        end = "the day it was paid" if paid_on else "unpaid so far"
        whole = f"{starts} to {day_in_full(last)}, {end}; both days are counted."
        counted = whole if late > 1 else f"{starts}, {end}."
        return [*shown, WorkingLine("Days late", days_in_words(late), counted)]
    how = "Paid" if paid_on else "Calculated"
    counted = f"{how} on {day_in_full(last)}, which is not after the relevant day."
    return [*shown, WorkingLine("Days late", "none", counted)]


def rate(reference: ReferenceRate) -> WorkingLine:
    """The rate, and from which day's base rate it comes."""
    over, base = show_percent(OVER_BASE_RATE), show_percent(reference.percent)
    if reference.expected:
        working = (
            f"The base rate of {day_in_full(reference.date)} is not known yet: {over}% over "
            f"{base}%, which was added as expected, is assumed. The sums are corrected when the "
            "rate is added (1998 Act s6, SI 2002/1675)."
        )
    elif reference.assumed:
        working = (
            f"The base rate of {day_in_full(reference.date)} is not known yet: {over}% over the "
            f"last reference rate that is, {base}% of {day_in_full(reference.taken_from)}, is "
            "assumed. The sums are corrected when the rate is added (1998 Act s6, SI 2002/1675)."
        )
    else:
        working = (
            f"{over}% over the Bank of England’s base rate of {base}% on "
            f"{day_in_full(reference.date)}, fixed for the life of the debt (1998 Act s6, "
            "SI 2002/1675)."
        )
    assumed = ", assumed" if reference.assumed else ""
    return WorkingLine("Rate", f"{show_percent(reference.statutory)}% a year{assumed}", working)


def limitation(relevant: date | None, on: date) -> list[WorkingLine]:
    """That a claim may be barred, where it is older than six years."""
    if relevant is None or on <= _years_after(relevant, LIMITATION_YEARS):
        return []
    working = (
        f"The relevant day is more than {LIMITATION_YEARS} years ago: the Limitation Act 1980 s5 "
        "may bar the claim. Check with legal."
    )
    return [WorkingLine("Limitation", f"more than {LIMITATION_YEARS} years", working)]


def _years_after(day: date, years: int) -> date:
    """The same day so many years later; of 29 February, the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def interest(
    running: Sequence[BalancePeriod],
    reference: ReferenceRate,
    pence: int,
    balance: int,
    paid_on: date | None,
) -> list[WorkingLine]:
    """The interest, a day's interest on a balance (the last, where it is `paid_on` a day), and
    GOV.UK's sum where it is another.
    """
    percent = f"{show_percent(reference.statutory)}%"
    balances = " + ".join(f"{show_pounds(on)} × {days_in_words(days)}" for on, days in running)
    if len(running) > 1:
        balances = f"({balances})"
    paid = " Each payment counts from the day after it." if len(running) > 1 else ""
    ended = f" It ended when all was paid, on {day_in_full(paid_on)}." if paid_on else ""
    day = sums.daily(balance, reference.statutory)
    shown = [
        WorkingLine(
            "Interest",
            show_pounds(pence),
            f"Simple interest: {balances} × {percent} ÷ 365, rounded once, to the nearest penny "
            f"(1998 Act s1, s4).{paid}",
        ),
        WorkingLine(
            "Interest a day", show_pounds(day), f"{show_pounds(balance)} × {percent} ÷ 365.{ended}"
        ),
    ]
    quoted = sums.by_rounded_days(running, reference.statutory)
    if quoted != pence:
        rounded = " + ".join(
            f"{show_pounds(sums.daily(on, reference.statutory))} × {days_in_words(days)}"
            for on, days in running
        )
        working = (
            f"GOV.UK’s example rounds each day’s interest first: {rounded}. Where somebody quotes "
            "this sum, that is why; it is not what is claimed here."
        )
        shown.append(WorkingLine("GOV.UK’s way", show_pounds(quoted), working))
    return shown


def compensation(debt: Debt, relevant: date | None, pence: int, interest: int) -> list[WorkingLine]:
    """The fixed sum, what there is to claim in all, and what to say of a claim."""
    in_time = relevant is not None and any(part.on <= relevant for part in debt.parts)
    reading = (
        " Part was paid in time: that the original sum counts all the same is a reading of “for a "
        "debt” in s5A(2); check with legal."
        if in_time
        else ""
    )
    return [
        WorkingLine(
            "Compensation",
            show_pounds(pence),
            f"A fixed sum, once, by the original {show_pounds(debt.amount)}: £40 for less than "
            f"£1,000, £70 for less than £10,000, £100 from there (1998 Act s5A).{reading}",
        ),
        WorkingLine(
            "Recovery costs",
            "may be claimed too",
            "Reasonable costs of recovery above the fixed sum can be claimed as well, under "
            "contracts since 16 March 2013 (1998 Act s5A(2A)): tell the caller. No sum is worked "
            "out here.",
        ),
        WorkingLine(
            "Who can claim",
            "those in business",
            "The law covers contracts for goods or services between parties who both act in the "
            "course of a business (1998 Act s2(1)); not every small group does: ask.",
        ),
        WorkingLine(
            "Total",
            show_pounds(interest + pence),
            "Interest and compensation; what is owed itself comes on top.",
        ),
    ]
