"""What groups did in a period, beside a slow, obvious recount over made-up histories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

import pytest
from cli_desk import Cli
from factories import (
    FixedClock,
    in_memory,
    make_enquiry,
    make_group,
    make_meeting,
    make_organisation,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from liaison import CLUB, SCOUTS, Liaison
from recounting import BEGINNINGS, FEEDBACK_ACTS, Act, do_one

from db.store import Store
from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.figures.numbers import percent
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.week.definitions import BY_CODE, of_section
from spoc_tui.casework.week.periods import Period, month_of, week_of
from spoc_tui.reports.week.document import week_page

CODES = [one.code for one in of_section("group")]
OWN = ("group.held", "group.attendance", "group.decisions", "group.carried_out")
"""Those that feedback has no part in."""
NAMES = ("Ash Club", "Beech Club", "Cedar Club")


def acts(chosen: int) -> Sequence[Act]:
    """What may be done next to the group `r`: `chosen` says to which of its meetings and so on."""

    def some(store: Store, kind: str) -> Any:
        found = store.declared(kind).page()
        return found[chosen % len(found)].uid if found else "none"

    def meeting(store: Store, name: str, **typed: str) -> None:
        store.declared("meeting").act(some(store, "meeting"), name, typed)

    def decision(store: Store, name: str, **typed: str) -> None:
        store.declared("decision").act(some(store, "decision"), name, typed)

    def feedback(store: Store) -> None:
        found = store.feedback.all()
        act = FEEDBACK_ACTS[chosen % len(FEEDBACK_ACTS)]
        act(store, found[chosen % len(found)].uid if found else "none")

    name = NAMES[chosen % 3]
    earlier = f"-{chosen % 9}" if chosen % 9 else "today"
    member = {"organisation": name, "seat": "member", "starts": "-20"}
    left = {"ends": "today"} if chosen % 4 == 0 else {}
    return (
        lambda s, r: s.declared("group").add_row(r, "members", {**member, **left}),
        lambda s, r: s.declared("group").act(r, "plan", {"when": f"+{chosen % 12 + 1}"}),
        lambda s, r: meeting(s, "hold", on=earlier),
        lambda s, r: meeting(s, "attend", apologies=name, absent=NAMES[(chosen + 1) % 3]),
        lambda s, r: meeting(s, "attend", deputies=name),
        lambda s, r: meeting(s, "decide", words=f"Decision {chosen}"),
        lambda s, r: decision(s, "add-action", what=f"Do {chosen}", owner=name, due="+2"),
        lambda s, r: meeting(s, "actions", lines=f"Ash: Ring {chosen}: +1"),
        lambda s, r: decision(s, "carry-out"),
        lambda s, r: decision(s, "close", why="It is not wanted"),
        lambda s, r: meeting(s, "send-notes"),
        lambda s, r: feedback(s),
        lambda s, r: merge(s),
        lambda s, r: s.declared("group").remove_row(r, "members", chosen % 3 + 1),
        lambda s, r: s.undo(),
    )


def merge(store: Store) -> None:
    found = store.organisations.page(0, 2)
    if len(found) > 1:
        store.duplicates.merge(found[0].uid, found[1].uid)


def recount(store: Store, period: Period) -> dict[str, Any]:
    """The figures of groups, one record at a time; days one by one."""
    groups = {one.uid: store.declared("group").get(one.uid).record for one in _all(store, "group")}
    held = came = members = decided = 0
    took: list[int] = []

    def whose(one: Any) -> str:
        if one.organisation is None:
            return str(one.team.uid)
        return store.organisations.find(one.organisation.name).uid

    for meeting in _all(store, "meeting"):
        if meeting.held is None or not period.holds(meeting.held):
            continue
        held += 1
        if meeting.attendance:
            on_it = {
                whose(one)
                for one in groups[meeting.group.uid].members
                if one.starts <= meeting.held and (one.ends is None or meeting.held <= one.ends)
            }
            there = {whose(one) for one in meeting.attendance if one.came in ("present", "deputy")}
            members += len(on_it)
            came += sum(one in there for one in on_it)
    for one in _all(store, "decision"):
        decided += one.decided is not None and period.holds(one.decided)
        if one.carried is not None and period.holds(one.carried):
            days = (
                one.decided + timedelta(n) for n in range(1, 1 + (one.carried - one.decided).days)
            )
            took.append(sum(store.days.is_working(day) for day in days))
    return {
        "group.held": held,
        "group.attendance": percent(came, members) if members else None,
        "group.decisions": decided,
        "group.carried_out": median(took) if took else None,
        **_actions(store, period),
    }


def _actions(store: Store, period: Period) -> dict[str, int]:
    after = min(period.end + timedelta(days=1), store.today())
    counts = dict.fromkeys(("opened", "done", "late"), 0)
    for one in store.feedback.all():
        case = store.feedback.get(one.uid)
        its = case.feedback.heard_in
        if its is None or its.reference[:3] not in ("MTG", "DEC"):
            continue
        day = london_date(case.feedback.heard_at)
        then = [event for event in case.timeline if london_date(event.at) <= period.end]
        counts["opened"] += period.holds(day)
        counts["done"] += any(
            event.kind is EventKind.DONE and period.holds(london_date(event.at)) for event in then
        )
        states = [event.to_status for event in then if event.to_status]
        settled = states[-1:] and states[-1] in ("done", "cannot", "told", "closed")
        due = case.feedback.due
        counts["late"] += bool(day <= period.end and due and due < after and not settled)
    return {f"group.actions_{name}": count for name, count in counts.items()}


def _all(store: Store, code: str) -> Any:
    return store.declared(code).page()


STEPS = st.lists(
    st.tuples(st.integers(0, 14), st.integers(0, 60), st.integers(1, 40)), min_size=15, max_size=45
)


@pytest.mark.slow
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS, began=st.sampled_from(BEGINNINGS))
def test_groups_are_counted_as_by_a_slow_recount(
    steps: list[tuple[int, int, int]], began: datetime
) -> None:
    clock = FixedClock(began)
    store = in_memory(clock)
    make_enquiry(store)  # the first record of all
    uid = make_group(store, "Liaison Group", short="SLG", papers="yes", starts="-30").uid
    for name in NAMES:
        member = {"organisation": make_organisation(store, name, anyway=True).uid, "seat": "member"}
        store.declared("group").add_row(uid, "members", {**member, "starts": "-10"})
    ended: dict[Period, dict[str, Any]] = {}
    for first, chosen, hours in steps:
        week = week_of(store.today())
        clock.advance(hours=hours)
        while week.end < store.today():  # as it stood when it ended, with nothing done since
            ended[week] = recount(store, week)
            week = week.after()
        do_one(store, uid, acts(chosen), first)
    last = week_of(store.today())
    for period in (*(last.before(back) for back in range(4)), month_of(london_date(began)).after()):
        if period.end < store.week.first_day():
            continue
        figures, slowly = store.week.figures(period), recount(store, period)
        assert {code: figures.values[code] for code in CODES} == slowly, period.name
        for code in CODES:
            behind = store.week.records_counted(period, code)
            assert len(store.week.records(behind)) == len(behind)
            if not BY_CODE[code].is_of_many:
                assert len(behind) == figures.values[code], code
    for period, as_it_ended in ended.items():
        if period.end >= store.week.first_day():
            summary = store.week.summary(period)
            then = summary.then or summary.figures
            assert {code: then.values[code] for code in OWN} == {
                code: as_it_ended[code] for code in OWN
            }, period.name
    store.close()


# By hand.


@pytest.fixture
def written_up(store: Store, clock: FixedClock) -> Liaison:
    """A meeting of Wed 1 April with two members, one of whom sent apologies, and what came of it:
    one action done and two not; a decision carried out on Tue 7 April, after Easter.
    """
    liaison = Liaison(store)
    liaison.act("attend", apologies=SCOUTS)
    liaison.decide("Rents stay")
    liaison.decide("Keys are kept")
    liaison.act("add-action", decision="1", what="Write", owner="Housing", due="3 apr 2026")
    liaison.act("actions", lines="strood: Ring: 3 Apr\nstrood: Read: 9 Apr")
    clock.advance(days=5)
    store.feedback.done("fbk 1", "Written")
    liaison.decisions.act("SLG-26-01", "carry-out")
    liaison.decisions.act("SLG-26-02", "carry-out", {"on": "3 apr 2026"})
    return liaison


def test_the_week_says_it(store: Store, cli: Cli, written_up: Liaison) -> None:
    first = week_of(date(2026, 4, 1))
    found = store.week.figures(first)
    assert {code: found.values[code] for code in CODES} == {
        **{"group.held": 1, "group.attendance": 50, "group.decisions": 2},
        **{"group.actions_opened": 3, "group.actions_done": 0, "group.actions_late": 2},
        "group.carried_out": 1,
    }
    assert found.under["group.actions_late"] == {"council": 1, "sector": 1}
    second = store.week.figures(first.after())
    assert (second.values["group.actions_done"], second.values["group.carried_out"]) == (1, 2)
    told = cli.json("week", "--of", "2026-04-01")
    assert told["figures"]["group.attendance"]["value"] == 50
    assert told["figures"]["group.attendance"]["of"] == 2
    assert told["group_actions_by_side"]["group.actions_opened"] == {"council": 1, "sector": 2}
    assert set(told["feedback_by_side"]) == {
        f"feedback.{name}" for name in ("heard", "done", "told", "late")
    }
    said = cli.run("week", "--of", "2026-04-01").stdout
    assert "1 meeting held, 2 decisions made." in said
    assert "50% (1 of 2)" in said


def test_the_records_behind_are_those_that_were_counted(store: Store, written_up: Liaison) -> None:
    period = week_of(date(2026, 4, 1))

    def behind(code: str, side: str = "") -> list[str]:
        by = {"by": "side", "name": side} if side else {}
        found = store.week.records(store.week.records_counted(period, code, **by))
        return sorted(one.reference for one in found)

    assert behind("group.held") == behind("group.attendance") == ["MTG-26-0001"]
    assert behind("group.decisions") == ["DEC-26-0001", "DEC-26-0002"]
    assert behind("group.carried_out") == ["DEC-26-0002"]
    assert behind("group.actions_late") == ["FBK-26-0001", "FBK-26-0002"]
    assert behind("group.actions_late", "sector") == ["FBK-26-0002"]


def test_where_no_group_meets_the_week_says_nothing_of_it(store: Store) -> None:
    make_enquiry(store)
    summary = store.week.summary(week_of(store.today()))
    assert "Groups and meetings" not in [one.title for one in week_page(summary).sections[:6]]


def test_without_attendance_noted_there_is_no_share(store: Store) -> None:
    make_enquiry(store)
    made = make_meeting(store, when="1 apr 2026")
    store.declared("meeting").act(made.uid, "hold", {"on": "1 apr 2026"})
    found = store.week.figures(week_of(date(2026, 4, 1)))
    assert (found.values["group.held"], found.values["group.attendance"]) == (1, None)


def test_a_member_of_another_day_counts_in_neither(store: Store, written_up: Liaison) -> None:
    written_up.seat(organisation=make_organisation(store, "Ash Club").uid, starts="2 apr 2026")
    found = store.week.figures(week_of(date(2026, 4, 1)))
    assert (found.values["group.attendance"], found.of["group.attendance"]) == (50, 2)


def test_what_is_undone_after_a_week_is_gone_from_its_figures(
    store: Store, clock: FixedClock
) -> None:
    make_enquiry(store)
    made = make_meeting(store, when="1 apr 2026")
    store.declared("meeting").act(made.uid, "hold", {"on": "1 apr 2026"})
    period = week_of(date(2026, 4, 1))
    assert store.week.figures(period).values["group.held"] == 1
    clock.advance(days=10)
    store.undo()
    summary = store.week.summary(period)
    assert summary.figures.values["group.held"] == 0
    assert summary.then is not None
    assert summary.then.values["group.held"] == 1


def test_a_past_week_says_what_it_had_when_it_ended(
    store: Store, clock: FixedClock, written_up: Liaison
) -> None:
    period = week_of(date(2026, 4, 1))
    summary = store.week.summary(period)
    assert {code: (summary.then or summary.figures).values[code] for code in OWN} == {
        **{"group.held": 1, "group.attendance": 50, "group.decisions": 2},
        "group.carried_out": None,  # of the 3rd, and put on record on the 7th
    }
    assert summary.figures.values["group.carried_out"] == 1
    # Who came, what was decided and who is who is put right in the week after.
    written_up.act("attend")
    written_up.decide("The hall is painted")
    organisations = store.organisations
    scouts = organisations.find(SCOUTS).uid
    store.duplicates.merge(organisations.find(CLUB).uid, scouts)
    summary = store.week.summary(period)
    assert summary.then is not None
    now = summary.figures
    assert (now.values["group.attendance"], now.of["group.attendance"]) == (100, 1)
    assert (now.values["group.decisions"], summary.then.values["group.decisions"]) == (3, 2)
    then = summary.then
    assert (then.values["group.attendance"], then.of["group.attendance"]) == (50, 2)
