"""The directory exported: everything, or the public part; no formula, and no half file."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from cli_desk import Cli
from factories import FixedClock, listed, make_organisation
from hypothesis import given
from hypothesis import strategies as st

from db.store import Store
from spoc_tui.casework.organisations.directory import PUBLISHED
from spoc_tui.casework.spreadsheets import as_it_was, as_text
from spoc_tui.files import private_file
from spoc_tui.reports.documents.as_xlsx import LONGEST_CELL, write_sheet

EVIL = '=HYPERLINK("http://example.org")'
KNOWN = {
    "kind": "club",
    "purpose": "Bowls; and tea",
    "postcode": "ME7 1AA",
    "ward": "Gillingham South",
    "phone": "+44 1634 555010",
    "email": "@rook",
    "notes": "-1\nPrivate ½",
    "income": "12,500.50",
    "staff": "3",
    "volunteers": "partly",
    "tags": "green, bowls",
    "memberships": "Medway Voluntary Action",
    "published_on": "2026-03-01",
}


@pytest.fixture
def club(store: Store) -> str:
    """A club of which much is known, and others; the uid."""
    made = store.organisations.add(
        EVIL, fields=KNOWN, identifiers=["GB-CHC-1234567"], other_names=["Rook; Lane", "The Rooks"]
    )
    store.organisations.add_contact(made.uid, "Bea | Ex; Ample", role="Cox", email="b@example.org")
    gone = store.organisations.add_contact(made.uid, "Cy Gone")
    store.organisations.edit_contact(gone.uid, {"left_on": "2026-03-31"})
    store.lists.import_list([listed(2, name="Zebra Club")], source="Clubs")
    closed = make_organisation(store, "Shut", published_on="2026-03-01")
    store.organisations.edit(closed.uid, {"state": "closed"})
    return made.uid


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def exported(cli: Cli, *more: str) -> str:
    result = cli.run("export", "directory", *more)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout_bytes.decode("utf-8-sig")


def test_csv_has_everything_and_no_formula(cli: Cli, club: str) -> None:
    rook, shut, zebra = rows_of(exported(cli))
    assert rook == {
        "id": club,
        "name": f"'{EVIL}",
        "other_names": "Rook, Lane; The Rooks",
        "kind": "club",
        "purpose": "Bowls; and tea",
        "address": "",
        "postcode": "ME7 1AA",
        "ward": "Gillingham South",
        "phone": "'+44 1634 555010",
        "email": "'@rook",
        "web": "",
        "notes": "'-1\nPrivate ½",
        "state": "active",
        "size": "small",
        "income": "12500.50",
        "staff": "3",
        "volunteers": "partly",
        "incomes": "",
        "challenges": "",
        "tags": "green; bowls",
        "memberships": "Medway Voluntary Action",
        "parent": "",
        "published_on": "2026-03-01",
        "named_on": "",
        "not_known_before": "yes",
        "identifiers": "GB-CHC-1234567",
        "people": "Bea,Ex,Ample | Cox | | b@example.org",
        "sources": "",
    }
    assert (shut["state"], zebra["sources"], zebra["size"]) == ("closed", "Clubs", "")


def test_only_what_may_be_published(cli: Cli, club: str) -> None:
    [rook] = rows_of(exported(cli, "--published"))
    assert tuple(rook) == PUBLISHED
    for form in ("csv", "json"):
        said = exported(cli, "--published", "--format", form)
        for private in ("Bea", "Private", club, "2026-03-01", "Shut", "Zebra", "12500"):
            assert private not in said


def test_json_is_typed(cli: Cli, club: str) -> None:
    rook, _, zebra = json.loads(exported(cli, "--format", "json"))
    assert json.loads(exported(cli, "--json"))[0] == rook
    assert (rook["id"], rook["name"], rook["staff"], rook["income"]) == (club, EVIL, 3, "12500.50")
    assert rook["other_names"] == ["Rook; Lane", "The Rooks"]
    assert rook["people"] == [
        {"name": "Bea | Ex; Ample", "role": "Cox", "phone": "", "email": "b@example.org"}
    ]
    assert (rook["not_known_before"], zebra["staff"]) == (True, None)


def test_excel_has_text_numbers_and_days(cli: Cli, club: str, tmp_path: Path) -> None:
    file = tmp_path / "directory.xlsx"
    said = cli.text("export", "directory", "--output", str(file))
    assert said == f"3 organisations in {file}\n"
    [sheet] = openpyxl.load_workbook(file).worksheets
    heads, rook, *_ = sheet.iter_rows()
    cells = {head.value: cell for head, cell in zip(heads, rook, strict=True)}
    assert (cells["name"].value, cells["name"].data_type) == (EVIL, "s")
    assert (cells["phone"].value, cells["phone"].data_type) == ("+44 1634 555010", "s")
    assert (cells["staff"].value, cells["staff"].data_type) == (3, "n")
    assert cells["published_on"].is_date
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:AB4")
    assert sheet.column_dimensions["B"].width > 30


def test_merged_ones_are_with_their_survivor(cli: Cli, club: str, store: Store) -> None:
    zebra = store.organisations.find("Zebra Club")
    store.organisations.add_contact(zebra.uid, "Di Zebra")
    store.duplicates.merge(club, zebra.uid)
    rook, _ = json.loads(exported(cli, "--json"))
    assert "Zebra Club" in rook["other_names"]
    assert [person["name"] for person in rook["people"]] == ["Bea | Ex; Ample", "Di Zebra"]
    assert rook["sources"] == ["Clubs"]
    assert rook["identifiers"] == ["GB-CHC-1000002", "GB-CHC-1234567"]


def test_more_than_are_read_at_once(
    cli: Cli, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.organisations.directory.ROWS_READ_AT_ONCE", 2)
    for name in ("Ark", "Choir", "Bowls", "Drama", "Éclair"):
        make_organisation(store, name)
    make_organisation(store, "Choir", anyway=True)
    names = [row["name"] for row in rows_of(exported(cli))]
    assert names == ["Ark", "Bowls", "Choir", "Choir", "Drama", "Éclair"]


def test_a_file_is_the_officers_own_and_never_written_over(
    cli: Cli, club: str, tmp_path: Path
) -> None:
    file = tmp_path / "new" / "directory.json"
    file.parent.mkdir()
    told = cli.json("export", "directory", "--output", str(file), "--published")
    assert told == {"file": str(file), "format": "json", "published": True, "organisations": 1}
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    assert cli.error(4, "export", "directory", "--output", str(file))["code"] == "refused"
    assert file.read_bytes() == before
    cli.text("export", "directory", "--output", str(file), "--force")
    assert file.read_bytes() != before


def test_what_cannot_be_is_reported(cli: Cli, club: str, tmp_path: Path) -> None:
    error = cli.error(2, "export", "directory", "--format", "xlsx")
    assert (error["field"], "--output directory.xlsx" in error["message"]) == ("output", True)
    assert cli.error(2, "export", "directory", "--format", "pdf")["field"] == "format"
    assert cli.error(2, "export", "directory", "--format", "csv")["field"] == "format"
    assert cli.error(2, "export", "directory", "--output", str(tmp_path / "x.ods"))["field"]


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_a_full_disk_leaves_what_was_there(
    cli: Cli, club: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    def full_disk(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    file = tmp_path / "out" / f"mine.{form}"
    file.parent.mkdir()
    file.write_text("mine")
    monkeypatch.setattr(os, "fsync", full_disk)
    error = cli.error(5, "export", "directory", "--output", str(file), "--force")
    assert "No space left" in error["message"]
    assert file.read_text() == "mine"
    assert list(file.parent.iterdir()) == [file]


def test_a_workbook_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    def rows() -> Any:
        yield ["Ark"]
        raise ValueError("stopped")

    with pytest.raises(ValueError, match="stopped"), private_file(tmp_path / "a.xlsx") as out:
        write_sheet(rows(), ["name"], out)
    assert list(tmp_path.iterdir()) == []


def test_a_cell_that_excel_cannot_hold_says_that_it_is_cut(tmp_path: Path) -> None:
    out = io.BytesIO()
    write_sheet([["x" * 40_000, "", "y"]], ["notes", "web", "name"], out)
    [sheet] = openpyxl.load_workbook(out).worksheets
    long, blank, after = next(sheet.iter_rows(min_row=2, values_only=True))
    assert len(long) == LONGEST_CELL
    assert long.endswith("(longer than an Excel cell)")
    assert (blank, after) == (None, "y")


def test_others_save_while_it_is_read(store: Store, club: str) -> None:
    found = store.organisations.directory()
    first = next(found)
    with closing(store.second_connection()) as other:
        other.organisations.edit(club, {"web": "example.org"})
    assert first.organisation.uid == club
    assert len(list(found)) == 2
    assert store.organisations.get(club).web == "example.org"


@pytest.mark.slow
@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_what_was_taken_out_is_imported_again(
    cli: Cli, club: str, clock: FixedClock, tmp_path: Path, form: str
) -> None:
    file = tmp_path / f"directory.{form}"
    cli.text("export", "directory", "--output", str(file))
    other = Cli(tmp_path / "other.db", clock)
    assert other.json("import", "organisations", str(file))["added"] == 3
    before, after = json.loads(exported(cli, "--json")), json.loads(exported(other, "--json"))
    for old, new in zip(before, after, strict=True):
        for column in set(old) - {"id", "sources", "not_known_before", "people", "other_names"}:
            assert new[column] == old[column], column
        assert len(new["people"]) == len(old["people"])
    assert after[0]["people"][0]["email"] == "b@example.org"
    assert "The Rooks" in after[0]["other_names"]
    assert other.json("import", "organisations", str(file))["unchanged"] == 3


@given(st.text())
def test_a_cell_is_never_a_formula_and_is_read_back(text: str) -> None:
    cell = as_text(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert as_it_was(cell) == text


@pytest.mark.parametrize("text", ["=1", "'=1", "''-x", "'quoted'", "+44", "\t=1"])
def test_an_apostrophe_of_its_own_stays(text: str) -> None:
    assert as_it_was(as_text(text)) == text
