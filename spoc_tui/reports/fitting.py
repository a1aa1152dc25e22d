"""Fits a text, a row, a list or a bar to its place: how long it may be, and where to cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING

from spoc_tui.casework.text import one_line

if TYPE_CHECKING:
    from spoc_tui.reports.documents.document import Section

TextRow = tuple[str, ...]

LETTERS_A_LINE = 100
"""About as many small letters go on a line across the page."""
CELL_LINES = 3
"""How many lines a cell may take."""


def short(text: str, most: int) -> str:
    """On one line, and no broader than so many small letters."""
    line = one_line(text)
    kept = sum(end <= most for end in accumulate(map(_breadth, line)))
    return line if kept == len(line) else f"{line[: kept - 1].rstrip()}…"


def cells(widths: Sequence[int], *texts: str) -> TextRow:
    """A row of these texts, each cut to what its cell takes."""
    most = (width * LETTERS_A_LINE * CELL_LINES // 100 for width in widths)
    return tuple(map(short, texts, most))


def cut(
    rows: Iterable[TextRow], widths: Sequence[int], lines: int
) -> tuple[tuple[TextRow, ...], str]:
    """The first rows, as many as go on so many lines, and how many more there are, in words."""
    rows = list(rows)
    ends = accumulate(_row_lines(row, widths) for row in rows)
    shown = sum(end <= lines for end in ends)
    left = len(rows) - shown
    return tuple(rows[:shown]), f"… and {left:,} more." if left else ""


def height(section: Section) -> int:
    """About how many lines a section takes."""
    lines, table = 2 + len(section.lines), section.table
    if table:
        lines += bool(table.heads) + sum(_row_lines(row, table.widths) for row in table.rows)
    return lines


def bar_length(value: int, most: int, room: int) -> int:
    """How long a bar is: the largest fills the room, and only that of nothing is nothing."""
    return max(1, round(value * room / most)) if value and room > 0 else 0


def _row_lines(row: TextRow, widths: Sequence[int]) -> int:
    letters = (sum(map(_breadth, text)) for text in row)
    room = (width * LETTERS_A_LINE / 100 for width in widths)
    return max(1, *(ceil(count / most) for count, most in zip(letters, room, strict=True)))


def _breadth(sign: str) -> float:
    """In small letters: capitals and the letters of other scripts are broader."""
    return 1.5 if sign.isupper() or not sign.isascii() else 1
