"""Files of any kind as a header and rows of as many cells; memory stays flat."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from pathlib import Path

from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.registers import files
from spoc_tui.registers.corrected import corrected
from spoc_tui.registers.header import ORGANISATION_HEADER, columns_shown, each_once, header_of
from spoc_tui.registers.records import FileRow, Knows, Linked, ReadingState
from spoc_tui.registers.separated import runs_on

ROWS_SAMPLED = 200
"""How many rows are looked at before the list is read."""


@dataclass(frozen=True)
class OpenedTable:
    """An opened list. A row of the wrong width or with a stray quote comes as a RefusedRow.

    `rows` can be read once, and raises BadInput where the file turns out to be damaged further on;
    `sample` are the first of them.
    """

    header: tuple[str, ...]
    sample: tuple[FileRow, ...]
    rows: Iterator[FileRow | RefusedRow]
    share_read: Callable[[], float]
    marked: bool
    """Whether text that looks like a formula may be marked (casework/spreadsheets.py)."""
    linked: bool
    """Whether any cell may be a link (records.Linked)."""
    remarks: list[str]
    """What the officer is to know of the file: what is not read, and why."""


def open_table(
    path: Path, knows: Knows, *, sheet: str = "", example: tuple[str, str] = ORGANISATION_HEADER
) -> OpenedTable:
    """Open a list of any kind; `knows` tells the names of columns. Rows with nothing in them and
    those above the header are passed over. BadInput where the file as a whole cannot be used;
    `example` says then what columns are called, and which there must be.
    """
    reading = ReadingState()
    found = files.records(path, reading, knows, sheet)
    first = list(islice(found, ROWS_SAMPLED))
    place, last, header = header_of(path, first, knows, example)
    _say_passed_over(first[:place], reading)
    needed = max((at for at, name in enumerate(_named(first, place, last), 1) if name), default=0)
    if reading.blanks_left_out:
        widest = max(len(row.cells) for row in first if isinstance(row, FileRow))
        header = each_once([*header, *[""] * (widest - len(header))])
    start = list(_fitted(iter(first[last + 1 :]), len(header), reading, needed))
    sample = tuple(row for row in start if isinstance(row, FileRow))
    rows = chain(start, _fitted(found, len(header), reading, needed))
    return OpenedTable(
        header, sample, rows, reading.share, reading.marked, reading.linked, reading.remarks
    )


def _named(first: Sequence[FileRow | RefusedRow], place: int, last: int) -> list[str]:
    """The cells of the header's rows, whichever has one, as they are written."""
    rows = [row.cells for row in first[place : last + 1] if isinstance(row, FileRow)]
    return ["".join(cells).strip() for cells in zip_longest(*rows, fillvalue="")]


def _say_passed_over(above: Sequence[FileRow | RefusedRow], reading: ReadingState) -> None:
    """Names the rows above the header."""
    for row in above:
        text = columns_shown(list(filter(str.strip, row.cells))) if isinstance(row, FileRow) else ""
        reading.remarks.append(f"Line {row.line} is above the column names: {text}.")


def _fitted(
    rows: Iterator[FileRow | RefusedRow], width: int, reading: ReadingState, needed: int
) -> Iterator[FileRow | RefusedRow]:
    """Rows of just so many cells, corrected; the others refused. A row may lack what is behind the
    last column that has a name (`needed` so many).
    """
    for row in rows:
        if isinstance(row, RefusedRow):
            yield row
            continue
        cells = row.cells
        if len(cells) != width:
            if reading.blanks_left_out or len(cells) >= needed:
                cells.extend([""] * (width - len(cells)))
            if len(cells) < width or any(map(str.strip, cells[width:])):
                widths = f"Cells in this row: {len(cells)}; columns: {width}"
                yield RefusedRow(row.line, f"{widths}{runs_on(row.line, row.last_line)}.")
                continue
            del cells[width:]
        if not all(map(str.isascii, cells)):
            cells[:] = [cell if isinstance(cell, Linked) else corrected(cell) for cell in cells]
        yield row
