"""Editing an enquiry: each field as it is typed, and the dates that follow."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from factories import (
    FixedClock,
    a_case,
    dump,
    labels,
    make_enquiry,
    make_organisation,
)

from db.store import Store
from spoc_tui.casework.enquiries.enquiry import Status, Urgency
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import EventKind


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
        ({"follow_up": "yesterday"}, "follow_up"),
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


def test_a_follow_up_that_has_passed_may_stay(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store, follow_up_on=date(2026, 4, 3)).enquiry.reference
    clock.advance(days=7)
    case = store.enquiries.edit(reference, {"follow_up": "2026-04-03", "caller": "Jo"})
    assert (case.enquiry.follow_up_on, case.enquiry.caller) == (date(2026, 4, 3), "Jo")


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


def test_an_edit_of_the_phone_moves_no_date(store: Store) -> None:
    before = make_enquiry(store).enquiry
    after = store.enquiries.edit("1", {"phone": "01634 555 010"})
    assert after.enquiry.answer_by == before.answer_by
    assert after.timeline[-1].kind is EventKind.EDITED
