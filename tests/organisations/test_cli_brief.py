"""`spoc brief`: the sheet on standard output, or in a file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import docx
import pytest
from cli_desk import Cli
from factories import make_enquiry, make_organisation

from db.store import Store

NAME = "briefing-rook-lane-bowls-club-2026-04-02.docx"


@pytest.fixture
def club(store: Store) -> str:
    """A club with an enquiry; its name."""
    made = make_organisation(store)
    make_enquiry(store, organisation_uid=made.uid)
    store.promises.make("1", "Ring back", by=store.today())
    return made.name


def test_it_is_printed_as_markdown(cli: Cli, club: str) -> None:
    said = cli.text("brief", "rook lane")
    assert said.startswith(
        "# Rook Lane Bowls Club\n\nFor use within the council. As at Thu 2 Apr 2026; "
        "written by Ann Officer.\n\n## Who they are\n"
    )
    assert "| The council | Ring back | by Thu 2 Apr | ENQ-26-0001 |" in said


def test_it_is_printed_as_html(cli: Cli, club: str) -> None:
    said = cli.text("brief", club, "--format", "html")
    assert said.startswith("<!DOCTYPE html>")
    assert said.endswith("</html>\n")


def test_word_goes_to_a_file_named_after_the_organisation(
    cli: Cli, club: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = cli.text("brief", club, "--format", "docx")
    assert said == f"The briefing sheet is in {tmp_path / NAME}\n"
    assert docx.Document(str(tmp_path / NAME)).paragraphs[0].text == club
    again = cli.error(4, "brief", club, "--format", "docx")
    assert again["message"] == (
        f"{tmp_path / NAME} exists already. Name another file. Or write over it with --force."
    )


@pytest.mark.parametrize("name", ["sheet.html", "sheet.md", "sheet.docx", "SHEET.HTML", "sheet"])
def test_the_file_named_says_the_form_and_is_nobody_elses(
    cli: Cli, club: str, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "new folder" / name
    file.parent.mkdir()
    cli.text("brief", club, "--output", str(file))
    if not file.suffix:
        file = file.with_name(f"{name}.md")
    begins = {"html": b"<!DOCTYPE", "docx": b"PK"}.get(file.suffix[1:].lower(), b"# Rook")
    assert file.read_bytes().startswith(begins)
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_a_file_is_written_over_only_when_told(cli: Cli, club: str, tmp_path: Path) -> None:
    file = tmp_path / "sheet.md"
    file.write_text("mine")
    assert cli.error(4, "brief", club, "--output", str(file))["code"] == "refused"
    assert file.read_text() == "mine"
    cli.text("brief", club, "--output", str(file), "--force")
    assert file.read_text(encoding="utf-8").startswith("# Rook")


def test_what_cannot_be_written_is_reported(cli: Cli, club: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    error = cli.error(3, "brief", club, "--output", str(tmp_path / "file" / "sheet.md"))
    assert "is a file, not a folder" in error["message"]


def test_json_gives_the_file_and_the_facts(cli: Cli, club: str, tmp_path: Path) -> None:
    file = tmp_path / "sheet.docx"
    told = cli.json("brief", club, "--output", str(file))
    assert (told["file"], told["format"], told["text"]) == (str(file), "docx", None)
    assert told["organisation"]["name"] == club
    assert (told["since"], told["day"]) == ("2025-04-02", "2026-04-02")
    assert [one["reference"] for one in told["open"]] == ["ENQ-26-0001"]
    assert told["promises"][0]["text"] == "Ring back"
    shown = cli.json("brief", club)
    assert (shown["file"], shown["format"]) == (None, "md")
    assert shown["text"].startswith("# Rook")


def test_json_keeps_the_officers_notes_back(cli: Cli, club: str, store: Store) -> None:
    uid = store.organisations.find(club).uid
    store.organisations.edit(uid, {"notes": "Told in confidence"})
    told = cli.json("brief", club)
    assert "notes" not in told["organisation"]
    assert "confidence" not in str(told)


def test_bad_input(cli: Cli, club: str, tmp_path: Path) -> None:
    error = cli.error(2, "brief", club, "--format", "pdf")
    assert (error["field"], "md, html, docx" in error["message"]) == ("format", True)
    assert cli.error(2, "brief", club, "--output", str(tmp_path / "x.pdf"))["field"] == "format"
    assert cli.error(3, "brief", "nobody at all")["code"] == "not-found"


def test_it_writes_nothing_into_the_records(cli: Cli, club: str, store: Store) -> None:
    before = store.data_version()
    cli.text("brief", club)
    assert store.data_version() == before
