"""Which keys of a list were there before, and on which line; in little memory."""

from __future__ import annotations

from array import array


class FirstLines:
    """The line each key is on first.

    A table of hashes in two arrays, because a register has hundreds of thousands of keys, and a
    dictionary of them would be most of what an import keeps in memory.
    """

    def __init__(self, size: int = 1 << 19) -> None:
        """With room for `size` keys at first, a power of two."""
        self._count = 0
        self._marks = array("Q", [0]) * size
        self._lines = array("I", [0]) * size

    def first(self, key: str, line: int) -> int:
        """The line `key` was on first: `line` itself where it was on none before."""
        marks, mark = self._marks, hash(key) & 0xFFFF_FFFF_FFFF_FFFF or 1
        last = len(marks) - 1
        place = mark & last
        while found := marks[place]:
            if found == mark:
                return self._lines[place]
            place = (place + 1) & last
        marks[place], self._lines[place] = mark, line
        self._count += 1
        if self._count * 3 > last * 2:
            self._grow()
        return line

    def _grow(self) -> None:
        marks, lines = self._marks, self._lines
        last = len(marks) * 2 - 1
        self._marks = array("Q", [0]) * (last + 1)
        self._lines = array("I", [0]) * (last + 1)
        for mark, line in zip(marks, lines, strict=True):
            if mark:
                place = mark & last
                while self._marks[place]:
                    place = (place + 1) & last
                self._marks[place], self._lines[place] = mark, line
