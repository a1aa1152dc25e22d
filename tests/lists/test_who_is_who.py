"""The same organisation in two lists: joined, asked, or two; and what its list knows it by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from factories import listed, make_organisation

from db.lists.held_rows import HeldDecision
from db.store import Store
from spoc_tui.casework.lists.importing import ImportReport
from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.reports.lists.overlap import sentence

LEGION = Identifier("GB-CHC", "900001")


def bring(store: Store, folder: Path, text: str, source: str) -> ImportReport:
    """A list as somebody keeps it, imported."""
    file = folder / f"{source}.csv"
    file.write_text(text, encoding="utf-8")
    return store.lists.run_import(store.lists.open(file, source=source))


def counts(report: ImportReport) -> dict[str, int]:
    return {verdict.value: count for verdict, count in report.counts.items() if count}


def why(report: ImportReport) -> list[str]:
    return [row.why for row in report.rows]


def names(store: Store) -> list[str]:
    return sorted(one.name for one in store.organisations.page(0, 50))


ONE = "Organisation,Website\nAlder House,https://www.facebook.com/groups/1001\nBirch Society,\n"
TWO = (
    "Organisation,Address,Postcode,Link\n"
    "Alder House,45 Example Road,ME4 6AA,https://www.facebook.com/groups/1001/\n"
    "Birch Society,1 Example Street,ME7 1AA,\n"
)


def test_what_one_list_alone_knows_is_no_difference(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path, ONE, "one")
    report = bring(store, tmp_path, TWO, "two")
    assert counts(report) == {"held": 2}
    assert why(report) == [
        "may be Alder House: same name, same web address",
        "may be Birch Society: same name, and nothing that speaks against it",
    ]
    overlap = store.lists.overlap()
    assert (overlap.organisations, overlap.in_several, overlap.undecided) == (2, 0, 2)
    assert "Undecided: 2 rows wait in the review queue" in sentence(overlap)
    for row in store.held_rows.waiting():
        store.held_rows.same(row.uid)
    overlap = store.lists.overlap()
    assert (overlap.organisations, overlap.in_several, overlap.undecided) == (2, 2, 0)
    assert counts(bring(store, tmp_path, TWO, "two")) == {"unchanged": 2}


@pytest.mark.parametrize(
    ("here", "row"),
    [
        ("Alder House,ME4 6AA,,", "The Alder House Ltd.,me46aa,01634 555001,"),
        ("Sunflower House,ME4 6AA,,", "Sun Flower House,ME4 6AA,,"),
        ("Medway Food Bank,,01634 555004,", "Medway Foodbank,,+44 1634 555004,"),
        (
            "St Mary & All Saints,,,a@b.example; c@d.example",
            "Saint Mary and All Saints,,,C@D.example",
        ),
    ],
)
def test_the_same_name_and_place_are_joined_and_it_says_so(
    store: Store, tmp_path: Path, here: str, row: str
) -> None:
    heading = "Name,Postcode,Tel,Email\n"
    bring(store, tmp_path, f"{heading}{here}\n", "one")
    report = bring(store, tmp_path, f"{heading}{row}\n", "two")
    assert (counts(report), report.joined) == ({"updated": 1}, 1)
    assert report.sentence == "1 updated (1 by name and place, not by a number)"
    assert why(report)[0].startswith(f"is {here.split(',')[0]}: same name, same ")
    assert store.lists.overlap().in_several == 1
    store.undo()
    assert store.lists.overlap().in_several == 0


def test_another_place_is_another(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path, "Name,Postcode\nWomen's Institute,ME4 6AA\n", "one")
    report = bring(store, tmp_path, "Name,Postcode\nWomens Institute,ME7 1AA\n", "two")
    assert counts(report) == {"added": 1}


def test_what_goes_by_another_name_is_asked(store: Store) -> None:
    store.lists.import_list([listed(2, other_names=("Alder House",))], source="register")
    row = listed(2, key="a", name="Birch", identifiers=(), other_names=("The Alder House",))
    report = store.lists.import_list([row], source="mva")
    assert counts(report) == {"held": 1}


def test_two_rows_of_one_list_are_not_both_joined(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path, "Name,Postcode\nSunflower House,ME4 6AA\n", "one")
    rows = "Name,Postcode\nSunflower House,ME4 6AA\nSun Flower House,ME4 6AA\n"
    report = bring(store, tmp_path, rows, "two")
    assert counts(report) == {"held": 2}
    assert all("several rows of this list may be it" in one for one in why(report))


def test_names_joined_or_split_in_one_list_are_possible_duplicates(
    store: Store, tmp_path: Path
) -> None:
    rows = "Name,Postcode\nSunflower House,ME4 6AA\nSun Flower House,ME4 6AA\n"
    assert counts(bring(store, tmp_path, rows, "one")) == {"added": 2}
    (pair,) = store.duplicates.pairs(9)
    assert pair.why == "same postcode ME4 6AA, names nearly the same"


def test_of_lists_that_were_imported_before_one_name_is_a_pair(store: Store) -> None:
    for source, fields in (("one", {}), ("two", {"postcode": "ME4 6AA"})):
        made = listed(2, key=source, name=f"Alder {source}", identifiers=(), **fields)
        store.lists.import_list([made], source=source)
    for name in ("Alder one", "Alder two"):
        store.organisations.edit(store.organisations.find(name).uid, {"name": "Alder House"})
    (pair,) = store.duplicates.pairs(9)
    assert pair.why == "same name"
    assert "1 pair of them may be one" in sentence(store.lists.overlap())


# Numbers.

BRANCHES = (
    "Name,Charity number,Postcode\n"
    "Example Legion Rainham Branch,900001,ME8 7AA\n"
    "Example Legion Strood Branch,900001,ME2 4AA\n"
    "Example Legion,900001,\n"
)


def test_a_number_that_several_rows_quote_is_no_identity(store: Store, tmp_path: Path) -> None:
    row = listed(2, name="THE EXAMPLE LEGION", identifiers=(LEGION,), postcode="SE1 1AA")
    store.lists.import_list([row], source="register")
    report = bring(store, tmp_path, BRANCHES, "directory")
    assert counts(report) == {"updated": 1, "held": 2}
    rainham, strood = sorted(store.held_rows.waiting(), key=lambda one: one.name)
    assert rainham.why == (
        "may be THE EXAMPLE LEGION: same number GB-CHC-900001, which several quote; a branch of it?"
    )
    store.held_rows.branch(rainham.uid)
    store.held_rows.branch(strood.uid)
    branch = store.organisations.find("Example Legion Rainham Branch")
    assert (branch.parent, branch.identifiers) == ("THE EXAMPLE LEGION", ())
    assert store.organisations.find("THE EXAMPLE LEGION").postcode == "SE1 1AA"
    # Whatever the order, each is what it was; nothing looks like one.
    heading, *lines = BRANCHES.splitlines()
    again = "\n".join([heading, *reversed(lines)])
    assert counts(bring(store, tmp_path, again, "directory")) == {"unchanged": 3}
    assert store.duplicates.pairs(9) == []
    store.undo()
    assert [one.name for one in store.held_rows.waiting()] == [strood.name]


def test_the_rows_of_a_number_are_told_apart_in_any_order(store: Store, tmp_path: Path) -> None:
    assert counts(bring(store, tmp_path, BRANCHES, "directory")) == {"added": 3}
    heading, first, *lines = BRANCHES.splitlines()
    assert counts(bring(store, tmp_path, "\n".join([heading, *lines, first]), "directory")) == {
        "unchanged": 3
    }
    report = bring(store, tmp_path, "\n".join([heading, *lines]), "directory")
    assert (counts(report), report.gone) == ({"unchanged": 2}, ["Example Legion Rainham Branch"])
    assert names(store) == [
        "Example Legion",
        "Example Legion Rainham Branch",
        "Example Legion Strood Branch",
    ]


def test_a_number_under_another_name_and_postcode_is_held(store: Store, tmp_path: Path) -> None:
    row = listed(2, name="THE EXAMPLE LEGION", identifiers=(LEGION,), postcode="SE1 1AA")
    store.lists.import_list([row], source="register")
    rows = "Name,Charity number,Postcode\nRainham Club,900001,ME8 7AA\n"
    report = bring(store, tmp_path, rows, "directory")
    assert counts(report) == {"held": 1}
    assert "under another name and postcode; a branch of it?" in why(report)[0]


def test_branches_whose_parent_is_here_but_not_in_their_list_are_held(
    store: Store, tmp_path: Path
) -> None:
    row = listed(2, name="THE EXAMPLE LEGION", identifiers=(LEGION,), postcode="SE1 1AA")
    store.lists.import_list([row], source="register")
    rows = "Name,Charity number\nRainham Club,900001\nStrood Club,900001\n"
    assert counts(bring(store, tmp_path, rows, "directory")) == {"held": 2}
    first = store.held_rows.waiting()[0]
    store.held_rows.settle(HeldDecision.BRANCH, store.held_rows.alike(first.uid))
    parent = store.organisations.find("EXAMPLE LEGION").uid
    for name in ("Rainham Club", "Strood Club"):
        branch = store.organisations.find(name)
        assert (branch.parent_uid, branch.identifiers) == (parent, ())


def test_rows_held_for_one_kind_of_reason_are_alike_whatever_number_they_quote(
    store: Store, tmp_path: Path
) -> None:
    numbers = (LEGION, Identifier("GB-CHC", "900002"))
    here = [
        listed(n, name=f"Body {n}", identifiers=(number,), postcode="SE1 1AA")
        for n, number in enumerate(numbers, 2)
    ]
    store.lists.import_list(here, source="register")
    rows = "Name,Charity number,Postcode\nRainham Club,900001,ME8 7AA\nStrood Club,900002,ME2 1AA\n"
    bring(store, tmp_path, rows, "directory")
    first, second = store.held_rows.waiting()
    assert store.held_rows.alike(first.uid) == [first.uid, second.uid]


def test_a_row_that_gets_a_number_is_the_one_it_was(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path, "Name,Postcode,Charity number\nAlder House,,\nBirch,ME4 6AA,\n", "mva")
    rows = "Name,Postcode,Charity number\nAlder House,ME7 1AA,\nBirch,ME4 6AA,900002\n"
    report = bring(store, tmp_path, rows, "mva")
    assert (counts(report), report.gone) == ({"updated": 2}, [])
    assert names(store) == ["Alder House", "Birch"]
    assert counts(bring(store, tmp_path, rows, "mva")) == {"unchanged": 2}


def test_a_lists_own_key_is_its_key(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path, "Org ID,Organisation\nORG001,Alder House\nORG002,Birch\n", "mva")
    rows = "Org ID,Organisation\nORG001,Alder Hall\nORG002,Birch\n"
    assert counts(bring(store, tmp_path, rows, "mva")) == {"updated": 1, "unchanged": 1}
    assert names(store) == ["Alder Hall", "Birch"]


@pytest.mark.parametrize(
    ("columns", "cells", "number"),
    [
        ("Company number", "IP28116R", "GB-COH-IP28116R"),
        ("Company number", "RS007123", "GB-COH-RS007123"),
        ("Charity number", "NI106288", "GB-NIC-106288"),
        ("Charity number", "SC002327", "GB-SC-SC002327"),
        ("Company number", "NI106288", "GB-COH-NI106288"),
        ("Company number", "SC002327", "GB-COH-SC002327"),
        ("org_id", "GB-MPR-28116R", "GB-COH-IP28116R"),
        ("org_id", "GB-COH-IP00149C", "GB-COH-IP00149C"),
    ],
)
def test_a_number_is_of_the_register_of_its_column(
    store: Store, tmp_path: Path, columns: str, cells: str, number: str
) -> None:
    bring(store, tmp_path, f"Name,{columns}\nAlder Store,{cells}\n", "mva")
    found = store.organisations.find("Alder Store")
    assert [one.text for one in found.identifiers] == [number]
    typed = cells.removeprefix("GB-MPR-").removeprefix("GB-COH-")
    assert [hit.name for hit in store.search.anything(typed)] == ["Alder Store"]


# One that is closed, and what it went into.


def test_a_closed_one_and_a_new_one_of_its_name_and_place_are_offered(store: Store) -> None:
    old = listed(2, name="Alder House", postcode="ME4 6AA")
    store.lists.import_list([old], source="register")
    made = store.organisations.find("Alder House")
    closed = listed(
        2, name="Alder House", postcode="ME4 6AA", state="closed", standing="removed 6 May 2026"
    )
    new = listed(3, name="Alder House CIO", postcode="ME4 6AA")
    report = store.lists.import_list([closed, new], source="register")
    assert counts(report) == {"added": 1, "updated": 1}
    (pair,) = store.duplicates.pairs(9)
    assert (pair.one.name, pair.other.uid) == ("Alder House CIO", made.uid)
    assert "the closed one may have gone into the other" in pair.why
    store.duplicates.merge(pair.one.uid, pair.other.uid)
    assert store.organisations.find("GB-CHC-1000002").name == "Alder House CIO"
    assert store.organisations.get(pair.one.uid).state == "active"
    assert counts(store.lists.import_list([closed, new], source="register")) == {"unchanged": 2}


def test_a_number_that_is_gone_and_a_new_one_of_its_name_and_place(store: Store) -> None:
    old, other = listed(2, name="Alder House", postcode="ME4 6AA"), listed(9)
    store.lists.import_list([old, other], source="register")
    new = listed(3, name="Alder House CIO", postcode="ME4 6AA")
    report = store.lists.import_list([new, other], source="register")
    assert (counts(report), report.gone) == ({"added": 1, "unchanged": 1}, ["Alder House"])
    assert why(report) == [
        "beside Alder House: same name, same postcode, in register, where its row is gone, "
        "another number: the gone one may have gone into the other"
    ]
    (pair,) = store.duplicates.pairs(9)
    assert (pair.one.name, pair.other.name) == ("Alder House CIO", "Alder House")


# Addresses.


def test_each_of_several_addresses_is_found(store: Store, tmp_path: Path) -> None:
    rows = "Name,Email\nAlder House,info@alder.example / Jo@Alder.example\n"
    bring(store, tmp_path, rows, "mva")
    assert store.organisations.find("Alder House").email == "info@alder.example; Jo@Alder.example"
    for typed in ("info@alder", "jo@alder.example", "Jo <jo@alder.example>"):
        assert [hit.name for hit in store.search.anything(typed)] == ["Alder House"]
    assert store.search.anything("o@alder.example") == []


def test_those_of_several_addresses_are_read_by_their_index(store: Store) -> None:
    from db.search.emails import SEVERAL

    for table in ("organisation", "contact"):
        plan = store.connection.execute(
            f"EXPLAIN QUERY PLAN SELECT 1 FROM {table} WHERE {SEVERAL} AND instr(email, 'x') > 0"
        ).fetchall()
        assert f"{table}_of_several_emails" in plan[0]["detail"]


@pytest.mark.parametrize("typed", ["sun flower house", "sun flower ho", "sunflower"])
def test_names_joined_or_split_are_found_either_way(store: Store, typed: str) -> None:
    for name in ("Sunflower House", "Sun Flower House"):
        make_organisation(store, name)
    assert len(store.search.anything(typed)) == 2


@pytest.mark.parametrize(
    "typed",
    ["alder community interest comp", "alder c.i", "alder charitable incorporated organiz"],
)
def test_a_legal_form_half_typed_is_found(store: Store, typed: str) -> None:
    form = "CIO" if "char" in typed else "Community Interest Company"
    make_organisation(store, f"Alder {form}")
    assert [hit.name for hit in store.search.anything(typed)] == [f"Alder {form}"]


def test_on_the_command_line(cli: Cli, tmp_path: Path) -> None:
    for source, rows in (("one", "Alder House,ME4 6AA\n"), ("two", "The Alder House,ME4 6AA\n")):
        file = tmp_path / f"{source}.csv"
        file.write_text(f"Name,Postcode\n{rows}")
        told: dict[str, Any] = cli.json("import", "organisations", str(file), "--source", source)
    assert (told["updated"], told["joined"]) == (1, 1)
    assert told["reasons"][0]["why"].startswith("is Alder House: same name, same postcode")
    assert cli.json("overlap")["in_several"] == 1
