"""Closed organisations that may have gone into one of another name: a merger in a register."""

from __future__ import annotations

from typing import Any

import pytest
from factories import listed, make_enquiry

from db.store import Store
from spoc_tui.casework.organisations.likeness import shared_words

REMOVED = {"state": "closed", "standing": "removed 6 May 2026"}
AT = {"postcode": "ME4 6AA"}


def offered(store: Store, *rows: Any) -> list[tuple[str, str, str]]:
    store.lists.import_list(rows, source="register")
    return [(pair.one.name, pair.other.name, pair.why) for pair in store.duplicates.pairs(9)]


END = ", another name and number: the closed one may have gone into the other"


def test_two_that_were_removed_and_a_new_one_of_their_place(store: Store) -> None:
    merged = listed(4, name="Heron and Plover Trust", **AT)
    rows = (
        listed(2, name="Heron House", **AT, **REMOVED),
        listed(3, name="The Plover Society", **AT, **REMOVED),
        merged,
    )
    assert offered(store, *rows) == [
        ("Heron and Plover Trust", "Heron House", f"same postcode, “heron” in both names{END}"),
        (
            "Heron and Plover Trust",
            "The Plover Society",
            f"same postcode, “plover” in both names{END}",
        ),
    ]


def test_what_hangs_on_the_old_is_read_through_the_new(store: Store) -> None:
    made = listed(2, name="Heron House", **AT)
    store.lists.import_list([made], source="register")
    old = store.organisations.find("Heron House")
    make_enquiry(store, organisation_uid=old.uid)
    closed, new = (
        listed(2, name="Heron House", **AT, **REMOVED),
        listed(3, name="Heron Trust", **AT),
    )
    ((into, before, _),) = offered(store, closed, new)
    (pair,) = store.duplicates.pairs(9)
    store.duplicates.merge(pair.one.uid, pair.other.uid)
    assert (into, before) == ("Heron Trust", "Heron House")
    assert store.organisations.timeline_count(pair.one.uid) == 1
    assert store.search.anything("Heron House")[0].uid == pair.one.uid
    assert store.duplicates.pairs(9) == []


def test_two_of_other_names_removed_on_one_day(store: Store) -> None:
    rows = [listed(n, name=name, **AT, **REMOVED) for n, name in ((2, "Knot Club"), (3, "Dunlin"))]
    found = offered(store, *rows, listed(4, name="Curlew Together", **AT))
    why = f"same postcode, another there was removed 6 May 2026 too{END}"
    assert found == [("Curlew Together", "Knot Club", why), ("Curlew Together", "Dunlin", why)]


def test_one_with_its_telephone(store: Store) -> None:
    rows = (
        listed(2, name="Knot Club", phone="01634 555001", **REMOVED),
        listed(3, phone="01634555001"),
    )
    assert offered(store, *rows) == [("Charity 3", "Knot Club", f"same phone{END}")]


@pytest.mark.parametrize(
    "rows",
    [
        # Closed, and nobody says when.
        (
            *(
                listed(n, name=name, **AT, state="closed", standing="not active")
                for n, name in ((2, "Knot Club"), (3, "Dunlin"))
            ),
            listed(4, name="Curlew Together", **AT),
        ),
        # One alone at its postcode, of another name.
        (listed(2, name="Knot Club", **AT, **REMOVED), listed(3, name="Dunlin", **AT)),
        # Words that many have.
        (listed(2, name="Community Trust", **AT, **REMOVED), listed(3, name="Youth Trust", **AT)),
        # A number that many have.
        tuple(listed(n, phone="01634 555001", **(REMOVED if n == 2 else {})) for n in range(2, 16)),
        # No number says that they are two.
        (
            listed(2, name="Heron", identifiers=(), key="a", **AT, **REMOVED),
            listed(3, name="Heron B", **AT),
        ),
    ],
)
def test_what_is_not_offered(store: Store, rows: tuple[Any, ...]) -> None:
    assert [one for one in offered(store, *rows) if "gone into" in one[2]] == []


def test_two_that_are_kept_apart_are_not_offered_again(store: Store) -> None:
    rows = (listed(2, name="Heron House", **AT, **REMOVED), listed(3, name="Heron Trust", **AT))
    assert len(offered(store, *rows)) == 1
    (pair,) = store.duplicates.pairs(9)
    store.duplicates.keep_apart(pair.one.uid, pair.other.uid)
    assert store.duplicates.pairs(9) == []


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("heron house", "heron and plover trust", {"heron"}),
        ("community trust", "youth trust", set()),
        ("stony stratford croquet club", "stony stratford lawn tennis club", set()),
        ("hull gymnastics club", "aspire gymnastics club", set()),
        ("scholes cricket club", "scholes cricket club holmfirth", {"scholes"}),
        ("1st chatham scouts", "2nd chatham scouts", {"chatham", "scouts"}),
    ],
)
def test_the_words_that_two_names_share(one: str, other: str, words: set[str]) -> None:
    assert shared_words(one, other) == words
