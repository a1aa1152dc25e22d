"""Which window holds a draft: each that keeps one has a locked file beside the database while it
lives, named by its sitting. The lock goes with its process, however that ends: no number of a
process is asked about, which another may have by then.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

ENDING = ".held"
_NAME = re.compile(r"[0-9A-Za-z-]+")


def folder_of(path: Path) -> Path:
    """Where windows have their files: beside those that say which have the database open."""
    return path.with_name(f"{path.name}-windows")


class Holding:
    """Shows that the window of a sitting lives, from the first draft that it keeps on."""

    def __init__(self, path: Path | None, sitting: str) -> None:
        self._file = folder_of(path) / f"{sitting}{ENDING}" if path is not None else None
        self._lock: object | None = None

    def begin(self) -> None:
        """Others see from now on that it lives, where that can be written."""
        if self._lock is not None or self._file is None:
            return
        from filelock import FileLock, Timeout  # not to be loaded by a window that only reads

        lock = FileLock(self._file, mode=0o600, thread_local=False)
        with suppress(OSError, Timeout, NotImplementedError):
            self._file.parent.mkdir(exist_ok=True, mode=0o700)
            _clear(self._file.parent)
            lock.acquire(timeout=0)
        self._lock = lock

    def end(self) -> None:
        """It holds nothing more."""
        if self._lock is None or self._file is None:
            return
        self._lock.release()  # type: ignore[attr-defined]
        self._lock = None
        with suppress(OSError):
            self._file.unlink(missing_ok=True)
            self._file.parent.rmdir()  # the last one puts the light out


def lives(path: Path | None, sitting: str) -> bool | None:
    """Whether the window of a sitting lives; None where nothing can be locked, and nobody knows."""
    if path is None or not _NAME.fullmatch(sitting):
        return False
    return is_locked(folder_of(path) / f"{sitting}{ENDING}")


def is_locked(file: Path) -> bool | None:
    """Whether a window that lives holds a file; None where nothing can be locked. One that nobody
    holds is taken away.
    """
    if not file.exists():
        return False
    from filelock import FileLock, Timeout

    lock = FileLock(file, mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except (OSError, NotImplementedError):
        return None
    lock.release()
    with suppress(OSError):
        file.unlink(missing_ok=True)
    return False


def _clear(folder: Path) -> None:
    """Takes away what killed windows left."""
    for file in folder.glob(f"*{ENDING}"):
        is_locked(file)
