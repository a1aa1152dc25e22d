"""What is kept of an organisation, each field as it is typed."""

from __future__ import annotations

from datetime import date

import pytest
from factories import another_window, dump, labels, make_organisation
from hypothesis import given
from hypothesis import strategies as st

from db.organisations.editing import READERS
from db.store import Store
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.history.history import FieldChange
from spoc_tui.casework.money import MOST_PENCE
from spoc_tui.casework.organisations.fields import (
    ORGANISATION,
    describe_organisation,
    organisation_typed,
)
from spoc_tui.casework.organisations.organisation import Organisation
from spoc_tui.casework.organisations.profile import (
    UPPER_PENCE,
    Challenge,
    Dependence,
    SizeBand,
    band_of,
)

FULL = {
    "kind": "charity",
    "purpose": "Bowls\nfor all",
    "address": "1 Rook Lane",
    "postcode": "ME4 4AA",
    "ward": "Chatham Central",
    "phone": "ask at the bar",
    "email": "rook@example.org",
    "web": "rook.example.org",
    "notes": "Closed on Mondays",
    "state": "closed",
    "size": "micro",
    "income": "£9,500.50",
    "staff": "0",
    "volunteers": "completely",
    "incomes": "fees, donations",
    "challenges": "income, space",
    "tags": "green, bowls",
    "memberships": "Better Together Consortium, Leaders' Network",
    "parent": "County Bowls",
    "published_on": "2026-03-01",
    "named_on": "2026-04-02",
    "not_known_before": "no",
}


def test_every_field_has_a_form_a_reader_and_words() -> None:
    blank = Organisation(uid="", name="")
    assert list(ORGANISATION) == list(READERS) == list(organisation_typed(blank))
    assert set(describe_organisation(blank)) == set(ORGANISATION)
    assert set(FULL) | {"name"} == set(ORGANISATION)


def test_every_field_is_kept_and_undone(store: Store) -> None:
    parent = make_organisation(store, "County Bowls")
    bare = make_organisation(store, "Rook Lane")
    before = dump(store, marks=False)
    full = store.organisations.edit(bare.uid, FULL)
    assert organisation_typed(full) == {**FULL, "name": "Rook Lane"}
    assert (full.parent_uid, full.income_pence, full.staff) == (parent.uid, 950_050, 0)
    assert (full.volunteers, full.published_on) == (Dependence.COMPLETELY, date(2026, 3, 1))
    assert labels(store)[-1] == "Edited Rook Lane"
    assert store.organisations.branches(parent.uid) == [full]
    assert "\n" not in " ".join(change.words for change in _changes(store, bare.uid))
    store.undo()
    assert dump(store, marks=False) == before
    store.redo()
    assert store.organisations.get(bare.uid) == full


def test_what_is_typed_as_it_stands_changes_nothing(store: Store) -> None:
    make_organisation(store, "County Bowls")
    full = make_organisation(store, "Rook Lane", **FULL)
    acts = labels(store)
    assert store.organisations.edit(full.uid, organisation_typed(full)) == full
    assert labels(store) == acts


def test_unknown_is_understood_everywhere(store: Store) -> None:
    make_organisation(store, "County Bowls")
    for unknown in ("", "unknown", " Not known "):
        full = make_organisation(store, "Rook Lane", anyway=True, **FULL)
        fields = ("size", "income", "staff", "volunteers", "incomes", "challenges")
        more = ("tags", "memberships", "parent", "published_on", "named_on")
        after = store.organisations.edit(full.uid, dict.fromkeys((*fields, *more), unknown))
        blank = organisation_typed(Organisation(uid="", name=""))
        typed = organisation_typed(after)
        assert {field: typed[field] for field in (*fields, *more)} == {
            field: blank[field] for field in (*fields, *more)
        }


@given(st.integers(0, MOST_PENCE), st.integers(0, MOST_PENCE))
def test_more_income_is_never_a_smaller_band(one: int, other: int) -> None:
    bands = list(SizeBand)
    less, more = sorted((one, other))
    assert bands.index(band_of(less)) <= bands.index(band_of(more))


@pytest.mark.parametrize(("band", "upper"), UPPER_PENCE)
def test_a_band_ends_before_its_upper_income(band: SizeBand, upper: int) -> None:
    assert band_of(upper - 1) is band
    assert band_of(upper) is not band
    assert band_of(None) is SizeBand.UNKNOWN


