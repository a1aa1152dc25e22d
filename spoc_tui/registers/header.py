"""Which row of a list is its header, and what its columns are called."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.text import one_line
from spoc_tui.registers.plain_text import file_name, quoted
from spoc_tui.registers.records import FileRow, Knows

MOST_COLUMNS_SHOWN = 12
ORGANISATION_HEADER = ("Name, Address, Postcode, Phone", "name")
"""What a list's columns may be called, and the field that it must have: for who has none such."""
TITLE_ROWS = 20
"""How many rows may be above the header, and be passed over."""


def best_header(rows: Sequence[Sequence[str]], knows: Knows) -> tuple[int, int]:
    """The place of the row that looks most like a header, and how many known columns it names."""
    best, most = 0, 0
    for place, cells in enumerate(rows[:TITLE_ROWS]):
        named = [cell for cell in cells if cell.strip()]
        known = sum(map(knows, named))
        if known > most:
            best, most = place, known
        if known > 1 and known * 2 >= len(named):
            break
    return best, most


def header_of(
    path: Path,
    first: Sequence[FileRow | RefusedRow],
    knows: Knows,
    example: tuple[str, str] = ORGANISATION_HEADER,
) -> tuple[int, tuple[str, ...]]:
    """The header's place among the first rows, and the columns' names; BadInput where none is."""
    if not first:
        raise BadInput(f"{file_name(path)} is empty.", field="file")
    if isinstance(first[0], FileRow) and first[0].line == 0:
        return 0, each_once(first[0].cells)
    place, known = best_header([[] if isinstance(r, RefusedRow) else r.cells for r in first], knows)
    row = first[place]
    if isinstance(row, RefusedRow):
        raise BadInput(
            f"{file_name(path)}: line {row.line} cannot be read. {row.why}", field="file"
        )
    if not known:
        raise BadInput(
            f"{file_name(path)} has no header line that can be read: its first line is "
            f"{columns_shown(row.cells)}. A line above the rows must name the columns, as "
            f"{example[0]}; or say which column the {example[1]} is in: "
            f"--map COLUMN={example[1]}.",
            field="file",
        )
    return place, each_once(row.cells)


def each_once(cells: Sequence[str]) -> tuple[str, ...]:
    """The columns' names, one for each: a second “Phone” is “Phone (2)”, a blank “column 3”."""
    names: dict[str, str] = {}
    for place, cell in enumerate(cells, 1):
        name = written = one_line(cell[:300]) or f"column {place}"
        count = 1
        while name.casefold() in names:
            count += 1
            name = f"{written} ({count})"
        names[name.casefold()] = name
    return tuple(names.values())


def columns_shown(columns: Collection[str]) -> str:
    """Column names, or the cells found in their place, fit to be in a sentence."""
    shown = [quoted(column) for column in columns][:MOST_COLUMNS_SHOWN]
    more = len(columns) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
