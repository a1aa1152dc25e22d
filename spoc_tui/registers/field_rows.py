"""A list whose columns are fields of something: CSV or Excel, with columns of any usual name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from spoc_tui.casework.dates.in_cells import day_in_cell, is_month_first
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.spreadsheets import as_it_was
from spoc_tui.casework.text import fold
from spoc_tui.registers.header import columns_shown
from spoc_tui.registers.missing import line_of
from spoc_tui.registers.plain_text import file_name
from spoc_tui.registers.tables import OpenedTable, open_table


class Columns(NamedTuple):
    """What the columns of a list may be called, and which there must be."""

    of: Mapping[str, str]
    """Each field with the headers that mean it; of several columns the first header here counts."""
    needed: tuple[str, ...]
    days: Collection[str]
    """The fields that are days."""
    example: str
    """What columns are called, for who has none such."""


@dataclass(frozen=True)
class FieldRow:
    """A row: its line in the file, and what it says by field, as it is typed; days are ISO where
    the cell is a date.
    """

    line: int
    typed: Mapping[str, str]

    def __getitem__(self, field: str) -> str:
        """What it says of a field; blank where the list has no such column."""
        return self.typed.get(field, "")


@dataclass
class OpenedRows:
    """An opened list, whose rows can be read once."""

    columns: tuple[tuple[str, str], ...]
    """Each column, and the field that it is read as; blank: it is left out."""
    rows: Iterator[FieldRow | RefusedRow]
    remarks: list[str]
    """What the officer is to know of the file: some is known only once all of it is read."""
    samples: tuple[tuple[str, ...], ...] = ()
    """Of each column some of what it has, where that is to be looked at before it is taken."""
    keeps: Callable[[Any], object] | None = None
    """Keeps in the store it is given how it was read, once anything of it was taken."""


def columns_read(header: Collection[str], fields: Mapping[int, str]) -> tuple[tuple[str, str], ...]:
    """Each column of a list with what it is read as, by its place; blank: it is left out."""
    return tuple((column, fields.get(at, "").replace("_", " ")) for at, column in enumerate(header))


def open_field_rows(path: Path, columns: Columns) -> OpenedRows:
    """Opens the list. BadInput, with what to do, where it is no such list."""
    means = _means(columns)
    table = open_table(path, lambda cell: fold(cell) in means, example=(columns.example, ""))
    places = _places(table, means)
    for field in columns.needed:
        if field not in places:
            first = columns.of[field].partition(",")[0].capitalize()
            raise BadInput(
                f"{file_name(path)} has no column “{first}”. It has "
                f"{columns_shown(table.header)}; name them as {columns.example}.",
                field="file",
            )
    read = columns_read(table.header, {at: field for field, at in places.items()})
    return OpenedRows(read, _rows(table, places, columns.days), table.remarks)


def columns_known(path: Path, columns: Columns) -> int:
    """How many columns of a file such a list has; 0 where one that it needs is not there."""
    means = _means(columns)
    try:
        table = open_table(path, lambda cell: fold(cell) in means, example=(columns.example, ""))
    except BadInput:
        return 0
    places = _places(table, means)
    return len(places) if all(field in places for field in columns.needed) else 0


def _means(columns: Columns) -> Mapping[str, str]:
    """What each header means, those that count most first."""
    return {fold(head): field for field, heads in columns.of.items() for head in heads.split(", ")}


def _places(table: OpenedTable, means: Mapping[str, str]) -> Mapping[str, int]:
    """At which place each field is that the list has."""
    rank = {head: place for place, head in enumerate(means)}
    places: dict[str, int] = {}
    known = [column for column in table.header if fold(column) in means]
    for column in sorted(known, key=lambda column: rank[fold(column)]):
        places.setdefault(means[fold(column)], table.header.index(column))
    return places


def _rows(
    table: OpenedTable, places: Mapping[str, int], days: Collection[str]
) -> Iterator[FieldRow | RefusedRow]:
    month_first = any(
        is_month_first(row.cells[at] for row in table.sample)
        for field, at in places.items()
        if field in days
    )
    for row in table.rows:
        if isinstance(row, RefusedRow):
            yield row
            continue
        typed = {}
        for field, at in places.items():
            text = as_it_was(row.cells[at]) if table.marked else row.cells[at]
            described = line_of(text, field)
            of_day = described and field in days
            day = day_in_cell(described, month_first=month_first) if of_day else None
            typed[field] = day.isoformat() if day else described
        yield FieldRow(row.line, typed)
