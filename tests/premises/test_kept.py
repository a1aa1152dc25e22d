"""Premises as they are kept: who is warned of a sale, what is offered, what follows what."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from factories import FixedClock, make_organisation
from premises_made import make_premises

from db.store import Store
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.organisations.postcodes import PostcodeRow
from spoc_tui.casework.premises import dated


def parties(store: Store, uid: str) -> list[tuple[str, str, bool, str]]:
    one = store.declared("disposal").get(uid).record
    return sorted((p.who, p.role, p.told is not None, p.excused) for p in one.parties)


@pytest.fixture
def wards(store: Store) -> None:
    for name, ward in {
        "Ash Club": "Strood North",
        "Beech Club": "strood north",
        "Cedar Club": "Rainham",
        "Dover Club": "",
    }.items():
        make_organisation(store, name, ward=ward)
    gone = make_organisation(store, "Elder Club", ward="Strood North")
    store.organisations.edit(gone.uid, {"state": "closed"})


@pytest.mark.usefixtures("wards")
def test_the_groups_of_the_ward_stand_there_from_the_first_day(store: Store) -> None:
    made = make_premises(store, "disposal", ward="Strood North")
    ready = [("Ash Club", "group", False, ""), ("Beech Club", "group", False, "")]
    assert parties(store, made.uid) == ready
    disposals = store.declared("disposal")
    due, *_ = disposals.dues(disposals.get(made.uid).record)
    assert (due.what, due.on, due.words) == (
        "warn",
        store.today(),
        "2 groups of the ward not told yet",
    )
    store.undo()
    store.redo()
    assert parties(store, made.uid) == ready


@pytest.mark.usefixtures("wards")
def test_they_are_told_one_by_one_or_all_at_once(store: Store) -> None:
    disposals = store.declared("disposal")
    uid = make_premises(store, "disposal", ward="Strood North").uid
    disposals.act(uid, "tell", {"who": "ash"})
    assert [told for _, _, told, _ in parties(store, uid)] == [True, False]
    store.undo()
    case = disposals.act(uid, "tell-all")
    assert case.timeline[-1].text == "Ash Club and 1 other"
    assert [told for _, _, told, _ in parties(store, uid)] == [True, True]
    with pytest.raises(Refused, match="Everybody who stands on DSP-26-0001 was told"):
        disposals.act(uid, "tell-all")
    store.undo()
    disposals.act(uid, "excuse", {"who": "beech", "why": "They sold it"})
    assert disposals.act(uid, "tell-all").timeline[-1].text == "Ash Club"


@pytest.mark.usefixtures("wards")
def test_they_follow_the_ward(store: Store) -> None:
    disposals = store.declared("disposal")
    uid = make_premises(store, "disposal").uid
    assert parties(store, uid) == []
    disposals.edit(uid, {"ward": "Rainham"})
    assert [who for who, *_ in parties(store, uid)] == ["Cedar Club"]
    disposals.edit(uid, {"ward": "Strood North"})
    why = "not concerned, as the record says now"
    assert parties(store, uid) == [
        ("Ash Club", "group", False, ""),
        ("Beech Club", "group", False, ""),
        ("Cedar Club", "group", False, why),
    ]
    disposals.edit(uid, {"ward": "Rainham"})
    assert [(who, not said) for who, *_, said in parties(store, uid)] == [
        ("Ash Club", False),
        ("Beech Club", False),
        ("Cedar Club", True),
    ]


@pytest.mark.usefixtures("wards")
def test_the_tenant_of_what_is_sold_is_told_too(store: Store) -> None:
    make_premises(store, "holding", organisation="Dover Club", property="Elm  hall")
    make_premises(store, "holding", organisation="Ash Club", property="Elm Hall", uprn="0042")
    made = make_premises(store, "disposal", uprn="42", ward="Strood North")
    assert [(who, role) for who, role, *_ in parties(store, made.uid)] == [
        ("Ash Club", "tenant"),
        ("Beech Club", "group"),
        ("Dover Club", "tenant"),
    ]


def test_the_ward_is_that_of_the_postcode(store: Store) -> None:
    row = PostcodeRow(2, "ME2 2AA", "Strood North", "E05", "Medway")
    store.postcodes.run_import([row])
    make_organisation(store, "Ash Club", ward="Strood North")
    made = make_premises(store, "disposal", postcode="me2 2aa")
    assert made.ward == "Strood North"
    assert [who for who, *_ in parties(store, made.uid)] == ["Ash Club"]
    typed = make_premises(store, "space", postcode="ME2 2AA", ward="Rainham")
    assert typed.ward == "Rainham"
    edited = store.declared("space").edit(typed.uid, {"ward": "", "postcode": "ME2 2AA"}).record
    assert edited.ward == ""  # the postcode did not change


@pytest.mark.usefixtures("wards")
def test_a_group_that_would_bid_in_time_makes_the_full_moratorium_run(
    store: Store, clock: FixedClock
) -> None:
    disposals = store.declared("disposal")
    uid = make_premises(store, "disposal", ward="Strood North").uid
    clock.advance(days=3)
    case = disposals.act(uid, "interested", {"organisation": "Ash Club"})
    one: Any = case.record
    assert (one.interest, one.status.value) == (date(2026, 4, 5), "group-interested")
    assert [told for who, _, told, _ in parties(store, uid) if who == "Ash Club"] == [True, True]
    assert {due.what for due in disposals.dues(one)} == {
        "warn",
        "bar ends",
        "sell by",
    }
    late = make_premises(store, "disposal", received="2026-02-02").uid
    case = disposals.act(late, "interested", {"organisation": "Ash Club"})
    assert "after the interim period ended on Sun 15 Mar 2026" in case.timeline[-1].text
    assert case.record.interest is None  # type: ignore[attr-defined]
    sold = disposals.act(uid, "sell", {"to": "A builder"})
    assert sold.timeline[-1].text == "A builder, before Thu 1 Oct 2026: ask Legal"


def test_one_that_is_listed_makes_its_listing(store: Store) -> None:
    make_organisation(store)
    made = make_premises(store, "nomination", uprn="42", owner="A brewery")
    case = store.declared("nomination").act(made.uid, "enter", {"owner_told": "today"})
    (begun,) = case.begun
    listing: Any = store.declared("listing").get(begun.uid).record
    assert (listing.land, listing.uprn, listing.owner) == ("Elm Hall", "42", "A brewery")
    assert listing.nomination.uid == made.uid
    assert (listing.ends, listing.review_by) == (date(2031, 4, 1), date(2026, 5, 27))
    disposal = make_premises(store, "disposal", listing=listing.reference)
    assert (disposal.uprn, disposal.owner) == ("42", "A brewery")
    store.undo()
    store.undo()
    assert store.declared("listing").count() == 0
    assert store.declared("nomination").get(made.uid).record.decided is None


def test_a_late_decision_is_called_late(store: Store) -> None:
    make_organisation(store)
    made = make_premises(store, "nomination", received="2026-01-05")
    case = store.declared("nomination").act(made.uid, "refuse", {"why": "No use"})
    assert case.timeline[-1].text == "No use; after the last day, Mon 2 Mar 2026"
    assert case.record.is_in_time is False  # type: ignore[attr-defined]


def test_a_renewal_is_a_new_one_with_notice_from_its_own_end(store: Store) -> None:
    make_organisation(store)
    holdings = store.declared("holding")
    made = make_premises(store, "holding", starts="2024-04-01", ends="2027-03-31", notice="6")
    dues = {due.what: due.on for due in holdings.dues(made)}
    assert dues == {"ends": date(2027, 3, 31), "notice": date(2026, 10, 1)}
    case = holdings.act(made.uid, "renew", {"ends": "2030-03-31"})
    old, new = case.record, holdings.get(case.begun[0].uid).record
    assert {due.what for due in holdings.dues(old)} == {"close it"}
    assert (new.starts, new.earlier.uid) == (date(2027, 4, 1), made.uid)  # type: ignore[attr-defined]
    assert {due.what: due.on for due in holdings.dues(new)}["notice"] == date(2029, 10, 1)


def test_what_is_due_on_a_holding_is_shown_in_time(store: Store) -> None:
    make_organisation(store)
    typed = {"starts": "2024-04-01", "ends": "2029-03-31", "notice": "3", "break_on": "2027-06-30"}
    made = make_premises(store, "holding", **typed, rent_review="2027-04-01")
    dues = {due.what: (due.on, due.show) for due in store.declared("holding").dues(made)}
    assert dues == {
        "ends": (date(2029, 3, 31), date(2028, 3, 31)),
        "notice": (date(2028, 12, 29), date(2028, 9, 29)),
        "break": (date(2027, 6, 30), date(2026, 12, 30)),
        "break notice": (date(2027, 3, 30), date(2026, 12, 30)),
        "review": (date(2027, 4, 1), date(2027, 1, 1)),
    }


def test_a_request_is_matched_offered_and_agreed(store: Store) -> None:
    make_organisation(store)
    make_premises(store, "space", ward="Strood North", capacity="40", price="12")
    make_premises(store, "space", building="Oak Hall", ward="Rainham", capacity="40", price="8")
    make_premises(store, "space", building="Hut", ward="Strood North", capacity="8")
    requests = store.declared("request")
    asked = make_premises(store, "request", ward="Strood North", people="25", budget="15")
    one: Any = requests.get(asked.uid).record
    ((name, _, lines),) = requests.kind.says(one)
    assert (name, lines.splitlines()) == (
        "fits",
        [
            "SPC-26-0001 Elm Hall: Strood North, 40 people, £12 an hour",
            "SPC-26-0002 Oak Hall: Rainham, 40 people, £8 an hour",
        ],
    )
    assert [(due.what, due.on) for due in requests.dues(one)] == [("offer", date(2026, 4, 20))]
    assert requests.act(asked.uid, "offer-fitting").timeline[-1].text == "Elm Hall"
    requests.act(asked.uid, "offer", {"space": "SPC-26-0002"})
    requests.act(asked.uid, "decline", {"number": "1", "why": "steps"})
    agreed: Any = requests.act(asked.uid, "agree").record
    assert (agreed.space.name, agreed.status.value, agreed.is_open) == ("Oak Hall", "agreed", False)
    again: Any = requests.act(asked.uid, "reopen", {"why": "It fell through"}).record
    assert (again.space, again.agreed, again.status.value) == (None, None, "offered")


def test_the_later_act_moves_what_is_open_once_it_is_entered(store: Store) -> None:
    disposals = store.declared("disposal")
    uid = make_premises(store, "disposal", received="2026-04-01").uid
    store.dated_figures.add(
        dated.RIGHT_TO_BUY, "12 months", date(2026, 4, 1), "c. 23 and its order"
    )
    one: Any = disposals.get(uid).record
    assert (one.interim_end, one.full_end, one.right_to_buy) == (None, date(2027, 3, 31), True)
    assert "Community right to buy" in disposals.get(uid).timeline[-1].text
    store.undo()
    one = disposals.get(uid).record
    assert (one.interim_end, one.right_to_buy) == (date(2026, 5, 12), False)


def test_a_transfer_goes_through_its_steps_in_their_order(store: Store) -> None:
    make_organisation(store)
    transfers = store.declared("transfer")
    uid = make_premises(store, "transfer").uid
    assert transfers.act(uid, "business-case").record.status.value == "business-case"
    with pytest.raises(Refused, match="is past that: business case, Thu 2 Apr 2026"):
        transfers.act(uid, "panel")
    case = transfers.act(uid, "cabinet", {"next_by": "+30"})
    assert [(due.what, due.on) for due in transfers.dues(case.record)] == [
        ("assess", date(2026, 4, 2)),
        ("next step", date(2026, 5, 2)),
    ]
    assert transfers.act(uid, "complete").record.status.value == "completed"
