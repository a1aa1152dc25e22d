"""`spoc import organisations`: what columns are taken for, areas, reports, refusals."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NoReturn

import pytest
from cli_desk import Cli

from db.store import Store
from spoc_tui.casework.errors import StorageFailed
from spoc_tui.cli.lists import importing

GROUPS = """Group name;Tel;Post code;Main contact;Ward
Wigmore Scouts;01634 000001;ME8 0AA;Jo Bell;Rainham North
Strood Choir;01634 000002;ME2 2BB;;Strood
;;;;
=HYPERLINK("x");01634 000003;ME4 4AA;;Chatham Central
"""
COUNTS = ("added", "updated", "unchanged", "held", "refused")


@pytest.fixture
def groups(tmp_path: Path) -> Path:
    path = tmp_path / "groups.csv"
    path.write_text(GROUPS, encoding="cp1252")
    return path


def counts(report: dict[str, int]) -> dict[str, int]:
    return {name: report[name] for name in COUNTS if report[name]}


def test_what_of_a_list_is_not_read_is_said(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Groups of Medway\nNo,Name,Colour\n1,Lions,blue\n", encoding="utf-8")
    said = [
        "Line 1 is above the column names: “Groups of Medway”.",
        "Left out: the column “No”.",
    ]
    for told in (["--dry-run"], []):
        text = cli.text("import", "organisations", str(path), "--source", "odd", *told)
        assert all(f"  {remark}" in text.splitlines() for remark in said)
    assert cli.json("import", "organisations", str(path), "--source", "odd")["remarks"] == said


def test_a_list_of_the_councils_own(cli: Cli, store: Store, groups: Path) -> None:
    report = cli.json("import", "organisations", str(groups), "--source", "mva")
    assert counts(report) == {"added": 3}
    assert report["columns"] == {
        "Group name": "name",
        "Tel": "phone",
        "Post code": "postcode",
        "Main contact": "person",
        "Ward": "ward",
    }
    found = store.organisations.find("wigmore scouts")
    assert (found.phone, found.postcode, found.ward) == ("01634 000001", "ME8 0AA", "Rainham North")
    assert [person.name for person in store.organisations.contacts(found.uid)] == ["Jo Bell"]
    again = cli.json("import", "organisations", str(groups), "--source", "mva")
    assert counts(again) == {"unchanged": 3}
    cli.text("undo", "--yes")
    assert store.organisations.count() == 0


def test_a_list_without_a_name_of_its_own_is_asked_for_one(cli: Cli, groups: Path) -> None:
    refused = cli.error(2, "import", "organisations", str(groups))
    assert refused["field"] == "source"
    assert "--source NAME" in refused["message"]


def test_what_a_column_says_is_told_and_remembered(cli: Cli, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("A=1,Beta\nWigmore Scouts,A hall\n", encoding="utf-8")
    told = ("--map", "A=1=name", "--map", "Beta=notes")
    refused = cli.error(2, "import", "organisations", str(path), "--source", "odd")["message"]
    assert "--map" in refused
    dry = cli.text("import", "organisations", str(path), "--source", "odd", *told, "--dry-run")
    assert "A=1: name\n  Beta: notes" in dry
    assert store.lists.mapping("odd") == {}
    cli.json("import", "organisations", str(path), "--source", "odd", *told)
    assert store.organisations.find("wigmore scouts").notes == "Beta: A hall"
    assert counts(cli.json("import", "organisations", str(path), "--source", "odd")) == {
        "unchanged": 1
    }
    assert cli.error(2, "import", "organisations", str(path), "--map", "Beta")["field"] == "map"


@pytest.mark.parametrize(
    ("area", "names"),
    [
        ("ME8, ME2 2", ["Strood Choir", "Wigmore Scouts"]),
        ("rainham north", ["Wigmore Scouts"]),
    ],
)
def test_only_what_is_in_the_area(
    cli: Cli, store: Store, groups: Path, area: str, names: list[str]
) -> None:
    report = cli.json("import", "organisations", str(groups), "--source", "mva", "--area", area)
    assert report["outside_area"] == 3 - len(names)
    assert [one.name for one in store.organisations.page(0, 9)] == names


def test_an_area_from_a_file(cli: Cli, store: Store, groups: Path, tmp_path: Path) -> None:
    wards = tmp_path / "wards.txt"
    wards.write_text("Strood\nChatham Central\n", encoding="utf-8")
    cli.json("import", "organisations", str(groups), "--source", "mva", "--area", str(wards))
    assert store.organisations.count() == 2


def test_the_report_has_every_row(cli: Cli, groups: Path, tmp_path: Path) -> None:
    cli.json("import", "organisations", str(groups), "--source", "mva")
    cli.json("organisation", "edit", "Wigmore Scouts", "--set", "phone=01634 999")
    groups.write_text(GROUPS.replace("000001", "000009"), encoding="utf-8")
    report = tmp_path / "report.csv"
    arguments = ("import", "organisations", str(groups), "--source", "mva", "--report", str(report))
    cli.json(*arguments)
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["line"], row["verdict"]) for row in rows] == [
        ("2", "updated"),
        ("3", "unchanged"),
        ("5", "unchanged"),
    ]
    assert (rows[0]["field"], rows[0]["here"], rows[0]["listed"], rows[0]["kept"]) == (
        "phone",
        "01634 999",
        "01634 000009",
        "yes",
    )
    assert rows[2]["name"] == '\'=HYPERLINK("x")'
    assert cli.error(4, *arguments)["message"].startswith(f"{report} exists already")
    cli.json(*arguments, "--force")


def test_what_is_gone_is_told(cli: Cli, groups: Path) -> None:
    cli.json("import", "organisations", str(groups), "--source", "mva")
    groups.write_text(GROUPS.replace("Strood Choir;01634 000002;ME2 2BB;;Strood\n", ""))
    report = cli.json("import", "organisations", str(groups), "--source", "mva", "--part")
    assert (report["gone"], counts(report)) == (0, {"unchanged": 2})
    report = cli.json("import", "organisations", str(groups), "--source", "mva")
    assert (report["gone"], report["gone_names"]) == (1, ["Strood Choir"])


def test_a_list_is_known_again_however_its_name_is_written(cli: Cli, groups: Path) -> None:
    cli.json("import", "organisations", str(groups), "--source", "Volunteer  centre\n")
    report = cli.json("import", "organisations", str(groups), "--source", "volunteer-CENTRE")
    assert (report["source"], counts(report)) == ("Volunteer centre", {"unchanged": 3})


def test_a_report_that_cannot_be_written_hides_nothing(
    cli: Cli, store: Store, groups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: Path, *, overwrite: bool) -> NoReturn:
        raise StorageFailed(f"{file} could not be written: No space left on device.")

    monkeypatch.setattr(importing, "private_file", full)
    report = str(groups.parent / "report.csv")
    result = cli.run("import", "organisations", str(groups), "--source", "mva", "--report", report)
    assert (result.exit_code, store.organisations.count()) == (5, 3)
    assert "mva: 3 added" in result.stdout
    assert "could not be written" in result.stderr


def test_an_organisation_says_which_lists_have_it_or_had(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Id,Name\n1,Wigmore Scouts\n2,Strood Choir\n", encoding="utf-8")
    arguments = ("import", "organisations", str(path), "--source", "mva", "--map", "Id=key")
    cli.json(*arguments)
    path.write_text("Id,Name\n1,Wigmore Scouts\n", encoding="utf-8")
    cli.json(*arguments)
    said = cli.text("organisation", "show", "strood choir")
    assert "In the lists\n  mva, 2, gone since Thu 2 Apr" in said
    assert "mva, 1, seen Thu 2 Apr" in cli.text("organisation", "show", "wigmore scouts")
    (entry,) = cli.json("organisation", "show", "strood choir")["lists"]
    assert entry == {
        "source": "mva",
        "key": "2",
        "seen_at": "2026-04-02T09:00:00Z",
        "gone_on": "2026-04-02",
        "standing": "",
    }


def test_an_income_that_cannot_be_read_is_kept_as_a_note(
    cli: Cli, store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        'Name,Income,Staff\nWigmore Scouts,£1.2m,ten\nStrood Choir,"12,500",0\nRook Lane,n/a,-5\n',
        encoding="utf-8",
    )
    cli.json("import", "organisations", str(path), "--source", "mva")
    notes = {one.name: one.notes for one in map(store.organisations.find, ("wigmore", "strood"))}
    assert notes == {"Wigmore Scouts": "Income: £1.2m\nStaff: ten", "Strood Choir": ""}
    assert store.organisations.find("rook lane").notes == "Staff: -5"
    assert store.organisations.find("strood").income_pence == 1_250_000
