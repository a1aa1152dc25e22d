"""The figures of enquiries beside a slow, obvious recount, over made-up histories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

import pytest
from factories import FixedClock, in_memory, make_enquiry, make_organisation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from recounted_weeks import STEPS, check_records
from recounting import BEGINNINGS, Act, do_one

from db.store import Store
from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.enquiries.enquiry import Case, Outcome
from spoc_tui.casework.figures.numbers import percent
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import Event, EventKind
from spoc_tui.casework.week.compared import moved
from spoc_tui.casework.week.definitions import BY_CODE
from spoc_tui.casework.week.measures import Figures
from spoc_tui.casework.week.periods import Period, month_of, week_of

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
    "move to another": lambda s, r: s.enquiries.edit(r, {"organisation": "Cedar Club"}),
    "received earlier": lambda s, r: s.enquiries.edit(r, {"received": "yesterday 9:00"}),
    "merge": lambda s, r: merge_two(s),
}


def merge_two(store: Store) -> None:
    """The first two organisations there are, as long as there are two."""
    found = store.organisations.page(0, 2)
    if len(found) > 1:
        store.duplicates.merge(found[0].uid, found[1].uid)


Days = dict[tuple[str, int], date]
"""By enquiry and how often it was reopened: the day by which that answer was to be given."""


def recount(store: Store, period: Period, by: Days) -> dict[str, Any]:
    """The figures of the enquiries, one record at a time, from its timeline alone."""
    cases = [store.enquiries.get(one.uid) for one in store.enquiries.page(0, 1_000)]
    days, last = store.days, min(period.end, store.today())
    passed = min(period.end, store.today() - timedelta(days=1))
    counts = dict.fromkeys((*FLOWS, "open", "overdue", "passed_on", "passed_around"), 0)
    acknowledged, answered = list[int](), list[int]()
    kept: dict[str, list[str]] = {"acknowledged": [], "answered": [], "replied": []}
    channels, seats = Counter[str](), Counter[str]()
    for case in cases:
        enquiry = case.enquiry
        day = london_date(enquiry.received_at)
        if day > period.end:
            continue
        then = [event for event in case.timeline if london_date(event.at) <= period.end]
        within = [event for event in then if period.holds(london_date(event.at))]
        before = then[: len(then) - len(within)]
        counts["open_before"] += day < period.start and not _is_closed(before)
        counts["open"] += not _is_closed(then)
        counts["reopened"] += sum(event.kind is EventKind.REOPENED for event in within)
        counts["closed"] += sum(event.to_status == "closed" for event in within)
        counts["passed_on"] += sum(event.kind is EventKind.PASSED_ON for event in within)
        if any(event.kind is EventKind.PASSED_ON for event in within):
            counts["passed_around"] += sum(one.kind is EventKind.PASSED_ON for one in then) > 1
        counts["overdue"] += _is_overdue(case, then, passed)
        if period.holds(day):
            counts["received"] += 1
            channels[enquiry.channel.value] += 1
            seats[_seat(case, then, period)] += 1
        heard = [day] if enquiry.acknowledged_at == enquiry.received_at else []
        heard += [london_date(one.at) for one in case.timeline if one.kind in ACKNOWLEDGING]
        acknowledged += [days.count(day, one) for one in heard[:1] if period.holds(one)]
        closed = [london_date(one.at) for one in then if one.to_status == "closed"]
        if period.start <= enquiry.acknowledge_by <= passed:
            at_once = enquiry.acknowledged_at == enquiry.received_at
            by_then = _kept(enquiry.acknowledge_by, heard[:1], closed[:1], last)
            kept["acknowledged"] += ["within"] if at_once else by_then
        for hop in case.routings:
            if period.start <= hop.reply_by <= passed and london_date(hop.sent_at) <= last:
                replied, ended = (
                    [london_date(at)] if at else [] for at in (hop.replied_at, hop.ended_at)
                )
                kept["replied"] += _kept(hop.reply_by, replied, ended, last)
        answered += [took for at, took in _answers(case, days) if period.holds(at)]
        for number, stretch in enumerate(_stretches(then)):
            due, events = by[enquiry.uid, number], [one for one in stretch if one in then]
            reopened = _reopenings(case)[number : number + 1]
            if not period.start <= due <= passed or (reopened and reopened[0] <= due):
                continue
            told = [london_date(one.at) for one in events if one.kind is EventKind.TOLD]
            ended = [london_date(one.at) for one in events if one.to_status == "closed"]
            found = _kept(due, told[:1], ended[-1:], last)
            waits = [london_date(one.at) for one in events if one.to_status == "waiting"]
            states = [one.to_status for one in events if one.to_status]
            still = states[-1:] == ["waiting"] and waits[-1] <= due
            kept["answered"] += [] if found == ["not_yet"] and still else found
    assert counts["open_before"] + counts["received"] + counts["reopened"] == (
        counts["closed"] + counts["open"]
    )
    return {
        **{f"enquiries.{name}": count for name, count in counts.items()},
        **_measured("acknowledged", acknowledged),
        **_measured("answered", answered),
        **{code: value for name, found in kept.items() for code, value in _shares(name, found)},
        "channel": dict(channels),
        "directorate": dict(seats),
    }


FLOWS = ("open_before", "received", "reopened", "closed")
ACKNOWLEDGING = (EventKind.ACKNOWLEDGED, EventKind.TOLD)
ANEW = (EventKind.REOPENED, EventKind.ANSWERED, EventKind.ROUTED, EventKind.PASSED_ON)
"""After these the caller has not been told the answer as it is now."""


def _is_closed(events: Sequence[Event]) -> bool:
    return [event.to_status for event in events if event.to_status][-1:] == ["closed"]


def _is_overdue(case: Case, then: Sequence[Event], passed: date) -> bool:
    told = False
    for event in then:
        told = event.kind is EventKind.TOLD or (told and event.kind not in ANEW)
    states = [event.to_status for event in then if event.to_status] or ["new"]
    return states[-1] not in ("closed", "waiting") and case.enquiry.answer_by <= passed and not told


def _seat(case: Case, then: Sequence[Event], period: Period) -> str:
    sent = [hop for hop in case.routings if london_date(hop.sent_at) <= period.end]
    if sent:
        return max(sent, key=lambda hop: hop.sent_at).directorate
    kinds = {event.kind for event in then}
    if EventKind.ANSWERED in kinds:
        return "answered by the officer"
    return "closed without a team" if EventKind.CLOSED in kinds else "not routed yet"


def _kept(by: date, done: Sequence[date], ended: Sequence[date], last: date) -> list[str]:
    if done and done[0] <= last:
        return ["within" if done[0] <= by else "late"]
    if ended and ended[0] <= last:
        return [] if ended[0] <= by else ["late"]
    return ["not_yet"]


def _shares(name: str, found: list[str]) -> list[tuple[str, int | None]]:
    kept = found.count("within")
    return [
        (f"enquiries.{name}_within", percent(kept, len(found)) if found else None),
        (f"enquiries.{name}_late", found.count("late")),
        (f"enquiries.{name}_not_yet", found.count("not_yet")),
    ]


def _measured(name: str, taken: list[int]) -> dict[str, Any]:
    """With the library's median; nine in ten as the least that 90 of a hundred of them reach."""
    enough = [one for one in taken if sum(other <= one for other in taken) * 10 >= 9 * len(taken)]
    return {
        f"enquiries.{name}_median": median(taken) if taken else None,
        f"enquiries.{name}_90th": min(enough, default=None),
    }


