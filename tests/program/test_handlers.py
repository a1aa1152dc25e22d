"""What screens do on an event is found by Textual."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import screens
import spoc_tui


def decorated(file: Path) -> Iterator[str]:
    """The methods of a file that are told of an event by a decorator."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            its = (one for one in node.decorator_list if isinstance(one, ast.Call))
            if any(isinstance(one.func, ast.Name) and one.func.id == "on" for one in its):
                yield node.name


def test_a_method_is_told_of_events_by_its_name_or_by_a_decorator() -> None:
    """One that has a decorator is not looked for by its name: it would be told of one alone."""
    roots = (Path(screens.__path__[0]), Path(spoc_tui.__path__[0]))
    names = {file: set(decorated(file)) for root in roots for file in root.rglob("*.py")}
    assert sum(map(len, names.values())) > 50
    both = {
        f"{file.name}: {name}" for file, its in names.items() for name in its if name[:3] == "on_"
    }
    assert both == set()
