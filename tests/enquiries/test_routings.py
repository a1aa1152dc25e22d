"""From team to team: every hop is kept, counted, and ends one way."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from factories import FixedClock, a_case, dump, make_enquiry, team, topic

from db.store import Store
from spoc_tui.casework.council.council import Team, Topic
from spoc_tui.casework.enquiries.enquiry import Status
from spoc_tui.casework.errors import BadInput, NotFound, Refused
from spoc_tui.casework.records.event import EventKind


def test_the_first_hop(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store).enquiry.reference
    case = store.routings.route(reference, team(store).uid)
    (hop,) = case.routings
    assert (hop.team, hop.directorate) == ("Housing", "Housing and Community Services")
    assert (hop.sent_at, hop.reply_by, hop.reply_by_typed) == (
        clock.moment,
        date(2026, 4, 13),
        False,
    )
    assert (case.enquiry.team, case.enquiry.status, case.enquiry.hops) == (
        "Housing",
        "with-team",
        1,
    )
    event = case.timeline[-1]
    assert (event.kind, event.whom) == (EventKind.ROUTED, "Housing")


def test_passed_on_with_a_reason_and_counted(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store, route_to="Housing").enquiry.reference
    for name in ("Revenues", "Procurement"):
        clock.advance(days=1)
        case = store.routings.route(reference, team(store, name).uid, reason=f"{name} has it.")
    assert case.enquiry.hops == 3
    assert [(hop.team, hop.ended_why, hop.is_open) for hop in case.routings] == [
        ("Housing", "passed on", False),
        ("Revenues", "passed on", False),
        ("Procurement", "", True),
    ]
    assert case.routings[0].ended_at == case.routings[1].sent_at
    event = case.timeline[-1]
    assert (event.kind, event.whom) == (EventKind.PASSED_ON, "Revenues → Procurement")
    assert event.text == "Procurement has it."


@pytest.mark.parametrize(
    ("name", "reason", "words"),
    [("Revenues", " ", "needs a reason"), ("Housing", "Again.", "is with Housing already")],
)
def test_a_pass_that_is_refused_changes_nothing(
    store: Store, name: str, reason: str, words: str
) -> None:
    reference = make_enquiry(store, route_to="Housing").enquiry.reference
    before = dump(store)
    with pytest.raises(Refused, match=words):
        store.routings.route(reference, team(store, name).uid, reason=reason)
    assert dump(store) == before


def test_nothing_goes_to_a_retired_or_unknown_team(store: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    uid = team(store).uid
    store.council.retire(Team, uid)
    with pytest.raises(Refused, match="Housing is retired"):
        store.routings.route(reference, uid)
    with pytest.raises(NotFound, match="no such team"):
        store.routings.route(reference, "no such uid")


def test_a_reply_by_that_was_typed_stands(store: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    case = store.routings.route(reference, team(store).uid, reply_by=date(2026, 4, 7))
    assert (case.routings[0].reply_by, case.routings[0].reply_by_typed) == (date(2026, 4, 7), True)
    store.holidays.add(date(2026, 4, 7), "A day")
    assert store.enquiries.get(reference).routings[0].reply_by == date(2026, 4, 7)


def test_a_reply_by_is_not_past(store: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    with pytest.raises(BadInput, match="Wed 1 Apr 2026 is past") as refused:
        store.routings.route(reference, team(store).uid, reply_by=date(2026, 4, 1))
    assert refused.value.field == "reply_by"
    assert store.enquiries.get(reference).routings == ()


def test_a_topics_own_days_to_reply(store: Store) -> None:
    store.council.edit(Topic, topic(store, "housing").uid, {"reply_days": "1"})
    case = make_enquiry(store, topic_uid=topic(store, "housing").uid, route_to="Housing")
    assert case.routings[0].reply_by == date(2026, 4, 7)


def test_each_team_acknowledges_once(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store, route_to="Housing").enquiry.reference
    first = clock.advance(hours=1)
    case = store.routings.acknowledged(reference, "By Friday.")
    assert case.routings[0].acknowledged_at == first
    assert (case.timeline[-1].whom, case.timeline[-1].text) == ("Housing", "By Friday.")
    assert case.enquiry.status is Status.WITH_TEAM
    clock.advance(hours=1)
    before = dump(store)
    with pytest.raises(Refused, match="Housing acknowledged ENQ-26-0001 already"):
        store.routings.acknowledged(reference)
    assert dump(store) == before
    store.routings.route(reference, team(store, "Revenues").uid, reason="Theirs.")
    assert store.routings.acknowledged(reference).timeline[-1].whom == "Revenues"


def test_sent_back_it_is_on_the_desk_again(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store, route_to="Housing").enquiry.reference
    case = store.routings.sent_back(reference, "A highway.")
    assert (case.enquiry.status, case.enquiry.team, case.enquiry.hops) == (Status.NEW, None, 1)
    assert case.routings[0].ended_why == "sent back: A highway."
    # It may go to the same team once more, and needs no reason: it is with none.
    assert store.routings.route(reference, team(store).uid).enquiry.hops == 2


def test_sent_back_says_why(store: Store) -> None:
    reference = make_enquiry(store, route_to="Housing").enquiry.reference
    with pytest.raises(BadInput) as refused:
        store.routings.sent_back(reference, "\n")
    assert refused.value.field == "reason"


def test_a_chase_is_on_the_timeline(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store, route_to="Housing").enquiry.reference
    clock.advance(days=12)
    case, words = store.routings.chase(reference)
    assert words.startswith(f"{reference}: A key for the hall\n")
    assert "asked" not in words  # the chases before this one are counted
    event = case.timeline[-1]
    assert (event.kind, event.whom, event.at) == (EventKind.CHASED, "Housing", clock.moment)


@pytest.mark.parametrize("act", ["acknowledged", "sent_back", "chase"])
def test_with_no_team_there_is_nobody_to_speak_of(store: Store, act: str) -> None:
    reference = a_case(store, Status.NEW).enquiry.reference
    words = ["No."] if act == "sent_back" else []
    with pytest.raises(Refused, match="is with no team now"):
        getattr(store.routings, act)(reference, *words)


def test_routed_again_after_an_answer_it_is_not_answered(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store, route_to="Housing").enquiry.reference
    store.enquiries.answer(reference, "Perhaps.")
    store.enquiries.told(reference)
    clock.moment = datetime(2026, 4, 9, 9, tzinfo=UTC)
    case = store.routings.route(reference, team(store).uid)
    assert case.enquiry.status is Status.WITH_TEAM
    assert (case.enquiry.answered_at, case.enquiry.told_at) == (None, None)
    assert case.timeline[-1].from_status is Status.ANSWERED
    assert case.enquiry.answer_by == date(2026, 4, 20)
    with pytest.raises(Refused, match="has no answer yet"):
        store.enquiries.told(reference)
    # It was told once, but not the new answer: closing needs a reason again.
    with pytest.raises(Refused, match="has not been told"):
        store.enquiries.close(reference, outcome="resolved")


def test_a_closed_one_goes_nowhere(store: Store) -> None:
    reference = a_case(store, Status.CLOSED).enquiry.reference
    with pytest.raises(Refused, match="Reopen it before you route it"):
        store.routings.route(reference, team(store).uid)
