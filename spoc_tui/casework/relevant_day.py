"""The relevant day: the last on which the council can pay without owing statutory interest.

Late Payment of Commercial Debts (Interest) Act 1998 s4, for a purchaser that is a public authority.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from spoc_tui.casework.debts import Debt
from spoc_tui.casework.working_lines import day_in_full

_PERIOD = timedelta(days=30 - 1)
"""From the first of 30 days to the last: the day they begin with is the first."""

ASK_RECEIVED = "the day the council received the invoice"
ASK_PERFORMED = "the day the work was done"
ASK_AGREED = "the payment day that was agreed, if any"


class RelevantDay(NamedTuple):
    """The day, None while it is not known, and in plain words how it was found."""

    day: date | None
    working: str
    missing: tuple[str, ...] = ()
    """What is to be asked for."""
    assumptions: tuple[str, ...] = ()
    """What was taken to be so; sentences."""


class _Period(NamedTuple):
    """The 30 days: the day they begin with and what happened on it, and their last day."""

    begins: date
    what: str
    last: date


def relevant_day(debt: Debt) -> RelevantDay:
    """The agreed payment day, but no later than the last of 30 days beginning with the latest of
    performance, receipt of the invoice and acceptance (1998 Act s4(2A), (2D), (2H)).

    A payment agreed for before the performance is an advance: then it is the day of performance
    (1998 Act s4(2G), s11).
    """
    if debt.agreed and debt.performed and debt.agreed < debt.performed:
        return _advance(debt.agreed, debt.performed, debt.received)
    period = _thirty_days(debt)
    if period is None:
        return _without_receipt(debt)
    if debt.agreed and debt.agreed <= period.last:
        day = debt.agreed
        how = (
            f"The agreed payment day; 30 days beginning with {day_in_full(period.begins)}, "
            f"{period.what}, would end on {day_in_full(period.last)} (1998 Act s4(2A), (2D))."
        )
    else:
        day = period.last
        why = (
            f"The agreed day, {day_in_full(debt.agreed)}, is later than a public authority may take"
            if debt.agreed
            else "No payment day is known to be agreed"
        )
        how = (
            f"{why}: the last of 30 days beginning with {day_in_full(period.begins)}, "
            f"{period.what} (1998 Act s4(2D), (2H))."
        )
    assumed = tuple(filter(None, (_work_taken_as_done(debt, day), _slow_acceptance(debt, day))))
    missing = () if debt.performed else (ASK_PERFORMED,)
    return RelevantDay(day, " ".join([how, *assumed]), missing, assumed)


def _advance(agreed: date, performed: date, received: date | None) -> RelevantDay:
    working = (
        f"An advance payment, agreed for {day_in_full(agreed)}: the debt counts from the day the "
        f"work was done, {day_in_full(performed)} (1998 Act s4(2G), s11)."
    )
    return RelevantDay(performed, working, () if received else (ASK_RECEIVED,))


def _without_receipt(debt: Debt) -> RelevantDay:
    if debt.agreed is None:
        working = (
            "It takes the day the council received the invoice, or a payment day that was agreed "
            "(1998 Act s4(2A), (2H)). Ask for them."
        )
        return RelevantDay(None, working, (ASK_RECEIVED, ASK_AGREED))
    assumed = (
        "The day the council received the invoice is not known, so the agreed day stands alone; "
        "the 30 days may end sooner. Ask for it."
    )
    done = _work_taken_as_done(debt, debt.agreed)
    assumptions = tuple(filter(None, (assumed, done)))
    missing = (ASK_RECEIVED,) if debt.performed else (ASK_RECEIVED, ASK_PERFORMED)
    working = " ".join(["The agreed payment day (1998 Act s4(2A)).", *assumptions])
    return RelevantDay(debt.agreed, working, missing, assumptions)


def _thirty_days(debt: Debt) -> _Period | None:
    """The relevant 30-day period (1998 Act s4(2H)); None where the day of receipt is not known."""
    if debt.received is None:
        return None
    days = [
        (debt.received, ASK_RECEIVED),
        (debt.performed, ASK_PERFORMED),
        (debt.accepted, "the day the work was accepted"),
    ]
    begins, what = max(((day, what) for day, what in days if day), key=lambda one: one[0])
    return _Period(begins, what, begins + _PERIOD)


def _work_taken_as_done(debt: Debt, relevant: date) -> str:
    """What is assumed where the day of performance is not known."""
    if debt.performed is not None:
        return ""
    by = min(relevant, debt.received) if debt.received else relevant
    return f"The work is taken as done by {day_in_full(by)}: ask for the day."


def _slow_acceptance(debt: Debt, relevant: date) -> str:
    """What is said where acceptance took more than 30 days and put the relevant day off."""
    if debt.accepted is None or debt.performed is None or debt.received is None:
        return ""
    day_after = debt.performed + _PERIOD + timedelta(days=1)
    sooner = max(day_after, debt.received) + _PERIOD
    if debt.accepted <= day_after or relevant <= sooner:
        return ""
    return (
        f"Acceptance took more than 30 days from {day_in_full(debt.performed)}. Unless the "
        "contract expressly allows that, it counts as done after 30 days (1998 Act s4(5A)–(5B)), "
        f"and the relevant day would be {day_in_full(sooner)}: ask what the contract says."
    )
