"""The running deadlines: what moves them, what does not, and what is said of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from factories import FixedClock, a_case, dump, labels, make_enquiry, team, topic

from db.enquiries.deadlines import MovedDeadline
from db.store import Store
from spoc_tui.casework.council.council import Team, Topic
from spoc_tui.casework.enquiries.enquiry import Status
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import EventKind

JUBILEE = date(2026, 4, 7)
"""The Tuesday after Easter: within every clock that runs from 2 April."""


def test_the_dates_of_a_topic_with_its_own_days(store: Store) -> None:
    safeguarding = topic(store, "safeguarding").uid
    store.council.edit(Topic, safeguarding, {"acknowledge_days": "0", "answer_days": "1"})
    pair = store.deadlines.for_topic(safeguarding, date(2026, 4, 2))
    assert (pair.acknowledge.day, pair.answer.day) == (date(2026, 4, 2), date(2026, 4, 7))
    usual = store.deadlines.for_topic(None, date(2026, 4, 2))
    assert (usual.acknowledge.day, usual.answer.day) == (date(2026, 4, 8), date(2026, 4, 20))
    assert "Good Friday 3 Apr" in usual.answer.working


def test_a_topics_other_days_move_what_runs(store: Store) -> None:
    uid = topic(store).uid
    running = make_enquiry(store, topic_uid=uid).enquiry.reference
    typed = make_enquiry(store, topic_uid=uid, answer_by=date(2026, 4, 21)).enquiry.reference
    other = make_enquiry(store).enquiry.reference
    store.council.edit(Topic, uid, {"answer_days": "3", "words": "odd"})
    days = {ref: store.enquiries.get(ref).enquiry.answer_by.day for ref in (running, typed, other)}
    assert days == {running: 9, typed: 21, other: 20}
    event = store.enquiries.get(running).timeline[-1]
    assert event.kind is EventKind.CLOCK_MOVED
    assert event.text == (
        "Something else has other days now: answer by from Mon 20 Apr 2026 to Thu 9 Apr 2026"
    )
    store.undo()
    assert store.enquiries.get(running).enquiry.answer_by == date(2026, 4, 20)


def test_another_topic_has_other_dates(store: Store) -> None:
    store.council.edit(Topic, topic(store, "housing").uid, {"answer_days": "20"})
    reference = make_enquiry(store).enquiry.reference
    assert store.enquiries.edit(reference, {"topic": "housing"}).enquiry.answer_by == date(
        2026, 5, 5
    )
    typed = make_enquiry(store, answer_by=date(2026, 4, 10)).enquiry.reference
    assert store.enquiries.edit(typed, {"topic": "housing"}).enquiry.answer_by == date(2026, 4, 10)


def test_a_holiday_moves_exactly_what_runs_and_was_not_typed(store: Store) -> None:
    written = make_enquiry(store, channel=Channel.EMAIL, route_to="Housing").enquiry.reference
    typed = make_enquiry(
        store, channel=Channel.EMAIL, answer_by=date(2026, 4, 20)
    ).enquiry.reference
    store.enquiries.edit(typed, {"acknowledge_by": "9/4"})
    told = a_case(store, Status.ANSWERED).enquiry.reference
    store.enquiries.told(told)
    closed = a_case(store, Status.CLOSED).enquiry.reference
    waiting = a_case(store, Status.WAITING).enquiry.reference
    replied = make_enquiry(store, route_to="Housing").enquiry.reference
    store.enquiries.answer(replied, "Yes.")
    make_enquiry(store)
    store.undo()
    before = {ref: store.enquiries.get(ref) for ref in (typed, told, closed)}
    replied_by = store.enquiries.get(replied).routings[0].reply_by

    moved = store.holidays.add(JUBILEE, "Jubilee")

    assert moved == [
        MovedDeadline(written, "acknowledge by", date(2026, 4, 8), date(2026, 4, 9)),
        MovedDeadline(written, "answer by", date(2026, 4, 20), date(2026, 4, 21)),
        MovedDeadline(written, "reply by", date(2026, 4, 13), date(2026, 4, 14)),
        MovedDeadline(waiting, "answer by", date(2026, 4, 20), date(2026, 4, 21)),
        MovedDeadline(replied, "answer by", date(2026, 4, 20), date(2026, 4, 21)),
    ]
    assert {ref: store.enquiries.get(ref) for ref in before} == before
    assert store.enquiries.get(replied).routings[0].reply_by == replied_by
    event = store.enquiries.get(written).timeline[-1]
    assert event.kind is EventKind.CLOCK_MOVED
    assert event.text == (
        "Jubilee: acknowledge by from Wed 8 Apr 2026 to Thu 9 Apr 2026; "
        "answer by from Mon 20 Apr 2026 to Tue 21 Apr 2026; "
        "reply by from Mon 13 Apr 2026 to Tue 14 Apr 2026"
    )
    assert labels(store)[-1] == "Added Jubilee, Tue 7 Apr 2026; 5 deadlines moved"


def test_the_move_is_one_act_and_can_be_undone(store: Store) -> None:
    for _ in range(3):
        make_enquiry(store)
    before = dump(store, marks=False)
    store.holidays.add(JUBILEE, "Jubilee")
    assert store.undo().label.startswith("Added Jubilee")
    assert dump(store, marks=False) == before
    assert store.holidays_added() == {}
    store.redo()
    assert store.holidays_added() == {JUBILEE: "Jubilee"}
    assert {e.answer_by for e in store.enquiries.page(0, 9)} == {date(2026, 4, 21)}


def test_a_holiday_counts_for_what_is_logged_after(store: Store) -> None:
    assert store.holidays.add(JUBILEE, "Jubilee") == []
    assert labels(store)[-1] == "Added Jubilee, Tue 7 Apr 2026"
    assert make_enquiry(store).enquiry.answer_by == date(2026, 4, 21)


def test_a_holiday_on_a_sunday_moves_nothing(store: Store) -> None:
    make_enquiry(store)
    assert store.holidays.add(date(2026, 4, 12), "A Sunday") == []


def test_a_holiday_that_is_one_already(store: Store) -> None:
    store.holidays.add(JUBILEE, "Jubilee")
    for day, name in ((date(2026, 4, 6), "Easter Monday"), (JUBILEE, "Jubilee")):
        with pytest.raises(Refused, match=f"a bank holiday already: {name}"):
            store.holidays.add(day, "Again")
    with pytest.raises(BadInput, match="Give the holiday a name"):
        store.holidays.add(date(2026, 4, 8), " ")


def test_several_waits_each_give_back_their_days(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store).enquiry.reference
    for began, ended in ((7, 8), (13, 15)):
        clock.moment = datetime(2026, 4, began, 9, tzinfo=UTC)
        store.enquiries.wait(reference, "the lease")
        clock.moment = datetime(2026, 4, ended, 17, tzinfo=UTC)
        case = store.enquiries.resume(reference)
    assert case.enquiry.answer_by == date(2026, 4, 23)
    pair = store.deadlines.of(case)
    assert pair.answer.day == case.enquiry.answer_by
    assert "3 working days waited on the caller" in pair.answer.working


def test_an_undone_wait_gives_nothing_back(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store).enquiry.reference
    clock.moment = datetime(2026, 4, 7, 9, tzinfo=UTC)
    store.enquiries.wait(reference, "the lease")
    clock.advance(days=2)
    store.enquiries.resume(reference)
    store.undo()
    store.undo()
    case = store.enquiries.edit(reference, {"detail": "x"})
    assert case.enquiry.answer_by == date(2026, 4, 20)


def test_a_wait_that_lasts_stops_the_clock_and_says_so(store: Store, clock: FixedClock) -> None:
    case = a_case(store, Status.WAITING)
    clock.advance(days=14)
    deadline = store.deadlines.of(store.enquiries.get(case.enquiry.uid)).answer
    assert deadline.day == date(2026, 4, 20)
    assert "waiting on the caller since Thu 2 Apr 2026" in deadline.working


def test_days_are_londons(store: Store, clock: FixedClock) -> None:
    # Half past midnight on the 8th in London, still the 7th in UTC.
    clock.moment = datetime(2026, 4, 7, 23, 30, tzinfo=UTC)
    enquiry = make_enquiry(store).enquiry
    assert enquiry.clock_from == date(2026, 4, 8)
    assert enquiry.acknowledge_by == date(2026, 4, 10)
    assert team(store).retired_on is None
    store.council.retire(Team, team(store).uid)
    assert store.council.find_team("Housing", retired=True).retired_on == date(2026, 4, 8)
