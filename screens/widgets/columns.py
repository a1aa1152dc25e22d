"""How the columns of a list share its width, and from what width a pane opens at its side.

One rule for every list: a column without a width has its least, then what is good to read, then
what is enough for nearly all that is in it, and shares what is left; where not all fit, the
least important are left out; what never goes (a date, a reference, a status) is never cut either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Literal

COLUMN_GAP = 2
"""Cells between two columns."""
GUTTER = 2
"""Cells before the first: the cursor's marker, and a blank after the row's own mark."""
SCROLLBAR = 1
DAY_WIDTH = 11
"""Cells that a day takes in a list: `when.day_in_list`."""
MOMENT_WIDTH = 21
"""Cells that a moment takes: `when.show_moment`."""
PANE = 34
"""The fewest cells in which a record in full can be read."""
LIST_PARTS, PANE_PARTS = 5, 2
"""How a list and its pane share the screen, as the style sheets have it (5fr and 2fr)."""


class DropOrder(IntEnum):
    """When a column is left out; of two that go alike, the right one goes first."""

    NEVER = 0
    VERY_LAST = 1
    """Where the list is too narrow though all others went that may."""
    LAST = 2
    """Where the list is too narrow though what goes before it went."""
    NARROW = 3
    """Where the list is too narrow for all."""
    PANE = 4
    """Already where another could not be read well: a pane may open where it is left out."""


@dataclass(frozen=True)
class Column:
    """A column's title, and what width it has: `width` cells, or what the others leave it."""

    title: str
    width: int | None = None
    align: Literal["left", "right"] = "left"
    goes: DropOrder = DropOrder.NEVER
    least: int = 10
    """Of a column without a width: the cells for which others are left out."""
    fewest: int = 0
    """The cells for which what goes last is left out; 0: they are the least."""
    good: int = 18
    """The cells up to which it is filled before others get more, and which it has wherever a pane
    is open.
    """
    enough: int = 0
    """The cells that nearly all of what is in it takes; none gets more before it has them."""
    share: int = 1
    """Its part of what is then left over."""

    @property
    def needs(self) -> int:
        """The cells it has wherever it is shown, but in a list narrower than what stays."""
        return self.least if self.width is None else self.width

    @property
    def shortest(self) -> int:
        """The cells it has where what would go last is shown beside it."""
        return min(self.fewest or self.least, self.least) if self.width is None else self.width

    @property
    def wants(self) -> int:
        """The cells with which it is good to read."""
        return max(self.least, self.good) if self.width is None else self.width


NUMBER_COLUMN = Column("No.", 5)
REFERENCE_COLUMN = Column("No.", 12)
"""In lists of several kinds, where the number alone says too little."""
SUBJECT_COLUMN = Column("What", least=20, good=30, enough=58, share=2)
"""What a record is about, in any list of records."""
WHO_COLUMN = Column("Who", least=14, good=14, enough=44)
DUE_COLUMN = Column("Due", DAY_WIDTH, "right")
TO_DO_COLUMN = Column("Due", 12, "right")
"""A day, or what is to be done on none."""


def column_widths(columns: Sequence[Column], total: int) -> Sequence[int]:
    """The cells each column gets in `total`; 0 leaves it out.

    More cells never take a column away, nor make one narrower while the same ones are shown.
    """
    return _shared(tuple(columns), total)


def comfortable(columns: Sequence[Column], mark_width: int = 2) -> int:
    """The cells of a list in which a pane may open at its side: its columns are all there, but for
    those that give way to one, and none is poor.
    """
    kept = [column.wants for column in columns if column.goes < DropOrder.PANE]
    return _with_gaps(kept) + GUTTER + mark_width + SCROLLBAR


def breakpoints(
    *lists: Sequence[Column], parts: tuple[int, int] = (LIST_PARTS, PANE_PARTS), pane: int = PANE
) -> list[tuple[int, str]]:
    """A screen's: `-wide` from the width in which each of its lists is comfortable with a pane of
    at least `pane` cells, where list and pane share the screen in these `parts`.
    """
    of_list, of_pane = parts
    whole = of_list + of_pane
    needed = [(max(map(comfortable, lists)), of_list), (pane, of_pane)]
    return [(0, "-narrow"), (max(-(-cells * whole // part) for cells, part in needed), "-wide")]


@lru_cache(maxsize=256)
def _shared(columns: tuple[Column, ...], total: int) -> tuple[int, ...]:
    widths = [column.shortest for column in columns]
    for at in _order_of_going(columns):
        shown = [column for column, width in zip(columns, widths, strict=True) if width]
        if _with_gaps([_beside(columns[at].goes, one) for one in shown]) > total:
            widths[at] = 0
    shared = [at for at, column in enumerate(columns) if column.width is None and widths[at]]
    left = total - _with_gaps(widths)
    if left >= 0:
        lacking = {at: columns[at].least - columns[at].shortest for at in shared}
        first = min(left, sum(lacking.values()))
        _hand_out(first, widths, {at: cells for at, cells in lacking.items() if cells})
        left -= first
        wanting = {at: columns[at].wants - columns[at].least for at in shared}
        filled = min(left, sum(wanting.values()))
        _hand_out(filled, widths, wanting)
        short = {at: max(0, columns[at].enough - columns[at].wants) for at in shared}
        whole = min(left - filled, sum(short.values()))
        _hand_out(whole, widths, {at: cells for at, cells in short.items() if cells})
        _hand_out(left - filled - whole, widths, {at: columns[at].share for at in shared})
        return tuple(widths)
    # Only what stays is there, and it is still too much: the texts give way to it.
    left += sum(widths[at] for at in shared)
    for at in shared:
        widths[at] = 0
    _hand_out(left, widths, {at: columns[at].shortest for at in shared})
    for at, column in enumerate(columns):
        if _with_gaps(widths) > total and column.width is not None and any(widths[at + 1 :]):
            widths[at] = 0  # the date is last, and stays longest
    return tuple(widths)


def _beside(goes: DropOrder, one: Column) -> int:
    """The cells that a column must have for one that goes so to be shown: what gives way to a pane
    is there only where all are good to read, and what goes last wherever they can be.
    """
    if goes is DropOrder.PANE:
        return one.wants
    return one.needs if goes is DropOrder.NARROW else one.shortest


def _order_of_going(columns: Sequence[Column]) -> Iterator[int]:
    """The places of those that may go, the first to go first."""
    places = [at for at, column in enumerate(columns) if column.goes]
    return iter(sorted(places, key=lambda at: (columns[at].goes, at), reverse=True))


def _hand_out(cells: int, widths: list[int], parts: dict[int, int]) -> None:
    """Gives cells one by one to whoever is furthest short of its part: one more takes none back."""
    given = dict.fromkeys(parts, 0)
    for _ in range(cells if parts else 0):
        at = max(parts, key=lambda at: parts[at] / (given[at] + 1))
        given[at] += 1
        widths[at] += 1


def _with_gaps(widths: Sequence[int]) -> int:
    shown = [width for width in widths if width]
    return sum(shown) + COLUMN_GAP * (len(shown) - 1) if shown else 0
