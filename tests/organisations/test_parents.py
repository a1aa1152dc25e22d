"""What an organisation is a branch of."""

from __future__ import annotations

import pytest
from factories import dump, make_organisation

from db.store import Store
from spoc_tui.casework.errors import Ambiguous, BadInput, NotFound, Refused


def test_none_is_its_own_parent_or_its_parents_parent(store: Store) -> None:
    top, middle, low = (make_organisation(store, name) for name in ("Top", "Middle", "Low"))
    edit = store.organisations.edit
    edit(middle.uid, {"parent": "top"})
    edit(low.uid, {"parent": middle.uid})
    before = dump(store)
    for above in ("Top", "Middle", "Low"):
        with pytest.raises(BadInput, match="cannot be its parent") as refused:
            edit(top.uid, {"parent": above})
        assert refused.value.field == "parent"
    with pytest.raises(NotFound):
        edit(top.uid, {"parent": "nobody"})
    assert dump(store) == before
    assert edit(low.uid, {"parent": "Top"}).parent == "Top"
    assert [one.name for one in store.organisations.branches(top.uid)] == ["Low", "Middle"]


def test_a_parent_of_a_common_name_is_given_by_its_number(store: Store) -> None:
    for postcode in ("ME4 4AA", "ME7 1AA"):
        make_organisation(store, "Scouts", postcode=postcode, anyway=True)
    low = make_organisation(store, "Rook Lane Scouts")
    with pytest.raises(Ambiguous) as refused:
        store.organisations.edit(low.uid, {"parent": "scouts"})
    assert refused.value.field == "parent"
    assert refused.value.candidates == ("Scouts (ME4 4AA)", "Scouts (ME7 1AA)")


def test_a_loop_that_an_undo_leaves_does_not_hang(store: Store) -> None:
    one, two, three = (make_organisation(store, name) for name in ("One", "Two", "Three"))
    edit = store.organisations.edit
    with store.action("A loop"):
        store.update("organisation", one.uid, {"parent": two.uid})
        store.update("organisation", two.uid, {"parent": one.uid})
    assert edit(three.uid, {"parent": "one"}).parent == "One"


def test_a_parent_stays_while_branches_rest_on_it(store: Store) -> None:
    make_organisation(store, "Branch")
    top = make_organisation(store, "Top")
    made = store.connection.execute("SELECT uid FROM action ORDER BY id DESC").fetchone()["uid"]
    store.organisations.edit(store.organisations.find("Branch").uid, {"parent": top.uid})
    with pytest.raises(Refused, match="came after it"):
        store.undo(made)


def test_a_parent_that_was_undone_is_not_named(store: Store) -> None:
    branch = make_organisation(store, "Branch").uid
    top = make_organisation(store, "Top")
    made = store.propose_undo().action.uid
    store.organisations.edit(branch, {"parent": top.uid})
    store.organisations.edit(branch, {"parent": ""})
    taken_away = store.propose_undo().action.uid
    store.undo(made)
    store.undo(taken_away)
    found = store.organisations.get(branch)
    assert (found.parent, found.parent_uid) == (None, None)
