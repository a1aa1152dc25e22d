"""What is kept of a database beside it, in a small file: its last action, and the last number of
each kind that was given to a record.

By it a file that is behind what was saved in it is told (an older copy was put in its place, say),
and no number that was read out to a caller is given again. It is no part of what is kept: without
it all works, and where it cannot be written that is no reason to stop.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from db.connection import Connection
from db.file.sums import sum_up
from spoc_tui.casework.dates.when import from_iso, show_moment, to_iso
from spoc_tui.casework.errors import StorageFailed
from spoc_tui.files import write_private

LARGEST = 32 * 1024
"""How many bytes it may have before its lines are made one."""
MOST_READ = 32 * LARGEST
"""How many of its last bytes are read, whatever was put in its place."""
MOST_OF_A_LINE = 2 * 1024
MOST_GIVEN = 10**9
"""A number that is no running number: nothing goes on after it."""
_LETTERS = re.compile("[A-Z]{2,8}")
_DESK = re.compile(r"[^\W\d_]?")
_ORIGIN = re.compile("[0-9a-f-]{0,36}")
Number = tuple[str, int, str]
"""Whose running number: the letters of the kind, the year, and the letter of the desk."""


class Mark(NamedTuple):
    """How far a database had got."""

    origin: str
    place: int
    """Of its last action, in the chain of that origin; 0 where nothing was done yet."""
    at: str
    """When that was, in UTC."""
    numbers: Mapping[Number, int]
    """The last that was given."""

    @property
    def moment(self) -> datetime:
        return from_iso(self.at)

    def said_of(self, path: Path) -> str:
        """The warning where the database at `path` ends before this."""
        return (
            f"{path} is behind: something was saved here on {show_moment(self.moment)} that is not "
            "in it. An older copy was put in its place, by hand or by a program that keeps folders "
            "alike. No number that was read out is given again. “spoc backups” lists what may have "
            "the rest."
        )


def file_of(path: Path) -> Path:
    """Where the mark of the database at `path` is."""
    return path.with_name(f"{path.name}-mark")


def read(path: Path) -> Mark | None:
    """The mark of a database; None where there is none, or none that can be read."""
    lines = _end_of(path, MOST_READ).splitlines()
    last: Mark | None = None
    numbers: dict[Number, int] = {}
    for line in lines:
        mark = _mark_of(line)
        if mark is not None:
            last = mark
            for number, given in mark.numbers.items():
                numbers[number] = max(given, numbers.get(number, 0))
    return last._replace(numbers=numbers) if last is not None else None


def write(path: Path, mark: Mark) -> None:
    """Adds a line with the mark: the last counts, and of each number the greatest."""
    with suppress(OSError, StorageFailed):
        descriptor = os.open(file_of(path), _TO_ADD, 0o600)
        try:
            os.write(descriptor, _line_of(mark))
            size = os.fstat(descriptor).st_size
        finally:
            os.close(descriptor)
        if size > LARGEST and (whole := read(path)) is not None:
            write_private(file_of(path), _line_of(whole), overwrite=True)


_NOT_WAITING = getattr(os, "O_NONBLOCK", 0)
"""A pipe of that name, which nobody writes into, is no reason to wait."""
_TO_READ = os.O_RDONLY | _NOT_WAITING | getattr(os, "O_BINARY", 0)
_TO_ADD = os.O_CREAT | os.O_WRONLY | os.O_APPEND | _NOT_WAITING


def _end_of(path: Path, most: int) -> bytes:
    """The last bytes of the mark of a database; none where there is no such file."""
    try:
        descriptor = os.open(file_of(path), _TO_READ)
    except OSError:
        return b""
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            return b""
        os.lseek(descriptor, max(0, found.st_size - most), os.SEEK_SET)
        return os.read(descriptor, most)
    except OSError:
        return b""
    finally:
        os.close(descriptor)


def _line_of(mark: Mark) -> bytes:
    """It begins with the line's end: after one that was not written to its end, too."""
    numbers = [[*number, last] for number, last in sorted(mark.numbers.items())]
    return f"\n{json.dumps({**mark._asdict(), 'numbers': numbers})}".encode()


def _mark_of(line: bytes) -> Mark | None:
    """None of one that was not written to its end, or is none."""
    try:
        kept = json.loads(line)
        origin, place, at = kept["origin"], kept["place"], kept["at"]
        if not (_ORIGIN.fullmatch(origin) and type(place) is int and 0 <= place < 2**53):
            return None
        if not 1970 <= from_iso(at).year < 9999:
            return None
        return Mark(origin, place, at, _sound(kept["numbers"]))
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None


def _sound(rows: Iterable[Sequence[Any]]) -> dict[Number, int]:
    """The numbers among what was read of a file that may be damaged."""
    return {
        (kind, year, desk): last
        for kind, year, desk, last in rows
        if type(kind) is str
        and _LETTERS.fullmatch(kind)
        and type(year) is int
        and 1900 < year < 10_000
        and type(desk) is str
        and _DESK.fullmatch(desk)
        and type(last) is int
        and 0 < last < MOST_GIVEN
    }


def take_over(path: Path, numbers: Mapping[Number, int]) -> None:
    """Keeps these numbers as well, of what is at `path` for the moment."""
    write(path, (read(path) or _NOTHING_YET)._replace(numbers=numbers))


def begin_after(path: Path, numbers: Mapping[Number, int]) -> None:
    """Another database is at `path` from now on: its numbers come after these."""
    write(path, _NOTHING_YET._replace(numbers=numbers))


_NOTHING_YET = Mark("", 0, to_iso(datetime.fromtimestamp(0, UTC)), {})


def behind(connection: Connection, path: Path) -> Mark | None:
    """The mark, where the database ends before it; None where it does not."""
    end = _end_of(path, MOST_OF_A_LINE)
    if not end:
        return None
    # As a rule the two say the same, which is seen without reading the line.
    last = last_action(connection)
    if last is not None and _beginning(*last).encode() in end[end.rfind(b"\n") :]:
        return None
    mark = read(path)
    if mark is None:
        return None
    (place,) = connection.execute(
        "SELECT max(place) FROM action WHERE origin = ?", [mark.origin]
    ).fetchone()
    return mark if place is None or place < mark.place else None


def last_action(connection: Connection) -> tuple[str, int] | None:
    """The last that was done; None where nothing was."""
    found = connection.execute(
        "SELECT origin, place FROM action ORDER BY clock DESC LIMIT 1"
    ).fetchone()
    return (found[0], found[1]) if found is not None else None


def _beginning(origin: str, place: int) -> str:
    """The beginning of a mark's line."""
    return f'{{"origin": "{origin}", "place": {place},'


def pass_on(connection: Connection, numbers: Mapping[Number, int]) -> None:
    """Has the counters go on after these numbers; within a transaction."""
    connection.executemany(
        "INSERT INTO counter (kind, year, desk, last) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET last = max(last, excluded.last)",
        [(*number, last) for number, last in numbers.items()],
    )
    for number in numbers:
        sum_up(connection, "counter", *number)


def numbers_of(connection: Connection) -> dict[Number, int]:
    """The last number of each kind that a database has given."""
    return _sound(connection.execute("SELECT kind, year, desk, last FROM counter"))
