"""A list that was imported, undone and imported again: the same rows, put back."""

from __future__ import annotations

import pytest
from factories import FixedClock, dump, listed, make_enquiry, ten_rows_are_many, value

import db.history.undo
from db.lists.uids import contact_uid, identifier_uid, other_name_uid
from db.records.uids import natural_uid
from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.lists.importing import RowVerdict
from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.organisation import ListedOrganisation, ListedPerson

SHORT, LONG = 6, 35
PARTS = ("source_entry", "identifier", "other_name", "contact")


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    ten_rows_are_many(monkeypatch)
    monkeypatch.setattr(db.history.undo, "MANY_ALIKE", 10)


def row(line: int, **attributes: object) -> ListedOrganisation:
    return listed(
        line,
        **{
            "phone": f"01634 {line:06}",
            "identifiers": (
                Identifier("GB-CHC", f"{1_000_000 + line}"),
                Identifier("GB-CHC", f"{1_000_000 + line}", 1),
            ),
            "other_names": (f"Group {line}", f"GROUP {line}"),
            "people": (ListedPerson("Jo Reed", role="Chair"), ListedPerson("Jo Reed")),
            **attributes,
        },
    )


def rows(count: int, **attributes: object) -> list[ListedOrganisation]:
    return [row(line, **attributes) for line in range(2, 2 + count)]


def uids(store: Store) -> set[tuple[str, str]]:
    return {key for key in dump(store) if key[0] in ("organisation", *PARTS)}


def bring(store: Store, listed: list[ListedOrganisation]) -> int:
    return store.lists.import_list(listed, source="register").counts[RowVerdict.ADDED]


def whole(store: Store) -> bool:
    return not check(store).wrong


@pytest.mark.parametrize("count", [SHORT, LONG])
def test_on_two_desks_it_is_the_same_rows(store: Store, clock: FixedClock, count: int) -> None:
    bring(store, rows(count))
    other = Store.in_memory(now=clock)
    bring(other, rows(count))
    assert uids(other) == uids(store)
    uid = natural_uid("organisation", "register", "1000005")
    assert store.organisations.find("Charity 5").uid == uid
    assert {
        ("source_entry", natural_uid("source_entry", "register", "1000005")),
        ("identifier", identifier_uid(uid, Identifier("GB-CHC", "1000005"))),
        ("identifier", identifier_uid(uid, Identifier("GB-CHC", "1000005", 1))),
        ("other_name", other_name_uid(uid, "group 5")),
        ("contact", contact_uid(uid, "Jo Reed")),
        ("contact", contact_uid(uid, "jo reed", 2)),
    } < uids(store)
    assert value(store, "SELECT count(*) FROM other_name") == count


@pytest.mark.slow
@pytest.mark.parametrize("count", [SHORT, LONG])
def test_again_and_again(store: Store, clock: FixedClock, count: int) -> None:
    bring(store, rows(count))
    there, first = uids(store), dump(store, marks=False)
    for _ in range(3):
        clock.advance(days=1)
        store.undo()
        assert store.organisations.count() == 0
        assert whole(store)
        store.redo()
        store.undo()
        assert bring(store, rows(count)) == count
        assert uids(store) == there
        assert whole(store)
        now = dump(store, marks=False)
        assert now.keys() == first.keys()
        for key, one in now.items():
            changed = {name for name, value in one.items() if value != first[key][name]}
            assert changed <= {"added_at", "seen_at"}
    assert store.search.anything("charity 3")[0].name == "Charity 3"
    uid = store.organisations.find("Charity 3").uid
    assert {fact.source for fact in store.organisations.facts(uid)} == {"register"}
    assert len(store.history.of("organisation", uid)) == 13
    store.undo()
    assert store.organisations.count() == 0


@pytest.mark.parametrize("count", [SHORT, LONG])
@pytest.mark.slow
def test_a_later_issue_is_put_back_as_it_is(store: Store, count: int) -> None:
    bring(store, rows(count))
    store.undo()
    later = rows(count + 4, phone="", notes="New", people=(ListedPerson("Al Moss"),))
    later[1].name = "Harbour Trust"
    assert bring(store, later) == count + 4
    found = store.organisations.find("Harbour Trust")
    assert (found.phone, found.notes) == ("", "New")
    assert [one.name for one in store.organisations.contacts(found.uid)] == ["Al Moss"]
    assert store.search.anything("01634 000003") == []
    assert [hit.name for hit in store.search.anything("harbour")] == ["Harbour Trust"]
    assert whole(store)
    store.undo()
    assert store.organisations.count() == 0
    assert whole(store)


