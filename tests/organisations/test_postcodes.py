"""Which ward a postcode is in: lists imported, and organisations given their wards by them."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_desk import Cli
from factories import labels, make_organisation, value

from db.store import Store
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.organisations.postcodes import PostcodeRow
from spoc_tui.registers.postcodes import open_postcodes

WARDS = """postcode,ward_code,ward_name
ME7 1AA,E05000001,Gillingham South
me71ab,E05000001,Gillingham South
ME1 1AA,E05000002,Rochester West & Borstal
Chatham,E05000003,Luton
ME1 1AB,,
"""
CODE_POINT = """\
"ME7 1AA",10,574571,168217,"E92000001","E19","E18","","E06000035","E05000001"
"ME71ZZ",10,574571,168217,"E92000001","E19","E18","","E06000035","E05000001"
"TN1 1AA",10,574571,168217,"E92000001","E19","E18","","E07000116","E05009999"
"TN1 1AB",90,0,0,"E92000001","E19","E18","","E07000116",""
"""


@pytest.fixture
def wards(tmp_path: Path) -> str:
    file = tmp_path / "wards.csv"
    file.write_text(WARDS, encoding="utf-8")
    return str(file)


@pytest.fixture
def code_point(tmp_path: Path) -> str:
    file = tmp_path / "me.csv"
    file.write_text(CODE_POINT, encoding="utf-8")
    return str(file)


def read(tmp_path: Path, text: str) -> list[PostcodeRow | RefusedRow]:
    file = tmp_path / "list.csv"
    file.write_text(text, encoding="utf-8")
    return list(open_postcodes(file))


def test_a_list_with_a_header(wards: str) -> None:
    *rows, bare = open_postcodes(Path(wards))
    assert rows == [
        PostcodeRow(2, "ME7 1AA", "Gillingham South", "E05000001"),
        PostcodeRow(3, "ME7 1AB", "Gillingham South", "E05000001"),
        PostcodeRow(4, "ME1 1AA", "Rochester West & Borstal", "E05000002"),
        RefusedRow(5, "“Chatham” is no postcode."),
    ]
    assert bare == RefusedRow(6, "ME1 1AB is in no ward.")


def test_code_point_open_has_codes_only(code_point: str) -> None:
    *rows, bare = open_postcodes(Path(code_point))
    assert rows == [
        PostcodeRow(1, "ME7 1AA", "", "E05000001", "E06000035"),
        PostcodeRow(2, "ME7 1ZZ", "", "E05000001", "E06000035"),
        PostcodeRow(3, "TN1 1AA", "", "E05009999", "E07000116"),
    ]
    assert bare == RefusedRow(4, "TN1 1AB is in no ward.")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("pcds,wd23nm,wd23cd,lad23nm", "ME7 1AA,Luton,E05000001,Medway"),
        ("Local Authority;Ward Name;Ward Code;Post Code", "Medway;Luton;E05000001;ME7 1AA"),
        ("PCD2\tLAUA\tOSWARD\tWard", "ME7 1AA\tMedway\tE05000001\tLuton"),
        ("postcode,ward,ward_name,district", "ME7 1AA,E05000001,Luton,Medway"),
    ],
)
def test_headers_that_are_about(tmp_path: Path, header: str, row: str) -> None:
    [read_row] = read(tmp_path, f"{header}\n{row}\n")
    assert isinstance(read_row, PostcodeRow)
    assert (read_row.postcode, read_row.ward) == ("ME7 1AA", "Luton")
    assert read_row.authority == "Medway"


@pytest.mark.parametrize("text", ["name,phone\nArk,1\n", "a,b\n", "postcode\nME7 1AA\n", "x\n"])
def test_what_is_no_such_list_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput, match="list of postcodes"):
        read(tmp_path, text)


def test_it_gives_organisations_their_wards_as_one_act(cli: Cli, store: Store, wards: str) -> None:
    for name, postcode, ward in (
        ("Ark", "me71aa", ""),
        ("Bowls", "ME1 1AA", "Typed here"),
        ("Choir", "ME1  1AA", ""),
        ("Drama", "ZE1 1AA", ""),
    ):
        make_organisation(store, name, postcode=postcode, ward=ward)
    before = value(store, "SELECT count(*) FROM postcode"), labels(store)
    dry = cli.json("import", "postcodes", wards, "--dry-run")
    assert (value(store, "SELECT count(*) FROM postcode"), labels(store)) == before
    told = cli.json("import", "postcodes", wards, "--authority", "Medway")
    assert told == {**dry, "dry_run": False}
    assert {name: told[name] for name in ("postcodes", "wards", "refused", "organisations")} == {
        "postcodes": 3,
        "wards": 2,
        "refused": 2,
        "organisations": 2,
    }
    assert told["refusals"][0] == {"line": 5, "why": "“Chatham” is no postcode."}
    ward = {one.name: one.ward for one in store.organisations.page(0, 9)}
    assert ward == {
        "Ark": "Gillingham South",
        "Bowls": "Typed here",
        "Choir": "Rochester West & Borstal",
        "Drama": "",
    }
    assert labels(store)[-1] == "Set 2 wards by postcode"
    assert store.search.anything("gillingham")[0].name == "Ark"
    store.undo()
    assert store.organisations.find("Ark").ward == ""
    assert store.postcodes.lookup("me7 1ab") == ("Gillingham South", "Medway")


def test_said_in_words(cli: Cli, wards: str, code_point: str) -> None:
    said = cli.text("import", "postcodes", wards, "--dry-run")
    assert said.splitlines() == [
        "3 postcodes in 2 wards; 2 refused. Organisations given a ward: 0.",
        "Nothing was written: this was a dry run.",
        "  line 5, refused: “Chatham” is no postcode.",
        "  line 6, refused: ME1 1AB is in no ward.",
    ]
    assert "Of 3 only the ward's code is known." in cli.text("import", "postcodes", code_point)


def test_a_list_replaces_its_authority_only_and_takes_names_by_code(
    cli: Cli, store: Store, wards: str, code_point: str, tmp_path: Path
) -> None:
    cli.text("import", "postcodes", wards, "--authority", "Medway")
    cli.text("import", "postcodes", code_point)
    lookup = store.postcodes.lookup
    assert lookup("ME7 1AA") == ("Gillingham South", "E06000035")
    assert lookup("ME7 1ZZ") == ("Gillingham South", "E06000035")
    assert lookup("TN1 1AA") == ("", "E07000116")
    assert lookup("ME1 1AA") == ("Rochester West & Borstal", "Medway")
    (tmp_path / "new.csv").write_text("postcode,ward\nME9 9AA,Rainham\n")
    cli.text("import", "postcodes", str(tmp_path / "new.csv"), "--authority", "Medway")
    assert lookup("ME1 1AA") is None
    assert lookup("ME7 1AA") == ("Gillingham South", "E06000035")
    assert (lookup("nonsense"), store.postcodes.ward_of("")) == (None, "")


def test_of_a_postcode_twice_the_first_counts(cli: Cli, store: Store, tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("postcode,ward\nME9 9AA,Rainham\nme99aa,Luton\n")
    assert cli.json("import", "postcodes", str(tmp_path / "l.csv"))["postcodes"] == 1
    assert store.postcodes.ward_of("ME9 9AA") == "Rainham"


def test_a_new_postcode_brings_its_ward(cli: Cli, store: Store, wards: str) -> None:
    cli.text("import", "postcodes", wards)
    made = make_organisation(store, "Ark", postcode="ME7 1AA")
    assert made.ward == "Gillingham South"
    edit = store.organisations.edit
    assert edit(made.uid, {"postcode": "ME1 1AA"}).ward == "Rochester West & Borstal"
    assert edit(made.uid, {"postcode": "ZE1 1AA"}).ward == "Rochester West & Borstal"
    assert edit(made.uid, {"ward": "Typed", "postcode": "ME7 1AB"}).ward == "Typed"
    assert edit(made.uid, {"postcode": "ME1 1AA"}).ward == "Typed"
    assert edit(made.uid, {"postcode": "", "ward": ""}).ward == ""


def test_a_file_that_is_not_there(cli: Cli) -> None:
    assert cli.error(2, "import", "postcodes", "nowhere.csv")["field"] == "file"


def test_medways_own(test_data: Path, cli: Cli) -> None:
    file = test_data / "medway-postcodes" / "DERIVED-medway-postcode-to-ward-2025.csv"
    told = cli.json("import", "postcodes", str(file))
    assert (told["postcodes"], told["wards"], told["refused"]) == (6168, 24, 0)
