"""One organisation merged into another: what is kept, what is read through it, and back again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from factories import (
    FixedClock,
    another_window,
    dump,
    labels,
    listed,
    make_enquiry,
    make_organisation,
    new_file,
    value,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.store import Store
from spoc_tui.casework.desk.desk import RATE
from spoc_tui.casework.errors import BadInput, NotFound, Refused
from spoc_tui.casework.organisations.fields import ORGANISATION, organisation_typed
from spoc_tui.casework.organisations.merging import MergeSide, sides_of, usual_side
from spoc_tui.casework.organisations.organisation import Organisation
from spoc_tui.casework.records.kinds import ENQUIRY

A, B, C = "Gillingham Street Angels", "Angels of the Night", "Street Pastors"


def two(store: Store) -> tuple[Organisation, Organisation]:
    """Two organisations with much on either."""
    known = store.organisations
    one = known.add(
        A,
        fields={"phone": "01634 111111", "tags": "night, youth", "notes": "Ring late."},
        identifiers=["GB-CHC-1000001"],
    )
    other = known.add(
        B,
        fields={"phone": "01634 222222", "email": "b@example.org", "tags": "street, night"},
        identifiers=["GB-COH-1"],
        other_names=["The Pastors"],
    )
    known.add_contact(other.uid, "Mary Adeyemi", phone="01634 333333")
    make_enquiry(store, subject="A key", organisation_uid=one.uid)
    make_enquiry(store, subject="A lamp", organisation_uid=other.uid)
    store.promises.make("2", "send the form", store.today())
    return one, other


@pytest.mark.parametrize(
    ("field", "ours", "theirs", "side"),
    [
        ("phone", "1", "2", "ours"),
        ("phone", "", "2", "theirs"),
        ("phone", "1", "", "ours"),
        ("size", "unknown", "small", "theirs"),
        ("size", "small", "unknown", "ours"),
        ("tags", "a", "b", "both"),
        ("tags", "", "b", "theirs"),
        ("tags", "a", "a", "ours"),
        ("notes", "a", "b", "both"),
        ("published_on", "2026-01-01", "", "theirs"),
        ("published_on", "", "2026-01-01", "ours"),
        ("published_on", "2026-01-01", "2026-02-01", "ours"),
        ("named_on", "2026-01-01", "", "theirs"),
        ("not_known_before", "yes", "no", "theirs"),
        ("not_known_before", "no", "yes", "ours"),
        ("state", "closed", "active", "ours"),
    ],
)
def test_whose_value_stands(field: str, ours: str, theirs: str, side: str) -> None:
    assert usual_side(field, ours, theirs) == side


def test_field_by_field(store: Store) -> None:
    one, other = two(store)
    merged = store.duplicates.merge(one.uid, other.uid)
    assert labels(store)[-1] == f"Merged {B} into {A}"
    assert (merged.uid, merged.phone, merged.email) == (one.uid, one.phone, "b@example.org")
    assert merged.tags == ("night", "youth", "street")
    assert [number.text for number in merged.identifiers] == ["GB-CHC-1000001", "GB-COH-00000001"]
    gone = store.organisations.get(other.uid)
    assert (gone.state, gone.merged_into_uid, gone.merged_into) == ("merged", one.uid, A)


def test_the_officers_choice_of_a_field(store: Store) -> None:
    one, other = two(store)
    take = {"name": "theirs", "phone": "theirs", "tags": "ours", "notes": "theirs"}
    merged = store.duplicates.merge(one.uid, other.uid, take)
    assert (merged.name, merged.phone, merged.tags) == (B, other.phone, one.tags)
    assert merged.notes == ""
    assert [name.name for name in store.organisations.other_names(one.uid)] == [A, "The Pastors"]
    assert store.organisations.find(A).uid == one.uid


def test_what_follows_from_an_income_is_taken_as_it_was_shown(store: Store) -> None:
    one = make_organisation(store, A, income="5000")
    other = make_organisation(store, B, income="50000")
    merged = store.duplicates.merge(one.uid, other.uid, {"size": "theirs"})
    assert (merged.size, merged.income_pence) == ("small", 500_000)


def test_a_field_or_a_side_that_there_is_not(store: Store) -> None:
    one, other = two(store)
    before = dump(store)
    for take in ({"colour": "theirs"}, {"phone": "both"}, {"phone": "mine"}):
        with pytest.raises(BadInput) as wrong:
            store.duplicates.merge(one.uid, other.uid, take)
        assert wrong.value.field == "take"
    assert dump(store) == before


def test_all_that_hangs_on_it_is_read_through_the_survivor(store: Store, clock: FixedClock) -> None:
    one, other = two(store)
    clock.advance(days=3)
    store.duplicates.merge(one.uid, other.uid)
    known = store.organisations
    assert [name.name for name in known.other_names(one.uid)] == [B, "The Pastors"]
    (mary,) = known.contacts(one.uid)
    assert (mary.organisation, mary.organisation_uid) == (A, one.uid)
    assert {entry.subject for entry in known.timeline(one.uid, 0, 50)} == {"A key", "A lamp"}
    assert known.timeline_count(one.uid) == 3
    glance, briefing = known.glance(one.uid), known.briefing(one.uid)
    assert (glance.open_count, len(glance.open_enquiries), len(glance.promises)) == (2, 2, 1)
    assert len(glance.overdue_promises) == 1
    assert glance.people == briefing.people == (mary,)
    assert (len(briefing.open_enquiries), len(briefing.asked), len(briefing.promises)) == (2, 2, 1)
    assert store.enquiries.count(organisation_uid=one.uid) == 2
    lamp = store.enquiries.get("2").enquiry
    assert (lamp.organisation, lamp.organisation_uid) == (A, one.uid)
    due = store.agenda.items(store.agenda.keys(date.max))
    assert {item.organisation for item in due if item.kind == ENQUIRY.code} == {A}
    assert {item.kind for item in due} == {
        ENQUIRY.code,
        RATE,
    }  # nothing on the desk but can be read
    assert (known.count(), [found.name for found in known.page(0, 9)]) == (1, [A])
    assert [(gone.name, gone.at) for gone in known.merged_into(one.uid)] == [(B, clock.moment)]
    entries = store.history.of("organisation", one.uid)
    assert "Added a person at Angels of the Night" in [entry.action.label for entry in entries]


@pytest.mark.parametrize(
    "typed",
    [B, "angels of", "the pastors", "GB-COH-00000001", "01634 222222", "anegls of the nihgt"],
)
def test_whatever_found_the_old_one_leads_to_the_survivor(store: Store, typed: str) -> None:
    one, other = two(store)
    store.duplicates.merge(one.uid, other.uid)
    hit = store.search.anything(typed)[0]
    assert (hit.kind, hit.uid, hit.name, hit.open) == ("organisation", one.uid, A, 2)
    assert f"{B}, merged" in hit.matched or typed == "the pastors"
    assert "merged" in hit.matched


def test_people_and_references_of_the_old_one(store: Store) -> None:
    one, other = two(store)
    store.duplicates.merge(one.uid, other.uid)
    (mary,) = [hit for hit in store.search.anything("adeyemi") if hit.kind == "person"]
    assert (mary.organisation_uid, mary.matched) == (one.uid, A)
    (lamp,) = [hit for hit in store.search.anything("ENQ-26-0002") if hit.kind == "enquiry"]
    assert (lamp.organisation_uid, lamp.matched) == (one.uid, A)
    assert store.organisations.find_person("mary").organisation == A


def test_finding_one_by_name_number_or_id(store: Store) -> None:
    one, other = two(store)
    store.duplicates.merge(one.uid, other.uid)
    known = store.organisations
    for typed in (B, "gb-coh-1", other.uid, A):
        assert known.find(typed).uid == one.uid
    assert known.find_itself(B).uid == other.uid
    assert [found.name for found in known.namesakes(B)] == [B]
    with pytest.raises(Refused, match=f"{B} .merged into {A}"):
        known.add(B)
    other_window = another_window(store)
    assert other_window.organisations.survivor_of(other.uid) == one.uid
    other_window.close()


def test_where_facts_came_from_is_the_merged_ones_list(store: Store) -> None:
    row = listed(2, name=B, email="b@example.org", identifiers=())
    store.lists.import_list([row], source="The five lists")
    other = store.organisations.find(B)
    one = make_organisation(store, A, tags="night")
    store.organisations.edit(other.uid, {"tags": "street"})
    store.duplicates.merge(one.uid, other.uid)
    facts = {fact.field: fact.source for fact in store.organisations.facts(one.uid)}
    assert (facts["email"], facts["name"], facts["tags"]) == (
        "The five lists",
        "officer",
        "officer",
    )


def test_a_chain_is_read_through_its_end(store: Store) -> None:
    one, other = two(store)
    third = make_organisation(store, C)
    make_enquiry(store, subject="A door", organisation_uid=third.uid)
    store.duplicates.merge(other.uid, third.uid)
    store.duplicates.merge(one.uid, other.uid)
    known = store.organisations
    assert known.survivor_of(third.uid) == one.uid
    assert store.enquiries.get("3").enquiry.organisation == A
    assert known.glance(one.uid).open_count == 3
    assert {gone.name for gone in known.merged_into(one.uid)} == {B, C}
    assert known.find(C).uid == one.uid
    first = value(store, "SELECT uid FROM action WHERE label = ?", f"Merged {C} into {B}")
    store.undo(first)  # the older merge alone
    assert known.get(third.uid).state == "active"
    assert known.glance(one.uid).open_count == 2
    assert store.enquiries.get("3").enquiry.organisation == C


def test_a_branch_follows_its_parents_survivor(store: Store) -> None:
    one, other = two(store)
    branch = make_organisation(store, "Lunch Club", parent=other.uid)
    store.duplicates.merge(one.uid, other.uid)
    known = store.organisations
    followed = known.get(branch.uid)
    assert (followed.parent, followed.parent_uid) == (A, one.uid)
    assert [found.name for found in known.branches(one.uid)] == ["Lunch Club"]
    with pytest.raises(BadInput, match="itself beneath"):
        known.edit(one.uid, {"parent": "lunch club"})
    store.undo()
    assert known.get(branch.uid).parent == B


def test_what_cannot_be_merged(store: Store) -> None:
    one, other = two(store)
    branch = make_organisation(store, "Lunch Club", parent=one.uid)
    merge = store.duplicates.merge
    with pytest.raises(Refused, match="itself"):
        merge(one.uid, one.uid)
    for pair in ((branch, one), (one, branch)):
        with pytest.raises(Refused, match="an organisation and its branch"):
            merge(*(found.uid for found in pair))
    merge(one.uid, other.uid)
    for pair in ((one, other), (other, one), (other, branch), (branch, other)):
        with pytest.raises(Refused, match=f"{B} is merged into another already"):
            merge(*(found.uid for found in pair))
    with pytest.raises(NotFound):
        merge(one.uid, "nobody")


def test_what_a_stale_window_writes_goes_to_the_survivor(store: Store) -> None:
    one, other = two(store)
    store.duplicates.merge(one.uid, other.uid)
    known = store.organisations
    case = make_enquiry(store, subject="A gate", organisation_uid=other.uid)
    known.edit(other.uid, {"web": "angels.org"})
    known.add_contact(other.uid, "Olu")
    known.add_identifier(other.uid, "GB-CASC-1a2b3c4d")
    known.remove_identifier(one.uid, "GB-COH-1")
    known.remove_other_name(one.uid, known.find_other_name(one.uid, "The Pastors").uid)
    for _ in range(5):
        store.undo()
    assert known.get(one.uid).web == ""
    assert value(store, "SELECT organisation FROM enquiry WHERE uid = ?", case.enquiry.uid) == (
        one.uid
    )
    assert len(known.contacts(one.uid)) == 1


def test_undo_restores_both_and_leaves_what_came_after(store: Store) -> None:
    one, other = two(store)
    before = dump(store)
    store.duplicates.merge(one.uid, other.uid)
    after = dump(store, marks=False)
    store.undo()
    assert dump(store, marks=False) == before
    store.redo()
    assert dump(store, marks=False) == after
    make_enquiry(store, subject="A gate", organisation_uid=one.uid)
    merging = value(store, "SELECT uid FROM action WHERE label LIKE 'Merged%'")
    store.undo(merging)
    assert store.enquiries.get("3").enquiry.organisation == A
    assert store.enquiries.get("2").enquiry.organisation == B
    assert [hit.name for hit in store.search.organisations(B)] == [B]
    assert store.history.broken_at() is None


def test_a_field_changed_since_holds_the_undo_up(store: Store) -> None:
    one, other = two(store)
    store.duplicates.merge(one.uid, other.uid)
    store.organisations.edit(one.uid, {"email": "new@example.org"})
    merging = value(store, "SELECT uid FROM action WHERE label LIKE 'Merged%'")
    with pytest.raises(Refused, match="email changed again since"):
        store.undo(merging)


WORDS = st.sampled_from(["", "one", "two, three"])
FILLED = st.fixed_dictionaries(
    {
        **dict.fromkeys(("kind", "purpose", "phone", "notes", "tags", "memberships"), WORDS),
        "web": st.sampled_from(["", "angels.org"]),
        "size": st.sampled_from(["unknown", "small"]),
        "income": st.sampled_from(["", "12000"]),
        "staff": st.sampled_from(["", "3"]),
        "incomes": st.sampled_from(["", "grants"]),
        "published_on": st.sampled_from(["", "1/3/2026"]),
        "named_on": st.sampled_from(["", "2/3/2026"]),
        "not_known_before": st.sampled_from(["yes", "no"]),
    }
)
TAKEN = st.fixed_dictionaries({}, optional={f: st.sampled_from(sides_of(f)) for f in ORGANISATION})


@pytest.mark.slow
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(ours=FILLED, theirs=FILLED, take=TAKEN)
def test_a_merge_undone_is_as_if_it_had_never_been(
    ours: dict[str, str], theirs: dict[str, str], take: dict[str, MergeSide]
) -> None:
    with TemporaryDirectory() as folder:
        store = Store.open(new_file(Path(folder) / "spoc.db"), now=FixedClock())
        one = make_organisation(store, A, **ours)
        other = make_organisation(store, B, **theirs)
        before = dump(store)
        merged = store.duplicates.merge(one.uid, other.uid, take)
        for field, side in take.items():
            if side is not MergeSide.BOTH and field not in ("size", "income"):
                of = {MergeSide.OURS: one, MergeSide.THEIRS: other}[side]
                assert organisation_typed(merged)[field] == organisation_typed(of)[field]
        after = dump(store, marks=False)
        store.undo()
        assert dump(store, marks=False) == before
        store.redo()
        assert dump(store, marks=False) == after
        store.close()
