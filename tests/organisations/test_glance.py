"""What must be known before saying hello, and the one timeline of an organisation."""

from __future__ import annotations

from factories import FixedClock, make_enquiry, make_organisation, team

from db.store import Store
from spoc_tui.casework.enquiries.enquiry import Outcome
from spoc_tui.casework.records.event import EventKind


def test_promises_past_their_day_are_apart(store: Store, clock: FixedClock) -> None:
    rook = make_organisation(store)
    for text, days in (("the form", 1), ("a visit", 10)):
        case = make_enquiry(store, organisation_uid=rook.uid)
        store.promises.make(case.enquiry.uid, text, store.days.add(store.today(), days))
    assert store.organisations.glance(rook.uid).overdue_promises == ()
    clock.advance(days=8)
    glance = store.organisations.glance(rook.uid)
    assert [promise.text for _, promise in glance.promises] == ["the form", "a visit"]
    assert [(ref, one.text) for ref, one in glance.overdue_promises] == [
        ("ENQ-26-0001", "the form")
    ]
    store.promises.keep("1")
    assert store.organisations.glance(rook.uid).overdue_promises == ()


def test_all_that_is_open_is_counted_as_the_lists_count_it(store: Store, clock: FixedClock) -> None:
    rook, other = make_organisation(store), make_organisation(store, "Other")
    for _ in range(25):
        make_enquiry(store, organisation_uid=rook.uid)
    make_enquiry(store, organisation_uid=other.uid)
    store.enquiries.wait("1", "the lease")
    store.enquiries.answer("2", "Yes.")
    store.enquiries.told("2")
    store.enquiries.close("3", outcome=Outcome.WITHDRAWN, reason="Rang off")
    glance = store.organisations.glance(rook.uid)
    assert (glance.open_count, glance.late_count, len(glance.open_enquiries)) == (24, 0, 20)
    clock.advance(days=60)
    today = store.today()
    late = [
        one for one in store.enquiries.page(0, 100, organisation_uid=rook.uid) if one.is_late(today)
    ]
    assert store.organisations.glance(rook.uid).late_count == len(late) == 22


def test_one_timeline_of_all_enquiries_the_newest_first(store: Store, clock: FixedClock) -> None:
    rook, other = make_organisation(store), make_organisation(store, "Other")
    organisations = store.organisations
    assert (organisations.timeline(rook.uid, 0, 9), organisations.timeline_count(rook.uid)) == (
        [],
        0,
    )
    first = make_enquiry(store, subject="A key", organisation_uid=rook.uid).enquiry
    make_enquiry(store, organisation_uid=other.uid)
    for act in (
        lambda: make_enquiry(store, subject="A lamp", organisation_uid=rook.uid),
        lambda: store.routings.route(first.uid, team(store).uid),
        lambda: store.promises.make(first.uid, "ring", store.days.add(store.today(), 3)),
        lambda: store.enquiries.note("3", "rang again"),
        lambda: store.promises.keep(first.uid),
    ):
        clock.advance(minutes=5)
        act()
    told = [(e.reference[-4:], e.kind, e.subject) for e in organisations.timeline(rook.uid, 0, 9)]
    assert told == [
        ("0001", EventKind.KEPT, "A key"),
        ("0003", EventKind.NOTE, "A lamp"),
        ("0001", EventKind.PROMISED, "A key"),
        ("0001", EventKind.ROUTED, "A key"),
        ("0003", EventKind.LOGGED, "A lamp"),
        ("0001", EventKind.LOGGED, "A key"),
    ]
    assert organisations.timeline_count(rook.uid) == 6
    page = organisations.timeline(rook.uid, 2, 2)
    assert [entry.kind for entry in page] == [EventKind.PROMISED, EventKind.ROUTED]
    assert (page[0].record_kind, page[0].record_uid) == ("enquiry", first.uid)
    store.undo()
    assert organisations.timeline(rook.uid, 0, 1)[0].text == "rang again"
