"""Every paper that stays here names the end of the history at its foot, and the check tells whether
it is there.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from cli_desk import Cli
from factories import make_organisation, make_payment

from db.store import Store
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.records.signed import Anchor, Signed, anchor_line

PAPERS = (
    ("brief", "rook lane"),
    ("pay", "pack"),
    ("week",),
    ("overlap",),
)
FORMATS = ("md", "html", "docx")


@pytest.fixture
def filled(cli: Cli) -> Cli:
    with closing(Store.open(cli.path, now=cli.now, anew=True)) as store:
        make_organisation(store)
        make_payment(store)
    return cli


def text_of(content: bytes) -> str:
    """All that a file says, whatever its format."""
    if not content.startswith(b"PK"):
        return content.decode()
    with ZipFile(BytesIO(content)) as parts:
        return "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: " ".join(paper))
def test_a_paper_has_it_in_every_format(filled: Cli, tmp_path: Path, paper: tuple[str]) -> None:
    with closing(sqlite3.connect(filled.path)) as connection:
        (seal,) = connection.execute(
            "SELECT hash FROM action ORDER BY clock DESC LIMIT 1"
        ).fetchone()
    written = 0
    for form in (*FORMATS, *(("xlsx", "txt", "json") if paper == ("week",) else ())):
        file = tmp_path / f"paper.{form}"
        result = filled.run(*paper, "--format", form, "--output", str(file))
        if result.exit_code == 2:  # it is not written in that format
            continue
        assert result.exit_code == 0, result.output
        assert f"seal {seal[:12]}" in text_of(file.read_bytes()), form
        written += 1
    assert written >= 2


def test_the_check_tells_whether_the_history_has_it(filled: Cli) -> None:
    foot = filled.text("week").splitlines()[-1]
    filled.log("Something after it")
    assert "The history has the seal" in filled.text("check", "--anchor", foot)
    result = filled.run("check", "--anchor", "seal 0123456789ab")
    assert result.exit_code == 4
    assert "the history was changed since it was written" in result.stdout
    assert filled.error(2, "check", "--anchor", "Tuesday")["field"] == "anchor"


def test_it_is_read_as_it_is_printed() -> None:
    line = anchor_line("3f9a12bc88de" + "0" * 52, 1_737, date(2026, 11, 25))
    assert Anchor.read(line) == ("3f9a12bc88de", 1_737)
    assert Anchor.read("3F9A12BC88DE") == ("3f9a12bc88de", None)
    with pytest.raises(BadInput):
        Anchor.read("3f9a")
    assert (Signed("Ann", line), Signed("Ann", line).anchor) == ("Ann", line)
