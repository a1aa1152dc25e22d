"""An enquiry from the call to the closing, one act after another."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from factories import (
    START,
    FixedClock,
    a_case,
    dump,
    labels,
    make_enquiry,
    make_organisation,
    new_enquiry,
    team,
    topic,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from db.store import Store
from spoc_tui.casework.clocks import Standards
from spoc_tui.casework.enquiries import Channel, EventKind, Outcome, Status, Urgency
from spoc_tui.casework.errors import BadInput, NotFound, Refused
from spoc_tui.casework.text import clean_line

# Logging


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


def test_what_was_taken_back_meanwhile_is_said(store: Store) -> None:
    organisation = make_organisation(store)
    other = make_organisation(store, "Another")
    person = store.organisations.add_contact(other.uid, "Jo")
    gone_topic = store.council.add_topic({"code": "zoo", "name": "Zoo"})
    gone_team = store.council.add_team({"name": "Parks", "directorate": "Planning"})
    store.council.remove("topic", gone_topic.uid)
    store.council.remove("team", gone_team.uid)
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


@settings(deadline=None, max_examples=40)
@given(text=st.text(max_size=60))
def test_any_subject_is_kept_clean_or_refused(text: str) -> None:
    store = Store.in_memory(now=FixedClock())
    if clean := clean_line(text, field="subject"):
        assert make_enquiry(store, subject=text, detail=text).enquiry.subject == clean
    else:
        with pytest.raises(BadInput):
            make_enquiry(store, subject=text, detail=text)
    store.close()


# References


def test_references_count_up_within_the_year_logged(store: Store, clock: FixedClock) -> None:
    made = [make_enquiry(store).enquiry.reference for _ in range(3)]
    # New Year's Eve in UTC and in London; half an hour on it is 2027 in both.
    clock.moment = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    made.append(make_enquiry(store).enquiry.reference)
    clock.advance(minutes=45)
    made.append(make_enquiry(store, received_at=START).enquiry.reference)
    assert made == ["ENQ-26-0001", "ENQ-26-0002", "ENQ-26-0003", "ENQ-26-0004", "ENQ-27-0001"]


def test_a_desks_letter_stands_in_its_references(store: Store, clock: FixedClock) -> None:
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


# The way through


def test_the_whole_way(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store, channel=Channel.EMAIL).enquiry.reference
    acts = [
        (lambda: store.enquiries.acknowledge(reference), Status.NEW),
        (lambda: store.routings.route(reference, team(store).uid), Status.WITH_TEAM),
        (lambda: store.enquiries.wait(reference, "the lease"), Status.WAITING),
        (lambda: store.enquiries.resume(reference), Status.WITH_TEAM),
        (lambda: store.enquiries.answer(reference, "Yes."), Status.ANSWERED),
        (lambda: store.enquiries.told(reference, whom="Jo"), Status.ANSWERED),
        (lambda: store.enquiries.close(reference, outcome=Outcome.RESOLVED), Status.CLOSED),
        (lambda: store.enquiries.reopen(reference, "Not so."), Status.NEW),
    ]
    for act, status in acts:
        clock.advance(hours=1)
        assert act().enquiry.status is status
    case = store.enquiries.get(reference)
    moved = [(e.from_status, e.to_status) for e in case.timeline if e.to_status]
    assert [to for _, to in moved] == [
        "new",
        "with-team",
        "waiting",
        "with-team",
        "answered",
        "closed",
        "new",
    ]
    # Each change of state begins where the last one ended, so that any past week can be counted.
    assert [before for before, _ in moved[1:]] == [to for _, to in moved[:-1]]
    assert [event.at for event in case.timeline] == sorted(event.at for event in case.timeline)


def test_the_first_acknowledgement_is_the_one_that_counts(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store, channel=Channel.EMAIL).enquiry.reference
    first = clock.advance(hours=1)
    store.enquiries.acknowledge(reference)
    clock.advance(hours=1)
    assert store.enquiries.acknowledge(reference).enquiry.acknowledged_at == first


def test_an_answer_is_the_teams_reply(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store, route_to="Housing").enquiry.reference
    clock.advance(hours=1)
    case = store.enquiries.answer(reference, "Yes.\n\nFrom May.")
    assert case.enquiry.answer == "Yes.\n\nFrom May."
    assert case.open_routing is None
    assert case.routings[0].replied_at == clock.moment
    assert case.enquiry.team == "Housing"


def test_told_stops_the_clock_and_counts_as_acknowledged(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(
        store, channel=Channel.EMAIL, follow_up_on=date(2026, 4, 9)
    ).enquiry.reference
    store.enquiries.answer(reference, "Yes.")
    clock.advance(hours=3)
    at = clock.moment - timedelta(hours=1)
    case = store.enquiries.told(reference, channel=Channel.LETTER, whom="  the  chair ", at=at)
    assert case.enquiry.told_at == case.enquiry.acknowledged_at == at
    assert case.enquiry.follow_up_on is None
    (event,) = [event for event in case.timeline if event.kind is EventKind.TOLD]
    assert (event.at, event.channel, event.whom) == (at, Channel.LETTER, "the chair")


def test_told_leaves_the_first_acknowledgement(store: Store, clock: FixedClock) -> None:
    reference = a_case(store, Status.ANSWERED).enquiry.reference
    clock.advance(hours=1)
    assert store.enquiries.told(reference).enquiry.acknowledged_at == START


def test_told_by_the_channel_they_came_by_unless_said(store: Store) -> None:
    reference = a_case(store, Status.ANSWERED, channel=Channel.MEETING).enquiry.reference
    assert store.enquiries.told(reference).timeline[-1].channel is Channel.MEETING


def test_told_is_neither_before_the_call_nor_to_come(store: Store, clock: FixedClock) -> None:
    reference = a_case(store, Status.ANSWERED).enquiry.reference
    for at in (START - timedelta(minutes=1), START + timedelta(minutes=1)):
        with pytest.raises(BadInput) as refused:
            store.enquiries.told(reference, at=at)
        assert refused.value.field == "when"
    assert store.enquiries.get(reference).enquiry.told_at is None


def test_a_closed_one_can_be_noted_on(store: Store) -> None:
    reference = a_case(store, Status.CLOSED).enquiry.reference
    case = store.enquiries.note(reference, "They sent flowers.")
    assert case.timeline[-1].text == "They sent flowers."
    assert case.enquiry.status is Status.CLOSED


# Waiting on the caller


def test_waiting_comes_back_after_a_teams_days(store: Store) -> None:
    case = a_case(store, Status.WAITING)
    assert case.enquiry.waiting_for == "the lease"
    assert case.enquiry.follow_up_on == date(2026, 4, 13)
    until = store.enquiries.wait(make_enquiry(store).enquiry.reference, "x", until=date(2026, 5, 1))
    assert until.enquiry.follow_up_on == date(2026, 5, 1)


def test_waiting_gives_back_the_days_waited(store: Store, clock: FixedClock) -> None:
    # Waited from Tuesday 7 to Thursday 9 April: two working days, 20 April becomes 22 April.
    reference = make_enquiry(store).enquiry.reference
    clock.moment = datetime(2026, 4, 7, 9, tzinfo=UTC)
    store.enquiries.wait(reference, "the lease")
    assert store.enquiries.get(reference).enquiry.answer_by == date(2026, 4, 20)
    clock.moment = datetime(2026, 4, 9, 16, tzinfo=UTC)
    enquiry = store.enquiries.resume(reference, "She brought it.").enquiry
    assert enquiry.answer_by == date(2026, 4, 22)
    assert (enquiry.waiting_since, enquiry.waiting_for, enquiry.follow_up_on) == (None, "", None)


def test_waiting_over_a_weekend_of_holidays_gives_nothing(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store).enquiry.reference
    store.enquiries.wait(reference, "the lease")
    clock.moment = datetime(2026, 4, 6, 9, tzinfo=UTC)  # Easter Monday
    assert store.enquiries.resume(reference).enquiry.answer_by == date(2026, 4, 20)


def test_a_typed_date_outlasts_a_wait(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store, answer_by=date(2026, 4, 30)).enquiry.reference
    store.enquiries.wait(reference, "the lease")
    clock.advance(days=20)
    assert store.enquiries.resume(reference).enquiry.answer_by == date(2026, 4, 30)


def test_waiting_twice_is_refused_and_changes_nothing(store: Store) -> None:
    reference = a_case(store, Status.WAITING).enquiry.reference
    before = dump(store)
    with pytest.raises(Refused, match="waiting on the caller already"):
        store.enquiries.wait(reference, "the key")
    assert dump(store) == before


def test_routed_while_waiting_it_goes_on_waiting(store: Store) -> None:
    reference = a_case(store, Status.WAITING).enquiry.reference
    assert store.routings.route(reference, team(store).uid).enquiry.status is Status.WAITING
    assert store.enquiries.resume(reference).enquiry.status is Status.WITH_TEAM


# Closing and opening again


def test_closing_ends_the_wait_and_the_hop(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store, route_to="Housing").enquiry.reference
    store.enquiries.wait(reference, "the lease")
    clock.advance(days=1)
    case = store.enquiries.close(reference, outcome=Outcome.UNREACHABLE, reason="Rang three times.")
    assert case.enquiry.status is Status.CLOSED
    assert case.enquiry.waiting_since is None
    assert case.enquiry.follow_up_on is None
    assert (case.routings[0].ended_at, case.routings[0].ended_why) == (clock.moment, "closed")
    assert case.timeline[-1].text == "could not reach the caller. Rang three times."
    assert case.timeline[-1].from_status is Status.WAITING


def test_an_open_promise_blocks_closing(store: Store) -> None:
    reference = a_case(store, Status.ANSWERED).enquiry.reference
    store.enquiries.told(reference)
    store.promises.make(reference, "Send the form", store.today())
    before = dump(store)
    with pytest.raises(Refused, match="Send the form"):
        store.enquiries.close(reference, outcome=Outcome.RESOLVED)
    assert dump(store) == before
    store.promises.keep(reference)
    assert store.enquiries.close(reference, outcome=Outcome.RESOLVED).enquiry.outcome == "resolved"


def test_reopening_starts_the_answer_clock_anew(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(
        store, route_to="Housing", answer_by=date(2026, 4, 30)
    ).enquiry.reference
    store.enquiries.answer(reference, "No.")
    store.enquiries.told(reference)
    store.enquiries.close(reference, outcome=Outcome.RESOLVED)
    clock.moment = datetime(2026, 6, 1, 9, tzinfo=UTC)
    case = store.enquiries.reopen(reference, "It was wrong.")
    enquiry = case.enquiry
    assert enquiry.status is Status.NEW
    assert (enquiry.clock_from, enquiry.answer_by) == (date(2026, 6, 1), date(2026, 6, 15))
    assert not enquiry.answer_by_typed
    assert (enquiry.outcome, enquiry.answer, enquiry.answered_at, enquiry.told_at) == (
        None,
        "",
        None,
        None,
    )
    assert enquiry.team is None
    kinds = [event.kind.value for event in case.timeline]
    assert kinds[-2:] == ["closed", "reopened"]
    working = store.deadlines.of(case).answer.working
    assert working.startswith("Reopened Mon 1 Jun 2026 (day 0)")


def test_waits_from_before_a_reopening_do_not_count(store: Store, clock: FixedClock) -> None:
    reference = a_case(store, Status.WAITING).enquiry.reference
    clock.moment = datetime(2026, 6, 1, 9, tzinfo=UTC)
    store.enquiries.close(reference, outcome=Outcome.WITHDRAWN, reason="Never came.")
    store.enquiries.reopen(reference, "Came after all.")
    assert store.enquiries.edit(reference, {"detail": "x"}).enquiry.answer_by == date(2026, 6, 15)


# Editing


def test_each_field_as_typed(store: Store) -> None:
    make_organisation(store, "Quay Rowing")
    reference = make_enquiry(store).enquiry.reference
    case = store.enquiries.edit(
        reference,
        {
            "subject": "Two keys",
            "detail": "More",
            "organisation": "quay row",
            "caller": "Jo",
            "phone": "01634 000000",
            "channel": "letter",
            "urgency": "urgent",
            "topic": "housing",
            "received": "yesterday 10:00",
            "acknowledge_by": "7/4",
            "answer_by": "+20",
            "follow_up": "fri",
        },
    )
    enquiry = case.enquiry
    assert (enquiry.subject, enquiry.detail, enquiry.caller) == ("Two keys", "More", "Jo")
    assert (enquiry.organisation, enquiry.topic_code) == ("Quay Rowing", "housing")
    assert (enquiry.channel, enquiry.urgency) == (Channel.LETTER, Urgency.URGENT)
    assert enquiry.received_at == datetime(2026, 4, 1, 9, tzinfo=UTC)
    assert (enquiry.acknowledge_by, enquiry.acknowledge_by_typed) == (date(2026, 4, 7), True)
    assert (enquiry.answer_by, enquiry.answer_by_typed) == (date(2026, 4, 22), True)
    assert enquiry.follow_up_on == date(2026, 4, 3)
    assert case.timeline[-1].kind is EventKind.EDITED
    for word in ("subject", "organisation", "topic", "received", "answer by", "follow-up"):
        assert word in case.timeline[-1].text


def test_an_edit_that_changes_nothing_is_no_act(store: Store) -> None:
    case = make_enquiry(store, phone="01634 000000")
    before = labels(store)
    again = store.enquiries.edit(
        case.enquiry.reference,
        {"subject": "A key for the hall", "phone": "01634 000000", "organisation": "", "topic": ""},
    )
    assert again == case
    assert labels(store) == before


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"subject": " "}, "subject"),
        ({"colour": "red"}, "colour"),
        ({"channel": "pigeon"}, "channel"),
        ({"urgency": "very"}, "urgency"),
        ({"answer_by": "31 feb"}, "answer_by"),
        ({"received": "+3"}, "received"),
        ({"person": "Jo"}, "person"),
    ],
)
def test_what_cannot_be_edited_names_the_field(
    store: Store, typed: dict[str, str], field: str
) -> None:
    reference = make_enquiry(store).enquiry.reference
    before = dump(store)
    with pytest.raises(BadInput) as refused:
        store.enquiries.edit(reference, {"detail": "lost?", **typed})
    assert refused.value.field == field
    assert dump(store) == before


def test_the_person_is_looked_for_at_the_organisation_typed_with_them(store: Store) -> None:
    old, new = make_organisation(store, "Old Club"), make_organisation(store, "New Club")
    for organisation in (old, new):
        store.organisations.add_contact(organisation.uid, "Jo Quill", role=organisation.name)
    reference = make_enquiry(store, organisation_uid=old.uid).enquiry.reference
    for order in (("person", "organisation"), ("organisation", "person")):
        typed = {"person": "Jo", "organisation": "New Club"}
        case = store.enquiries.edit(reference, {name: typed[name] for name in order})
        (person,) = store.organisations.contacts(new.uid)
        assert (case.enquiry.organisation_uid, case.enquiry.contact_uid) == (new.uid, person.uid)
        store.undo()


def test_another_organisation_has_other_people(store: Store) -> None:
    old = make_organisation(store, "Old Club")
    person = store.organisations.add_contact(old.uid, "Jo")
    make_organisation(store, "New Club")
    case = make_enquiry(store, organisation_uid=old.uid, contact_uid=person.uid)
    edited = store.enquiries.edit(case.enquiry.reference, {"organisation": "New Club"})
    assert edited.enquiry.contact_uid is None


def test_a_corrected_time_moves_the_clock(store: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    enquiry = store.enquiries.edit(reference, {"received": "2026-03-31 10:00"}).enquiry
    assert enquiry.clock_from == date(2026, 3, 31)
    assert enquiry.answer_by == date(2026, 4, 16)
    assert enquiry.acknowledged_at == enquiry.received_at


def test_a_corrected_channel_asks_for_an_acknowledgement_or_needs_none(store: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    assert store.enquiries.edit(reference, {"channel": "email"}).enquiry.acknowledged_at is None
    by_phone = store.enquiries.edit(reference, {"channel": "phone"}).enquiry
    assert by_phone.acknowledged_at == by_phone.received_at


def test_an_acknowledgement_that_was_made_outlasts_a_corrected_channel(
    store: Store, clock: FixedClock
) -> None:
    reference = make_enquiry(store, channel=Channel.EMAIL).enquiry.reference
    made = clock.advance(hours=1)
    store.enquiries.acknowledge(reference)
    assert store.enquiries.edit(reference, {"channel": "letter"}).enquiry.acknowledged_at == made


def test_a_blank_date_goes_back_to_the_clock(store: Store) -> None:
    reference = make_enquiry(store, answer_by=date(2026, 5, 29)).enquiry.reference
    enquiry = store.enquiries.edit(reference, {"answer_by": ""}).enquiry
    assert (enquiry.answer_by, enquiry.answer_by_typed) == (date(2026, 4, 20), False)


def test_a_closed_ones_dates_stay(store: Store) -> None:
    reference = a_case(store, Status.CLOSED).enquiry.reference
    with pytest.raises(Refused, match="its dates stay"):
        store.enquiries.edit(reference, {"answer_by": "+3"})
    assert store.enquiries.edit(reference, {"subject": "Better"}).enquiry.subject == "Better"


def test_not_received_after_the_caller_was_told(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store, answered="Yes.").enquiry.reference
    clock.advance(days=3)
    with pytest.raises(BadInput, match="after the caller was told"):
        store.enquiries.edit(reference, {"received": "yesterday"})


# Reading


def test_pages_and_counts(store: Store, clock: FixedClock) -> None:
    organisation = make_organisation(store)
    for number in range(5):
        clock.advance(hours=1)
        make_enquiry(
            store,
            subject=f"No. {number}",
            organisation_uid=organisation.uid if number % 2 else None,
        )
    store.enquiries.close("1", outcome=Outcome.WITHDRAWN, reason="Rang off.")
    make_enquiry(store, subject="Undone")
    store.undo()
    enquiries = store.enquiries
    assert [e.subject for e in enquiries.page(0, 3)] == ["No. 4", "No. 3", "No. 2"]
    assert [e.subject for e in enquiries.page(3, 3)] == ["No. 1", "No. 0"]
    assert (enquiries.count(), enquiries.count_open()) == (5, 4)
    assert enquiries.count(status=Status.CLOSED) == 1
    assert enquiries.count(organisation_uid=organisation.uid) == 2
    (closed,) = enquiries.page(0, 9, status=Status.CLOSED)
    assert closed.subject == "No. 0"
    of_it = enquiries.page(0, 9, organisation_uid=organisation.uid)
    assert [e.subject for e in of_it] == ["No. 3", "No. 1"]


def test_any_number_of_uids_at_once(store: Store) -> None:
    uid = make_enquiry(store).enquiry.uid
    found = store.enquiries.by_uids([uid, *(str(number) for number in range(40_000))])
    assert list(found) == [uid]


def test_the_officers_own_standards(store: Store) -> None:
    store.standards = Standards(acknowledge_days=1, answer_days=3, reply_days=2)
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


def test_an_edit_of_the_phone_moves_no_date(store: Store) -> None:
    before = make_enquiry(store).enquiry
    store.standards = Standards(answer_days=3)
    after = store.enquiries.edit("1", {"phone": "01634 555 010"}).enquiry
    assert after.answer_by == before.answer_by


def test_a_new_answer_ends_a_wait_and_is_to_be_told_again(store: Store) -> None:
    make_enquiry(store)
    store.enquiries.answer("1", "Yes")
    store.enquiries.told("1")
    store.enquiries.wait("1", "a form")
    enquiry = store.enquiries.answer("1", "No").enquiry
    assert (enquiry.status, enquiry.told_at, enquiry.follow_up_on) == (Status.ANSWERED, None, None)


def test_what_waits_keeps_a_follow_up_and_what_is_closed_gets_none(store: Store) -> None:
    make_enquiry(store)
    store.enquiries.wait("1", "a form")
    with pytest.raises(Refused, match="never come back"):
        store.enquiries.edit("1", {"follow_up": ""})
    store.enquiries.close("1", outcome=Outcome.WITHDRAWN, reason="They gave up")
    with pytest.raises(Refused, match="closed"):
        store.enquiries.edit("1", {"follow_up": "tomorrow"})


def test_an_answer_is_not_due_before_it_was_asked(store: Store) -> None:
    with pytest.raises(BadInput, match="before it was received"):
        make_enquiry(store, answer_by=date(2020, 1, 1))
    assert store.enquiries.count() == 0
