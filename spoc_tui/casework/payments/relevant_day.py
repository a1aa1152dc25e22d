"""The relevant day: the last on which the council can pay without owing statutory interest.

Late Payment of Commercial Debts (Interest) Act 1998 s4, for a purchaser that is a public authority.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from spoc_tui.casework.payments.debts import Debt
from spoc_tui.casework.working_lines import day_in_full

_PERIOD = timedelta(days=30 - 1)
"""From the first of 30 days to the last: the day they begin with is the first."""
ONE_DAY = timedelta(days=1)
_CAPPED_SINCE = date(2013, 3, 16)
"""From when a contract is made under which a public authority may not agree to pay later."""
_ACCEPTANCE_SINCE = date(2013, 5, 14)
"""The same, for acceptance (SI 2013/908)."""

ASK_RECEIVED = "the day the council received the invoice"
ASK_PERFORMED = "the day the work was done"
ASK_AGREED = "the payment day that was agreed, if any"
ASK_CONTRACT = "the day the contract was made"


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
    capped: bool = False
    """It begins after an acceptance that took longer than it may."""


class _Acceptance(NamedTuple):
    """The day on which an acceptance procedure is taken as completed."""

    completed: date
    capped: bool
    """It took longer than 30 days from performance, and is taken as completed after them."""


def relevant_day(debt: Debt) -> RelevantDay:
    """The agreed payment day, but no later than the last of 30 days beginning with the latest of
    performance, receipt of the invoice and the day after acceptance was completed, where that
    counts (1998 Act s4(2A), (2D), (2H), (5A)–(5D)).

    A payment agreed for before the performance is an advance: then it is the day of performance
    (1998 Act s4(2G), s11).
    """
    if debt.agreed and debt.performed and debt.agreed < debt.performed:
        return _advance(debt.agreed, debt.performed, debt.received)
    period = _thirty_days(debt)
    if period is None:
        return _without_receipt(debt)
    accepted = ", (5A)" if period.begins == _day_after_acceptance(debt) else ""
    if debt.agreed and debt.agreed <= period.last:
        day = debt.agreed
        how = (
            f"The agreed payment day; 30 days beginning with {day_in_full(period.begins)}, "
            f"{period.what}, would end on {day_in_full(period.last)} (1998 Act s4(2A), (2D)"
            f"{accepted})."
        )
    else:
        day = period.last
        why, section = (
            (
                f"The agreed day, {day_in_full(debt.agreed)}, is later than a public authority may "
                "take",
                "(2D)",
            )
            if debt.agreed
            else ("No payment day is known to be agreed", "(2A)(b)")
        )
        how = (
            f"{why}: the last of 30 days beginning with {day_in_full(period.begins)}, "
            f"{period.what} (1998 Act s4{section}, (2H){accepted})."
        )
    assumed = tuple(
        filter(
            None,
            (
                _work_taken_as_done(debt, day),
                _slow_acceptance(debt) if period.capped and day == period.last else "",
                _older_contract(debt),
            ),
        )
    )
    missing = (
        *(() if debt.performed else (ASK_PERFORMED,)),
        *((ASK_CONTRACT,) if _older_contract(debt) else ()),
    )
    working = " ".join(filter(None, (how, _late_notice(debt), *assumed)))
    return RelevantDay(day, working, missing, assumed)


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
        "The day the council received the invoice is not known, so only the agreed day counts; "
        "the 30 days may end sooner. Ask for it."
    )
    done = _work_taken_as_done(debt, debt.agreed)
    older = _older_contract(debt)
    assumptions = tuple(filter(None, (assumed, done, older)))
    missing = (
        ASK_RECEIVED,
        *(() if debt.performed else (ASK_PERFORMED,)),
        *((ASK_CONTRACT,) if older else ()),
    )
    working = " ".join(["The agreed payment day (1998 Act s4(2A)).", *assumptions])
    return RelevantDay(debt.agreed, working, missing, assumptions)


def _thirty_days(debt: Debt) -> _Period | None:
    """The relevant 30-day period (1998 Act s4(2H)); None where the day of receipt is not known."""
    if debt.received is None:
        return None
    days = [
        (debt.received, ASK_RECEIVED),
        (debt.performed, ASK_PERFORMED),
        (_day_after_acceptance(debt), "the day after acceptance was completed"),
    ]
    begins, what = max(((day, what) for day, what in days if day), key=lambda one: one[0])
    acceptance = _acceptance(debt)
    capped = what == days[-1][1] and acceptance is not None and acceptance.capped
    return _Period(begins, what, begins + _PERIOD, capped)


def _acceptance(debt: Debt) -> _Acceptance | None:
    """When the acceptance procedure is taken as completed; None where there is none.

    Longer than 30 days beginning with performance (receipt, by which the work is taken as done,
    where that is not known), it is completed immediately after them (1998 Act s4(5B)–(5D)).
    """
    done = debt.performed or debt.received
    if debt.accepted is None or done is None:
        return None
    latest = done + _PERIOD + ONE_DAY
    capped = debt.accepted > latest
    return _Acceptance(latest if capped else debt.accepted, capped)


def _day_after_acceptance(debt: Debt) -> date | None:
    """The day that counts for an acceptance; None where none does: it does where the authority had
    notice of the sum on or before the day it was completed (1998 Act s4(5A)).
    """
    acceptance = _acceptance(debt)
    if acceptance is None or debt.received is None or debt.received > acceptance.completed:
        return None
    return acceptance.completed + ONE_DAY


def _work_taken_as_done(debt: Debt, relevant: date) -> str:
    """The assumption where the day of performance is not known."""
    if debt.performed is not None:
        return ""
    by = min(relevant, debt.received) if debt.received else relevant
    return f"The work is taken as done by {day_in_full(by)}: ask for the day."


def _slow_acceptance(debt: Debt) -> str:
    """The assumption on an acceptance that took more than 30 days."""
    acceptance, done = _acceptance(debt), debt.performed or debt.received
    if acceptance is None or done is None or debt.accepted is None:
        return ""
    return (
        f"Acceptance on {day_in_full(debt.accepted)} took longer than 30 days beginning with "
        f"{day_in_full(done)}: it is taken as completed immediately after them, on "
        f"{day_in_full(acceptance.completed)}, unless a longer period was expressly agreed and is "
        "not grossly unfair: ask what the contract says (1998 Act s4(5B)–(5D); check with legal)."
    )


def _late_notice(debt: Debt) -> str:
    """That an acceptance does not count, since the invoice came later."""
    acceptance = _acceptance(debt)
    if acceptance is None or debt.received is None or debt.received <= acceptance.completed:
        return ""
    return (
        f"The invoice came after acceptance was completed, on {day_in_full(acceptance.completed)}, "
        "so that acceptance does not count (1998 Act s4(5A))."
    )


def _older_contract(debt: Debt) -> str:
    """The assumption on a contract that may be older than the cap on an agreed day."""
    since = _ACCEPTANCE_SINCE if debt.accepted else _CAPPED_SINCE
    days = (debt.agreed, debt.accepted)
    if not any(day is not None and day < since for day in days):
        return ""
    what = "an agreed day or on acceptance" if debt.accepted else "an agreed day"
    return (
        f"A contract made before {day_in_full(since)} has no such cap on {what}: ask for "
        f"{ASK_CONTRACT}."
    )
