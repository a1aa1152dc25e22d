"""What is kept of an organisation: each field as it is typed, and where it came from."""

from __future__ import annotations

from datetime import date

import pytest
from factories import (
    FixedClock,
    another_window,
    changes_of,
    dump,
    labels,
    listed,
    make_organisation,
)
from hypothesis import given
from hypothesis import strategies as st

from db.organisation_editing import READERS
from db.store import Store
from spoc_tui.casework.errors import Ambiguous, BadInput, NotFound, Refused
from spoc_tui.casework.history import FieldChange
from spoc_tui.casework.money import MOST_PENCE, read_money, show_money
from spoc_tui.casework.organisation_fields import (
    ORGANISATION,
    organisation_said,
    organisation_typed,
)
from spoc_tui.casework.organisations import Organisation
from spoc_tui.casework.profile import UPPER_PENCE, Challenge, Dependence, SizeBand, band_of
from spoc_tui.casework.typed_values import read_count, read_words

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


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("12500", 1_250_000),
        ("12,500", 1_250_000),
        ("£12,500.50", 1_250_050),
        (" £ 0 ", 0),
        ("1,234,567.01", 123_456_701),
    ],
)
def test_money_as_it_is_typed(typed: str, pence: int) -> None:
    assert read_money(typed, field="income") == pence


@pytest.mark.parametrize(
    "typed",
    ["", "-5", "12,50", "1.5", "1.234", "12k", "£", "٣", "1e9", "lots", "9" * 60, "100000000001"],
)
def test_what_is_no_money(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_money(typed, field="income")
    assert refused.value.field == "income"


@given(st.integers(0, MOST_PENCE))
def test_money_that_is_shown_is_read_again(pence: int) -> None:
    assert read_money(show_money(pence), field="income") == pence


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


@pytest.mark.parametrize("typed", ["-1", "2.5", "1,00", "some", "1000001", "9" * 30])
def test_what_is_no_count(typed: str) -> None:
    with pytest.raises(BadInput):
        read_count(typed, field="staff", most=1_000_000)


@given(st.lists(st.text(st.characters(exclude_categories=("C",)), max_size=20), max_size=8))
def test_words_with_commas_are_read_again_as_they_are_shown(words: list[str]) -> None:
    once = read_words(", ".join(words), field="tags")
    assert read_words(", ".join(once), field="tags") == once


def test_every_field_has_a_form_a_reader_and_words() -> None:
    blank = Organisation(uid="", name="")
    assert list(ORGANISATION) == list(READERS) == list(organisation_typed(blank))
    assert set(organisation_said(blank)) == set(ORGANISATION)
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


def test_the_size_follows_the_income_until_it_is_said(store: Store) -> None:
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


def test_a_parent_of_a_common_name_is_said_by_its_number(store: Store) -> None:
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


def test_numbers_come_and_go(store: Store) -> None:
    uid = make_organisation(store).uid
    other = make_organisation(store, "Branch").uid
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


def test_one_that_no_list_has_was_not_known_before(store: Store) -> None:
    store.organisations.import_list([listed(2)], source="list")
    (known,) = store.organisations.page(0, 9)
    assert not known.not_known_before
    assert make_organisation(store, "New").not_known_before
    # Another of a listed name may be the one the list had.
    assert not make_organisation(store, "charity 2", anyway=True).not_known_before
    assert not make_organisation(store, "Told", not_known_before="no").not_known_before
    assert changes_of(store, "Added New")[0][2]["not_known_before"] == 1


def test_where_each_fact_came_from(store: Store, clock: FixedClock) -> None:
    imported = clock()
    store.organisations.import_list([listed(2, phone="01634 1", kind="charity")], source="The list")
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
    store.organisations.import_list(
        [listed(9, number="1000002", name="Charity 2", email="a@example.org")], source="Another"
    )
    emails = [f for f in store.organisations.facts(made.uid) if f.field == "email"]
    assert [(fact.value, fact.source) for fact in emails] == [("a@example.org", "Another")]


def test_a_list_leaves_what_the_officer_said_of_the_profile(store: Store) -> None:
    store.organisations.import_list([listed(2)], source="list")
    (made,) = store.organisations.page(0, 9)
    store.organisations.edit(made.uid, {"tags": "ours", "size": "large"})
    store.organisations.import_list([listed(2, phone="01634 1")], source="list")
    (after,) = store.organisations.page(0, 9)
    assert (after.phone, after.tags, after.size) == ("01634 1", ("ours",), SizeBand.LARGE)


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
