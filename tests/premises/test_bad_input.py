"""What is typed wrongly of premises is refused in one sentence that says what to do; what only
looks wrong is taken.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from factories import FixedClock, make_organisation
from premises_made import make_premises

from db.store import Store
from spoc_tui.casework.dates.when import DayAndTime
from spoc_tui.casework.errors import BadInput, Refused, SpocError


@pytest.fixture
def club(store: Store) -> str:
    return make_organisation(store).uid


@pytest.mark.parametrize(
    ("kind", "typed", "field", "says"),
    [
        ("space", {"building": "ME4 4TR"}, "building", "several buildings may have it"),
        ("disposal", {"property": "me4 4tr"}, "property", "Give the building’s name"),
        ("space", {"uprn": "1.00E+11"}, "uprn", "a spreadsheet has shortened: its digits are lost"),
        ("listing", {"uprn": "1,00062E+11"}, "uprn", "number without decimals, or as text"),
        ("holding", {"uprn": "Elm"}, "uprn", "is no UPRN"),
        ("holding", {"uprn": "1234567890123"}, "uprn", "up to 12 digits"),
        ("nomination", {"postcode": "ME4"}, "postcode", "is no postcode"),
        ("holding", {"ends": "rolling"}, "ends", "say in the notes that it rolls on"),
        ("holding", {"ends": "2026-04-01"}, "ends", "It cannot end before it starts"),
        ("holding", {"break_on": "2031-04-02"}, "break_on", "between the first day and the last"),
        ("holding", {"rent_review": "2026-04-01"}, "rent_review", "not reviewed before it starts"),
        ("holding", {"ends": ""}, "ends", "cannot be left blank"),
        ("nomination", {"body": "one-person"}, "body", "at least 21 local people"),
        ("nomination", {"body": "bank"}, "body", "Choose one of: parish-council"),
        ("nomination", {"organisation": "Nobody"}, "organisation", "Nobody"),
        ("nomination", {"received": "tomorrow"}, "received", "is to come"),
        ("disposal", {"received": "3 apr 10:00"}, "received", "which is to come"),
        ("disposal", {"received": "2011-06-01"}, "received", "is not known for Wed 1 Jun 2011"),
        ("listing", {"listed": "today", "owner_told": "-1"}, "owner_told", "no notice before"),
        ("relief", {"year": "2026"}, "year", "Type it as 2026/27"),
        ("relief", {"year": "2026/28"}, "year", "is no rates year"),
        ("relief", {"form": "most"}, "form", "Choose one of: mandatory"),
        ("request", {"people": "0"}, "people", "at least 1"),
        ("space", {"price": "-3"}, "price", ""),
        ("space", {"team": "Moon"}, "team", "Moon"),
    ],
)
def test_what_is_refused(
    store: Store, club: str, kind: str, typed: dict[str, str], field: str, says: str
) -> None:
    before = store.history.count()
    with pytest.raises(SpocError) as refused:
        make_premises(store, kind, **typed)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)
    assert refused.value.field == field
    assert store.declared(kind).count() == 0
    assert store.history.count() == before


@pytest.mark.parametrize(
    ("kind", "act", "typed", "says"),
    [
        ("relief", "grant", {"percent": "120"}, "is not a percentage from 0 to 100"),
        ("relief", "grant", {"percent": "80.5"}, "at most 80 % in 2026/27"),
        ("relief", "grant", {"percent": "80", "ends": "2026-03-31"}, "cannot end before its year"),
        ("relief", "withdraw", {}, "was not granted"),
        ("nomination", "enter", {"on": "-1"}, "not decided before it was received"),
        ("disposal", "interested", {"organisation": "Rook Lane", "on": "-1"}, "before the notice"),
        ("disposal", "no-interest", {}, "a group may still ask, until"),
        ("disposal", "tell", {"who": "1"}, "Give it its ward if nobody does"),
        ("transfer", "panel", {"on": "-1"}, "before the step before it"),
        ("holding", "renew", {"ends": "2031-04-01"}, "cannot end before it starts"),
        ("holding", "renew", {"ends": "rolling"}, "say in the notes that it rolls on"),
        ("request", "offer-fitting", {}, "No space fits"),
        ("request", "agree", {}, "Offer a space first"),
        ("listing", "review", {"outcome": "stays"}, "No review of LST-26-0001 is asked for"),
    ],
)
def test_what_is_refused_of_an_act(
    store: Store, club: str, kind: str, act: str, typed: dict[str, str], says: str
) -> None:
    made = make_premises(store, kind)
    before = store.history.count()
    with pytest.raises((BadInput, Refused)) as refused:
        store.declared(kind).act(made.uid, act, typed)
    assert says in str(refused.value)
    assert store.history.count() == before
    assert store.declared(kind).get(made.uid).record == made


def test_land_that_cannot_be_listed_is_taken_and_not_listed(store: Store, club: str) -> None:
    nominations = store.declared("nomination")
    made = make_premises(store, "nomination", excluded="home")
    with pytest.raises(Refused, match=r"such land cannot be listed .* for that reason"):
        nominations.act(made.uid, "enter")
    refused = nominations.act(made.uid, "refuse", {"why": "It is a home"}).record
    assert refused.status.words == "not listed"
    assert store.declared("listing").count() == 0


def test_an_old_claim_is_not_granted_after_its_limit(store: Store, club: str) -> None:
    reliefs = store.declared("relief")
    typed = {"year": "2023/24", "form": "non-profit", "asked": "2024-09-01"}
    late = make_premises(store, "relief", **typed)
    with pytest.raises(Refused, match="had to be decided by Mon 30 Sep 2024"):
        reliefs.act(late.uid, "grant", {"percent": "50"})
    granted = reliefs.act(late.uid, "grant", {"percent": "50", "on": "2024-09-30"}).record
    assert granted.status.words == "granted"
    mandatory = make_premises(store, "relief", year="2023/24")
    assert reliefs.act(mandatory.uid, "grant", {"percent": "80"}).record.percent == 8_000


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("fri 23:59", DayAndTime(date(2026, 6, 5), time(23, 59))),
        ("2026-06-05 23:59", DayAndTime(date(2026, 6, 5), time(23, 59))),
        ("2026-06-05T22:59Z", DayAndTime(date(2026, 6, 5), time(23, 59))),
    ],
)
def test_a_notice_late_on_friday_is_of_that_friday_in_london(
    store: Store, clock: FixedClock, typed: str, on: DayAndTime
) -> None:
    clock.moment = datetime(2026, 6, 8, 9, tzinfo=UTC)
    made = make_premises(store, "disposal", received=typed)
    assert made.received == on
    assert made.interim_end == date(2026, 7, 16)


def test_a_nominator_that_was_merged_is_read_as_the_other(store: Store, club: str) -> None:
    made = make_premises(store, "nomination")
    other = make_organisation(store, "Strood Bowls")
    store.duplicates.merge(other.uid, club)
    one = store.declared("nomination").get(made.uid).record
    assert one.organisation.name == "Strood Bowls"
    listed = store.declared("nomination").act(made.uid, "enter").record
    (listing,) = listed.listings  # type: ignore[attr-defined]
    assert store.declared("listing").get(listing.uid).record.organisation.name == "Strood Bowls"


def test_a_nominator_that_closed_is_asked_about(store: Store, club: str) -> None:
    made = make_premises(store, "nomination")
    store.organisations.edit(club, {"state": "closed"})
    nominations = store.declared("nomination")
    dues = nominations.dues(nominations.get(made.uid).record)
    assert "ask group" in {due.what for due in dues}
