"""Whether the database is where it was: not gone from under an open window, and not begun anew
over what is left of one.
"""

from __future__ import annotations

from pathlib import Path

from db.connection import Error, another_look
from spoc_tui.casework.errors import StorageFailed

RESTORING = ".restoring"
"""The end of the name under which a copy is put in place."""
FileNumber = tuple[int, int]
"""What a file is told from others by: its disk, and its number there (on Windows, too)."""
Stamp = tuple[int, int]
"""When a file was last written, and how large it is."""
LastAction = tuple[str, int]
"""An action, by its chain and its place in it."""


class Gone(StorageFailed):
    """The database is not where it was, or no longer the same file."""

    code = "file-gone"
    in_short = "the database is gone"


class Lost(StorageFailed):
    """There is no database, and what is beside it says that there was one."""

    code = "file-lost"


def followed(path: Path) -> Path:
    """The file itself, where the path is a link to it: its log, its mark and its copies are beside
    that, whoever opens it by whatever name.
    """
    return path.resolve() if path.is_symlink() else path


def file_number(path: Path) -> FileNumber | None:
    """Of the file that is there now; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def require_there(path: Path, number: FileNumber | None) -> Stamp | None:
    """Gone where the file of that number is no longer at `path`: what is saved in it, nobody would
    find again. Returns by what it is told whether the file was written since.
    """
    try:
        found = path.stat()
    except OSError:
        found = None
    now = (found.st_dev, found.st_ino) if found is not None else None
    if now != number:
        what = "is another file now than" if now is not None else "is no longer there as"
        raise _gone(path, f"{what} the one that this window has open")
    return (found.st_mtime_ns, found.st_size) if found is not None else None


def require_not_written_over(path: Path, last: LastAction | None) -> LastAction | None:
    """Gone where the file has no longer an action that a window has seen or saved in it: another
    program wrote an older copy into it. Returns the last that it has.

    The window's own connection goes by what it has read already: this is asked of another.
    """
    from db.file import marks

    try:
        with another_look(path) as connection:
            if (
                last is None
                or connection.execute(
                    "SELECT 1 FROM action WHERE origin = ? AND place = ?", last
                ).fetchone()
            ):
                return marks.last_action(connection)
    except (Error, ValueError):
        return last  # it cannot be told: reading it says what is wrong
    raise _gone(path, "was written over with something older while this window had it open")


def _gone(path: Path, what: str) -> Gone:
    from db.file import copies

    return Gone(
        f"{path} {what}: another program replaced, moved or deleted it. Nothing was saved. Write "
        "what is open here to another file, close spoc, and look. "
        f"{copies.how_to_restore(path)}"
    )


def require_same(path: Path, number: FileNumber) -> None:
    """StorageFailed where another file was put at `path` while that of the number was opened."""
    if file_number(path) != number:
        raise StorageFailed(
            f"{path} was replaced as it was being opened: a copy is being put in its place. "
            "Nothing was saved. Try again in a moment."
        )


def is_empty(path: Path) -> bool:
    """Whether nothing is at `path`, or an empty file."""
    try:
        return path.stat().st_size == 0
    except OSError:
        return True


def require_none_was(path: Path) -> None:
    """Lost where there is no database (or an empty file) though there was one: beginning anew would
    give its numbers again.
    """
    try:
        if path.stat().st_size:
            return
    except FileNotFoundError:
        pass
    except OSError:
        return  # opening it says what is wrong
    if beside := what_is_left(path):
        from db.file import copies

        empty = "is empty" if path.exists() else "is not there"
        raise Lost(
            f"{path} {empty}, but {beside} beside it: there was a database. Nothing was changed. "
            f"{copies.how_to_restore(path)} “spoc restore --begin-anew” begins an empty one."
        )


def what_is_left(path: Path) -> str:
    """The trace of a database that was there: “its copies are”; blank where there is none."""
    from db.file import copies, marks

    if copies.copies_of(path):
        return "its copies are"
    for file, said in (
        (path.with_name(f"{path.name}{RESTORING}"), "a copy that was being restored is"),
        (path.with_name(f"{path.name}-wal"), "its log (-wal) is"),
        (marks.file_of(path), "its mark is"),
    ):
        try:
            if file.stat().st_size:
                return said
        except OSError:
            continue
    return ""
