"""The figures of payments and of feedback beside a slow recount, over made-up histories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from factories import FixedClock, in_memory, make_payment
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from recounted_weeks import STEPS, check_records
from recounting import BEGINNINGS, FEEDBACK_ACTS, Act, do_one

from db.store import Store
from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.payments.late_payment import calculate
from spoc_tui.casework.payments.payment import PaymentOutcome
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.week.periods import Period, month_of, week_of

PAYMENT_ACTS: Sequence[Act] = (
    lambda s, r: s.payments.to_finance(r),
    lambda s, r: s.payments.escalate(r, reason="They rang twice."),
    lambda s, r: s.payments.promise(r, s.today() + timedelta(days=3)),
    lambda s, r: s.payments.paid(r, s.today() - timedelta(days=2), 10_00),
    lambda s, r: s.payments.paid(r, s.today()),
    lambda s, r: s.payments.told(r),
    lambda s, r: s.payments.close(r),
    lambda s, r: s.payments.close(r, outcome=PaymentOutcome.WITHDRAWN, reason="A mistake"),
    lambda s, r: s.payments.reopen(r, "Not all of it came"),
    lambda s, r: s.undo(),
)


def recount_payments(store: Store, period: Period) -> dict[str, Any]:
    """The figures of payment complaints, one at a time, from its timeline and its payments."""
    until = min(period.end, store.today())
    names = ("new", "escalated", "paid", "released", "open", "outstanding", "interest", "assumed")
    counts = dict.fromkeys(names, 0)
    ages: list[int] = []
    bands: Counter[str] = Counter()
    for one in store.payments.all():
        case = store.payments.get(one.uid)
        payment, day = case.payment, london_date(case.payment.logged_at)
        counts["new"] += period.holds(day)
        counts["escalated"] += any(
            event.kind is EventKind.ESCALATED and period.holds(london_date(event.at))
            for event in case.timeline
        )
        if payment.outstanding == 0:
            counts["paid"] += period.holds(max(part.on for part in payment.paid_in))
        came_in = (part.amount for part in payment.paid_in if period.holds(part.on))
        counts["released"] += sum(came_in)
        then = [event for event in case.timeline if london_date(event.at) <= period.end]
        states = [event.to_status for event in then if event.to_status]
        parts = tuple(part for part in payment.paid_in if part.on <= until)
        left = payment.amount - sum(part.amount for part in parts)
        if day <= period.end and left > 0 and states[-1:] != ["closed"]:
            calculated = calculate(replace(payment, paid_in=parts).debt, until, store.rates.known())
            counts["open"] += 1
            counts["outstanding"] += left
            counts["interest"] += calculated.interest
            counts["assumed"] += calculated.entitled and calculated.rests_on_assumed_rate
            ages += [calculated.days_to_pay] if calculated.days_to_pay is not None else []
            bands[calculated.band.words if calculated.band else "not known"] += 1
    return {
        **{f"payments.{name}": count for name, count in counts.items()},
        "payments.oldest": max(ages, default=None),
        "bands": dict(bands),
    }


@pytest.mark.slow
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS, began=st.sampled_from(BEGINNINGS), age=st.integers(1, 90))
def test_payments_are_counted_as_by_a_slow_recount(
    steps: list[tuple[int, int, int]], began: datetime, age: int
) -> None:
    clock = FixedClock(began)
    store = in_memory(clock)
    uids = []
    for place, (first, which, hours) in enumerate(steps):
        clock.advance(hours=hours)
        if place % 8 == 0:
            received = store.today() - timedelta(days=age * len(uids))
            known = {} if len(uids) == 3 else {"received": f"{received:%d/%m/%Y}"}
            uids.append(make_payment(store, amount="80", **known).uid)
        do_one(store, uids[which % len(uids)], PAYMENT_ACTS, first)
    _compare(store, began, recount_payments, lambda found: {b: n for b, (n, _) in found.items()})
    store.close()


def recount_feedback(store: Store, period: Period) -> dict[str, Any]:
    """The figures of feedback actions, one at a time, from its timeline."""
    after = min(period.end + timedelta(days=1), store.today())
    counts = dict.fromkeys(("heard", "done", "told", "late"), 0)
    for one in store.feedback.all():
        case = store.feedback.get(one.uid)
        day = london_date(case.feedback.heard_at)
        counts["heard"] += period.holds(day)
        then = [event for event in case.timeline if london_date(event.at) <= period.end]
        within = {event.kind for event in then if period.holds(london_date(event.at))}
        counts["done"] += EventKind.DONE in within
        counts["told"] += EventKind.TOLD in within
        states = [event.to_status for event in then if event.to_status]
        settled = states[-1:] and states[-1] in ("done", "cannot", "told", "closed")
        due = case.feedback.due
        counts["late"] += bool(day <= period.end and due and due < after and not settled)
    return {f"feedback.{name}": count for name, count in counts.items()}


@pytest.mark.slow
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS, began=st.sampled_from(BEGINNINGS))
def test_feedback_is_counted_as_by_a_slow_recount(
    steps: list[tuple[int, int, int]], began: datetime
) -> None:
    clock = FixedClock(began)
    store = in_memory(clock)
    uids = []
    for place, (first, which, hours) in enumerate(steps):
        clock.advance(hours=hours)
        if place % 8 == 0:
            uids.append(store.feedback.add("The hedge", [store.feedback.by("Jo")]).feedback.uid)
        do_one(store, uids[which % len(uids)], FEEDBACK_ACTS, first)
    _compare(store, began, recount_feedback)
    store.close()


def _compare(
    store: Store,
    began: datetime,
    slow: Callable[[Store, Period], dict[str, Any]],
    bands: Callable[[Any], Any] = lambda found: None,
) -> None:
    """Every week since, and the month after, beside the recount; and the records behind each."""
    last = week_of(store.today())
    for period in (*(last.before(back) for back in range(6)), month_of(london_date(began)).after()):
        if period.end < store.week.first_day():
            continue
        figures, slowly = store.week.figures(period), slow(store, period)
        if "bands" in slowly:
            assert bands(figures.owed) == slowly.pop("bands")
        assert {code: figures.values[code] for code in slowly} == slowly, period.name
        for code in slowly:
            check_records(store, period, code, figures)
