"""`spoc pay pack`: on standard output, or in a file of each form."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import docx
import openpyxl
import pytest
from cli_desk import Cli
from factories import make_payment, whole_file

from db.store import Store

ALL, ONE = "payment-pack-all-open-2026-04-02", "payment-pack-pay-26-0001-2026-04-02"
BEGINS = {"md": b"# Payment", "html": b"<!DOCTYPE html>", "docx": b"PK", "xlsx": b"PK"}


@pytest.fixture
def late(store: Store) -> str:
    """An invoice of £2,500, 30 days late; its reference. There is a grant as well."""
    days = {"received": "2026-02-02", "performed": "2026-02-01"}
    reference = make_payment(store, amount="2,500", invoice="RL-7", **days).reference
    make_payment(store, "Wigmore Scouts", amount="400", kind="grant", received="2026-03-02")
    return reference


def test_all_that_are_open_are_printed_as_markdown(cli: Cli, late: str) -> None:
    said = cli.text("pay", "pack")
    assert said.startswith(
        "# Payments outstanding: 2 open complaints\n\nFor the Chief Finance Officer; for use "
        "within the council. Indicative, not legal advice. As at Thu 2 Apr 2026; written "
        "by Ann Officer.\n"
    )
    assert "\n| All | 2 | £2,900.00 | £24.14 | £70.00 | £2,994.14 |\n" in said
    assert "Nothing is claimed: grants are outside" in said


def test_one_complaint_is_printed_alone(cli: Cli, late: str) -> None:
    said = cli.text("pay", "pack", "1")
    assert said.startswith("# Payment outstanding: PAY-26-0001\n")
    assert "Wigmore" not in said


def test_html_is_printed(cli: Cli, late: str) -> None:
    said = cli.text("pay", "pack", "--format", "html")
    assert said.startswith("<!DOCTYPE html>")
    assert said.endswith("</html>\n")


@pytest.mark.parametrize("form", ["docx", "xlsx"])
@pytest.mark.parametrize(("which", "name"), [((), ALL), (("PAY-26-0001",), ONE)])
def test_word_and_excel_without_a_file_go_to_one_named_after_it(
    cli: Cli,
    late: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    which: tuple[str, ...],
    name: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / f"{name}.{form}"
    assert cli.text("pay", "pack", *which, "--format", form) == f"The pack is in {file}\n"
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    again = cli.error(4, "pay", "pack", *which, "--format", form)
    assert (
        again["message"]
        == f"{file} exists already. Name another file. Or write over it with --force."
    )


@pytest.mark.parametrize("form", list(BEGINS))
def test_the_file_named_says_the_form(cli: Cli, late: str, tmp_path: Path, form: str) -> None:
    file = tmp_path / "new folder" / f"pack.{form.upper()}"
    file.parent.mkdir()
    cli.text("pay", "pack", "--output", str(file))
    assert file.read_bytes().startswith(BEGINS[form])
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_word_and_excel_can_be_read(cli: Cli, late: str, tmp_path: Path) -> None:
    word, excel = tmp_path / "pack.docx", tmp_path / "pack.xlsx"
    cli.text("pay", "pack", "--output", str(word))
    cli.text("pay", "pack", "--output", str(excel))
    title = docx.Document(str(word)).paragraphs[0].text
    assert title == "Payments outstanding: 2 open complaints"
    sheet = openpyxl.load_workbook(excel)["Complaints"]
    assert [sheet.cell(row, 1).value for row in (2, 3)] == ["PAY-26-0001", "PAY-26-0002"]


def test_a_file_is_written_over_only_when_told(cli: Cli, late: str, tmp_path: Path) -> None:
    file = tmp_path / "pack.xlsx"
    file.write_text("mine")
    assert cli.error(4, "pay", "pack", "--output", str(file))["code"] == "refused"
    assert file.read_text() == "mine"
    cli.text("pay", "pack", "--output", str(file), "--force")
    assert file.read_bytes().startswith(b"PK")


def test_json_gives_the_file_and_the_facts(cli: Cli, late: str, tmp_path: Path) -> None:
    file = tmp_path / "pack.docx"
    told = cli.json("pay", "pack", "--output", str(file))
    assert (told["file"], told["format"], told["text"]) == (str(file), "docx", None)
    assert (told["day"], len(told["complaints"])) == ("2026-04-02", 2)
    first = told["complaints"][0]
    sums = [first[name] for name in ("amount", "outstanding", "interest", "compensation", "total")]
    assert sums == ["2500.00", "2500.00", "24.14", "70.00", "94.14"]
    assert (first["reference"], first["days_late"], first["entitled"]) == (late, 30, True)
    assert first["working"][-1]["what"] == "Total"
    assert told["total"] == {
        "name": "All",
        "complaints": 2,
        "outstanding": "2900.00",
        "oldest": 59,
        "interest": "24.14",
        "daily": "0.80",
        "compensation": "70.00",
        "on_assumed_rate": 0,
    }
    assert [one["complaints"] for one in told["by_band"]] == [0, 2, 0]
    assert [one["name"] for one in told["by_directorate"]] == ["Not known"]
    shown = cli.json("pay", "pack", late)
    assert (shown["file"], shown["format"]) == (None, "md")
    assert shown["text"].startswith("# Payment outstanding: PAY-26-0001")


def test_nothing_private_is_in_the_json(cli: Cli, store: Store, late: str) -> None:
    store.payments.edit(late, {"caller": "CALLER", "phone": "01634 555012"})
    store.payments.note(late, "NOTED")
    told = str(cli.json("pay", "pack"))
    assert not [private for private in ("CALLER", "555012", "NOTED") if private in told]


@pytest.mark.parametrize("form", list(BEGINS))
def test_where_nothing_is_open_there_is_no_pack(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = {one.name for one in tmp_path.iterdir()}
    error = cli.error(4, "pay", "pack", "--format", form)
    assert error["message"].startswith("No payment complaint is open")
    assert {one.name for one in tmp_path.iterdir() if ".db-" not in one.name} == before


def test_bad_input(cli: Cli, late: str, tmp_path: Path) -> None:
    assert cli.error(3, "pay", "pack", "PAY-26-0099")["code"] == "not-found"
    error = cli.error(2, "pay", "pack", "--format", "pdf")
    assert (error["field"], "md, html, docx, xlsx" in error["message"]) == ("format", True)
    assert cli.error(2, "pay", "pack", "--output", str(tmp_path / "x.pdf"))["field"] == "format"


def test_what_cannot_be_written_is_reported(cli: Cli, late: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    error = cli.error(3, "pay", "pack", "--output", str(tmp_path / "file" / "pack.md"))
    assert "is a file, not a folder" in error["message"]


def test_it_writes_nothing_into_the_records(cli: Cli, store: Store, late: str) -> None:
    before = whole_file(store)
    cli.text("pay", "pack")
    assert whole_file(store) == before
