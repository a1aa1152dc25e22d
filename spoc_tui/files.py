"""Writes what the officer exports: whole or not at all, for their eyes alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from spoc_tui.casework.errors import NotFound, Refused, StorageFailed

WRITE_OVER = "Or write over it with --force."
"""What whoever types a verb may do where a file is there already."""


def write_private(file: Path, content: bytes, *, overwrite: bool = False) -> Path:
    """Writes a new file (0600); returns where it is.

    NotFound where there is no folder for it, Refused where it is there already and may not be
    overwritten, StorageFailed where it cannot be written.
    """
    with private_file(file, overwrite=overwrite) as out:
        out.write(content)
    return file


@contextmanager
def private_file(file: Path, *, overwrite: bool = False) -> Iterator[BinaryIO]:
    """A new file to write into: it gets its name once all is written and on disk; whatever goes
    wrong before, what was there stays as it was.

    NotFound, Refused and StorageFailed as `write_private`.
    """
    require_folder(file)
    if not overwrite:
        require_free(file)
    try:
        descriptor, part = _beside(file)
        try:
            with os.fdopen(descriptor, "wb") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            if overwrite:
                part.replace(file)
            else:
                _name_anew(part, file)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    except OSError as error:
        raise StorageFailed(f"{file} could not be written: {error.strerror}.") from error


def typed_path(typed: str) -> Path:
    """A path as it was typed or pasted: in quotes, from ~, with file:// or as a shell has it."""
    text = typed.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    if text.lower().startswith("file:"):
        from urllib.parse import urlsplit
        from urllib.request import url2pathname

        text = url2pathname(urlsplit(text).path)
    elif os.sep == "/":
        text = text.replace("\\ ", " ")
    try:
        return Path(text).expanduser()
    except RuntimeError:  # “~somebody”, who is not here
        return Path(text)


def placed(named: Path, usual: str) -> Path:
    """The file that is written where the officer named one: in a folder one of the usual name; a
    name without an ending gets that of the usual one. NotFound where there is no folder for it.
    """
    if named.is_dir():
        return named / usual
    require_folder(named)
    if named.suffix:
        return named
    return named.with_name(f"{named.name.rstrip('.')}{Path(usual).suffix}")


def free_name(file: Path) -> Path:
    """The file's name, or with -2, -3 … before its ending where there is one already."""
    number, free = 1, file
    while os.path.lexists(free):
        number += 1
        free = file.with_name(f"{file.stem}-{number}{file.suffix}")
    return free


def require_folder(file: Path) -> None:
    """NotFound where there is no folder to put the file in."""
    folder = file.parent
    if not folder.is_dir():
        raise NotFound(
            f"{folder} is a file, not a folder. Name another."
            if folder.exists()
            else f"There is no folder {folder}. Name another file, or make the folder first.",
            field="output",
        )


def require_free(file: Path) -> None:
    """Refused where there is a file of that name already."""
    if os.path.lexists(file):
        raise Refused(f"{file} exists already. Name another file.", by_command=WRITE_OVER)


def _beside(file: Path) -> tuple[int, Path]:
    """A new file (0600) of a name nobody has, in the same folder: its descriptor and its name."""
    # `tempfile` would do, with a megabyte of what it loads at each start.
    name = file.with_name(f".spoc-{os.urandom(8).hex()}.part")
    new = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(name, new, 0o600), name


def _name_anew(part: Path, file: Path) -> None:
    """Gives the file its name; Refused where another of that name was made meanwhile."""
    try:
        os.link(part, file)
    except OSError:
        # The name is taken, or the file system has no links.
        require_free(file)
        part.rename(file)
