"""What an import leaves to the officer: differences to take or leave, rows held, those gone."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from typing import Any

import pytest
from factories import FixedClock, labels, listed, make_organisation, whole_file

from db.store import Store
from spoc_tui.casework.errors import NotFound, Refused
from spoc_tui.casework.lists.importing import ImportReport, ListedChange
from spoc_tui.casework.lists.said import FACTS
from spoc_tui.casework.organisations.fields import ORGANISATION
from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.organisation import (
    ListedOrganisation,
    ListedPerson,
    RefusedRow,
    RowElsewhere,
)

ANGELS = "Gillingham Street Angels"


def run_import(store: Store, *rows: Any, source: str = "register", **options: Any) -> ImportReport:
    return store.lists.import_list(rows, source=source, **options)


def counts(report: ImportReport) -> dict[str, int]:
    return {verdict.value: count for verdict, count in report.counts.items() if count}


def near(**attributes: Any) -> ListedOrganisation:
    """A row that is nearly Gillingham Street Angels, without a number."""
    row = {"key": "a1", "name": "Gillingham St. Angels CIO", "identifiers": ()}
    return listed(7, **{**row, **attributes})


# Differences.


def test_a_difference_is_taken(store: Store) -> None:
    run_import(store, listed(2, phone="01634 1"))
    uid = store.organisations.find("Charity 2").uid
    store.organisations.edit(uid, {"phone": "01634 999"})
    report = run_import(store, listed(2, phone="01634 2"))
    assert report.rows[0].changes == (ListedChange("phone", "01634 999", "01634 2", kept=True),)
    (one,) = store.differences.open()
    assert (one.organisation, one.field, one.ours, one.listed, one.source) == (
        "Charity 2",
        "phone",
        "01634 999",
        "01634 2",
        "register",
    )
    store.differences.take(one.uid)
    assert store.organisations.get(uid).phone == "01634 2"
    assert store.search.anything("01634 2")[0].uid == uid
    assert store.differences.open() == []
    assert labels(store)[-1] == "Took the phone of Charity 2 from register"
    store.undo()
    assert [again.listed for again in store.differences.open(uid)] == ["01634 2"]
    assert store.organisations.get(uid).phone == "01634 999"


def test_a_difference_that_was_left_is_not_asked_again(store: Store) -> None:
    run_import(store, listed(2, income_pence=100_00))
    uid = store.organisations.find("Charity 2").uid
    store.organisations.edit(uid, {"income": "2,000"})
    run_import(store, listed(2, income_pence=300_00))
    (one,) = store.differences.open()
    store.differences.leave(one.uid)
    run_import(store, listed(2, income_pence=300_00))
    assert store.differences.open() == []
    with pytest.raises(NotFound, match="settled in the meantime"):
        store.differences.take(one.uid)
    # The list says something else again.
    run_import(store, listed(2, income_pence=400_00))
    (another,) = store.differences.open()
    store.differences.take(another.uid)
    assert store.organisations.get(uid).income_pence == 400_00


def test_a_difference_open_already_says_what_the_list_says_now(store: Store) -> None:
    make_organisation(store, "Charity 2", phone="01634 999")
    uid = store.organisations.find("Charity 2").uid
    store.organisations.add_identifier(uid, "GB-CHC-1000002")
    run_import(store, listed(2, phone="01634 2"))
    run_import(store, listed(2, phone="01634 3"))
    assert [one.listed for one in store.differences.open()] == ["01634 3"]
    store.organisations.edit(uid, {"phone": "01634 3"})
    assert store.differences.open() == []


@pytest.mark.parametrize(
    ("field", "ours", "listed_as"),
    [
        ("phone", "01634 123456", "+44 1634 123456"),
        ("postcode", "ME7 1AA", "me71aa"),
        ("web", "https://www.angels.example/", "angels.example"),
        ("name", "Charity 2", "CHARITY 2"),
        ("address", "St. Mark’s Hall", "St Mark's Hall"),
    ],
)
def test_the_same_written_otherwise_is_no_difference(
    store: Store, field: str, ours: str, listed_as: str
) -> None:
    made = make_organisation(store, **{"name": "Charity 2", field: ours})
    store.organisations.add_identifier(made.uid, "GB-CHC-1000002")
    run_import(store, listed(2, **{field: listed_as}))
    assert store.differences.open() == []
    assert getattr(store.organisations.get(made.uid), field) == ours


# People and other names.


def test_people_and_other_names_of_a_list(store: Store) -> None:
    jo, ann = (
        ListedPerson("Jo Bell", "Chair", "07700 1"),
        ListedPerson("Ann Li", email="a@b.example"),
    )
    run_import(store, listed(2, people=(jo,), other_names=("The Old Charity",)))
    uid = store.organisations.find("the old charity").uid
    (chair,) = store.organisations.contacts(uid)
    assert (chair.name, chair.role, chair.phone) == ("Jo Bell", "Chair", "07700 1")
    assert store.search.anything("07700 1")[0].name == "Jo Bell"
    newer = ListedPerson("Jo Bell", "Chair", "07700 2")
    report = run_import(
        store, listed(2, people=(newer, ann), other_names=("The Old Charity", "OC"))
    )
    assert report.rows[0].why == (
        "other name “OC” added; Jo Bell: phone “07700 2”; person Ann Li added"
    )
    assert {one.name: one.phone for one in store.organisations.contacts(uid)} == {
        "Jo Bell": "07700 2",
        "Ann Li": "",
    }
    assert counts(
        run_import(store, listed(2, people=(newer, ann), other_names=("The Old Charity", "OC")))
    ) == {"unchanged": 1}


def test_a_persons_number_that_the_officer_typed_is_kept(store: Store) -> None:
    run_import(store, listed(2, people=(ListedPerson("Jo Bell", phone="07700 1"),)))
    uid = store.organisations.find("Charity 2").uid
    (chair,) = store.organisations.contacts(uid)
    store.organisations.edit_contact(chair.uid, {"phone": "07700 999"})
    run_import(store, listed(2, people=(ListedPerson("Jo Bell", "Chair", "07700 2"),)))
    (chair,) = store.organisations.contacts(uid)
    assert (chair.phone, chair.role) == ("07700 999", "Chair")


def test_a_ward_follows_from_the_postcode_where_the_list_says_none(store: Store) -> None:
    with store.transaction():
        store.connection.execute(
            "INSERT INTO postcode VALUES ('ME7 1AA', 'Watling', 'E1', 'Medway')"
        )
    run_import(store, listed(2, postcode="ME7 1AA"), listed(3, postcode="ME7 1AA", ward="Luton"))
    assert [one.ward for one in store.organisations.page(0, 2)] == ["Watling", "Luton"]
    assert counts(run_import(store, listed(2, postcode="ME7 1AA"), whole=False)) == {"unchanged": 1}
    assert [hit.name for hit in store.search.anything("watling")] == ["Charity 2"]


# Held rows.


@pytest.mark.parametrize(
    ("here", "row", "shared"),
    [
        ({"postcode": "ME7 1AA"}, {"postcode": "ME71AA"}, "postcode"),
        ({"phone": "01634 123456"}, {"phone": "+44 1634 123456"}, "phone"),
        ({"web": "www.angels.example"}, {"web": "https://angels.example/us"}, "web address"),
    ],
)
def test_a_near_name_is_held(
    store: Store, here: dict[str, str], row: dict[str, str], shared: str
) -> None:
    make_organisation(store, ANGELS, **here)
    report = run_import(store, near(**row))
    assert counts(report) == {"held": 1}
    assert report.rows[0].why == f"may be {ANGELS}: names nearly the same, same {shared}"
    assert store.organisations.count() == 1
    store.undo()
    assert store.held_rows.waiting() == []


def test_two_rows_of_one_list_that_were_merged(store: Store) -> None:
    run_import(store, listed(2), listed(3))
    ours = store.organisations.find("Charity 2").uid
    store.duplicates.merge(ours, store.organisations.find("Charity 3").uid)
    store.organisations.edit(ours, {"phone": "01634 9"})
    people = (ListedPerson("Jo Bell", phone="07700 1"),)
    number = (Identifier("GB-COH", "01234567"),)
    more = {"people": people, "identifiers": number, "other_names": ("The Two",)}
    report = run_import(
        store, listed(2, phone="01634 2", **more), listed(3, phone="01634 3", **more)
    )
    assert counts(report) == {"updated": 2}
    assert [one.listed for one in store.differences.open(ours)] == ["01634 2"]
    assert [one.name for one in store.organisations.contacts(ours)] == ["Jo Bell"]
    numbers = [one.text for one in store.organisations.get(ours).identifiers]
    assert numbers.count("GB-COH-01234567") == 1
    again = run_import(
        store, listed(2, phone="01634 2", **more), listed(3, phone="01634 3", **more)
    )
    assert counts(again) == {"unchanged": 2}


def test_it_is_held_for_the_nearest(store: Store) -> None:
    angel = near(key="a0", name="Gillingham Street Angel", postcode="ME7 1AA")
    angels = near(key="a1", name=ANGELS, phone="01634 123456")
    run_import(store, replace(angel, line=6), angels, source="another")
    report = run_import(store, near(name=f"{ANGELS}s", postcode="ME7 1AA", phone="01634 123456"))
    assert (
        report.rows[0].why
        == f"may be {ANGELS}: names nearly the same, same phone; 1 more may be it"
    )


@pytest.mark.parametrize(
    "row",
    [
        {"postcode": "ME7 1AB"},
        {"postcode": "ME7 1AA", "name": "Gillingham Bowls Club"},
        {"postcode": "ME7 1AA", "identifiers": (Identifier("GB-CHC", "1000009"),)},
    ],
    ids=["another place", "another name", "another number"],
)
def test_what_is_not_near_enough_is_added(store: Store, row: dict[str, Any]) -> None:
    made = make_organisation(store, ANGELS, postcode="ME7 1AA")
    store.organisations.add_identifier(made.uid, "GB-CHC-1000001")
    assert counts(run_import(store, near(**row))) == {"added": 1}


def test_what_one_list_tells_apart_is_not_held(store: Store) -> None:
    first = near(key="a0", name=ANGELS, postcode="ME7 1AA")
    assert counts(run_import(store, first)) == {"added": 1}
    second = replace(near(key="a2", postcode="ME7 1AA"), line=8)
    assert counts(run_import(store, first, second)) == {"unchanged": 1, "added": 1}


def held(store: Store) -> str:
    make_organisation(store, ANGELS, postcode="ME7 1AA")
    number = (Identifier("GB-CHC", "1000009"),)
    people = (ListedPerson("Jo Bell", phone="07700 1"),)
    run_import(
        store, near(postcode="ME7 1AA", email="a@b.example", identifiers=number, people=people)
    )
    (row,) = store.held_rows.waiting()
    assert (row.name, row.organisation) == ("Gillingham St. Angels CIO", ANGELS)
    assert row.said["email"] == "a@b.example"
    assert store.held_rows.count() == 1
    return row.uid


def test_a_held_row_is_the_same(store: Store) -> None:
    uid = held(store)
    store.held_rows.same(uid)
    (found,) = store.organisations.page(0, 2)
    assert (found.name, found.email) == (ANGELS, "a@b.example")
    assert [number.text for number in found.identifiers] == ["GB-CHC-1000009"]
    assert [person.name for person in store.organisations.contacts(found.uid)] == ["Jo Bell"]
    assert store.held_rows.waiting() == []
    assert labels(store)[-1] == f"Gillingham St. Angels CIO of register is {ANGELS}"
    store.undo()
    assert len(store.held_rows.waiting()) == 1
    assert store.organisations.get(found.uid).email == ""


def test_a_held_row_is_another(store: Store) -> None:
    store.held_rows.another(held(store))
    assert {one.name for one in store.organisations.page(0, 9)} == {
        ANGELS,
        "Gillingham St. Angels CIO",
    }
    assert store.held_rows.waiting() == []
    # It is known from now on.
    number = (Identifier("GB-CHC", "1000009"),)
    assert counts(run_import(store, near(postcode="ME7 1AA", identifiers=number))) == {"updated": 1}


def test_a_held_row_is_left_out_until_it_says_something_else(store: Store) -> None:
    make_organisation(store, ANGELS, postcode="ME7 1AA")
    run_import(store, near(postcode="ME7 1AA"))
    (row,) = store.held_rows.waiting()
    store.held_rows.leave_out(row.uid)
    assert counts(run_import(store, near(postcode="ME7 1AA"))) == {"unchanged": 1}
    assert store.held_rows.waiting() == []
    assert counts(run_import(store, near(postcode="ME7 1AA", email="a@b.example"))) == {"held": 1}
    (again,) = store.held_rows.waiting()
    assert (again.uid, again.said["email"]) == (row.uid, "a@b.example")
    for settle in (store.held_rows.same, store.held_rows.another, store.held_rows.leave_out):
        with pytest.raises(Refused, match="the list says something else by now"):
            settle(row.uid, row)
    store.held_rows.same(row.uid, again)
    with pytest.raises(NotFound, match="is no longer waiting"):
        store.held_rows.same(row.uid, again)


def test_a_held_row_that_became_plain_waits_no_more(store: Store) -> None:
    make_organisation(store, ANGELS, postcode="ME7 1AA")
    run_import(store, near(postcode="ME7 1AA"))
    assert counts(run_import(store, near(postcode="ME4 4AA"))) == {"added": 1}
    assert store.held_rows.waiting() == []


# Gone from the list, or from the register.


def test_what_a_new_issue_no_longer_has_is_marked(store: Store, clock: FixedClock) -> None:
    run_import(store, listed(2), listed(3), listed(4), listed(5))
    clock.advance(days=7)
    report = run_import(
        store, listed(2), RowElsewhere(3, "1000003"), RefusedRow(4, "No name.", "1000004")
    )
    assert report.gone == ["Charity 5"]
    assert report.sentence == "1 unchanged, 1 refused, 1 gone from the list, 1 outside the area"
    entries = store.lists.entries(store.organisations.find("Charity 5").uid)
    assert [(one.source, str(one.gone_on)) for one in entries] == [("register", "2026-04-09")]
    assert store.organisations.count() == 4
    # The second time it is no news; and it may come back.
    before = whole_file(store)
    again = run_import(
        store, listed(2), RowElsewhere(3, "1000003"), RefusedRow(4, "No name.", "1000004")
    )
    assert (again.gone, whole_file(store)) == ([], before)
    report = run_import(store, listed(2), listed(3), listed(4), listed(5))
    assert (counts(report), report.rows[0].why) == (
        {"unchanged": 3, "updated": 1},
        "back in the list",
    )


@pytest.mark.parametrize(
    ("rows", "options"),
    [
        ([listed(2), RefusedRow(4, "No name.")], {}),
        ([listed(2)], {"whole": False}),
        ([], {}),
    ],
    ids=["a refused row may be the one", "a part of the list", "an empty list"],
)
def test_nothing_is_marked_where_it_cannot_be_told(
    store: Store, rows: list[Any], options: dict[str, Any]
) -> None:
    run_import(store, listed(2), listed(3))
    assert run_import(store, *rows, **options).gone == []


def test_what_seems_another_part_of_the_list_marks_nothing(store: Store) -> None:
    first = [listed(line) for line in range(2, 22)]
    run_import(store, *first)
    report = run_import(store, *(listed(line) for line in range(12, 40)))
    assert (len(report.gone), report.unmarked) == (10, 0)
    report = run_import(store, listed(50))
    assert (report.gone, report.unmarked) == ([], 28)
    assert len(run_import(store, listed(50), whole=True).gone) == 28


def test_what_the_register_says_is_removed_says_so(store: Store) -> None:
    run_import(store, listed(2))
    removed = listed(2, state="closed", standing="removed 6 November 2018")
    report = run_import(store, removed)
    assert report.rows[0].why == (
        "state from “active” to “closed”; the list says it is removed 6 November 2018"
    )
    found = store.organisations.find("Charity 2")
    assert found.state == "closed"
    (entry,) = store.lists.entries(found.uid)
    assert entry.standing == "removed 6 November 2018"
    report = run_import(store, listed(2))
    assert report.rows[0].why == (
        "state from “closed” to “active”; the list says it is active again"
    )


# What a list may say.


def test_a_list_may_say_every_field_but_what_only_the_officer_knows() -> None:
    fields = ["income_pence" if field == "income" else field for field in ORGANISATION]
    assert [*FACTS] == [one for one in fields if one not in ("parent", "not_known_before")]
    assert set(FACTS) <= {one.name for one in dataclasses.fields(ListedOrganisation)}


# How a list's columns are read.


def test_the_mapping_of_a_source_is_remembered(store: Store) -> None:
    assert store.lists.mapping("mva") == {}
    store.lists.remember("mva", {"Group": "name"})
    store.lists.remember("mva", {"Group": "name", "Tél": "phone"})
    assert store.lists.mapping("mva") == {"Group": "name", "Tél": "phone"}
