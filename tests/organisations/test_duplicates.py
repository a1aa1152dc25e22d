"""What may be there twice: how alike names are, which pairs are found, what is nearly there."""

from __future__ import annotations

import pytest
from factories import make_organisation

from db.store import Store
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.organisations.identifiers import Identifier, read_identifier
from spoc_tui.casework.organisations.likeness import (
    contradict,
    name_words,
    near_names,
    near_pairs,
)

PLACE = "ME7 1AA"


def add(store: Store, name: str, *numbers: str, **fields: str) -> str:
    """An organisation's uid, whatever is there already."""
    made = store.organisations.add(name, fields=fields, identifiers=numbers, anyway=True)
    return made.uid


def pairs(store: Store) -> list[tuple[str, str, str]]:
    return [(pair.one.name, pair.other.name, pair.why) for pair in store.duplicates.pairs(100)]


def number(text: str) -> Identifier:
    found = read_identifier(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gillingham Street Angels", "Gillingham St Angels CIO"),
        ("Medway Mind", "Mind in Medway"),
        ("Friends of Gillingham Park", "Gillingham Park Friends"),
        ("Rainham F.C.", "Rainham Football Club"),
        ("Frindsbury C.C.", "Frindsbury Cricket Club"),
        ("Rochester & Strood Foodbank", "Rochester and Strood Food Bank"),
        ("Chatham Comm Ctr Assoc", "Chatham Community Centre Association"),
        ("Age Concern Medwey", "Age Concern Medway"),
        ("First Wigmore Scout Group", "1st Wigmore Scouts Group"),
        ("Upton Rugby Football Club LT D", "Upton Rugby Football Club Ltd"),
        ("Sunflower House", "Sun Flower House"),
        ("Whitworth Limited Fund", "Whitworth Ltd. Fund"),
        ("Playgroup of Strood", "Strood Play Group"),
    ],
)
def test_names_that_are_nearly_the_same(one: str, other: str) -> None:
    assert near_names(one, other)
    assert near_names(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1st Wigmore Scouts", "2nd Wigmore Scouts"),
        ("Quay 12", "Quay 21"),
        ("Stage Club", "Gates Club"),
        ("10th Gillingham Guides", "11th Gillingham Guides"),
        ("Rochester Bowls Club", "Rochester Bridge Club"),
        ("Chatham Town FC", "Chatham Town Cricket Club"),
        ("Rainham Mens Bowls Club", "Rainham Womens Bowls Club"),
        ("Gillingham Junior School PTA", "Gillingham Infant School PTA"),
        ("North Kent Mind", "South Kent Mind"),
        ("Citizens Advice Trafford", "Citizens Advice Stockport"),
    ],
)
def test_names_that_are_two_organisations(one: str, other: str) -> None:
    assert not near_names(one, other)
    assert not near_names(other, one)


def test_of_many_at_one_place_each_is_compared_with_few() -> None:
    members = [
        (name_words(f"{word}ers club {n}"), f"{word}{n}") for n in range(40) for word in "ab"
    ]
    members += [("hall village", "one"), ("hall village", "other")]
    assert ("one", "other", 100.0) in list(near_pairs(members))


def test_another_number_of_one_register_is_another_organisation() -> None:
    one, branch = number("GB-CHC-1000001"), number("GB-CHC-1000001-1")
    assert contradict([one], [number("GB-CHC-1000002")])
    assert contradict([one], [branch])
    assert not contradict([one], [number("GB-COH-1")])
    assert not contradict([one, branch], [branch])


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({"postcode": "ME7 1AA"}, "same postcode ME7 1AA"),
        ({"phone": "01634 222333"}, "same phone 01634222333"),
        ({"web": "https://www.angels.org/x"}, "same web angels.org"),
    ],
)
def test_near_names_at_one_place_are_a_pair(store: Store, place: dict[str, str], said: str) -> None:
    add(store, "Gillingham Street Angels", **place)
    add(store, "Gillingham St Angels CIO", **place)
    add(store, "Gillingham St Angels")  # nothing more is known of it
    add(store, "Quay Rowing", **place)
    assert pairs(store) == [
        (
            "Gillingham Street Angels",
            "Gillingham St Angels CIO",
            f"{said}, names nearly the same",
        ),
        ("Gillingham St Angels CIO", "Gillingham St Angels", "same name"),
    ]
    assert store.duplicates.count() == 2


def test_a_town_in_place_of_a_postcode_says_nothing(store: Store) -> None:
    add(store, "Gillingham Street Angels", postcode="Gillingham")
    add(store, "Gillingham St Angels", postcode="GILLINGHAM")
    assert pairs(store) == []


def test_one_number_is_one_organisation_the_likeliest_first(store: Store) -> None:
    add(store, "Rook Bowls", postcode=PLACE)
    add(store, "The Rook Bowls", postcode=PLACE)
    add(store, "Angels", "GB-CHC-1000001", postcode=PLACE)
    add(store, "St Jude's Night Shelter", "GB-CHC-1000001", "GB-COH-1")
    assert pairs(store) == [
        ("Angels", "St Jude's Night Shelter", "same number GB-CHC-1000001"),
        ("Rook Bowls", "The Rook Bowls", f"same postcode {PLACE}, same name"),
    ]


