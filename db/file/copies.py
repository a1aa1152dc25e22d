"""Which copies of a database there are: by their names, in the folder beside it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from spoc_tui.casework.dates.when import show_moment
from spoc_tui.casework.errors import StorageFailed

REPLACED = "replaced"
"""What a restore put aside: it may be damaged."""
DAILY = "daily"
OCCASIONS = {
    "": "by hand",
    "before-import": "before a list was imported",
    "before-migration": "before an upgrade",
    DAILY: "at the day’s first start",
    REPLACED: "what a restore put aside",
}
"""What a copy was made for, by the end of its name."""
VERDICTS = "checked.txt"
"""Where it is kept which copies of a folder were checked, and how that went."""
_PASSED, _FAILED = "whole", "not-whole"
_STAMP = "%Y%m%dT%H%M%S"
_NAME = re.compile(rf"-(\d{{8}}T\d{{6}})(\d{{6}})?Z(?:-({'|'.join(filter(None, OCCASIONS))}))?\.db")


class Copy(NamedTuple):
    """A copy of a database."""

    path: Path
    at: datetime
    """When it was made, in UTC, as its name says."""
    occasion: str
    """One of OCCASIONS."""

    @property
    def said(self) -> str:
        """“the copy of Thu 26 Nov 2026, 17:02”."""
        return f"the copy of {show_moment(self.at)}"


def folder_of(path: Path) -> Path:
    """Where the copies of the database at `path` are kept."""
    return path.parent / f"{called(path)}-backups"


def called(path: Path) -> str:
    """The beginning of the names of a database's copies: “spoc” of “spoc.db”, and no other file
    beside it is called so.
    """
    return path.stem if path.suffix == ".db" else path.name


def own_folder(path: Path) -> Path:
    """The same, made where it is not there yet."""
    folder = folder_of(path)
    try:
        folder.mkdir(exist_ok=True, mode=0o700)
    except FileExistsError as error:
        raise StorageFailed(
            f"{folder} is a file, and the copies are kept in a folder of that name. Nothing was "
            "changed. Move the file away."
        ) from error
    except OSError as error:
        raise StorageFailed(f"{folder} could not be made: {error.strerror}.") from error
    return folder


def new_name(path: Path, at: datetime, occasion: str = "") -> str:
    """The name of a copy made now; of one by hand, to the second."""
    if not occasion:
        return f"{called(path)}-{at:{_STAMP}}Z.db"
    return f"{called(path)}-{at:{_STAMP}%f}Z-{occasion}.db"


def copies_of(path: Path) -> list[Copy]:
    """The copies of a database, the newest first; none where the folder cannot be read."""
    return copies_in(folder_of(path), called(path))


def copies_in(folder: Path, stem: str) -> list[Copy]:
    """The same in any folder, of the database that is `called` so."""
    try:
        files = sorted(folder.iterdir())
    except OSError:
        return []
    found = []
    for file in files:
        named = _NAME.fullmatch(file.name.removeprefix(stem))
        if named is not None and file.name.startswith(stem):
            second, fraction, occasion = named.groups()
            at = _moment(f"{second}{fraction or '000000'}+0000")
            if at is not None:
                found.append(Copy(file, at, occasion or ""))
    return sorted(found, key=lambda copy: (copy.at, copy.path.name), reverse=True)


def _moment(stamp: str) -> datetime | None:
    """When a copy was made; None where that is no moment, or none of this program's time: whoever
    named the file so, it is no copy.
    """
    try:
        at = datetime.strptime(stamp, f"{_STAMP}%f%z")
    except ValueError:
        return None
    return at if 2000 <= at.year < 9999 else None


def good_copies(path: Path) -> list[Copy]:
    """The copies that may be whole, the newest first: `spoc restore` looks through each before it
    takes it.
    """
    return [copy for copy in copies_of(path) if copy.occasion != REPLACED]


def passed_copies(path: Path) -> list[Copy]:
    """Those that passed the whole check, the newest first: only these count."""
    verdicts = verdicts_in(folder_of(path))
    return [copy for copy in copies_of(path) if is_passed(copy, verdicts)]


def is_passed(copy: Copy, verdicts: Mapping[str, bool]) -> bool:
    """Whether a copy is known to be whole; one of a day is made of nothing else."""
    return verdicts.get(verdict_key(copy.path), copy.occasion == DAILY)


def verdicts_in(folder: Path) -> dict[str, bool]:
    """By what a copy is told by, whether it passed the whole check; of those that were checked."""
    try:
        lines = (folder / VERDICTS).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    said = (line.rpartition(" ") for line in lines)
    return {key: word == _PASSED for key, _, word in said if word in (_PASSED, _FAILED)}


def verdict_key(copy: Path) -> str:
    """The key of a copy's verdict: its name and size. One that is written over later mostly gets
    another.
    """
    try:
        return f"{copy.name} {copy.stat().st_size}"
    except OSError:
        return copy.name


def note_verdict(copy: Path, *, passed: bool) -> None:
    """Keeps beside a copy whether it passed the whole check, where that can be written."""
    with suppress(OSError):
        descriptor = os.open(copy.parent / VERDICTS, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        try:
            line = f"{verdict_key(copy)} {_PASSED if passed else _FAILED}\n"
            os.write(descriptor, line.encode())
        finally:
            os.close(descriptor)


def without_last_passed(path: Path, going: Iterable[Copy]) -> set[Copy]:
    """Those of the copies that may be taken away: never the newest that passed the whole check."""
    return set(going) - set(passed_copies(path)[:1])


def how_to_restore(path: Path) -> str:
    """The sentence that ends a refusal where the database cannot be used: what to do."""
    found = good_copies(path)
    if not found:
        return "No copy of it is in the folder beside it: “spoc restore FILE” puts one back."
    return f"“spoc restore” puts back {found[0].said}, “spoc backups” lists all."


def how_to_save(path: Path) -> str:
    """The same where the database is there and damaged."""
    return f"{how_to_restore(path)} “spoc rescue” writes what can still be read into a new file."
