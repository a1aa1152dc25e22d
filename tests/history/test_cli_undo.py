"""`spoc undo` and `spoc redo`: what they say, and when they ask first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_desk import Cli, a_list


def test_whoever_sits_there_is_asked_before_an_undo_and_a_redo(cli: Cli) -> None:
    cli.log("Hall", "--answered", "At nine.")
    cli.at_a_terminal = True
    refused = cli.run("undo", input="n\n")
    assert refused.stderr.startswith(
        "Undo “Logged ENQ-26-0001, answered now” of Thu 2 Apr 2026 10:00? "
        "Note that the caller has already been told. [y/N]: "
    )
    assert (refused.exit_code, refused.stdout) == (0, "Nothing was undone.\n")
    assert json.loads(cli.run("undo", "--json", input="n\n").stdout) == {
        "undone": None,
        "gone_out": "",
        "at": None,
    }
    assert cli.json("show", "1")["status"] == "closed"
    assert cli.run("undo", input="").exit_code == 130  # nobody there after all
    assert cli.run("undo", input="y\n").stdout.startswith("Undid: Logged ENQ-26-0001")
    refused = cli.run("redo", input="n\n")
    assert "Do “Logged ENQ-26-0001, answered now” again, undone Thu 2 Apr" in refused.stderr
    assert (refused.exit_code, refused.stdout) == (0, "Nothing was done again.\n")
    assert cli.text("redo", "--yes") == "Did again: Logged ENQ-26-0001, answered now.\n"
    assert cli.json("undo", "--yes")["undone"] == "Logged ENQ-26-0001, answered now"


def test_undo_and_redo_say_what_they_did(cli: Cli) -> None:
    cli.log("Hall", "--answered", "At nine.")
    undone = cli.json("undo")
    assert undone == {
        "undone": "Logged ENQ-26-0001, answered now",
        "gone_out": "the caller has already been told",
        "at": "2026-04-02T09:00:00Z",
    }
    assert cli.json("redo")["redone"] == "Logged ENQ-26-0001, answered now"
    assert cli.json("show", "1")["status"] == "closed"
    assert "What cannot be called back: the caller has already been told." in cli.text("undo")


@pytest.mark.parametrize(
    ("typed", "yes", "undone"), [("n\n", (), False), ("y\n", (), True), ("", ("--yes",), True)]
)
def test_undoing_much_asks_somebody_who_sits_there(
    cli: Cli, tmp_path: Path, typed: str, yes: tuple[str, ...], undone: bool
) -> None:
    cli.json("import", "organisations", a_list(tmp_path, 30))
    cli.at_a_terminal = True
    result = cli.run("undo", *yes, input=typed)
    assert result.exit_code == 0
    assert ("touched" in result.stderr) is (not yes)
    assert (cli.json("find", "club 7") == []) is undone


def test_undoing_much_does_not_ask_a_script(cli: Cli, tmp_path: Path) -> None:
    cli.json("import", "organisations", a_list(tmp_path, 30))
    assert cli.json("undo")["undone"].startswith("Imported")
