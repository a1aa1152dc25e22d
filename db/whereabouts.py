"""Whether the database is where it was: not gone from under an open window, and not begun anew
over what is left of one.
"""

from __future__ import annotations

from pathlib import Path

from spoc_tui.casework.errors import StorageFailed

RESTORING = ".restoring"
"""The end of the name under which a copy is put in place."""
FileNumber = tuple[int, int]
"""What a file is told from others by: its disk, and its number there (on Windows, too)."""


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


def require_there(path: Path, number: FileNumber | None) -> None:
    """Gone where the file of that number is no longer at `path`: what is saved in it, nobody would
    find again.
    """
    now = file_number(path)
    if now != number:
        from db import copies

        what = "is another file now than" if now is not None else "is no longer there as"
        raise Gone(
            f"{path} {what} the one that this window has open: another program replaced, moved or "
            "deleted it. Nothing was saved. Write what is open here to another file, close spoc, "
            f"and look. {copies.how_to_restore(path)}"
        )


def require_same(path: Path, number: FileNumber) -> None:
    """StorageFailed where another file was put at `path` while that of the number was opened."""
    if file_number(path) != number:
        raise StorageFailed(
            f"{path} was replaced as it was being opened: a copy is being put in its place. "
            "Nothing was saved. Try again in a moment."
        )


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
        from db import copies

        empty = "is empty" if path.exists() else "is not there"
        raise Lost(
            f"{path} {empty}, but {beside} beside it: there was a database. Nothing was changed. "
            f"{copies.how_to_restore(path)} “spoc restore --begin-anew” begins an empty one."
        )


def what_is_left(path: Path) -> str:
    """What says that there was a database: “its copies are”; blank where nothing does."""
    from db import copies, marks

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
