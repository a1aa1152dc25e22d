"""Writes what the officer takes out of the program: whole or not at all, for their eyes alone."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from spoc_tui.casework.errors import Refused, StorageFailed


def write_private(file: Path, content: bytes, *, overwrite: bool = False) -> Path:
    """Writes a new file (0600), and its folder where there is none; returns where it is.

    Refused where it is there already and may not be overwritten, StorageFailed where it cannot be
    written.
    """
    if not overwrite:
        _need_free(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = _written_beside(file, content)
        try:
            if overwrite:
                part.replace(file)
            else:
                _name_anew(part, file)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    except OSError as error:
        raise StorageFailed(f"{file} could not be written: {error.strerror}.") from error
    return file


def free_name(file: Path) -> Path:
    """The file's name, or with -2, -3 … before its ending where there is one already."""
    number, free = 1, file
    while os.path.lexists(free):
        number += 1
        free = file.with_name(f"{file.stem}-{number}{file.suffix}")
    return free


def _need_free(file: Path) -> None:
    if os.path.lexists(file):
        raise Refused(f"{file} exists already. Name another file, or say --force.")


def _written_beside(file: Path, content: bytes) -> Path:
    """A new file (0600) of a name nobody has, in the same folder, on disk."""
    from tempfile import mkstemp

    descriptor, name = mkstemp(dir=file.parent, prefix=".spoc-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    return part


def _name_anew(part: Path, file: Path) -> None:
    """Gives the file its name; Refused where another of that name was made meanwhile."""
    try:
        os.link(part, file)
    except OSError:
        # The name is taken, or the file system has no links.
        _need_free(file)
        part.rename(file)
