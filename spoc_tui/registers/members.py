"""A list of a group's members: CSV or Excel, with columns of any usual name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from spoc_tui.casework.dates.in_cells import day_in_cell
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.spreadsheets import as_it_was
from spoc_tui.casework.text import fold
from spoc_tui.registers.header import columns_shown
from spoc_tui.registers.missing import line_of
from spoc_tui.registers.plain_text import file_name
from spoc_tui.registers.tables import open_table

COLUMNS = {
    "organisation": "organisation, organization, organisation name, organisation or team, member, "
    "member organisation, body, group, charity, team, name",
    "person": "person, representative, rep, contact, contact name, who, who sits, attendee, "
    "named person, member name",
    "seat": "role, seat, position, role in group, capacity, membership, type",
    "starts": "from, start, starts, start date, date from, from date, since, joined, date joined, "
    "member since, appointed",
    "ends": "to, until, end, ends, end date, date to, to date, left, date left, term ends, expires",
}
"""Each field with the headers that mean it; of several columns the first header here counts."""
EXAMPLE = ("Organisation, Person, Role, From, To", "organisation")
NEEDED = ("organisation", "starts")
_DAYS = ("starts", "ends")
_MEANS = {head: field for field, heads in COLUMNS.items() for head in heads.split(", ")}
_RANK = {head: place for place, head in enumerate(_MEANS)}


class ListedMember(NamedTuple):
    """A row: its line in the file, and what it says by field, as it is typed; days are ISO where
    the cell is a date.
    """

    line: int
    typed: dict[str, str]


def open_members(path: Path) -> Iterator[ListedMember | RefusedRow]:
    """Opens the list. BadInput, with what to do, where it is no such list."""
    table = open_table(path, lambda cell: fold(cell) in _MEANS, example=EXAMPLE)
    places: dict[str, int] = {}
    known = [column for column in table.header if fold(column) in _MEANS]
    for column in sorted(known, key=lambda column: _RANK[fold(column)]):
        places.setdefault(_MEANS[fold(column)], table.header.index(column))
    for field in NEEDED:
        if field not in places:
            first = COLUMNS[field].partition(",")[0].capitalize()
            raise BadInput(
                f"{file_name(path)} has no column “{first}”. It has "
                f"{columns_shown(table.header)}; name them as {EXAMPLE[0]}.",
                field="file",
            )

    def rows() -> Iterator[ListedMember | RefusedRow]:
        for row in table.rows:
            if isinstance(row, RefusedRow):
                yield row
                continue
            typed = {}
            for field, at in places.items():
                text = as_it_was(row.cells[at]) if table.marked else row.cells[at]
                described = line_of(text, field)
                day = day_in_cell(described) if described and field in _DAYS else None
                typed[field] = day.isoformat() if day else described
            yield ListedMember(row.line, typed)

    return rows()
