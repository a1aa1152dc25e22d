"""The words of a chase: what they say, and what they keep to themselves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from factories import FixedClock, make_enquiry, make_organisation

from db.store import Store
from spoc_tui.casework.errors import Refused
from spoc_tui.reports.enquiries.chase import chase_words

TODAY = date(2026, 4, 2)


def words(store: Store, reference: str, today: date = TODAY) -> str:
    return chase_words(store.enquiries.get(reference), today=today, officer="Ann Officer")


def test_the_words_in_full(store: Store) -> None:
    club = make_organisation(store, "Rook Lane Bowls Club")
    case = make_enquiry(store, organisation_uid=club.uid, route_to="property")
    assert words(store, case.enquiry.reference) == (
        "ENQ-26-0001: A key for the hall\n"
        "\n"
        "Hello,\n"
        "\n"
        "ENQ-26-0001, “A key for the hall”, from Rook Lane Bowls Club, was sent to Property and "
        "Assets on Thu 2 Apr.\n"
        "Your reply is due by Mon 13 Apr, in 11 days.\n"
        "The caller expects an answer by Mon 20 Apr.\n"
        "\n"
        "Please send me the answer, or tell me by which day I can have it. If it belongs with "
        "another team, please say which.\n"
        "\n"
        "Thank you,\n"
        "Ann Officer\n"
    )


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 4, 12), "Your reply is due by Mon 13 Apr, in 1 day."),
        (date(2026, 4, 13), "Your reply is due today, Mon 13 Apr."),
        (date(2026, 4, 14), "Your reply was due by Mon 13 Apr, 1 day ago."),
        (date(2026, 4, 20), "The caller expects an answer by Mon 20 Apr."),
        (date(2026, 4, 21), "The caller was to have an answer by Mon 20 Apr."),
        (date(2027, 1, 4), "Your reply was due by Mon 13 Apr 2026, 266 days ago."),
    ],
)
def test_how_long_past_or_still_to_come(store: Store, today: date, said: str) -> None:
    reference = make_enquiry(store, route_to="property").enquiry.reference
    assert said in words(store, reference, today)


def test_only_this_teams_chases_are_counted(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store, route_to="property").enquiry.reference
    for said in ("asked once before", "asked twice before", "asked 3 times before"):
        clock.advance(hours=1)
        store.routings.chase(reference)
        assert said in words(store, reference)
    clock.advance(hours=1)
    housing = store.council.find_team("housing").uid
    store.routings.route(reference, housing, reason="theirs")
    assert "before" not in words(store, reference)


def test_an_acknowledgement_is_remembered(store: Store) -> None:
    reference = make_enquiry(store, route_to="property").enquiry.reference
    store.routings.acknowledged(reference)
    assert "You acknowledged it on Thu 2 Apr." in words(store, reference)


def test_nothing_private_goes_out(store: Store) -> None:
    club = make_organisation(store, "Rook Lane Bowls Club", phone="01634 555 010")
    contact = store.organisations.add_contact(club.uid, "Bea Example", phone="01634 555 011")
    case = make_enquiry(
        store,
        route_to="property",
        organisation_uid=club.uid,
        contact_uid=contact.uid,
        caller="Bea’s mother",
        phone="01634 555 012",
        detail="She is ill",
    )
    said = words(store, case.enquiry.reference, TODAY + timedelta(days=40))
    for private in ("Bea", "mother", "555", "ill"):
        assert private not in said


def test_there_is_nobody_to_chase_without_a_team(store: Store) -> None:
    with pytest.raises(Refused, match="with no team"):
        words(store, make_enquiry(store).enquiry.reference)
