"""Reads the rows of a SQLite file page by page, as far as it can be read: what SQLite
refuses to, since one page on the way there is damaged.

Only the file is read, never written. The format is https://www.sqlite.org/fileformat2.html; what is
damaged gives no row, and no error.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple

BEGINS = b"SQLite format 3\0"
USUAL_PAGE = 4096
"""The size of a page where the file's own header cannot be read, in bytes."""
HEADER = 100
"""The bytes of the first page before what is in it."""
TABLE_LEAF, TABLE_INTERIOR = 13, 5
KEYED_LEAF, KEYED_INTERIOR = 10, 2
"""Of indexes, and of tables without row ids."""
_KINDS = (TABLE_LEAF, TABLE_INTERIOR, KEYED_LEAF, KEYED_INTERIOR)
LARGEST_ROW = 64 * 2**20
"""A row that says it is longer is none, in bytes."""
_FRAME, _LOG_HEADER = 24, 32

Value = int | float | str | bytes | None


class FoundRow(NamedTuple):
    """A row as it lies in the file: the values of its columns in their order, as far as it has
    them.
    """

    rowid: int
    values: tuple[Value, ...]


class Unreadable(ValueError):
    """Bytes that are no row."""


@contextmanager
def open_pages(path: Path) -> Iterator[Pages]:
    """The pages of the file at `path`, and of its log; within, it stays open."""
    log = path.with_name(f"{path.name}-wal")
    with path.open("rb") as file:
        if not file.seek(0, 2):
            yield Pages(b"", log)
            return
        with mmap(file.fileno(), 0, access=ACCESS_READ) as whole:
            yield Pages(whole, log)


