"""The dates of an enquiry after random histories, held against a count from its timeline alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from factories import FixedClock, make_enquiry, new_file, team, topic
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.store import Store
from spoc_tui.casework.council.council import Topic
from spoc_tui.casework.dates.standards import Standards
from spoc_tui.casework.enquiries.enquiry import Outcome, Status
from spoc_tui.casework.errors import BadInput, NotFound, Refused
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import EventKind

ONE_DAY = timedelta(days=1)
STANDARDS = Standards()

Act = Callable[[Store, str], object]


def told_before(store: Store, ref: str) -> None:
    store.enquiries.told(ref, whom="Ida", at=store.now() - timedelta(hours=30))


def holiday(store: Store, ref: str) -> None:
    day = store.days.add(store.today(), 1)
    store.holidays.add(day, f"Jubilee {day}")


def topic_days(store: Store, ref: str) -> None:
    uid = topic(store, "housing").uid
    days = store.council.topic(uid).answer_days
    store.council.edit(Topic, uid, {"answer_days": "" if days else "4", "reply_days": "1"})


def undo_older(store: Store, ref: str) -> None:
    rows = store.connection.execute("SELECT uid FROM action WHERE kind = 'act' ORDER BY id")
    uids = [row["uid"] for row in rows]
    store.undo(uids[len(uids) * 2 // 3])


def edit(**fields: str) -> Act:
    return lambda store, ref: store.enquiries.edit(ref, fields)


ACTS: dict[str, Act] = {
    "route": lambda store, ref: store.routings.route(ref, team(store, "Housing").uid, reason="x"),
    "pass on": lambda store, ref: store.routings.route(ref, team(store, "Early").uid, reason="x"),
    "sent back": lambda store, ref: store.routings.sent_back(ref, "x"),
    "team has it": lambda store, ref: store.routings.acknowledged(ref),
    "chase": lambda store, ref: store.routings.chase(ref),
    "acknowledge": lambda store, ref: store.enquiries.acknowledge(ref),
    "answer": lambda store, ref: store.enquiries.answer(ref, "x"),
    "told": lambda store, ref: store.enquiries.told(ref),
    "told before": told_before,
    "wait": lambda store, ref: store.enquiries.wait(ref, "x"),
    "resume": lambda store, ref: store.enquiries.resume(ref),
    "note": lambda store, ref: store.enquiries.note(ref, "x"),
    "close": lambda store, ref: store.enquiries.close(ref, outcome=Outcome.PARTLY, reason="x"),
    "reopen": lambda store, ref: store.enquiries.reopen(ref, "x"),
    "urgent": edit(urgency="urgent"),
    "not urgent": edit(urgency="soon"),
    "safeguarding": edit(topic="safeguarding"),
    "housing": edit(topic="housing"),
    "no topic": edit(topic=""),
    "received before": edit(received="yesterday 9am"),
    "received now": edit(received="now"),
    "by letter": edit(channel="letter"),
    "by phone": edit(channel="phone"),
    "typed": edit(answer_by="+9", acknowledge_by="+3"),
    "given back": edit(answer_by="", acknowledge_by=""),
    "promise": lambda store, ref: store.promises.make(ref, "x", store.today()),
    "keep": lambda store, ref: store.promises.keep(ref),
    "holiday": holiday,
    "topic's days": topic_days,
    "undo": lambda store, ref: store.undo(),
    "undo older": undo_older,
    "redo": lambda store, ref: store.redo(),
}
OFTEN = ("wait", "wait", "wait", "wait", "answer", "answer", "reopen", "holiday", "undo older")
"""What makes the histories that tell most."""


def rows(store: Store, sql: str, *values: object) -> list[Any]:
    return store.connection.execute(sql, values).fetchall()


def london(moment: str) -> date:
    """British Summer Time in these months: an hour on."""
    return (datetime.fromisoformat(moment) + timedelta(hours=1)).date()


def days_after(start: date, end: date, store: Store) -> set[date]:
    """The working days after `start`, up to and with `end`, one by one."""
    found, day = set[date](), start + ONE_DAY
    while day <= end:
        if store.days.is_working(day):
            found.add(day)
        day += ONE_DAY
    return found


def last_day(start: date, count: int, store: Store) -> date:
    """The working day on which so many were counted; none counted: the first that is one."""
    day = start
    while count or not store.days.is_working(day):
        day += ONE_DAY
        if count and store.days.is_working(day):
            count -= 1
            if not count:
                return day
    return day


def counted(store: Store, enquiry: Any) -> dict[str, date]:
    """The dates, from what is known of the enquiry and what happened; no stored date is looked at.

    A wait lasts while the timeline says that it stood as waiting, and gives back its working days.
    """
    events = rows(
        store,
        "SELECT * FROM event WHERE record = ? AND removed_at IS NULL ORDER BY id",
        enquiry["uid"],
    )
    received = start = london(enquiry["received_at"])
    given_back, began = set[date](), None
    for event in events:
        if event["kind"] == "reopened":
            start, given_back = london(event["at"]), set()
        if event["to_status"] == "waiting":
            began = london(event["at"])
        elif event["from_status"] == "waiting" and began is not None:
            given_back |= days_after(began, london(event["at"]), store)
            began = None
    own = dict[str, int | None]()
    for row in rows(store, "SELECT * FROM topic WHERE uid = ?", enquiry["topic"]):
        own = dict(row)
    urgent = enquiry["urgency"] == "urgent"

    def standard(name: str, urgent_days: int) -> int:
        days = own.get(name)
        days = getattr(STANDARDS, name) if days is None else days
        return min(days, urgent_days) if urgent else days

    waited = len([day for day in given_back if day > start])
    dates = {
        "acknowledge_by": last_day(received, standard("acknowledge_days", 0), store),
        "answer_by": last_day(start, standard("answer_days", 2) + waited, store),
    }
    for hop in rows(
        store,
        "SELECT * FROM routing WHERE enquiry = ? AND replied_at IS NULL AND ended_at IS NULL "
        "AND removed_at IS NULL",
        enquiry["uid"],
    ):
        dates["reply_by"] = last_day(london(hop["sent_at"]), standard("reply_days", 2), store)
    return dates


def stored(store: Store) -> Iterator[tuple[Any, dict[str, date], set[str]]]:
    """Each enquiry with its stored dates that are not typed, and which of them run."""
    for enquiry in rows(store, "SELECT * FROM enquiry WHERE removed_at IS NULL"):
        dates, run = {}, set()
        for name, met in (("acknowledge_by", "acknowledged_at"), ("answer_by", "told_at")):
            if not enquiry[f"{name}_typed"]:
                dates[name] = date.fromisoformat(enquiry[name])
                if enquiry["status"] != "closed" and enquiry[met] is None:
                    run.add(name)
        for hop in rows(
            store,
            "SELECT * FROM routing WHERE enquiry = ? AND replied_at IS NULL "
            "AND ended_at IS NULL AND removed_at IS NULL AND NOT reply_by_typed",
            enquiry["uid"],
        ):
            dates["reply_by"] = date.fromisoformat(hop["reply_by"])
            run.add("reply_by")
        yield enquiry, dates, run


@pytest.mark.slow
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    channel=st.sampled_from([Channel.PHONE, Channel.EMAIL]),
    acts=st.lists(
        st.tuples(
            st.sampled_from([*ACTS, *OFTEN]), st.sampled_from("112"), st.sampled_from([3, 26, 75])
        ),
        min_size=20,
        max_size=36,
    ),
)
def test_the_dates_are_those_counted_from_the_timeline(
    channel: Channel, acts: list[tuple[str, str, int]]
) -> None:
    with TemporaryDirectory() as folder:
        clock = FixedClock()
        store = Store.open(new_file(Path(folder) / "spoc.db"), now=clock)
        make_enquiry(store, channel=channel, topic_uid=topic(store, "housing").uid)
        clock.advance(days=2)  # a Saturday
        make_enquiry(store, channel=channel, topic_uid=topic(store, "safeguarding").uid)
        for name, number, hours in acts:
            clock.advance(hours=hours)
            running = {enquiry["uid"]: run for enquiry, _, run in stored(store)}
            with suppress(BadInput, NotFound, Refused):
                ACTS[name](store, number)
            for enquiry, dates, run in stored(store):
                expected = counted(store, enquiry)
                # What the act itself met is counted once more; what an undo met stood so before.
                met = set() if "do" in name else running.get(enquiry["uid"], set())
                for date_name in (run | met) & dates.keys() & expected.keys():
                    found = (name, enquiry["reference"], date_name, dates[date_name])
                    assert found == (*found[:3], expected[date_name])
        store.close()


ENDS: dict[str, Act] = {
    "going on": ACTS["resume"],
    "the answer": ACTS["answer"],
    "closing": ACTS["close"],
    "telling them again": lambda store, ref: store.enquiries.told(ref, whom="Ida"),
    "another routing": ACTS["pass on"],
}


@pytest.mark.parametrize("end", ENDS)
def test_whatever_ends_a_wait_gives_it_back(store: Store, clock: FixedClock, end: str) -> None:
    clock.moment = datetime(2026, 3, 2, 9, tzinfo=UTC)
    ref = make_enquiry(store, route_to="Housing").enquiry.reference
    assert store.enquiries.get(ref).enquiry.answer_by == date(2026, 3, 16)
    if end.startswith("telling"):
        store.enquiries.answer(ref, "Yes.")
    clock.moment = datetime(2026, 3, 3, 9, tzinfo=UTC)
    store.enquiries.wait(ref, "the lease")
    clock.moment = datetime(2026, 3, 10, 9, tzinfo=UTC)
    ENDS[end](store, ref)
    case = store.enquiries.get(ref)
    assert case.enquiry.answer_by == store.deadlines.of(case).answer.day == date(2026, 3, 23)
    assert case.enquiry.waiting_since is None
    assert case.enquiry.status is not Status.WAITING
    said = [event.text for event in case.timeline if event.kind is EventKind.CLOCK_MOVED]
    assert said == ["Waited on the caller: answer by from Mon 16 Mar 2026 to Mon 23 Mar 2026"]
    clock.moment = datetime(2026, 3, 17, 9, tzinfo=UTC)
    assert not case.enquiry.is_late(date(2026, 3, 17))
    # A bank holiday that lies outside its clock moves it no more.
    assert store.holidays.add(date(2026, 8, 3), "Carnival") == []


def test_the_first_routing_leaves_a_wait_as_it_is(store: Store) -> None:
    ref = make_enquiry(store).enquiry.reference
    store.enquiries.wait(ref, "the lease")
    assert store.routings.route(ref, team(store).uid).enquiry.status is Status.WAITING


def test_a_telling_dated_before_the_wait_ends_it_all_the_same(
    store: Store, clock: FixedClock
) -> None:
    ref = make_enquiry(store).enquiry.reference
    store.enquiries.answer(ref, "Yes.")
    clock.advance(days=5)
    store.enquiries.wait(ref, "the lease")
    clock.advance(days=1)
    enquiry = store.enquiries.told(ref, at=clock.moment - timedelta(days=3)).enquiry
    assert (enquiry.waiting_since, enquiry.status) == (None, Status.ANSWERED)
    clock.advance(days=1)
    store.routings.route(ref, team(store).uid)
    case = store.enquiries.get(ref)
    assert "the clock is stopped" not in store.deadlines.of(case).answer.working.lower()
    assert case.enquiry.answer_by == date(2026, 4, 21)


def test_undoing_older_acts_counts_what_came_after_again(store: Store, clock: FixedClock) -> None:
    uid = topic(store, "housing").uid
    store.council.edit(Topic, uid, {"answer_days": "3"})
    edited = rows(store, "SELECT uid FROM action ORDER BY id DESC")[0]["uid"]
    ref = make_enquiry(store, topic_uid=uid).enquiry.reference
    assert store.enquiries.get(ref).enquiry.answer_by == date(2026, 4, 9)
    store.undo(edited)
    case = store.enquiries.get(ref)
    assert case.enquiry.answer_by == date(2026, 4, 20)
    assert case.timeline[-1].text == (
        "“Edited the topic Housing and homelessness” was undone: "
        "answer by from Thu 9 Apr 2026 to Mon 20 Apr 2026"
    )
    store.redo()
    assert store.enquiries.get(ref).enquiry.answer_by == date(2026, 4, 9)


def test_a_date_that_moved_since_does_not_block_undos(store: Store) -> None:
    ref = make_enquiry(store).enquiry.reference
    store.enquiries.edit(ref, {"urgency": "urgent"})
    edited = rows(store, "SELECT uid FROM action ORDER BY id DESC")[0]["uid"]
    store.holidays.add(date(2026, 4, 7), "Jubilee")
    assert store.enquiries.get(ref).enquiry.answer_by == date(2026, 4, 9)
    store.undo(edited)
    assert store.enquiries.get(ref).enquiry.answer_by == date(2026, 4, 21)


def test_a_typed_date_blocks_an_undo(store: Store) -> None:
    ref = make_enquiry(store).enquiry.reference
    store.enquiries.edit(ref, {"answer_by": "+9"})
    typed = rows(store, "SELECT uid FROM action ORDER BY id DESC")[0]["uid"]
    store.enquiries.edit(ref, {"answer_by": "+12"})
    with pytest.raises(Refused, match="answer by changed again since"):
        store.undo(typed)
