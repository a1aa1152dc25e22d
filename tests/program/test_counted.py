"""Sentences that count say “1 row” and “2 rows” by one rule (casework/text.py)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from spoc_tui.casework.text import counted, rows_refused

ROOT = Path(__file__).parents[2]
SEVERAL = re.compile(r" [a-z-]+s\b")
NOT_COUNTED = re.compile(
    r" (?:is|was|has|does|says|as|times|lines|weeks|records|others|callers|characters|"
    r"rows at most)\b"
)
"""No plural; or of a number that is never one where it stands: the most that is taken, what is
said otherwise of one.
"""


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (1204, "1,204 rows")]
)
def test_counted(number: int, said: str) -> None:
    assert counted(number, "row") == said


def test_what_cannot_be_taken() -> None:
    assert rows_refused(1) == "1 row cannot be taken as it stands"
    assert rows_refused(2) == "2 rows cannot be taken as they stand"


def with_a_number_before_several() -> Iterator[str]:
    for folder in ("db", "screens", "spoc_tui"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.JoinedStr):
                    for before, after in zip(node.values, node.values[1:], strict=False):
                        if _is_number(before) and isinstance(after, ast.Constant):
                            said = str(after.value)
                            if SEVERAL.match(said) and not NOT_COUNTED.match(said):
                                yield f"{file.relative_to(ROOT)}:{node.lineno}:{said}"


def _is_number(part: ast.expr) -> bool:
    """Whether it is written as a number with its thousands: `{count:,}`."""
    return (
        isinstance(part, ast.FormattedValue)
        and part.format_spec is not None
        and ast.unparse(part.format_spec) == "f','"
    )


@pytest.mark.slow
def test_no_sentence_has_its_own_way_to_say_several() -> None:
    assert [*with_a_number_before_several()] == []