def test_the_size_follows_the_income_until_it_is_given(store: Store) -> None:
    uid = make_organisation(store, income="12,000").uid
    edit = store.organisations.edit
    assert store.organisations.get(uid).size is SizeBand.SMALL
    # A form sends all it shows: what was not typed over still follows.
    assert edit(uid, {"size": "small", "income": "250000"}).size is SizeBand.MEDIUM
    assert edit(uid, {"size": "Large (£1 million to £10 million)"}).size is SizeBand.LARGE
    assert edit(uid, {"income": "5"}).size is SizeBand.LARGE
    assert edit(uid, {"size": "unknown"}).size is SizeBand.MICRO


def test_lists_by_size_tag_and_ward(store: Store) -> None:
    make_organisation(store, "A", income="12000", tags="Bowls, green")
    make_organisation(store, "B", size="small", ward="Chatham Central", tags="bowlsmen")
    make_organisation(store, "C", ward="Chatham Central", tags="bowls")
    page, count = store.organisations.page, store.organisations.count

    def names(**wanted: str | SizeBand) -> list[str]:
        found = [one.name for one in page(0, 9, **wanted)]  # type: ignore[arg-type]
        assert count(**wanted) == len(found)  # type: ignore[arg-type]
        return found

    assert names(size=SizeBand.SMALL) == ["A", "B"]
    assert names(size=SizeBand.UNKNOWN) == ["C"]
    assert names(tag=" BOWLS ") == ["A", "C"]
    assert names(ward="chatham CENTRAL") == ["B", "C"]
    assert names(ward="chatham central", tag="bowls") == ["C"]
    assert names(tag="bow") == []
    assert names(tag="green, bowls") == []


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", ""),
        ("name", "x" * 301),
        ("size", "huge"),
        ("income", "lots"),
        ("staff", "-1"),
        ("volunteers", "rather"),
        ("incomes", "fees, crime"),
        ("challenges", "space, time"),
        ("tags", "x" * 1_001),
        ("state", "merged"),
        ("published_on", "tomorrow"),
        ("named_on", "31 feb"),
        ("not_known_before", "perhaps"),
        ("colour", "red"),
        ("postcode", "x" * 21),
    ],
)
def test_bad_input_names_its_field_and_writes_nothing(store: Store, field: str, text: str) -> None:
    uid = make_organisation(store).uid
    before = dump(store)
    with pytest.raises(BadInput) as refused:
        store.organisations.edit(uid, {"notes": "x", field: text})
    assert refused.value.field == field
    if field != "name":
        with pytest.raises(BadInput):
            store.organisations.add("Another", fields={"notes": "x", field: text})
    assert dump(store) == before


@pytest.mark.parametrize("name", ["Q", "x" * 300, "Clwb Bowlio Tŷ Gwyn", "ਗੁਰੂ ਨਾਨਕ ਸਭਾ", "🎉"])
def test_names_of_any_length_and_script(store: Store, name: str) -> None:
    made = make_organisation(store, name, tags=name[:40], phone=name[:90], memberships=name)
    assert (made.name, made.memberships, made.phone) == (name, (name,), name[:90])
    assert store.organisations.find(name) == made
    assert store.organisations.page(0, 2, tag=name[:40]) == [made]


def test_another_window_sees_it(store: Store) -> None:
    uid = make_organisation(store).uid
    other = another_window(store)
    other.organisations.edit(uid, {"challenges": "increasing awareness of the organisation"})
    other.close()
    assert store.organisations.get(uid).challenges == (Challenge.AWARENESS,)


def test_the_history_says_it_in_words(store: Store) -> None:
    top = make_organisation(store, "Top")
    low = make_organisation(store, "Low", income="12,500.50")
    store.organisations.edit(low.uid, {"parent": top.uid, "income": ""})
    assert [change.words for change in _changes(store, low.uid)] == [
        "organisation income: £12,500.50 → (blank)",
        "organisation parent: Top",
    ]


def _changes(store: Store, uid: str) -> tuple[FieldChange, ...]:
    """What the last action changed."""
    return store.history.of("organisation", uid)[-1].changes
