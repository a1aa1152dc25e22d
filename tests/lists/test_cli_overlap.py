"""`spoc overlap`: printed, as JSON, and in a file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from cli_desk import Cli
from factories import listed, make_organisation

from db.store import Store


@pytest.fixture
def lists(store: Store) -> None:
    for source, lines in (("Charities", (1, 2, 3)), ("MVA", (2, 3))):
        store.lists.import_list(map(listed, lines), source=source)
    make_organisation(store)


@pytest.mark.usefixtures("lists")
def test_it_is_printed_and_told_as_json(cli: Cli) -> None:
    said = cli.text("overlap")
    assert said.startswith("4 organisations, each counted once; 2 of them in more than one list.\n")
    assert "A B ·             2  ####" in said
    told = cli.json("overlap")
    assert told["combinations"][0] == {"lists": ["Charities", "MVA"], "organisations": 2}
    assert (told["organisations"], told["in_several"], told["file"]) == (4, 2, None)
    assert told["lists"][0] == {"name": "Charities", "organisations": 3, "only": 1}


@pytest.mark.usefixtures("lists")
def test_it_goes_to_a_file_that_is_nobody_elses(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "overlap.svg"
    assert cli.text("overlap", "--output", str(file)) == f"How the lists overlap is in {file}\n"
    assert file.read_text(encoding="utf-8").startswith("<svg")
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_text("mine")
    assert cli.error(4, "overlap", "--output", str(file))["code"] == "refused"
    assert file.read_text() == "mine"
    cli.text("overlap", "--output", str(file), "--format", "md", "--force")
    assert file.read_text(encoding="utf-8").startswith("# How the lists overlap")


def test_without_organisations_and_with_a_form_there_is_not(cli: Cli) -> None:
    assert "no organisations yet" in cli.text("overlap")
    assert cli.text("overlap", "--format", "csv") == "\ufefforganisations\n".lstrip("\ufeff")
    assert cli.error(2, "overlap", "--format", "pdf")["field"] == "format"
