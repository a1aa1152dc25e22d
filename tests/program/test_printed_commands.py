"""Every command that the README, the guide and the help print runs as it is printed, on the demo.

The commands of a section are run in their order, on a copy of the demo's database and in a folder
that has the sample lists. One that fails is named with where it is printed and what it said.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from spoc_tui import app as desk_app
from spoc_tui import settings
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.root import spoc
from spoc_tui.demo.building import demo_database

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("README.md", "docs/guide.md", "docs/keys.md", "docs/figures.md")
TODAY = datetime(2026, 11, 25, 10, 30, tzinfo=UTC)
"""A Wednesday, on which the demo is built and the commands are run."""
INLINE = r"`(spoc(?:\s[^`]*)?)`"
IN_HELP = r"“(spoc [^”]*)”"


def in_documents() -> Iterator[tuple[str, list[str]]]:
    """The commands of each section of each document, in the order in which they are printed."""
    for name in DOCUMENTS:
        for section in re.split(r"(?m)^(?=## )", (ROOT / name).read_text(encoding="utf-8")):
            title = section.splitlines()[0].strip("# ") if section.strip() else ""
            found = re.findall(rf"(?m)^ {{4}}(spoc(?: .*)?)$|{INLINE}", section)
            commands = [" ".join((block or inline).split()) for block, inline in found]
            if commands:
                yield f"{name}, {title}", commands


def said_in_help() -> Iterator[tuple[str, str]]:
    """What each verb's help says, but for what click makes of its options, by the verb."""

    def walk(command: click.Command, said: str) -> Iterator[tuple[str, str]]:
        ctx = click.Context(command)
        texts = [command.help, command.epilog]
        texts += [one.help for one in command.params if isinstance(one, click.Option)]
        yield said, "\n\n".join(filter(None, texts))
        if isinstance(command, click.Group):
            for name in command.list_commands(ctx):
                inner = command.get_command(ctx, name)
                assert inner is not None
                yield from walk(inner, f"{said} {name}")

    return walk(spoc, "spoc")


def in_help() -> Iterator[tuple[str, list[str]]]:
    """The commands that each verb's help prints, as examples and within its sentences."""
    for said, text in said_in_help():
        found = re.findall(rf"(?m)^\s*(spoc(?: .*)?)$|{IN_HELP}", text)
        commands = [" ".join((line or quoted).split()) for line, quoted in found]
        if commands:
            yield f"{said} --help", commands


PRINTED = [*in_documents(), *in_help()]


def test_commands_are_found_where_they_are_printed() -> None:
    every = [command for _, commands in PRINTED for command in commands]
    assert len(every) > 70
    assert {"spoc", 'spoc organisation show "rook lane"', "spoc due --json"} <= set(every)
    # In a sentence of the help a command is in quotes, so that it is found.
    for said, text in said_in_help():
        left = re.sub(rf"(?m)^\s*spoc .*$|{IN_HELP}", "", text)
        assert not re.search(r"\bspoc [a-z]", left), f"{said} --help: put the command in “ ”"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_database(tmp_path_factory.mktemp("demo"), now=lambda: TODAY)


class FakeDesk:
    """What the program opens, without a terminal."""

    return_code = 0
    gave_up = None
    to_restore = None

    def __init__(self, *_: Any, **__: Any) -> None:
        pass

    def run(self) -> None:
        pass


@pytest.mark.slow
@pytest.mark.parametrize(("where", "commands"), PRINTED, ids=[where for where, _ in PRINTED])
def test_every_printed_command_runs_on_the_demo(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, commands: list[str]
) -> None:
    database = tmp_path / "desk" / "spoc.db"
    database.parent.mkdir()
    shutil.copyfile(built, database)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("SPOC_DB", str(database))
    monkeypatch.setattr(settings, "cache_folder", lambda: built.parent)
    monkeypatch.setattr(desk_app, "SpocApp", FakeDesk)
    for command in ["spoc demo --files .", *commands]:
        desk = Desk(now=lambda: TODAY, interactive=lambda: True)
        line, _, file = command.partition(" < ")
        typed = shlex.split(line, comments=True)[1:]
        given = (here / file).read_text(encoding="utf-8") if file else "y\n" * 5
        result = CliRunner().invoke(spoc, typed, obj=desk, input=given)
        crashed = result.exception if not isinstance(result.exception, SystemExit) else None
        assert (result.exit_code, crashed) == (0, None), (
            f"\n\nPrinted in {where}:\n    {command}\nexits with {result.exit_code}"
            f"{f', {crashed!r}' if crashed else ''} and says:\n{result.stderr or result.stdout}"
        )
