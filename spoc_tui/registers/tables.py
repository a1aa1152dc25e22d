"""Files of any kind as a header and rows of as many cells; memory stays flat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.registers import files
from spoc_tui.registers.header import ORGANISATIONS, each_once, header_of
from spoc_tui.registers.mended import mended
from spoc_tui.registers.records import Knows, Reading, Record
from spoc_tui.registers.separated import runs_on

LOOKED_AT = 200
"""How many rows are looked at before the list is read."""


@dataclass(frozen=True)
class Table:
    """An opened list. A row of the wrong width or with a stray quote comes as a RefusedRow.

    `rows` can be read once, and raises BadInput where the file turns out to be damaged further on;
    `sample` are the first of them.
    """

    header: tuple[str, ...]
    sample: tuple[Record, ...]
    rows: Iterator[Record | RefusedRow]
    share_read: Callable[[], float]
    marked: bool
    """Whether text that looks like a formula may be marked (casework/spreadsheets.py)."""


def open_table(
    path: Path, knows: Knows, *, sheet: str = "", example: tuple[str, str] = ORGANISATIONS
) -> Table:
    """Open a list of any kind; `knows` tells the names of columns. Rows with nothing in them and
    those above the header are passed over. BadInput where the file as a whole cannot be used;
    `example` says then what columns are called, and which there must be.
    """
    reading = Reading()
    found = files.records(path, reading, knows, sheet)
    first = list(islice(found, LOOKED_AT))
    place, header = header_of(path, first, knows, example)
    if reading.blanks_left_out:
        widest = max(len(row.cells) for row in first if isinstance(row, Record))
        header = each_once([*header, *[""] * (widest - len(header))])
    start = list(_fitted(iter(first[place + 1 :]), len(header), reading))
    sample = tuple(row for row in start if isinstance(row, Record))
    rows = chain(start, _fitted(found, len(header), reading))
    return Table(header, sample, rows, reading.share, reading.marked)


def _fitted(
    rows: Iterator[Record | RefusedRow], width: int, reading: Reading
) -> Iterator[Record | RefusedRow]:
    """Rows of just so many cells, mended; the others refused."""
    for row in rows:
        if isinstance(row, RefusedRow):
            yield row
            continue
        cells = row.cells
        if len(cells) != width:
            if reading.blanks_left_out:
                cells.extend([""] * (width - len(cells)))
            if len(cells) < width or any(map(str.strip, cells[width:])):
                widths = f"Cells in this row: {len(cells)}; columns: {width}"
                yield RefusedRow(row.line, f"{widths}{runs_on(row.line, row.last_line)}.")
                continue
            del cells[width:]
        if not all(map(str.isascii, cells)):
            cells[:] = map(mended, cells)
        yield row
