"""Where a record list takes its rows from, and how a row is fitted into its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from rich.cells import cell_len, set_cell_size

from screens.widgets.columns import COLUMN_GAP, column_widths
from screens.widgets.columns import Column as Column
from spoc_tui.casework.text import one_line as one_line

PAGE = 64
"""Rows asked of the source at a time: more than most screens are high, so one page paints it."""
PAGES_KEPT = 8
LONGEST_HEADING_RUN = 100
"""How far to look for a row that can be selected."""


@dataclass(frozen=True)
class Row:
    """One line of a list; without a key it is a heading, drawn across all columns."""

    key: str | None
    cells: tuple[str, ...]
    style: str = ""
    """heading, overdue, warning, muted or nothing; others are drawn plainly."""
    mark: str = ""
    """One or two characters before the cells: what colour says, said without colour."""
    found: tuple[tuple[tuple[int, int], ...], ...] = ()
    """For each of the first cells, the parts (start, end) to be marked as what was looked for."""


UNSHOWABLE_ROW = Row(None, ("One that cannot be shown",), "muted")


class ListSource(Protocol):
    """Whatever a list shows: how many rows there are, and those of a window."""

    def count(self) -> int: ...

    def rows(self, offset: int, limit: int) -> Sequence[Row]: ...


@runtime_checkable
class KeyedSource(ListSource, Protocol):
    """A source that can also say at which row a key is (None: no longer there)."""

    def index_of(self, key: str) -> int | None: ...


class RowWindow:
    """The rows near those in view, read a page at a time; a fresh one for every reload.

    A row that cannot be read is told to `failed`, and says so in its place: it does not take the
    others with it.
    """

    def __init__(
        self, source: ListSource | None, failed: Callable[[Exception], object] | None = None
    ) -> None:
        self._source = source
        self._failed = failed
        self._pages: dict[int, Sequence[Row]] = {}
        self.count = max(0, 0 if source is None else source.count())

    def row(self, index: int) -> Row | None:
        """The row at that index, or None where there is none (any more)."""
        if self._source is None or not 0 <= index < self.count:
            return None
        number, place = divmod(index, PAGE)
        if number not in self._pages:
            if len(self._pages) >= PAGES_KEPT:
                del self._pages[next(iter(self._pages))]
            self._pages[number] = self._read(self._source, number * PAGE)
        page = self._pages[number]
        return page[place] if place < len(page) else None

    def _read(self, source: ListSource, offset: int) -> Sequence[Row]:
        try:
            return source.rows(offset, PAGE)
        except Exception as error:
            if self._failed is None:
                raise
            self._failed(error)
        return [self._read_one(source, at) for at in range(offset, min(offset + PAGE, self.count))]

    def _read_one(self, source: ListSource, at: int) -> Row:
        try:
            return source.rows(at, 1)[0]
        except Exception:
            return UNSHOWABLE_ROW

    def selectable(self, start: int, step: Literal[-1, 1]) -> int | None:
        """The first row with a key, from start (inclusive) in the direction of step."""
        for index in range(start, start + step * LONGEST_HEADING_RUN, step):
            row = self.row(index)
            if row is not None and row.key is not None:
                return index
        return None

    def nearest(self, index: int) -> int | None:
        """The selectable row at that index, else the next one, else the one before."""
        index = max(0, min(index, self.count - 1))
        after = self.selectable(index, 1)
        return self.selectable(index, -1) if after is None else after

    def find(self, key: str, near: int) -> int | None:
        """The row of that key now; a source without index_of is only read around `near`."""
        if isinstance(self._source, KeyedSource):
            return self._source.index_of(key)
        nearest_first = sorted(range(near - PAGE, near + PAGE), key=lambda at: abs(at - near))
        for index in nearest_first:
            row = self.row(index)
            if row is not None and row.key == key:
                return index
        return None


def fit(text: str, width: int, align: Literal["left", "right"] = "left") -> str:
    """Text in exactly that many cells, padded, or cut with an ellipsis."""
    if width <= 0:
        return ""
    length = cell_len(text)
    if length > width:
        return set_cell_size(text, width - 1) + "…"
    padding = " " * (width - length)
    return padding + text if align == "right" else text + padding


def lay_out(cells: Sequence[str], columns: Sequence[Column], total: int) -> str:
    """The cells side by side under their columns, in `total` cells."""
    widths = column_widths(columns, total)
    padded = [*cells, *[""] * (len(columns) - len(cells))]
    parts = [
        fit(one_line(cell), width, column.align)
        for cell, column, width in zip(padded, columns, widths, strict=False)
        if width
    ]
    return fit((" " * COLUMN_GAP).join(parts), total)


def found_in(row: Row, columns: Sequence[Column], total: int) -> list[tuple[int, int]]:
    """Where in a line that was laid out its found parts are, as (first, last) cell, in order."""
    places: list[tuple[int, int]] = []
    left = 0
    widths = column_widths(columns, total)
    for cell, width, parts in zip(row.cells, widths, row.found, strict=False):
        for start, end in parts:
            first, last = (cell_len(cell[:at]) for at in (start, end))
            if first < width:
                places.append((left + first, left + min(last, width)))
        left += width + COLUMN_GAP if width else 0
    return places


class FixedRows:
    """A handful of rows, all there from the start."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def count(self) -> int:
        return len(self._rows)

    def index_of(self, key: str) -> int | None:
        return next((place for place, row in enumerate(self._rows) if row.key == key), None)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        return self._rows[offset : offset + limit]
