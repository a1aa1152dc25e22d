"""`spoc week` and what may be wrong with it: periods, forms, files; nothing is lost."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli

import spoc_tui.files

MONDAY = "week-2026-03-30"


def test_a_file_that_tells_no_form_gets_the_last_one(cli: Cli, tmp_path: Path) -> None:
    assert cli.json("week", "--output", str(tmp_path / "first"))["format"] == "md"
    cli.text("week", "--output", str(tmp_path / "second.txt"))
    assert cli.json("week", "--output", str(tmp_path / "third"))["format"] == "txt"
    assert cli.json("week", "--output", str(tmp_path / "fourth.csv"))["format"] == "csv"
    assert cli.json("week")["format"] == "md"  # what is only printed is not asked of a file
    assert cli.json("week", "--output", str(tmp_path / "fifth"))["format"] == "csv"


def test_in_a_folder_it_is_named_after_the_period(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "out.d"
    folder.mkdir()
    said = cli.json("week", "--output", str(folder), "--format", "docx")
    assert said["file"] == str(folder / f"{MONDAY}.docx")
    again = cli.error(4, "week", "--output", str(folder), "--format", "docx")
    assert "exists already" in again["message"]
    cli.text("week", "--of", "23/3", "--issue", "--output", str(folder))
    assert (folder / "WK-2026-03-23-7-1.docx").read_bytes().startswith(b"PK")
    cli.text("week", "--output", str(folder), "--force")


def test_a_file_that_is_there_stays_unless_forced(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "week.md"
    file.write_text("mine")
    error = cli.error(4, "week", "--output", str(file))
    assert (
        error["message"]
        == f"{file} exists already. Name another file. Or write over it with --force."
    )
    assert file.read_text() == "mine"
    cli.text("week", "--output", str(file), "--force")
    assert file.read_text(encoding="utf-8").startswith("# The voluntary sector")
    assert cli.error(4, "week", "--of", "23/3", "--issue", "--output", str(file))
    assert cli.json("week", "--issued") == []


@pytest.mark.parametrize(
    ("args", "code", "field", "why"),
    [
        (("--of", "1/6/2026"), 2, "of", "is still to come: it begins on Mon 1 Jun 2026"),
        (("--from", "1/6/2026"), 2, "from", "after its end on Thu 2 Apr"),
        (("--from", "2/4", "--to", "1/4"), 2, "from", "It would begin on Thu 2 Apr"),
        (("--format", "pdf"), 2, "format", "pdf"),
        (("--output", "week.pdf"), 2, "format", "pdf"),
    ],
)
def test_what_cannot_be_summed_up_is_reported(
    cli: Cli, args: tuple[str, ...], code: int, field: str, why: str
) -> None:
    error = cli.error(code, "week", *args)
    assert error["field"] == field
    assert why in error["message"]


def test_a_folder_that_is_not_there_is_not_made(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("mine")
    for folder, why in (("nowhere", "There is no folder {}."), ("a-file", "{} is a file")):
        file = tmp_path / folder / "week.docx"
        for issued in ((), ("--of", "23/3", "--issue")):
            error = cli.error(3, "week", "--output", str(file), *issued)
            assert error["message"].startswith(why.format(file.parent))
    assert not (tmp_path / "nowhere").exists()
    assert (tmp_path / "a-file").read_text() == "mine"
    assert cli.json("week", "--issued") == []


def test_a_folder_that_may_not_be_written_to_is_reported(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_allowed(file: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))

    monkeypatch.setattr(spoc_tui.files, "_beside", not_allowed)
    file = tmp_path / "week.docx"
    error = cli.error(5, "week", "--output", str(file))
    assert error["message"] == f"{file} could not be written: Permission denied."
    error = cli.error(5, "week", "--of", "23/3", "--issue", "--output", str(file))
    assert error["message"].startswith("WK-2026-03-23-7-1 is issued, but ")
    assert error["message"].endswith("spoc week --again WK-2026-03-23-7-1")
    assert len(cli.json("week", "--issued")) == 1


def test_a_disk_that_fills_up_leaves_the_file_that_was_there(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, opened = tmp_path / "week.docx", os.fdopen
    cli.text("week", "--output", str(file))
    before, there = file.read_bytes(), set(tmp_path.iterdir())

    class Full:
        """A file on a disk that has room for a thousand bytes."""

        def __init__(self, out: Any) -> None:
            self._out = out

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *_: object) -> None:
            self._out.close()

        def write(self, content: bytes) -> None:
            self._out.write(content[:1_000])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(spoc_tui.files.os, "fdopen", lambda *args: Full(opened(*args)))
    error = cli.error(5, "week", "--output", str(file), "--force")
    assert error["message"] == f"{file} could not be written: No space left on device."
    assert file.read_bytes() == before
    assert set(tmp_path.iterdir()) == there


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--issue", "--behind", "enquiries.received"), "--behind goes without --issue."),
        (("--where", "topic=Licensing"), "--where needs --behind FIGURE."),
        (("--again", "WK-2026-03-30-7-1", "--named"), "--again goes without --named."),
        (("--issued", "--of", "today"), "--issued goes without --of."),
    ],
)
def test_no_option_is_passed_over_without_a_word(
    cli: Cli, options: tuple[str, ...], said: str
) -> None:
    assert said in cli.error(2, "week", *options)["message"]
