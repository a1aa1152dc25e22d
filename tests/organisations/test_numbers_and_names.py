"""The numbers of an organisation, and what else it is called."""

from __future__ import annotations

import pytest
from factories import dump, labels, make_organisation

from db.store import Store
from spoc_tui.casework.errors import BadInput, NotFound, Refused


def test_numbers_come_and_go(store: Store) -> None:
    uid = make_organisation(store).uid
    other = make_organisation(store, "Branch", parent=uid).uid
    known = store.organisations
    assert known.add_identifier(uid, " gb-chc-1234567-1 ").identifiers[0].text == "GB-CHC-1234567-1"
    known.add_identifier(other, "GB-CHC-1234567-1")  # a branch has its parent's number
    with pytest.raises(Refused, match="already"):
        known.add_identifier(uid, "GB-CHC-1234567-1")
    for typed in ("", "1234567", "GB-CHC-0", "x" * 200, "GB-SC-9"):
        with pytest.raises(BadInput) as refused:
            known.add_identifier(uid, typed)
        assert refused.value.field == "identifier"
    club = known.add_identifier(make_organisation(store, "Club").uid, "GB-CASC-1A2B3C4D")
    assert known.find("1a2b3c4d") == known.find("1A2B3C4D") == club
    before = dump(store, marks=False)
    assert known.remove_identifier(uid, "GB-CHC-1234567-1").identifiers == ()
    assert labels(store)[-1] == "Removed the number GB-CHC-1234567-1 of Rook Lane Bowls Club"
    with pytest.raises(NotFound, match="has no number"):
        known.remove_identifier(uid, "GB-CHC-1234567-1")
    store.undo()
    assert dump(store, marks=False) == before


def test_other_names_come_and_go(store: Store) -> None:
    uid = make_organisation(store).uid
    known = store.organisations
    other = known.add_other_name(uid, "The  Rooks")
    assert known.other_names(uid) == [other]
    assert known.find("rooks").uid == uid
    for again in ("the rooks", "rook lane bowls club"):
        with pytest.raises(Refused, match="already"):
            known.add_other_name(uid, again)
    with pytest.raises(BadInput):
        known.add_other_name(uid, " ")
    known.remove_other_name(uid, other.uid)
    assert known.other_names(uid) == []
    with pytest.raises(NotFound):
        known.find("the rooks")
    with pytest.raises(NotFound):
        known.remove_other_name(uid, other.uid)
    store.undo()
    assert known.other_names(uid) == [other]
    assert known.find("rooks").uid == uid


def test_fields_numbers_and_names_are_one_act(store: Store) -> None:
    made = store.organisations.add(
        "Rook Lane",
        fields={"ward": "Chatham"},
        identifiers=["GB-CHC-1234567"],
        other_names=["The Rooks"],
    )
    assert (len(labels(store)), labels(store)[-1]) == (2, "Added Rook Lane")
    store.organisations.edit(
        made.uid,
        {"ward": "Luton"},
        identifiers=["GB-COH-123"],
        without_identifiers=["GB-CHC-1234567"],
        without_names=["rooks"],
        other_names=["Crows"],
    )
    assert labels(store)[-1] == "Edited Rook Lane, without GB-CHC-1234567, rooks"
    assert [one.name for one in store.organisations.other_names(made.uid)] == ["Crows"]
    before = dump(store)
    with pytest.raises(BadInput):
        store.organisations.edit(made.uid, {"ward": "X"}, identifiers=["none"])
    assert dump(store) == before
    store.undo()
    assert store.organisations.get(made.uid) == made
    assert [one.name for one in store.organisations.other_names(made.uid)] == ["The Rooks"]
