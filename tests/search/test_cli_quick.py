"""The quick way to `spoc find`: the same answers as the command line proper, or none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_desk import Cli

from spoc_tui.cli.desk import Desk
from spoc_tui.cli.root import spoc
from spoc_tui.cli.search.quick import answered, read_search


@pytest.fixture
def filled(cli: Cli) -> Cli:
    cli.json("organisation", "add", "Rook Lane Bowls Club", "--phone", "01634 555 010")
    cli.json("organisation", "add", "Rook Street Choir")
    cli.log("Keys for the pavilion", "--organisation", "rook lane")
    return cli


@pytest.mark.parametrize(
    "args",
    [
        ("find",),
        ("find", "rook"),
        ("find", "rook", "lane", "--json"),
        ("find", "--limit", "1", "rook"),
        ("find", "rook", "--kind", "organisation", "--limit", "1000"),
        ("find", "rook", "--kind", "person", "--kind", "enquiry"),
        ("find", "--json", "nobody at all"),
        ("find", "555 010", "", " "),
    ],
)
def test_it_answers_as_the_command_line_does(
    filled: Cli, args: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    proper = filled.run(*args)
    assert answered([*args, "--db", str(filled.path)], Desk(now=filled.now)) is True
    said = capsys.readouterr()
    assert (said.out, said.err) == (proper.stdout, "")


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("due",),
        ("--json", "find", "rook"),
        ("find", "--help"),
        ("find", "--", "-5"),
        ("find", "-5"),
        ("find", "--kind=person"),
        ("find", "--kind", "team"),
        ("find", "--kind"),
        ("find", "rook", "--limit"),
        ("find", "rook", "--limit", "0"),
        ("find", "rook", "--limit", "1001"),
        ("find", "rook", "--limit", "٣"),
        ("find", "rook", "--limit", "1" * 5_000),
        ("find", "rook", "--db", " "),
        ("find", "rook", "--db"),
    ],
)
def test_what_it_cannot_tell_is_left_to_the_command_line(args: tuple[str, ...]) -> None:
    assert read_search(args) is None


def test_what_goes_wrong_is_left_to_it_too_and_nothing_is_reported(
    tmp_path: Path, cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    no_database = tmp_path / "words.db"
    no_database.write_text("words, and no database", encoding="utf-8")
    for path in (no_database, tmp_path / "not there.db"):
        assert answered(["find", "rook", "--db", str(path)], Desk(now=cli.now)) is False
    assert capsys.readouterr() == ("", "")
    assert not (tmp_path / "not there.db").exists()


def test_its_options_are_those_of_the_verb() -> None:
    command = spoc.get_command(None, "find")  # type: ignore[arg-type]
    assert command is not None
    shown = [one for one in command.params if not getattr(one, "hidden", False)]
    options = {name for one in shown for name in one.opts if name.startswith("--")}
    assert options == {"--db", "--json", "--kind", "--limit"}
    search = read_search(["find", "a", *("--kind", "person"), *("--limit", "3"), "--json"])
    assert search == (("a",), "person", 3, True, None)


def test_it_is_one_document(filled: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    assert answered(["find", "1", "--json", "--db", str(filled.path)], Desk(now=filled.now))
    (hit,) = json.loads(capsys.readouterr().out)
    assert hit["reference"] == "ENQ-26-0001"
