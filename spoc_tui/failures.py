"""What failed unexpectedly: told in one sentence, and written down without anybody's words.

The log names errors and the lines of the program that they came through. It has no message and no
value of theirs, for those may hold what a caller said, and no path, for that names the officer.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from spoc_tui import __version__
from spoc_tui.casework.dates.when import to_iso
from spoc_tui.casework.errors import SpocError, StorageFailed, Unexpected
from spoc_tui.settings import log_file

LOG_BYTES = 256 * 1024
"""Bytes after which the log is begun again; the one before is kept beside it."""
MOST_FRAMES = 60


def unexpected(
    error: BaseException, *, at: datetime, done: str = "It could not be done"
) -> Unexpected:
    """Writes the error down, and returns what the officer is told: `done`, and where the log is."""
    file = log_file()
    where = f"Details, without names or texts, are in {file}."
    if not write_down(error, at=at, file=file):
        where = f"Details could not be written to {file}."
    return Unexpected(
        f"{done}: the program itself failed. What was saved is safe, and what is half typed in a "
        f"form is kept. {where}"
    )


def note(error: SpocError, *, at: datetime) -> None:
    """Writes down what is told, but was foreseen by nobody: what the file's own errors say means
    nothing to the officer.
    """
    if isinstance(error, StorageFailed) and error.unexplained:
        write_down(error, at=at, file=log_file())


def write_down(error: BaseException, *, at: datetime, file: Path) -> bool:
    """Adds the error to the log (0600), begun where there is none; False where that fails."""
    text = f"{to_iso(at)} spoc {__version__}, Python {sys.version.split()[0]}\n{described(error)}\n"
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if file.exists() and file.stat().st_size > LOG_BYTES:
            file.replace(file.with_suffix(".old"))
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as out:
            out.write(text)
    except OSError:
        return False
    return True


def described(error: BaseException) -> str:
    """The error, what it came from, and the lines of the program they came through."""
    return "".join(f"{line}\n" for line in _lines(error, set()))


def place_of(error: BaseException) -> tuple[str, str]:
    """The place of a failure, which tells it from another: what it is, and where it was raised."""
    frames = list(_frames(error))
    return type(error).__name__, frames[-1] if frames else ""


def _lines(error: BaseException, seen: set[int]) -> Iterator[str]:
    if id(error) in seen:
        return
    seen.add(id(error))
    # Of the database's errors the code says which, and is nobody's word.
    code = getattr(error, "sqlite_errorname", "")
    yield f"{type(error).__module__}.{type(error).__qualname__} {code}".rstrip()
    frames = list(_frames(error))
    yield from (f"  {frame}" for frame in frames[-MOST_FRAMES:])
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    inner = getattr(error, "error", None)  # a worker's is within another
    for came_from in (cause, inner, *getattr(error, "exceptions", ())):
        if isinstance(came_from, BaseException):
            yield "from"
            yield from _lines(came_from, seen)


def _frames(error: BaseException) -> Iterator[str]:
    """“screens/search/find.py:52 in _row”, the innermost last; no text of the line, for it may be
    data.
    """
    for frame, line in traceback.walk_tb(error.__traceback__):
        code = frame.f_code
        yield f"{_within(code.co_filename)}:{line} in {code.co_name}"


def _within(file_name: str) -> str:
    """The file's place within the program or a library."""
    for folder in sorted((entry for entry in sys.path if entry), key=len, reverse=True):
        if file_name.startswith(folder + os.sep):
            return file_name[len(folder) + 1 :].replace(os.sep, "/")
    return Path(file_name).name
