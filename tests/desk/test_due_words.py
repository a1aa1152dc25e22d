"""What is to be done stands whole in the desk’s column, whichever kind says it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import db
import spoc_tui
from screens.desk.page import COLUMNS
from screens.widgets.columns import TO_DO_COLUMN, column_widths

SMALLEST = 80
"""Columns of the smallest window: the desk has the whole of its width there."""
TO_DO = next(place for place, one in enumerate(COLUMNS) if one.title == "To do")


def due_words() -> Iterator[tuple[str, str]]:
    """Whatever is said to be due, and where: the first value of each `Due(…)` in the program."""
    for package in (spoc_tui, db):
        for path in Path(package.__path__[0]).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Due":
                    yield from ((word, f"{path.name}:{node.lineno}") for word in _words(node))


def _words(call: ast.Call) -> Iterator[str]:
    """Those of one; of a choice all, of what is put together its beginning."""
    what = [*call.args, *(one.value for one in call.keywords if one.arg == "what")][0]
    for node in ast.walk(what):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.slow
def test_the_desk_has_room_for_what_is_to_be_done() -> None:
    on_the_desk = column_widths(COLUMNS, SMALLEST)[TO_DO]
    room = min(on_the_desk, TO_DO_COLUMN.needs)  # that of the lists of areas
    words = dict(due_words())
    assert len(words) > 50
    assert {word: where for word, where in words.items() if len(word) > room} == {}
