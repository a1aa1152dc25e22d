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
    if not overwrite and os.path.lexists(file):
        raise Refused(f"{file} exists already. Name another file, or say --force.")
    part = file.with_name(f"{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, _NEW, 0o600), "wb") as out:
            out.write(content)
        part.replace(file)
    except OSError as error:
        raise StorageFailed(f"{file} could not be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return file


def free_name(file: Path) -> Path:
    """The file's name, or with -2, -3 … before its ending where there is one already."""
    number, free = 1, file
    while os.path.lexists(free):
        number += 1
        free = file.with_name(f"{file.stem}-{number}{file.suffix}")
    return free


# Without O_BINARY, Windows would turn every newline into two characters.
_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
