"""Organisations and their people: added with a name alone, found by what is known of them."""

from __future__ import annotations

import pytest
from factories import dump, labels, listed, make_enquiry, make_organisation

from db.store import Store
from spoc_tui.casework.errors import Ambiguous, BadInput, NotFound, Refused
from spoc_tui.casework.organisations.identifiers import Identifier


def test_only_a_name_is_needed(store: Store) -> None:
    made = store.organisations.add("  Friends of   the Green ", fields={"postcode": "me4 4aa"})
    assert (made.name, made.postcode, made.phone, made.state) == (
        "Friends of the Green",
        "ME4 4AA",
        "",
        "active",
    )
    assert store.organisations.find("friends of the green") == made
    assert labels(store)[-1] == "Added Friends of the Green"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("me44aa", "ME4 4AA"),
        ("me4  4aa", "ME4 4AA"),
        ("wa15 ohf", "WA15 0HF"),
        ("ME4", "ME4"),
        ("Chatham", "CHATHAM"),
        ("", ""),
    ],
)
def test_a_postcode_that_is_typed_is_corrected_as_a_lists_is(
    store: Store, typed: str, kept: str
) -> None:
    assert make_organisation(store, postcode=typed).postcode == kept


@pytest.mark.parametrize("typed", ["ME4 4IC", "me44ck", "ZZ1 1ZZ", "QE4 4AA"])
def test_what_cannot_be_a_postcode_is_not_kept_as_one(store: Store, typed: str) -> None:
    with pytest.raises(BadInput, match="cannot be a postcode") as refused:
        make_organisation(store, postcode=typed)
    assert refused.value.field == "postcode"
    # What a list imported so stays, and the rest of the record can be edited.
    uid = make_organisation(store).uid
    with store.action("As a list had it"):
        store.update("organisation", uid, {"postcode": "ME4 4IC"})
    as_shown = {"postcode": "ME4 4IC", "kind": "club"}
    assert store.organisations.edit(uid, as_shown).postcode == "ME4 4IC"


@pytest.mark.parametrize("name", ["", " \n", "\u200b", "x" * 301])
def test_a_name_that_is_none(store: Store, name: str) -> None:
    with pytest.raises(BadInput) as refused:
        store.organisations.add(name)
    assert refused.value.field == "name"
    assert store.organisations.count() == 0


@pytest.mark.parametrize(
    "typed", ["1000002", "GB-CHC-1000002", "charity 2", "CHARITY", "Charity 2", "2 char"]
)
def test_found_by_number_or_name(store: Store, typed: str) -> None:
    store.lists.import_list([listed(2)], source="list")
    make_organisation(store, "Quay Rowing")
    found = store.organisations.find(typed)
    assert found.identifiers == (Identifier("GB-CHC", "1000002"),)
    assert store.organisations.find(found.uid) == found


def test_an_ambiguous_name_lists_what_tells_them_apart(store: Store) -> None:
    make_organisation(store, "Scouts", postcode="ME4 4AA")
    make_organisation(store, "Scouts", postcode="ME7 1AA", anyway=True)
    with pytest.raises(Ambiguous) as refused:
        store.organisations.find("scouts")
    assert refused.value.candidates == ("Scouts (ME4 4AA)", "Scouts (ME7 1AA)")
    assert refused.value.field == "organisation"


def test_those_that_nothing_tells_apart_are_listed_with_their_ids(store: Store) -> None:
    one, other = (make_organisation(store, "Scouts", ward="Luton", anyway=True) for _ in "ab")
    with pytest.raises(Ambiguous) as refused:
        store.organisations.find("scouts")
    assert refused.value.candidates == tuple(f"Scouts (Luton), id {o.uid}" for o in (one, other))
    assert store.organisations.find(other.uid) == other


@pytest.mark.parametrize(
    ("first", "again"), [("St. Mary’s Hall", "st marys  HALL"), ("★", "★"), ("[bold]", "bold")]
)
def test_a_second_of_one_name_is_added_only_when_it_is_meant(
    store: Store, first: str, again: str
) -> None:
    make_organisation(store, first, postcode="ME4 4AA")
    before = dump(store)
    with pytest.raises(Refused) as refused:
        store.organisations.add(again)
    assert f"of that name already: {first} (ME4 4AA)." in str(refused.value)
    assert dump(store) == before
    assert store.organisations.add(again, anyway=True).name == " ".join(again.split())
    assert store.organisations.count() == 2


def test_a_name_is_free_again_once_it_was_undone(store: Store) -> None:
    make_organisation(store, "Scouts")
    store.undo()
    assert make_organisation(store, "Scouts").name == "Scouts"
    assert make_organisation(store, "Sea Scouts").name == "Sea Scouts"
    assert make_organisation(store, "★").name == "★"
    assert make_organisation(store, "☆").name == "☆"


def test_the_whole_name_wins_over_longer_ones(store: Store) -> None:
    for name in ("Scouts", "Scouts North", "Sea Scouts"):
        make_organisation(store, name)
    assert store.organisations.find("SCOUTS").name == "Scouts"
    with pytest.raises(Ambiguous):
        store.organisations.find("scout")


@pytest.mark.parametrize("typed", ["", "!", "zzz", "1234567"])
def test_none_of_that_name(store: Store, typed: str) -> None:
    make_organisation(store)
    with pytest.raises(NotFound, match="There is no organisation"):
        store.organisations.find(typed)


def test_an_undone_one_is_gone(store: Store) -> None:
    uid = make_organisation(store, "Scouts").uid
    store.undo()
    with pytest.raises(NotFound):
        store.organisations.find("scouts")
    with pytest.raises(NotFound, match="Scouts was undone"):
        store.organisations.get(uid)
    with pytest.raises(NotFound, match="Scouts was undone"):
        make_enquiry(store, organisation_uid=uid)


def test_pages_by_name(store: Store) -> None:
    for name in ("quay", "Álamo", "Zoo", "Bay"):
        make_organisation(store, name)
    names = [found.name for found in store.organisations.page(0, 9)]
    assert names == ["Álamo", "Bay", "quay", "Zoo"]
    assert [found.name for found in store.organisations.page(1, 2)] == names[1:3]


def test_a_ward_is_no_name(store: Store) -> None:
    make_organisation(store, "Hilltop Choir", ward="Strood")
    with pytest.raises(NotFound):
        store.organisations.find("strood")
    assert [hit.name for hit in store.search.anything("strood")] == ["Hilltop Choir"]
    assert [hit.name for hit in store.search.anything("choir strood")] == ["Hilltop Choir"]
