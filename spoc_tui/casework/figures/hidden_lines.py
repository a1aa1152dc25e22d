"""Which counts are hidden where what was received, closed and is open are beside each other.

What was open before and what was received and reopened, less what was closed, is what is open. So a
count that is hidden in one column may be told by the other two of its line, though none is told by
its own column (hiding.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from spoc_tui.casework.figures.hiding import (
    FEW,
    HIDDEN,
    HIDDEN_TEXT,
    NO_COUNT,
    PublishedCount,
    parts_of,
)

Counts = Mapping[str, int]
Column = Mapping[str, PublishedCount]
WHY_ALL = (
    "What was closed and what is open is hidden under every name: with what was received it would "
    "tell counts that are hidden."
)


class Lines(NamedTuple):
    """The three columns of a breakdown, by name, as they may be given out."""

    received: Column
    closed: Column
    open: Column

    @property
    def names(self) -> Collection[str]:
        return dict.fromkeys(name for column in self for name in column)

    @property
    def all_hidden(self) -> bool:
        """Whether no count of what was closed and what is open is shown: WHY_ALL."""
        its = [part for column in (self.closed, self.open) for part in column.values()]
        return any(part.number is None for part in its) and not any(part.number for part in its)


def lines_of(
    received: Counts, closed: Counts, still_open: Counts, *, carried: int, hide_few: bool
) -> Lines:
    """The three, of a period into which so many were `carried`: open before it, or reopened in it.

    Each column hides what its own total would tell. Where a line would tell what is hidden in it,
    and wherever fewer than FEW were carried, so that a line says it almost outright, closed and
    open are hidden under every name; what was received stays as it is.
    """
    counts = (received, closed, still_open)
    its = Lines(*(parts_of(one, hide_few=hide_few) for one in counts))
    if not hide_few or not any(part.number is None for one in its for part in one.values()):
        return its
    if not carried and not (any(closed.values()) and any(still_open.values())):
        return its  # one column is empty, and so the two others are one: they hide alike
    if carried >= FEW and not any(_is_told(its, name, carried) for name in its.names):
        return its
    return Lines(its.received, _hidden(closed, its.names), _hidden(still_open, its.names))


def _hidden(counts: Counts, names: Collection[str]) -> Column:
    """None of them; a column with nothing in it says so."""
    if not any(counts.values()):
        return dict.fromkeys(names, NO_COUNT)
    return dict.fromkeys(sorted(names), PublishedCount(None, HIDDEN_TEXT))


class _Range(NamedTuple):
    """From which count to which one may be."""

    least: int
    most: int


_ANY_NUMBER = 10**9


def _range(part: PublishedCount) -> _Range:
    """What is seen of it: one that is hidden is not nought."""
    if part.number is not None:
        return _Range(part.number, part.number)
    return _Range(1, FEW - 1 if part.hidden_as == HIDDEN else _ANY_NUMBER)


def _is_told(its: Lines, name: str, carried: int) -> bool:
    """Whether its line leaves one count alone for something that is hidden in it."""
    parts = [column.get(name, NO_COUNT) for column in its]
    could_be = _narrowed(*map(_range, parts), carried=carried)
    return any(
        part.number is None and seen.least >= seen.most
        for part, seen in zip(parts, could_be, strict=True)
    )


def _narrowed(
    received: _Range, closed: _Range, still_open: _Range, *, carried: int
) -> Iterator[_Range]:
    """What each could be beside the other two: closed and open, less received, were carried."""
    yield _Range(
        max(received.least, closed.least + still_open.least - carried),
        min(received.most, closed.most + still_open.most),
    )
    for one, other in ((closed, still_open), (still_open, closed)):
        yield _Range(
            max(one.least, received.least - other.most),
            min(one.most, received.most - other.least + carried),
        )
