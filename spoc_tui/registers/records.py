"""The rows that every kind of file is read into: numbered rows of cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from spoc_tui.casework.organisations.organisation import RefusedRow

LONGEST_CELL = 131_072
"""In characters; the csv module's own limit."""

WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
"""Of files that have sheets."""

Knows = Callable[[str], bool]
"""Whether a cell is a column's name that is known."""


class Linked(str):
    """A cell's words, and the address that they are a link to."""

    address: str

    @classmethod
    def to(cls, address: str, words: str) -> Linked:
        """The words, linked."""
        cell = cls(words)
        cell.address = address
        return cell


def address_of(cell: str) -> str:
    """What a cell leads to where its words are a link, else the words."""
    return cell.address if isinstance(cell, Linked) else cell


class FileRow(NamedTuple):
    """A row: the line (or row) it begins and ends on, counted from 1, and its cells."""

    line: int
    last_line: int
    cells: list[str]


class FileColumn(NamedTuple):
    """Where a column is in a row, and its name."""

    place: int
    name: str


class ReadingState:
    """How far into a file one has read, and what is particular about its rows."""

    def __init__(self) -> None:
        self.size = 0
        self.place = 0
        self.tell: Callable[[], int] = lambda: self.place
        self.blanks_left_out = False
        """Whether a row that is shorter than the header only has nothing in its last cells."""
        self.linked = False
        """Whether any cell may be a link."""
        self.remarks: list[str] = []
        """What the officer is to know of it: what is not read, and why."""
        self.heads_may_be_values = False
        """Whether a column may be headed by an address or a day, and its row is a header yet."""
        self.marked = False
        """Whether text that looks like a formula may be marked (casework/spreadsheets.py)."""

    def share(self) -> float:
        """From 0 to 1."""
        try:
            return min(1.0, self.tell() / self.size) if self.size else 0.0
        except ValueError:  # It is closed: all of it was read.
            return 1.0


def numbered(line: int, cells: Sequence[str]) -> FileRow | RefusedRow:
    """A row of one line, refused where a cell is too long to be one."""
    if any(len(cell) > LONGEST_CELL for cell in cells):
        return RefusedRow(line, f"A cell is longer than {LONGEST_CELL:,} characters.")
    return FileRow(line, line, list(cells))
