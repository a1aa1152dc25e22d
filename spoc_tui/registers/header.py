"""Which row of a list is its header, and what its columns are called."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.text import fold, one_line
from spoc_tui.registers.plain_text import file_name, quoted
from spoc_tui.registers.records import FileRow, Knows

MOST_COLUMNS_SHOWN = 12
ORGANISATION_HEADER = ("Name, Address, Postcode, Phone", "name")
"""What a list's columns may be called, and the field that it must have: for who has none such."""
TITLE_ROWS = 20
"""How many rows may be above the header, and be passed over."""
MOST_TITLES = 2
"""A row of fewer cells above the header is a title, and no heads of groups."""


_VALUE = re.compile(
    r"\S+@\S+\.\w+|(?:https?://|www\.)\S+|[+0-9() ./-]{9,30}"
    r"|[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}",
    re.IGNORECASE,
)
"""What no column is called: an address, a number, a postcode."""


class Header(NamedTuple):
    """The places of a header's first and last row, and what its columns are called."""

    place: int
    last: int
    columns: tuple[str, ...]


def best_header(
    rows: Sequence[Sequence[str]], knows: Knows, *, may_have_values: bool = False
) -> tuple[int, int]:
    """The place of the row that names most columns, and how many that are known; of two rows of
    headings the one that names more. A row with a value in it (an address, a number) is none,
    unless it `may_have_values`.
    """
    best, most, found = 0, 0, -1
    for place, cells in enumerate(rows[:TITLE_ROWS]):
        named = _named(cells)
        known = sum(map(knows, named))
        if known > most and (may_have_values or not _has_values(named)):
            best, most = place, known
        if found >= 0:
            break
        if known > 1 and known * 2 >= len(named) and best == place:
            found = place
    return best, most


def header_of(
    path: Path,
    first: Sequence[FileRow | RefusedRow],
    knows: Knows,
    example: tuple[str, str] = ORGANISATION_HEADER,
) -> Header:
    """The header among the first rows; BadInput where there is none."""
    if not first:
        raise BadInput(f"{file_name(path)} is empty.", field="file")
    if isinstance(first[0], FileRow) and first[0].line == 0:
        return Header(0, 0, each_once(first[0].cells))
    rows = [[] if isinstance(row, RefusedRow) else row.cells for row in first[: TITLE_ROWS + 1]]
    place, known = best_header(rows, knows)
    row = first[place]
    if isinstance(row, RefusedRow):
        raise BadInput(
            f"{file_name(path)}: line {row.line} cannot be read. {row.why}", field="file"
        )
    if not known:
        needed = example[1]
        raise BadInput(
            f"{file_name(path)} has no header line that can be read: its first line is "
            f"{columns_shown(row.cells)}. A line above the rows must name the columns, as "
            f"{example[0]}.",
            field="file",
            by_command=f"Or say which column the {needed} is in: --map COLUMN={needed}."
            if needed
            else "",
        )
    above = rows[place - 1] if place else []
    below = rows[place + 1] if place + 1 < len(rows) else []
    cells = _with_group_heads(row.cells, above)
    if _goes_on(cells, below, knows):
        return Header(place, place + 1, each_once(_joined(cells, below)))
    return Header(place, place, each_once(cells))


def _with_group_heads(cells: Sequence[str], above: Sequence[str]) -> list[str]:
    """A header below the heads of groups: “Name” below “Contact” is “Contact Name” where “Name” is
    below another too; what is only in the row above has its name there.
    """
    if not _named(above) or _has_values(above) or len(_named(above)) < MOST_TITLES:
        return list(cells)
    folded = [fold(cell) for cell in cells]
    names, group = [], ""
    for place, cell in enumerate(cells):
        head = above[place].strip() if place < len(above) else ""
        group = head or group
        is_alike = bool(folded[place]) and folded.count(folded[place]) > 1
        names.append(f"{group} {cell}".strip() if is_alike else cell if cell.strip() else head)
    return names


def _goes_on(cells: Sequence[str], below: Sequence[str], knows: Knows) -> bool:
    """Whether the row below a header names columns that the header has no name for."""
    named = _named(below)
    fills = any(
        cell.strip() and not (place < len(cells) and cells[place].strip())
        for place, cell in enumerate(below)
    )
    known = sum(map(knows, named))
    return fills and known > 1 and known * 2 > len(named) and not _has_values(named)


def _joined(cells: Sequence[str], below: Sequence[str]) -> list[str]:
    return [f"{one.strip()} {two.strip()}" for one, two in zip_longest(cells, below, fillvalue="")]


def _named(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if cell.strip()]


def _has_values(cells: Sequence[str]) -> bool:
    return any(_VALUE.fullmatch(cell.strip()) for cell in cells)


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
    """Column names, or the cells found in their place, fit to be in a sentence: without an e-mail
    address, a number or a postcode, which are somebody’s.
    """
    shown = [quoted(_VALUE.sub("…", column)) for column in columns][:MOST_COLUMNS_SHOWN]
    more = len(columns) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
