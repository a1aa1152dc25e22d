"""Text with a row a line and commas, tabs, semicolons or bars between the cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Generator, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.registers.header import best_header
from spoc_tui.registers.plain_text import file_name, lines_of
from spoc_tui.registers.records import FileRow, Knows

if TYPE_CHECKING:
    from _csv import Reader

CELL_SEPARATORS = (",", "\t", ";", "|")
LINES_SAMPLED = 60
"""How many lines are looked at to tell what is between cells."""
WITHOUT_QUOTES = "charity_registration_status\t"
"""What the header of a file has whose tabs part cells in which a quote mark is only a quote mark:
the Charity Commission's extract.
"""


def records(
    path: Path, text: io.TextIOWrapper, knows: Knows, *, may_have_values: bool = False
) -> Generator[FileRow | RefusedRow, None, None]:
    """The rows with something in them, the header among them; one with a stray quote is refused. A
    heading may be an address or a number where it `may_have_values`.

    BadInput for a quote that never closes, which is only found on the way.
    """
    lines = lines_of(path, text)
    start = list(islice(lines, LINES_SAMPLED))
    reader = _reader(chain(start, lines), start, _separator(start, knows, may_have_values))
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _refused(path, line, reader.line_num, error)
            continue
        if _filled(cells):
            yield FileRow(line, reader.line_num, cells)


def _reader(lines: Iterator[str], start: Sequence[str], separator: str) -> Reader:
    if separator == "\t" and any(WITHOUT_QUOTES in line.lower() for line in start):
        return csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, escapechar="\\")
    quote, spaced = _quotes(start, separator)
    return csv.reader(
        lines, delimiter=separator, quotechar=quote, skipinitialspace=spaced, strict=True
    )


def _quotes(start: Sequence[str], separator: str) -> tuple[str, bool]:
    """What is around a cell that has a separator in it, and whether a space may be before it: as
    parts most rows into as many cells as the first.
    """
    text = "".join(start)
    between = re.escape(separator)
    choices = [('"', False)]
    if re.search(rf'(?:^|{between}) +"', text, re.MULTILINE):
        choices.append(('"', True))
    apostrophes = rf"(?:^|{between}) *'[^'\n]*{between}[^'\n]*' *(?:{between}|$)"
    if re.search(apostrophes, text, re.MULTILINE):
        choices += [("'", False), ("'", True)]

    def alike(choice: tuple[str, bool]) -> int:
        quote, spaced = choice
        try:
            reader = csv.reader(
                start, delimiter=separator, quotechar=quote, skipinitialspace=spaced, strict=True
            )
            widths = [len(cells) for cells in reader if _filled(cells)]
        except csv.Error:
            return -1
        return max(map(widths.count, widths), default=0)

    return max(choices, key=alike)


def _separator(start: Sequence[str], knows: Knows, may_have_values: bool) -> str:
    """What is between the cells: what shows most known columns, or parts all rows alike."""
    return max(
        CELL_SEPARATORS, key=lambda between: _likelihood(start, between, knows, may_have_values)
    )


def _likelihood(
    start: Sequence[str], separator: str, knows: Knows, may_have_values: bool
) -> tuple[int, float, int]:
    """How many known columns there are, the share of rows of one width, and that width."""
    try:
        rows = [cells for cells in csv.reader(start, delimiter=separator) if _filled(cells)]
    except csv.Error:
        return 0, 0, 0
    if not rows:  # Nothing but separators.
        return 0, 1, len(start)
    place, known = best_header(rows, knows, may_have_values=may_have_values)
    width = len(rows[place])
    alike = sum(len(cells) == width for cells in rows[place:])
    return known, alike / (len(rows) - place), width


def _filled(cells: Sequence[str]) -> bool:
    return any(map(str.strip, cells))


def _refused(path: Path, line: int, last_line: int, error: csv.Error) -> RefusedRow:
    """What the csv module could not read; it tells its errors apart by their wording only."""
    too_long = "field larger" in str(error)
    if "unexpected end" in str(error) or (too_long and last_line > line):
        raise BadInput(
            f"{file_name(path)}: a quote mark never closes, in the row that begins on line {line}. "
            "Close it or remove it, and try again.",
            field="file",
        ) from error
    if too_long:
        return RefusedRow(line, f"A cell is longer than {csv.field_size_limit():,} characters.")
    return RefusedRow(line, f"There is a quote mark inside a cell{runs_on(line, last_line)}.")


def runs_on(line: int, last_line: int) -> str:
    """A clause that says where a row of several lines ends."""
    return f" (the row runs on to line {last_line})" if last_line > line else ""