class Pages:
    """The pages of a file with what its log has of them."""

    def __init__(self, file: mmap | bytes, log: Path) -> None:
        self._file = file
        begins = self._file[:HEADER]
        found = int.from_bytes(begins[16:18], "big") if begins.startswith(BEGINS) else 0
        self.size = 65_536 if found == 1 else found
        if not 512 <= self.size <= 65_536 or self.size & (self.size - 1):
            self.size = USUAL_PAGE
        self.usable = self.size - (begins[20] if found and begins[20] < 64 else 0)
        self._log = _log_pages(log, self.size)
        self.count = max(-(-len(self._file) // self.size), *self._log, 0)
        self.unread = 0
        """How many pages and rows to which there was a way could not be read so far."""

    def page(self, number: int) -> bytes:
        """The bytes of a page, counted from 1; what is not there is blank."""
        if number in self._log:
            return self._log[number]
        found = self._file[(number - 1) * self.size : number * self.size]
        return found.ljust(self.size, b"\0")

    @cached_property
    def free(self) -> frozenset[int]:
        """The pages that nothing is in, as far as that is told: what they have was removed."""
        found, trunk = set[int](), int.from_bytes(self.page(1)[32:36], "big")
        while 1 < trunk <= self.count and trunk not in found:
            found.add(trunk)
            page = self.page(trunk)
            trunk, many = struct.unpack_from(">II", page)
            found.update(struct.unpack_from(f">{min(many, self.size // 4 - 2)}I", page, 8))
        return frozenset(found)

    def rows(self, root: int, reached: set[int]) -> Iterator[FoundRow]:
        """The rows of the table that begins at a page, as far as the way to them can be read; the
        pages that were reached are put into `reached`.
        """
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if not 0 < number <= self.count:
                self.unread += 1
                continue
            if number in reached:
                continue
            reached.add(number)
            kind = self._kind(number)
            if kind == TABLE_LEAF:
                yield from self.leaf(number)
            elif kind in (KEYED_LEAF, KEYED_INTERIOR):
                yield from self._keyed(number, kind)
            if kind in (TABLE_INTERIOR, KEYED_INTERIOR):
                waiting += reversed(self._below(number))
            self.unread += kind not in _KINDS

    def others(self, reached: set[int]) -> Iterator[int]:
        """The pages with rows to which no way was found."""
        for number in range(1, self.count + 1):
            if number in reached or number in self.free:
                continue
            if self._kind(number) == TABLE_LEAF:
                yield number

    def leaf(self, number: int) -> Iterator[FoundRow]:
        """The rows of one page."""
        page = self.page(number)
        for place in self._cells(page, number, 8):
            try:
                row = self._row(page, place)
            except (Unreadable, IndexError, struct.error, UnicodeDecodeError):
                self.unread += 1
                continue
            yield row

    def _keyed(self, number: int, kind: int) -> Iterator[FoundRow]:
        """Those of a page of a table without row ids."""
        page, skipped = self.page(number), 4 if kind == KEYED_INTERIOR else 0
        for cell in self._cells(page, number, 8 + skipped):
            try:
                length, place = _varint(page, cell + skipped)
                if 0 < length <= LARGEST_ROW:
                    local = _local(length, self.usable, (self.usable - 12) * 64 // 255 - 23)
                    yield FoundRow(0, _values(self._payload(page, place, length, local)))
            except (Unreadable, IndexError, struct.error, UnicodeDecodeError):
                continue

    def _kind(self, number: int) -> int:
        return self.page(number)[HEADER if number == 1 else 0]

    def _cells(self, page: bytes, number: int, header: int) -> list[int]:
        begins = HEADER if number == 1 else 0
        many = int.from_bytes(page[begins + 3 : begins + 5], "big")
        at = begins + header
        many = min(many, (self.size - at) // 2)
        return [one for one in struct.unpack_from(f">{many}H", page, at) if at <= one < self.usable]

    def _below(self, number: int) -> list[int]:
        page, begins = self.page(number), HEADER if number == 1 else 0
        cells = self._cells(page, number, 12)
        below = [int.from_bytes(page[place : place + 4], "big") for place in cells]
        return [*below, int.from_bytes(page[begins + 8 : begins + 12], "big")]

    def _row(self, page: bytes, place: int) -> FoundRow:
        length, place = _varint(page, place)
        rowid, place = _varint(page, place)
        if not 0 < length <= LARGEST_ROW:
            raise Unreadable
        local = _local(length, self.usable, self.usable - 35)
        return FoundRow(rowid, _values(self._payload(page, place, length, local)))

    def _payload(self, page: bytes, place: int, length: int, local: int) -> bytes:
        """The bytes of a row, with those on the pages that it runs over to."""
        if place + local > self.usable:
            raise Unreadable
        parts, left = [page[place : place + local]], length - local
        if left:
            following, seen = int.from_bytes(page[place + local : place + local + 4], "big"), set()
            while left > 0:
                if not 1 < following <= self.count or following in seen:
                    raise Unreadable
                seen.add(following)
                over = self.page(following)
                parts.append(over[4 : 4 + min(left, self.usable - 4)])
                left -= len(parts[-1])
                following = int.from_bytes(over[:4], "big")
        return b"".join(parts)


def _local(length: int, usable: int, most: int) -> int:
    """How much of a row is on its own page."""
    if length <= most:
        return length
    least = (usable - 12) * 32 // 255 - 23
    some = least + (length - least) % (usable - 4)
    return some if some <= most else least


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = 0
    for count in range(9):
        byte = data[place + count]
        if count == 8:
            value = value << 8 | byte
            return (value - (1 << 64) if value >> 63 else value), place + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + count + 1
    raise Unreadable


def _values(payload: bytes) -> tuple[Value, ...]:
    ends, place = _varint(payload, 0)
    if not place <= ends <= len(payload):
        raise Unreadable
    types = []
    while place < ends:
        one, place = _varint(payload, place)
        types.append(one)
    if place != ends:
        raise Unreadable
    values = list[Value]()
    for one in types:
        size = _size(one)
        if place + size > len(payload):
            raise Unreadable
        values.append(_value(one, payload[place : place + size]))
        place += size
    if place != len(payload):
        raise Unreadable
    return tuple(values)


_SIZES = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)


def _size(of: int) -> int:
    if of in (10, 11) or of < 0:
        raise Unreadable
    return (of - 12) // 2 if of >= 12 else _SIZES[of]


def _value(of: int, data: bytes) -> Value:
    match of:
        case 0:
            return None
        case 7:
            (number,) = struct.unpack(">d", data)
            return float(number)
        case 8 | 9:
            return of - 8
        case _ if of < 7:
            return int.from_bytes(data, "big", signed=True)
        case _:
            return data.decode() if of % 2 else data


def _log_pages(log: Path, size: int) -> dict[int, bytes]:
    """The pages that were saved and are in the log alone, by number: as it stood at its last whole
    save.
    """
    try:
        data = log.read_bytes()
    except OSError:
        return {}
    if data[:4] not in (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83"):
        return {}
    saved, coming, salts = dict[int, bytes](), dict[int, bytes](), data[16:24]
    for at in range(_LOG_HEADER, len(data) - size - _FRAME + 1, size + _FRAME):
        number, whole = struct.unpack_from(">II", data, at)
        if data[at + 8 : at + 16] != salts:
            break  # of an earlier round
        coming[number] = data[at + _FRAME : at + _FRAME + size]
        if whole:
            saved |= coming
            coming = {}
    return saved
