"""What a caller brings becomes an enquiry, with its reference and its dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from factories import (
    START,
    FixedClock,
    dump,
    in_memory,
    labels,
    make_enquiry,
    make_organisation,
    new_enquiry,
    topic,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from db.store import Store
from spoc_tui.casework.council.council import Team, Topic
from spoc_tui.casework.enquiries.enquiry import Outcome, Status, Urgency
from spoc_tui.casework.errors import BadInput, NotFound
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.text import clean_line


def test_nothing_but_a_subject_is_required(store: Store) -> None:
    case = make_enquiry(store, subject="  The gate\tis  locked ")
    enquiry = case.enquiry
    assert enquiry.reference == "ENQ-26-0001"
    assert enquiry.subject == "The gate is locked"
    assert enquiry.status is Status.NEW
    assert enquiry.who == "caller not known"
    assert (enquiry.channel, enquiry.urgency) == (Channel.PHONE, Urgency.NORMAL)
    assert [event.kind for event in case.timeline] == [EventKind.LOGGED]
    assert labels(store)[-1] == "Logged ENQ-26-0001"


def test_the_two_dates_follow(store: Store) -> None:
    # law.md: Thursday 2 April 2026: + 2 = 8 April, + 10 = 20 April.
    enquiry = make_enquiry(store).enquiry
    assert (enquiry.acknowledge_by, enquiry.answer_by) == (date(2026, 4, 8), date(2026, 4, 20))
    assert enquiry.clock_from == date(2026, 4, 2)


@pytest.mark.parametrize(
    ("channel", "at_once"),
    [
        ("phone", True),
        ("meeting", True),
        ("walk-in", True),
        ("email", False),
        ("letter", False),
        ("event", False),
        ("social", False),
    ],
)
def test_who_speaks_to_us_is_acknowledged_by_being_logged(
    store: Store, channel: str, at_once: bool
) -> None:
    received = START - timedelta(hours=1)
    case = make_enquiry(store, channel=Channel(channel), received_at=received)
    assert case.enquiry.acknowledged_at == (received if at_once else None)


def test_all_that_a_caller_brings_is_kept(store: Store) -> None:
    organisation = make_organisation(store)
    person = store.organisations.add_contact(organisation.uid, "Jo Quill", phone="01634 1")
    enquiry = make_enquiry(
        store,
        organisation_uid=organisation.uid,
        contact_uid=person.uid,
        caller="her brother",
        phone="+44 (0)1634 000 111",
        channel=Channel.EVENT,
        urgency=Urgency.URGENT,
        topic_uid=topic(store, "buildings").uid,
        detail="One line\nand another",
        answer_by=date(2026, 4, 10),
        follow_up_on=date(2026, 4, 9),
    ).enquiry
    assert (enquiry.organisation, enquiry.contact) == ("Rook Lane Bowls Club", "Jo Quill")
    assert (enquiry.caller, enquiry.phone) == ("her brother", "+44 (0)1634 000 111")
    assert (enquiry.channel, enquiry.urgency) == (Channel.EVENT, Urgency.URGENT)
    assert (enquiry.topic_code, enquiry.detail) == ("buildings", "One line\nand another")
    assert (enquiry.answer_by, enquiry.answer_by_typed) == (date(2026, 4, 10), True)
    assert enquiry.follow_up_on == date(2026, 4, 9)
    assert dump(store)["enquiry", enquiry.uid]["phone_digits"] == "01634000111"


def test_logged_and_routed_in_one_stroke(store: Store) -> None:
    case = make_enquiry(store, route_to="Housing")
    assert case.enquiry.status is Status.WITH_TEAM
    assert (case.enquiry.team, case.enquiry.hops) == ("Housing", 1)
    assert labels(store)[1:] == ["Logged ENQ-26-0001 and routed it to Housing"]


def test_answered_now_goes_all_the_way_as_one_act(store: Store) -> None:
    case = make_enquiry(store, answered="At the desk.", channel=Channel.EMAIL)
    enquiry = case.enquiry
    assert enquiry.status is Status.CLOSED
    assert (enquiry.outcome, enquiry.answer) == (Outcome.RESOLVED, "At the desk.")
    assert enquiry.answered_at == enquiry.told_at == enquiry.closed_at == START
    assert enquiry.acknowledged_at == START
    assert [event.kind.value for event in case.timeline] == ["logged", "answered", "told", "closed"]
    assert case.timeline[2].channel is Channel.EMAIL
    assert labels(store)[1:] == ["Logged ENQ-26-0001, answered now"]


BAD: dict[str, tuple[dict[str, Any], str, str]] = {
    "no subject": ({"subject": " \n\t "}, "subject", "the subject is empty"),
    "a subject of hidden signs": ({"subject": "\x00\u200b"}, "subject", "the subject is empty"),
    "a megabyte of subject": ({"subject": "x" * 1_000_000}, "subject", "1,000,000 characters"),
    "a megabyte of detail": ({"detail": "x" * 1_000_000}, "detail", "1,000,000 characters"),
    "a long phone": ({"phone": "1" * 101}, "phone", "101 characters"),
    "a time to come": (
        {"received_at": START + timedelta(minutes=1)},
        "received",
        "is in the future",
    ),
    "a follow-up that is past": (
        {"received_at": START - timedelta(days=9), "follow_up_on": date(2026, 4, 1)},
        "follow_up",
        "Wed 1 Apr 2026 is past. Give today or a later day",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_logged(store: Store, name: str) -> None:
    attributes, field, words = BAD[name]
    before = dump(store)
    with pytest.raises(BadInput, match=words) as refused:
        make_enquiry(store, **attributes)
    assert refused.value.field == field
    assert dump(store) == before
    assert make_enquiry(store).enquiry.reference == "ENQ-26-0001"


@pytest.mark.parametrize("blank", ["", "  ", "\n"])
def test_an_answer_given_now_says_something(store: Store, blank: str) -> None:
    before = dump(store)
    with pytest.raises(BadInput) as refused:
        make_enquiry(store, answered=blank)
    assert refused.value.field == "text"
    assert dump(store) == before


def test_either_routed_or_answered(store: Store) -> None:
    with pytest.raises(BadInput, match="not both"):
        make_enquiry(store, route_to="Housing", answered="Yes.")


def test_what_was_taken_back_meanwhile_is_reported(store: Store) -> None:
    organisation = make_organisation(store)
    other = make_organisation(store, "Another")
    person = store.organisations.add_contact(other.uid, "Jo")
    gone_topic = store.council.add(Topic, {"code": "zoo", "name": "Zoo"})
    gone_team = store.council.add(Team, {"name": "Parks", "directorate": "Planning"})
    store.council.remove(Topic, gone_topic.uid)
    store.council.remove(Team, gone_team.uid)
    before = dump(store)
    for attributes in (
        {"topic_uid": gone_topic.uid},
        {"topic_uid": "no such uid"},
        {"organisation_uid": "no such uid"},
        {"organisation_uid": organisation.uid, "contact_uid": person.uid},
    ):
        with pytest.raises(NotFound):
            make_enquiry(store, **attributes)
    with pytest.raises(NotFound, match="Parks was removed"):
        store.enquiries.log(new_enquiry(store), route_to=gone_team.uid)
    assert dump(store) == before


AWKWARD = "[bold]x[/] [/] 🏳️‍🌈 \u202eevil\x1b[31m =SUM(A1) 'quote\" é"


def test_awkward_text_is_kept_as_text(store: Store) -> None:
    case = make_enquiry(store, subject=AWKWARD, detail=AWKWARD, caller=AWKWARD, answered=AWKWARD)
    kept = "[bold]x[/] [/] 🏳️‍🌈 evil[31m =SUM(A1) 'quote\" é"
    enquiry = case.enquiry
    assert {enquiry.subject, enquiry.detail, enquiry.caller, enquiry.answer} == {kept}
    store.undo()
    store.redo()
    assert store.enquiries.get("1").enquiry.answer == kept


@pytest.mark.slow
@settings(deadline=None, max_examples=40)
@given(text=st.text(max_size=60))
def test_any_subject_is_kept_clean_or_refused(text: str) -> None:
    store = in_memory(FixedClock())
    if clean := clean_line(text, field="subject"):
        assert make_enquiry(store, subject=text, detail=text).enquiry.subject == clean
    else:
        with pytest.raises(BadInput):
            make_enquiry(store, subject=text, detail=text)
    store.close()


def test_references_count_up_within_the_year_logged(store: Store, clock: FixedClock) -> None:
    made = [make_enquiry(store).enquiry.reference for _ in range(3)]
    # New Year's Eve in UTC and in London; half an hour on it is 2027 in both.
    clock.moment = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    made.append(make_enquiry(store).enquiry.reference)
    clock.advance(minutes=45)
    made.append(make_enquiry(store, received_at=START).enquiry.reference)
    assert made == ["ENQ-26-0001", "ENQ-26-0002", "ENQ-26-0003", "ENQ-26-0004", "ENQ-27-0001"]


def test_a_desks_letter_is_in_its_references(store: Store, clock: FixedClock) -> None:
    make_enquiry(store)
    store.desk = "B"
    assert make_enquiry(store).enquiry.reference == "ENQ-26-B0001"


@pytest.mark.parametrize("typed", ["ENQ-26-0002", "enq 26 2", "26-2", "2", " 0002 ", "enq/2026/2"])
def test_a_reference_may_be_typed_loosely(store: Store, typed: str) -> None:
    for subject in ("One", "Two", "Three"):
        make_enquiry(store, subject=subject)
    assert store.enquiries.get(typed).enquiry.subject == "Two"


def test_a_number_alone_is_the_latest_years(store: Store, clock: FixedClock) -> None:
    make_enquiry(store, subject="Last year's")
    clock.advance(days=365)
    assert store.enquiries.get("1").enquiry.subject == "Last year's"
    make_enquiry(store, subject="This year's")
    assert store.enquiries.get("1").enquiry.subject == "This year's"
    assert store.enquiries.get("26-1").enquiry.subject == "Last year's"


@pytest.mark.parametrize("typed", ["99", "ENQ-25-0001", "PAY-26-0001", "enq-26-c1"])
def test_no_such_enquiry(store: Store, typed: str) -> None:
    make_enquiry(store)
    with pytest.raises(NotFound, match="There is no enquiry"):
        store.enquiries.get(typed)


def test_the_officers_own_standards(store: Store) -> None:
    store.own_standards.change({"acknowledge": "1", "answer": "3", "reply": "2"})
    case = make_enquiry(store, route_to="Housing")
    assert case.enquiry.acknowledge_by == date(2026, 4, 7)
    assert case.enquiry.answer_by == date(2026, 4, 9)
    assert case.routings[0].reply_by == date(2026, 4, 8)


def test_a_reference_in_full_is_that_record_whatever_letter_the_desk_has(
    store: Store,
) -> None:
    first = make_enquiry(store, subject="Without a letter").enquiry
    store.desk = "B"
    second = make_enquiry(store, subject="With the letter").enquiry
    assert (first.reference, second.reference) == ("ENQ-26-0001", "ENQ-26-B0001")
    assert store.enquiries.get("ENQ-26-0001").enquiry.uid == first.uid
    assert store.enquiries.get("enq-26-b0001").enquiry.uid == second.uid


def test_an_answer_is_not_due_before_it_was_asked(store: Store) -> None:
    with pytest.raises(BadInput, match="before it was received"):
        make_enquiry(store, answer_by=date(2020, 1, 1))
    assert store.enquiries.count() == 0
