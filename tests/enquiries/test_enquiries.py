"""An enquiry on its way, one act after another; and many of them read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from factories import (
    START,
    FixedClock,
    a_case,
    dump,
    make_enquiry,
    make_organisation,
    team,
)

from db.store import Store
from spoc_tui.casework.enquiries.enquiry import Outcome, Status
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import EventKind


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
    with pytest.raises(Refused, match="acknowledged to the caller already"):
        store.enquiries.acknowledge(reference)
    assert store.enquiries.get(reference).enquiry.acknowledged_at == first


def test_a_call_may_be_acknowledged_in_writing_too(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store).enquiry.reference
    clock.advance(hours=1)
    case = store.enquiries.acknowledge(reference)
    assert case.enquiry.acknowledged_at == START
    assert case.timeline[-1].kind is EventKind.ACKNOWLEDGED


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


def test_a_telling_before_the_acknowledgement_is_the_first(store: Store, clock: FixedClock) -> None:
    """Recorded late, it is still the moment at which the caller first heard from us."""
    reference = make_enquiry(store, channel=Channel.EMAIL).enquiry.reference
    store.enquiries.answer(reference, "Yes.")
    at = clock.advance(hours=1)
    clock.advance(hours=1)
    store.enquiries.acknowledge(reference)
    assert store.enquiries.told(reference, at=at).enquiry.acknowledged_at == at


def test_the_same_person_is_told_once_and_another_too(store: Store, clock: FixedClock) -> None:
    reference = a_case(store, Status.ANSWERED, caller="Ida").enquiry.reference
    clock.advance(hours=2)
    first = store.enquiries.told(reference).enquiry.told_at
    clock.advance(hours=1)
    before = dump(store)
    with pytest.raises(Refused, match="Ida was told already"):
        store.enquiries.told(reference, whom="ida")
    assert dump(store) == before
    case = store.enquiries.told(reference, whom="The chair")
    assert case.enquiry.told_at == first
    assert [e.whom for e in case.timeline if e.kind is EventKind.TOLD] == ["", "The chair"]
    earlier = START + timedelta(hours=1)
    assert store.enquiries.told(reference, whom="Bea", at=earlier).enquiry.told_at == earlier


def test_a_new_answer_is_told_to_the_same_person(store: Store, clock: FixedClock) -> None:
    reference = a_case(store, Status.ANSWERED).enquiry.reference
    store.enquiries.told(reference)
    clock.advance(hours=1)
    store.enquiries.answer(reference, "No, after all.")
    assert store.enquiries.told(reference).enquiry.told_at == clock.moment


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
