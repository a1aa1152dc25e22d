"""Where what is known of an organisation came from: a list, or the officer."""

from __future__ import annotations

from factories import FixedClock, changes_of, listed, make_organisation

from db.store import Store
from spoc_tui.casework.organisations.profile import SizeBand


def test_one_that_no_list_has_was_not_known_before(store: Store) -> None:
    store.lists.import_list([listed(2)], source="list")
    (known,) = store.organisations.page(0, 9)
    assert not known.not_known_before
    assert make_organisation(store, "New").not_known_before
    # Another of a listed name may be the one the list had.
    assert not make_organisation(store, "charity 2", anyway=True).not_known_before
    assert not make_organisation(store, "Told", not_known_before="no").not_known_before
    assert changes_of(store, "Added New")[0][2]["not_known_before"] == 1


def test_where_each_fact_came_from(store: Store, clock: FixedClock) -> None:
    imported = clock()
    store.lists.import_list([listed(2, phone="01634 1", kind="charity")], source="The list")
    (made,) = store.organisations.page(0, 9)
    typed = clock.advance(days=1)
    store.organisations.edit(
        made.uid, {"phone": "01634 2", "income": "12000"}, other_names=["Twos"]
    )
    clock.advance(days=1)
    store.organisations.edit(made.uid, {"ward": "Luton", "kind": "club"})
    store.undo()
    facts = {f.field: (f.value, f.source, f.at) for f in store.organisations.facts(made.uid)}
    assert facts == {
        "name": ("Charity 2", "The list", imported),
        "kind": ("charity", "The list", imported),
        "identifier": ("GB-CHC-1000002", "The list", imported),
        "phone": ("01634 2", "officer", typed),
        "income": ("£12,000", "officer", typed),
        "size": ("small", "officer", typed),
        "other_name": ("Twos", "officer", typed),
    }
    clock.advance(days=1)
    store.lists.import_list(
        [listed(9, number="1000002", name="Charity 2", email="a@example.org")], source="Another"
    )
    emails = [f for f in store.organisations.facts(made.uid) if f.field == "email"]
    assert [(fact.value, fact.source) for fact in emails] == [("a@example.org", "Another")]


def test_a_list_leaves_what_the_officer_said_of_the_profile(store: Store) -> None:
    store.lists.import_list([listed(2)], source="list")
    (made,) = store.organisations.page(0, 9)
    store.organisations.edit(made.uid, {"tags": "ours", "size": "large"})
    store.lists.import_list([listed(2, phone="01634 1")], source="list")
    (after,) = store.organisations.page(0, 9)
    assert (after.phone, after.tags, after.size) == ("01634 1", ("ours",), SizeBand.LARGE)