def _reopenings(case: Case) -> list[date]:
    return [london_date(one.at) for one in case.timeline if one.kind is EventKind.REOPENED]


def _stretches(timeline: Sequence[Event]) -> list[list[Event]]:
    """From receipt and from each reopening on."""
    found: list[list[Event]] = [[]]
    for event in timeline:
        if event.kind is EventKind.REOPENED:
            found.append([])
        found[-1].append(event)
    return found


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
        elif event.kind is EventKind.TOLD and not told:
            told = True
            off = waited | (_days(waiting, day) if waiting else set())
            found.append((day, sum(days.is_working(one) for one in _days(since, day) - off)))
        if event.to_status == "waiting":
            waiting = day
        elif event.to_status and waiting:
            waited |= _days(waiting, day)
            waiting = None
    return found


def _days(start: date, end: date) -> set[date]:
    return {start + timedelta(days=n) for n in range(1, (end - start).days + 1)}


@pytest.mark.slow
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(
    steps=STEPS,
    began=st.sampled_from(BEGINNINGS),
    channels=st.lists(st.sampled_from(list(Channel)), min_size=8, max_size=8),
)
def test_the_figures_are_those_of_a_slow_recount(
    steps: list[tuple[int, int, int]], began: datetime, channels: list[Channel]
) -> None:
    clock = FixedClock(began)
    store = in_memory(clock)
    make_organisations(store)
    at_end = dict[Period, Figures]()
    by: Days = {}
    for _ in lived(store, clock, steps, channels, at_end):
        for one in store.enquiries.page(0, 1_000):
            by[one.uid, len(_reopenings(store.enquiries.get(one.uid)))] = one.answer_by
    last = week_of(store.today())
    for period in (*(last.before(back) for back in range(6)), month_of(london_date(began)).after()):
        figures = store.week.figures(period)
        if period.end < store.week.first_day():
            assert set(figures.values.values()) == {None}
            continue
        slowly = recount(store, period, by)
        assert figures.received["channel"] == _by_count(slowly.pop("channel"))
        assert figures.received["directorate"] == _by_count(slowly.pop("directorate"))
        for code in slowly:
            check_records(store, period, code, figures)
        assert {code: figures.values[code] for code in slowly} == slowly, period.name
        before = store.week.figures(period.before()).values["enquiries.open"] or 0
        assert before == figures.values["enquiries.open_before"], period.name
    for period, then in at_end.items():
        summary = store.week.summary(period)
        found = summary.then or summary.figures
        # Of a time before the first record there is no figure: as good as 0.
        values = [{code: one.values[code] or 0 for code in BY_CODE} for one in (found, then)]
        assert values[0] == values[1], period.name
        assert {one.figure.code for one in moved(summary)} == {
            code
            for code, value in summary.figures.values.items()
            if (value, summary.figures.of.get(code)) != (found.values[code], found.of.get(code))
        }
    store.close()


def make_organisations(store: Store) -> None:
    for name in ("Ash Club", "Beech Club", "Cedar Club"):
        make_organisation(store, name, anyway=True)


def lived(
    store: Store,
    clock: FixedClock,
    steps: Sequence[tuple[int, int, int]],
    channels: list[Channel],
    at_end: dict[Period, Figures],
) -> Iterator[None]:
    """Lives through the steps, and stops after each; keeps the figures of each week as it ends."""
    references = list[str]()
    for place, (first, which, hours) in enumerate(steps):
        week, later = week_of(store.today()), clock.moment + timedelta(hours=hours)
        if later >= week.ends_at:
            clock.moment = week.ends_at
            at_end[week] = store.week.figures(week)
        clock.moment = later
        if place % 5 == 0 and channels:
            clubs = [one.uid for one in store.organisations.page(0, 10)] or [None]
            case = make_enquiry(
                store,
                channel=channels.pop(),
                organisation_uid=clubs[place % len(clubs)],
                received_at=clock.moment - timedelta(days=4 * (place % 3)),
            )
            references.append(case.enquiry.uid)
        do_one(store, references[which % len(references)], list(ACTS.values()), first)
        yield


def _by_count(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