def test_in_a_range_lies_only_what_is_new(store: Store) -> None:
    bring(store, rows(LONG)[:20])
    store.undo()
    bring(store, rows(LONG))
    action = value(store, "SELECT uid FROM action ORDER BY id DESC")
    lying = "SELECT sum(last - first + 1) FROM brought_in WHERE action = ? AND tbl = ?"
    put_back = "SELECT count(*) FROM change WHERE action = ? AND tbl = ? AND before IS NOT NULL"
    assert value(store, lying, action, "organisation") == LONG - 20
    assert value(store, put_back, action, "organisation") == 20
    assert (
        value(store, "SELECT count(*) FROM change WHERE before IS NULL AND action = ?", action) == 0
    )


@pytest.mark.slow
@pytest.mark.parametrize("count", [SHORT, LONG])
def test_it_is_not_undone_again_beneath_what_rests_on_it(store: Store, count: int) -> None:
    bring(store, rows(count))
    store.undo()
    bring(store, rows(count + 12))
    action = value(store, "SELECT uid FROM action ORDER BY id DESC")
    make_enquiry(store, organisation_uid=store.organisations.find("Charity 5").uid)
    with pytest.raises(Refused, match=r"“Logged ENQ-26-0001”.* came after it and rests on it"):
        store.undo(action)
    store.undo()
    make_enquiry(store)
    store.undo(action)
    assert store.organisations.count() == 0
    assert whole(store)


def test_what_a_held_row_said_goes_with_it_to_another(store: Store) -> None:
    known = store.organisations.add("The 2 Charity", fields={"postcode": "ME4 4TE"})
    held = listed(2, postcode="ME4 4TE", key="2")
    store.lists.import_list([held], source="register")
    (waiting,) = store.held_rows.waiting()
    store.held_rows.same(waiting.uid)
    store.undo()
    store.held_rows.another(waiting.uid)
    entry = store.row("source_entry", natural_uid("source_entry", "register", "2"))
    assert entry["organisation"] == natural_uid("organisation", "register", "2") != known.uid
    assert whole(store)


def test_a_long_list_takes_over_what_a_held_row_said(store: Store) -> None:
    known = store.organisations.add("The 2 Charity", fields={"postcode": "ME4 4TE"})
    held = listed(2, postcode="ME4 4TE", key="2")
    store.lists.import_list([held], source="register")
    (waiting,) = store.held_rows.waiting()
    store.held_rows.same(waiting.uid)
    store.undo()
    store.undo()
    store.organisations.edit(known.uid, {"postcode": ""})
    assert bring(store, [held, *rows(LONG)[1:]]) == LONG
    action = value(store, "SELECT uid FROM action ORDER BY id DESC")
    entry = store.row("source_entry", natural_uid("source_entry", "register", "2"))
    assert entry["organisation"] == natural_uid("organisation", "register", "2")
    assert whole(store)
    make_enquiry(store)
    store.undo(action)
    assert store.organisations.count() == 1
    assert whole(store)


def test_what_a_list_adds_to_one_that_is_known_is_put_back_too(store: Store) -> None:
    store.organisations.add("Harbour Trust", identifiers=["GB-CHC-1000002"])
    numbers = (Identifier("GB-CHC", "1000002"), Identifier("GB-COH", "01234567"))
    one = row(2, name="Harbour Trust", identifiers=numbers)
    for _ in range(3):
        store.lists.import_list([one], source="register")
        assert whole(store)
        there = uids(store)
        store.undo()
    store.lists.import_list([one], source="register")
    assert uids(store) == there
    assert len(there) == 6


def test_a_person_who_goes_by_another_name_now_is_left(store: Store) -> None:
    bring(store, [row(2)])
    uid = store.organisations.find("Charity 2").uid
    (jo, _) = store.organisations.contacts(uid)
    store.organisations.edit_contact(jo.uid, {"name": "Joanna Reed"})
    store.lists.import_list([row(2)], source="another")
    assert store.organisations.contact(jo.uid).name == "Joanna Reed"
    assert whole(store)
