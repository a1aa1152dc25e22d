"""Which copies of a database there are: by their names, in the folder beside it."""

from __future__ import annotations

import re
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
    """What the names of a database's copies begin with: “spoc” of “spoc.db”, and no other file
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
    """The copies that passed their check as they were made, the newest first."""
    return [copy for copy in copies_of(path) if copy.occasion != REPLACED]


def how_to_restore(path: Path) -> str:
    """What to do where the database cannot be used: the sentence that ends a refusal."""
    found = good_copies(path)
    if not found:
        return "No copy of it is in the folder beside it: “spoc restore FILE” puts one back."
    return f"“spoc restore” puts back {found[0].said}, “spoc backups” lists all."
