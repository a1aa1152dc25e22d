"""The columns of a list from outside, and the field that each is taken for, as rows of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from screens.widgets.columns import Column, DropOrder
from screens.widgets.list_source import Row
from spoc_tui.casework.lists.facts import describe_field
from spoc_tui.casework.lists.fields import LEFT_OUT

COLUMN_COLUMNS = (
    Column("Column", least=15),
    Column("is read as", 20),
    Column("for example", share=2, goes=DropOrder.NARROW),
)
EXAMPLES_SHOWN = 3
REMARK = "\0remark "
"""What the key of a remark on the file begins with, and no column's name does."""


class ColumnsRead(Protocol):
    """The columns of any list, what they are taken for, and the cells of the first rows."""

    @property
    def header(self) -> Sequence[str]: ...
    @property
    def mapping(self) -> Mapping[str, str]: ...
    @property
    def sample(self) -> Sequence[Sequence[str]]: ...
    @property
    def remarks(self) -> Sequence[str]:
        """The remarks on the file, such as sheets that are not read."""


class Rows:
    """Rows that are all there."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self._rows = rows

    def count(self) -> int:
        return len(self._rows)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        return self._rows[offset : offset + limit]


def columns_source(found: ColumnsRead) -> Rows:
    """A column a row, with what it is taken for and what is in it; then what is not read."""
    remarks = [
        Row(f"{REMARK}{place}", ("!", "", remark), "warning")
        for place, remark in enumerate(found.remarks)
    ]
    return Rows([*(_column(found, place) for place in range(len(found.header))), *remarks])


def _column(found: ColumnsRead, place: int) -> Row:
    column = found.header[place]
    field = found.mapping[column]
    shown = " · ".join(examples(found, place)[:EXAMPLES_SHOWN])
    return Row(column, (column, describe_field(field), shown), "muted" if field == LEFT_OUT else "")


def examples(found: ColumnsRead, place: int) -> list[str]:
    """The values in the first rows of a column, each once."""
    cells = (cells[place].strip() for cells in found.sample)
    return list(dict.fromkeys(filter(None, cells)))