def test_branches_are_no_duplicates(store: Store) -> None:
    top = add(store, "Age Concern", "GB-CHC-1000001", postcode=PLACE)
    add(store, "Age Concern", "GB-CHC-1000001-1", postcode=PLACE)  # a linked charity
    add(store, "Age Concerns", "GB-CHC-1000001", postcode=PLACE, parent=top)
    add(store, "The Lunch Club", "GB-CHC-1000001", parent=top)
    add(store, "The Bowls Club", "GB-CHC-1000001", parent=top)
    assert pairs(store) == []


def test_different_numbers_of_one_register_are_no_duplicates(store: Store) -> None:
    add(store, "Street Angels", "GB-CHC-1000001", postcode=PLACE)
    add(store, "Street Angels CIO", "GB-CHC-1000002", postcode=PLACE)
    assert pairs(store) == []
    add(store, "Street Angels Ltd", "GB-COH-1", postcode=PLACE)
    assert store.duplicates.count() == 2


def test_kept_apart_for_good(store: Store) -> None:
    one, other = add(store, "Rook Bowls", postcode=PLACE), add(store, "Rook Bowl", postcode=PLACE)
    third = add(store, "Rooks Bowls", postcode=PLACE)
    assert store.duplicates.count() == 3
    store.duplicates.keep_apart(other, one)
    assert store.duplicates.count() == 2
    with pytest.raises(Refused, match="kept apart already"):
        store.duplicates.keep_apart(one, other)
    with pytest.raises(Refused, match="itself"):
        store.duplicates.keep_apart(one, one)
    store.duplicates.merge(other, third)  # what was said of one holds of both
    assert store.duplicates.count() == 0
    store.undo()
    assert store.undo().label == "Kept Rook Bowl and Rook Bowls apart"
    assert store.duplicates.count() == 3
    store.redo()
    assert store.duplicates.count() == 2


def test_what_is_no_longer_wanted_is_not_read(store: Store) -> None:
    add(store, "Rook Bowls", postcode=PLACE)
    add(store, "Rook Bowl", postcode=PLACE)
    assert store.duplicates.keys(lambda: False) == []
    assert store.duplicates.count() == 1


# At entry.


def near(store: Store, name: str, **place: str) -> list[tuple[str, str]]:
    return [(one.organisation.name, one.why) for one in store.duplicates.nearly(name, **place)]


@pytest.mark.parametrize(
    "typed",
    [
        "Gillingham St Angels CIO",
        "Gilingham Street Angels",
        "Street Angels Gillingham",
        "Gill Angels",
    ],
)
def test_what_is_nearly_there_already(store: Store, typed: str) -> None:
    uid = add(store, "Gillingham Street Angels", postcode=PLACE)
    store.organisations.add_other_name(uid, "The Gill Angels")
    add(store, "Gillingham Street Anglers")
    assert ("Gillingham Street Angels" in dict(near(store, typed))) is True


def test_the_same_place_lets_a_name_be_less_near(store: Store) -> None:
    add(store, "Paignton Bowling Club", postcode=PLACE, phone="01634 222333")
    assert near(store, "Paignton-Torbay Bowling Club") == []
    said = "same postcode ME7 1AA, same phone 01634222333, names nearly the same"
    assert near(
        store, "Paignton-Torbay Bowling Club", postcode="me7 1aa", phone="+441634222333"
    ) == [("Paignton Bowling Club", said)]
    assert near(store, "Quay Rowing", postcode=PLACE) == []


def test_adding_what_is_nearly_there_names_it(store: Store) -> None:
    make_organisation(store, "Gillingham Street Angels", postcode=PLACE)
    with pytest.raises(Refused, match=r"already: Gillingham Street Angels \(ME7 1AA\): names near"):
        make_organisation(store, "Gillingham St Angels")
    assert store.organisations.count() == 1
    make_organisation(store, "Gillingham St Angels", anyway=True)
    store.organisations.add("1st Angels", identifiers=["GB-CHC-1000001"])
    store.organisations.add("1st Angel", identifiers=["GB-CHC-1000002"])
    assert store.organisations.count() == 4


def test_a_number_that_another_has_is_not_taken_silently(store: Store) -> None:
    known = store.organisations
    rook = known.add("Rook Bowls", identifiers=["GB-CHC-1000001"])
    quay = make_organisation(store, "Quay Rowing")
    with pytest.raises(Refused, match=r"GB-CHC-1000001 belongs to Rook Bowls \(GB-CHC-1000001\)"):
        known.add_identifier(quay.uid, "GB-CHC-1000001")
    with pytest.raises(Refused, match="belongs to Rook Bowls"):
        known.add("Elm Park", identifiers=["GB-CHC-1000001"])
    known.add_identifier(quay.uid, "GB-CHC-1000001-1")  # a branch's number is another
    branch = known.add("Lunch", fields={"parent": rook.uid}, identifiers=["GB-CHC-1000001"])
    assert branch.parent == "Rook Bowls"
    known.add("Tea", fields={"parent": rook.uid}, identifiers=["GB-CHC-1000001"])
    known.add_identifier(quay.uid, "GB-CHC-1000001", anyway=True)
