"""Each figure of a week beside a slow, obvious recount, over made-up histories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from factories import FixedClock, make_enquiry, make_payment
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.store import Store
from spoc_tui.casework.enquiries import Case, Channel, EventKind, Outcome
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.figures import BY_CODE, Unit
from spoc_tui.casework.late_payment import reckon
from spoc_tui.casework.payments import PaymentOutcome
from spoc_tui.casework.periods import Period, month_of, week_of
from spoc_tui.casework.week_facts import middle, nine_in_ten
from spoc_tui.casework.when import london_date

Act = Callable[[Store, str], Any]
ACTS: dict[str, Act] = {
    "acknowledge": lambda s, r: s.enquiries.acknowledge(r),
    "route": lambda s, r: s.routings.route(r, s.council.teams()[0].uid),
    "pass on": lambda s, r: s.routings.route(r, s.council.teams()[5].uid, reason="not theirs"),
    "wait": lambda s, r: s.enquiries.wait(r, "the lease"),
    "resume": lambda s, r: s.enquiries.resume(r),
    "answer": lambda s, r: s.enquiries.answer(r, "Ask at the desk."),
    "told": lambda s, r: s.enquiries.told(r),
    "told again": lambda s, r: s.enquiries.told(r, whom="the chair"),
    "close": lambda s, r: s.enquiries.close(r, outcome=Outcome.RESOLVED, reason="done"),
    "reopen": lambda s, r: s.enquiries.reopen(r, "It leaks again"),
    "undo": lambda s, r: s.undo(),
}
BEGINNINGS = (
    datetime(2026, 3, 16, 23, 30, tzinfo=UTC),  # Easter, and the clocks going forward
    datetime(2026, 10, 12, 22, 30, tzinfo=UTC),  # the clocks going back
    datetime(2026, 12, 14, 23, 30, tzinfo=UTC),  # Christmas, and a year of 53 weeks
)
"""Shortly before midnight in London, before what makes days hard to count."""


def recount(store: Store, period: Period) -> dict[str, Any]:
    """The figures of the enquiries, one record at a time, from its timeline alone."""
    cases = [store.enquiries.get(one.uid) for one in store.enquiries.page(0, 1_000)]
    days, standards = store.days, store.standards
    after = min(period.end + timedelta(days=1), store.today())
    received, closed, opened, overdue, passed, around = [], 0, 0, 0, 0, 0
    acknowledged, answered = [], []
    for case in cases:
        enquiry = case.enquiry
        day = london_date(enquiry.received_at)
        if period.holds(day):
            received.append(enquiry)
        then = [event for event in case.timeline if london_date(event.at) <= period.end]
        within = [event for event in then if period.holds(london_date(event.at))]
        closed += any(event.to_status == "closed" for event in within)
        passed += sum(event.kind is EventKind.PASSED_ON for event in within)
        if any(event.kind is EventKind.PASSED_ON for event in within):
            around += sum(event.kind is EventKind.PASSED_ON for event in then) > 1
        if day <= period.end:
            states = [event.to_status for event in then if event.to_status] or ["new"]
            told = False
            for event in then:
                told = event.kind is EventKind.TOLD or (told and event.kind != EventKind.REOPENED)
            opened += states[-1] != "closed"
            due = enquiry.answer_by < after
            overdue += states[-1] not in ("closed", "waiting") and due and not told
        answered += [took for at, took in _answers(case, days) if period.holds(at)]
        if enquiry.acknowledged_at == enquiry.received_at:
            acknowledged += [0] * period.holds(day)
        else:
            first = [e.at for e in case.timeline if e.kind is EventKind.ACKNOWLEDGED][:1]
            dates = [london_date(at) for at in first]
            acknowledged += [days.count(day, one) for one in dates if period.holds(one)]
    return {
        "enquiries.received": len(received),
        "enquiries.closed": closed,
        "enquiries.open": opened,
        "enquiries.overdue": overdue,
        "enquiries.passed_on": passed,
        "enquiries.passed_around": around,
        "enquiries.acknowledged_median": middle(acknowledged),
        "enquiries.acknowledged_90th": nine_in_ten(acknowledged),
        "enquiries.acknowledged_within": _share(acknowledged, standards.acknowledge_days),
        "enquiries.answered_median": middle(answered),
        "enquiries.answered_90th": nine_in_ten(answered),
        "enquiries.answered_within": _share(answered, standards.answer_days),
        "channel": {
            channel.value: count
            for channel in Channel
            if (count := sum(one.channel is channel for one in received))
        },
    }


def _answers(case: Case, days: Any) -> list[tuple[date, int]]:
    """When the caller was told since each receipt or reopening, and how many days that took."""
    found = []
    since, told = london_date(case.enquiry.received_at), False
    waited: set[date] = set()
    waiting: date | None = None
    for event in case.timeline:
        day = london_date(event.at)
        if event.kind is EventKind.REOPENED:
            since, told, waited, waiting = day, False, set(), None
        elif event.kind is EventKind.WAITING:
            waiting = day
        elif waiting and event.kind in (EventKind.RESUMED, EventKind.ANSWERED, EventKind.CLOSED):
            waited |= _days(waiting, day)
            waiting = None
        elif event.kind is EventKind.TOLD and not told:
            told = True
            off = waited | (_days(waiting, day) if waiting else set())
            found.append((day, sum(days.is_working(one) for one in _days(since, day) - off)))
    return found


def _days(start: date, end: date) -> set[date]:
    return {start + timedelta(days=n) for n in range(1, (end - start).days + 1)}


def _share(taken: list[int], standard: int) -> int | None:
    return 100 * sum(one <= standard for one in taken) // len(taken) if taken else None


STEPS = st.lists(
    st.tuples(st.integers(0, 10), st.integers(0, 3), st.integers(1, 60)), min_size=12, max_size=50
)
"""Each: which act is tried first, on which record, how many hours after the one before."""


def do_one(store: Store, reference: str, acts: Sequence[Act], first: int) -> None:
    """The first act, from this one on, that is not refused as the record stands."""
    for act in acts[first:] + acts[:first]:
        try:
            act(store, reference)
        except SpocError:
            continue
        return


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    steps=STEPS,
    began=st.sampled_from(BEGINNINGS),
    channels=st.lists(st.sampled_from(list(Channel)), min_size=8, max_size=8),
)
def test_the_figures_are_those_of_a_slow_recount(
    steps: list[tuple[int, int, int]], began: datetime, channels: list[Channel]
) -> None:
    clock = FixedClock(began)
    store = Store.in_memory(now=clock)
    references = []
    for place, (first, which, hours) in enumerate(steps):
        clock.advance(hours=hours)
        if place % 5 == 0 and channels:
            references.append(make_enquiry(store, channel=channels.pop()).enquiry.uid)
        do_one(store, references[which % len(references)], list(ACTS.values()), first)
    last = week_of(store.today())
    for period in (*(last.before(back) for back in range(6)), month_of(london_date(began)).after()):
        figures, slowly = store.week.figures(period), recount(store, period)
        assert figures.received["channel"] == _by_count(slowly.pop("channel"))
        for code in slowly:
            _check_records(store, period, code, figures.values[code])
        assert {code: figures.values[code] for code in slowly} == slowly, period.name
    store.close()


def _by_count(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _check_records(store: Store, period: Period, code: str, value: int | None) -> None:
    """Where a figure is a count of records, as many are found behind it."""
    behind = store.week.behind(period, code)
    assert len(store.week.records(behind)) == len(behind)
    if BY_CODE[code].unit is Unit.COUNT and code != "enquiries.passed_on":
        assert len(behind) == value, code


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
    names = ("new", "escalated", "paid", "open", "outstanding", "interest", "assumed")
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
        then = [event for event in case.timeline if london_date(event.at) <= period.end]
        states = [event.to_status for event in then if event.to_status]
        parts = tuple(part for part in payment.paid_in if part.on <= until)
        left = payment.amount - sum(part.amount for part in parts)
        if day <= period.end and left > 0 and states[-1:] != ["closed"]:
            reckoned = reckon(replace(payment, paid_in=parts).debt, until, store.rates.known())
            counts["open"] += 1
            counts["outstanding"] += left
            counts["interest"] += reckoned.interest
            counts["assumed"] += reckoned.entitled and reckoned.rests_on_assumed_rate
            ages += [reckoned.days_to_pay] if reckoned.days_to_pay is not None else []
            bands[reckoned.band.words if reckoned.band else "not known"] += 1
    return {
        **{f"payments.{name}": count for name, count in counts.items()},
        "payments.oldest": max(ages, default=None),
        "bands": dict(bands),
    }


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS, began=st.sampled_from(BEGINNINGS), age=st.integers(1, 90))
def test_payments_are_counted_as_by_a_slow_recount(
    steps: list[tuple[int, int, int]], began: datetime, age: int
) -> None:
    clock = FixedClock(began)
    store = Store.in_memory(now=clock)
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


FEEDBACK_ACTS: Sequence[Act] = (
    lambda s, r: s.feedback.agree(
        r, {"action": "Cut the hedge", "due": f"{s.today() + timedelta(days=2):%d/%m/%Y}"}
    ),
    lambda s, r: s.feedback.progress(r, "Tools bought"),
    lambda s, r: s.feedback.cannot(r, "Not ours"),
    lambda s, r: s.feedback.done(r, "Cut"),
    lambda s, r: s.feedback.told(r, everybody=True),
    lambda s, r: s.feedback.close(r),
    lambda s, r: s.feedback.hear(r, "And the path", [s.feedback.by("Sam")]),
    lambda s, r: s.feedback.reopen(r, "It grew again"),
    lambda s, r: s.feedback.edit(r, {"side": "sector"}),
    lambda s, r: s.undo(),
)


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


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS, began=st.sampled_from(BEGINNINGS))
def test_feedback_is_counted_as_by_a_slow_recount(
    steps: list[tuple[int, int, int]], began: datetime
) -> None:
    clock = FixedClock(began)
    store = Store.in_memory(now=clock)
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
        figures, slowly = store.week.figures(period), slow(store, period)
        if "bands" in slowly:
            assert bands(figures.owed) == slowly.pop("bands")
        assert {code: figures.values[code] for code in slowly} == slowly, period.name
        for code in slowly:
            _check_records(store, period, code, figures.values[code])
