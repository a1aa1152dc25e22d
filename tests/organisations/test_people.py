"""People at organisations: they come, change and leave, and stay on record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from factories import dump, labels, make_enquiry, make_organisation

from db.store import Store
from spoc_tui.casework.errors import Ambiguous, BadInput, NotFound, Refused
from spoc_tui.casework.organisations.fields import PERSON, person_typed
from spoc_tui.casework.organisations.organisation import Contact
from spoc_tui.casework.organisations.profile import PreferredWay

FULL = {
    "name": "Álvaro Quill 🎉",
    "role": "Cox",
    "phone": "ask at the bar",
    "email": "a@example.org",
    "preferred": "letter",
    "wards": "Cuxton, Halling and Riverside; Strood West",
    "since": "2023-05-04",
    "left_on": "2026-03-31",
}


def a_person(
    store: Store, name: str = "Bea Example", at: str = "Rook Lane", **known: str
) -> Contact:
    uid = make_organisation(store, at, anyway=True).uid
    return store.organisations.add_contact(uid, name, **known)


def test_two_people_of_one_name(store: Store) -> None:
    uid = make_organisation(store).uid
    first = store.organisations.add_contact(uid, "Jo Smith", role="Chair")
    second = store.organisations.add_contact(uid, "Jo Smith", role="Treasurer")
    assert (first.role, second.role) == ("Chair", "Treasurer")
    with pytest.raises(Ambiguous) as refused:
        store.organisations.find_contact(uid, "jo")
    assert refused.value.candidates == tuple(f"Jo Smith, id {one.uid}" for one in (first, second))
    assert store.organisations.find_contact(uid, second.uid) == second


def test_people_by_name_and_those_who_left_last(store: Store) -> None:
    uid = make_organisation(store).uid
    for name in ("Zed", "Álvaro", "Mo"):
        store.organisations.add_contact(uid, name)
    store.organisations.left(store.organisations.find_contact(uid, "alvaro").uid, store.today())
    assert [person.name for person in store.organisations.contacts(uid)] == ["Mo", "Zed", "Álvaro"]


def test_a_person_needs_a_name_and_an_organisation(store: Store) -> None:
    uid = make_organisation(store).uid
    before = dump(store)
    with pytest.raises(BadInput, match="Give the person a name"):
        store.organisations.add_contact(uid, " ")
    with pytest.raises(NotFound):
        store.organisations.add_contact("no such uid", "Jo")
    assert dump(store) == before


def test_every_field_is_kept_and_undone(store: Store) -> None:
    bare = a_person(store)
    assert set(FULL) == set(PERSON) == set(person_typed(bare))
    before = dump(store)
    full = store.organisations.edit_contact(bare.uid, FULL)
    assert person_typed(full) == FULL
    assert labels(store)[-1] == "Edited Bea Example at Rook Lane"
    acts = labels(store)
    assert store.organisations.edit_contact(bare.uid, person_typed(full)) == full
    assert labels(store) == acts
    store.undo()
    assert dump(store) == before
    store.redo()
    assert store.organisations.contact(bare.uid) == full


def test_a_changed_name_and_number_are_found(store: Store) -> None:
    person = a_person(store, phone="01634 555 010")
    store.organisations.edit_contact(person.uid, {"name": "Cy", "phone": "+44 1634 555 011"})
    anything = store.search.anything
    assert [hit.uid for hit in anything("cy", limit=9)] == [person.uid]
    assert [hit.uid for hit in anything("01634555011", limit=9)] == [person.uid]
    assert anything("01634555010", limit=9) == []


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", " "),
        ("name", "x" * 301),
        ("phone", "x" * 101),
        ("preferred", "pigeon"),
        ("left_on", "tomorrow"),
        ("left_on", "soon"),
        ("colour", "red"),
    ],
)
def test_bad_input_names_its_field_and_writes_nothing(store: Store, field: str, text: str) -> None:
    person = a_person(store)
    before = dump(store)
    with pytest.raises(BadInput) as refused:
        store.organisations.edit_contact(person.uid, {"role": "x", field: text})
    assert refused.value.field == field
    assert dump(store) == before


@pytest.mark.parametrize(
    ("typed", "way"),
    [
        ("phone", PreferredWay.PHONE),
        ("E-Mail", PreferredWay.EMAIL),
        ("email", PreferredWay.EMAIL),
        ("", PreferredWay.UNKNOWN),
        ("unknown", PreferredWay.UNKNOWN),
    ],
)
def test_the_preferred_way(store: Store, typed: str, way: PreferredWay) -> None:
    assert a_person(store, preferred=typed).preferred is way


def test_a_person_leaves_and_comes_back(store: Store) -> None:
    person = a_person(store)
    make_enquiry(store, organisation_uid=person.organisation_uid, contact_uid=person.uid)
    gone = store.organisations.left(person.uid, date(2026, 3, 31))
    assert gone.left_on == date(2026, 3, 31)
    assert labels(store)[-1] == "Bea Example left Rook Lane"
    with pytest.raises(Refused, match="Tue 31 Mar 2026"):
        store.organisations.left(person.uid, store.today())
    assert store.organisations.edit_contact(person.uid, {"left_on": ""}) == person
    store.undo()
    assert store.organisations.contact(person.uid) == gone
    store.undo()
    assert store.organisations.contact(person.uid) == person


def test_none_has_left_tomorrow(store: Store) -> None:
    person = a_person(store)
    before = dump(store)
    with pytest.raises(BadInput) as refused:
        store.organisations.left(person.uid, store.today() + timedelta(days=1))
    assert refused.value.field == "on"
    assert dump(store) == before


def test_a_person_at_two_organisations_is_two_people_told_apart(store: Store) -> None:
    cox = a_person(store, at="Rook Lane", role="Cox")
    chair = a_person(store, at="Quay Rowing", role="Chair")
    a_person(store, "Beatrix", at="Bay")
    with pytest.raises(Ambiguous) as refused:
        store.organisations.find_person("bea example")
    assert refused.value.candidates == (
        "Bea Example (Cox, Rook Lane)",
        "Bea Example (Chair, Quay Rowing)",
    )
    assert store.organisations.find_person(chair.uid) == chair
    assert store.organisations.find_person("BEATRIX").organisation == "Bay"
    store.organisations.left(cox.uid, store.today())
    assert store.organisations.contact(chair.uid) == chair


@pytest.mark.parametrize("name", ["Q", "x" * 300, "Siân", "ਗੁਰਪ੍ਰੀਤ", "🎉"])
def test_names_of_any_length_and_script(store: Store, name: str) -> None:
    person = a_person(store, name)
    assert store.organisations.find_person(name) == person


@pytest.mark.parametrize("typed", ["", "!", "zzz", "%", "x" * 10_000])
def test_none_of_that_name(store: Store, typed: str) -> None:
    a_person(store)
    with pytest.raises(NotFound, match="There is no person"):
        store.organisations.find_person(typed)


def test_an_undone_person_is_gone(store: Store) -> None:
    person = a_person(store)
    store.undo()
    with pytest.raises(NotFound, match="was undone"):
        store.organisations.contact(person.uid)
    with pytest.raises(NotFound):
        store.organisations.find_person("bea")
    with pytest.raises(NotFound):
        store.organisations.edit_contact(person.uid, {"role": "x"})
    with pytest.raises(NotFound):
        store.organisations.left(person.uid, store.today())
