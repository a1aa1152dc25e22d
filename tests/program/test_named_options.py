"""Every option and verb that a sentence names is one that whoever reads it can type.

What verbs answer is looked at wherever a test runs one (cli_desk.py); here are their helps, and the
sentences below the command line, which screens show as well: those name no option of one verb.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from named_options import OPTION, not_there

from spoc_tui.cli.root import spoc

ROOT = Path(__file__).parents[2]
OF_EVERY_VERB = {"--db", "--json", "--help", "--clock-is-right"}


def helps() -> Iterator[tuple[str, str]]:
    """What each verb's help says, by the words that are typed for it."""

    def walk(command: click.Command, typed: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        texts = [command.help, command.epilog]
        texts += [one.help for one in command.params if isinstance(one, click.Option)]
        yield " ".join(typed), "\n".join(filter(None, texts))
        if isinstance(command, click.Group):
            for name in command.list_commands(click.Context(command)):
                inner = command.get_command(click.Context(command), name)
                assert inner is not None
                yield from walk(inner, (*typed, name))

    return walk(spoc, ())


@pytest.mark.slow
def test_helps_name_only_what_is_there() -> None:
    wrong = {typed: [*not_there(said, typed.split())] for typed, said in helps()}
    assert {typed: named for typed, named in wrong.items() if named} == {}


@pytest.mark.parametrize(
    ("typed", "said", "named"),
    [
        ("stories", "Or “--all” lists what is closed too.", ["--all: --all"]),
        ("stories issue list", "Or “--all” lists what is closed too.", []),
        ("stories", "“spoc list --area stories --all” lists them.", []),
        ("stories", "Try “spoc list --step out”.", ["spoc list --step out: --step"]),
        ("stories", "Try “spoc lists”.", ["spoc lists: lists"]),
        ("groups group members import", "Say --map A=name.", ["--map"]),
    ],
)
def test_what_is_not_there_is_found(typed: str, said: str, named: list[str]) -> None:
    assert [*not_there(said, typed.split())] == named


def sentences() -> Iterator[tuple[str, str]]:
    """The texts of the program below its command line that name an option, by where they are: all
    but what is said to whoever types (`by_command`), and what documents the code.
    """
    for folder in ("db", "screens", "spoc_tui"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            if "cli" in file.relative_to(ROOT).parts:
                continue
            text = file.read_text(encoding="utf-8")
            if OPTION.search(text):
                yield from _in_file(file.relative_to(ROOT).as_posix(), ast.parse(text))


def _in_file(name: str, tree: ast.Module) -> Iterator[tuple[str, str]]:
    passed: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "by_command":
            passed |= {*ast.walk(node)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(node.value)  # a docstring
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(ast.unparse(one) in BY_COMMAND for one in targets):
                passed |= {*ast.walk(node.value)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in passed:
            yield f"{name}:{node.lineno}", node.value


BY_COMMAND = {"by_command", "WRITE_OVER", "ADD_ANYWAY"}


def test_below_the_command_line_no_sentence_names_an_option_of_one_verb() -> None:
    found = []
    for where, said in sentences():
        named = {*not_there(said, ())} - OF_EVERY_VERB
        found += [f"{where}: {one}" for one in sorted(named)]
    assert found == []
