"""CSV files as rows that know the physical line they begin on; memory stays flat."""

from __future__ import annotations

import csv
from collections.abc import Collection, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations import RefusedRow
from spoc_tui.registers.plain_text import check_text, file_name, opened_text, quoted

MOST_COLUMNS_SHOWN = 12


class TableRow(NamedTuple):
    """One row: the physical line it begins on (the file's first is 1) and its cells by column."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """An opened CSV file. A row of the wrong width or with a stray quote comes as a RefusedRow."""

    header: tuple[str, ...]
    rows: Iterator[TableRow | RefusedRow]


class _Record(NamedTuple):
    line: int
    last_line: int
    cells: list[str]


def read_table(path: Path, known: Collection[str]) -> Table:
    """Open a CSV file; `known` are column names in lower case, at least one must be in the header.

    Column names come in lower case. Rows with nothing in them are passed over. BadInput where the
    file as a whole cannot be used; a quote that never closes is only found on the way, so `rows`
    may raise it too.
    """
    check_text(path)
    with closing(_records(path)) as records:
        header = _header(path, next(records, None), known)
    return Table(header, _rows(path, header))


def columns_shown(columns: Collection[str]) -> str:
    """Column names, or the cells found in their place, fit to stand in a sentence."""
    shown = [quoted(column) for column in columns][:MOST_COLUMNS_SHOWN]
    more = len(columns) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _header(
    path: Path, record: _Record | RefusedRow | None, known: Collection[str]
) -> tuple[str, ...]:
    name = file_name(path)
    if record is None:
        raise BadInput(f"{name} is empty.", field="file")
    if isinstance(record, RefusedRow):
        raise BadInput(f"{name}: line {record.line} cannot be read. {record.why}", field="file")
    header = tuple(" ".join(cell.split()).lower() for cell in record.cells)
    if not set(header) & set(known):
        raise BadInput(
            f"{name} has no header line that can be read: its first line is "
            f"{columns_shown(record.cells)}. That line must name the columns. "
            f"Known names: {', '.join(known)}.",
            field="file",
        )
    if twice := sorted({column for column in header if header.count(column) > 1}):
        raise BadInput(
            f"{name} has two columns of one name: {columns_shown(twice)}. "
            "Rename or delete one of them, and try again.",
            field="file",
        )
    return header


def _rows(path: Path, header: tuple[str, ...]) -> Iterator[TableRow | RefusedRow]:
    with closing(_records(path)) as records:
        next(records, None)
        for record in records:
            if isinstance(record, RefusedRow):
                yield record
            elif len(record.cells) != len(header):
                widths = f"Cells in this row: {len(record.cells)}; columns: {len(header)}"
                runs_on = _runs_on(record.line, record.last_line)
                yield RefusedRow(record.line, f"{widths}{runs_on}.")
            else:
                yield TableRow(record.line, dict(zip(header, record.cells, strict=True)))


def _records(path: Path) -> Generator[_Record | RefusedRow, None, None]:
    with opened_text(path) as file:
        reader = csv.reader(file, strict=True)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader, None)
            except csv.Error as error:
                yield _refused(path, line, reader.line_num, error)
                continue
            if cells is None:
                return
            if any(cell.strip() for cell in cells):
                yield _Record(line, reader.line_num, cells)


def _refused(path: Path, line: int, last_line: int, error: csv.Error) -> RefusedRow:
    """What the csv module could not read; it tells its errors apart by their wording only."""
    too_long = "field larger" in str(error)
    if "unexpected end" in str(error) or (too_long and last_line > line):
        raise BadInput(
            f"{file_name(path)}: a quote mark never closes, in the row that begins on line {line}. "
            "Close it or take it out, and try again.",
            field="file",
        ) from error
    if too_long:
        return RefusedRow(line, f"A cell is longer than {csv.field_size_limit():,} characters.")
    return RefusedRow(line, f"A quote mark stands inside a cell{_runs_on(line, last_line)}.")


def _runs_on(line: int, last_line: int) -> str:
    return f" (the row runs on to line {last_line})" if last_line > line else ""
