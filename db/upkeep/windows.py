"""Which windows have a database open: each holds a locked file beside it while it lives."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from db.records.draft_holders import folder_of, is_locked
from spoc_tui.casework.dates.when import show_moment

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(\d{8}T\d{6}Z)-(\d+)-(.*)\.lock")


class Window(NamedTuple):
    """A window that has the database open."""

    since: datetime
    process: int
    computer: str

    @property
    def described(self) -> str:
        """“the one opened on Thu 2 Apr 2026 09:12 (process 4711 on LAPTOP)”."""
        where = f"process {self.process} on {self.computer}"
        return f"the one opened on {show_moment(self.since)} ({where})"


@contextmanager
def shown_as_open(path: Path, since: datetime) -> Iterator[None]:
    """Others see that this window has the database open, where that can be written."""
    computer = re.sub(r"[^\w.-]", "", socket.gethostname())[:40]
    folder = folder_of(path)
    name = f"{since.astimezone(UTC):{_STAMP}}-{os.getpid()}-{computer}.lock"
    # It is let go in another thread.
    lock = FileLock(folder / name, mode=0o600, thread_local=False)
    with suppress(OSError, Timeout, NotImplementedError):
        folder.mkdir(exist_ok=True, mode=0o700)
        lock.acquire(timeout=0)
    try:
        yield
    finally:
        with suppress(OSError):
            lock.release()
            Path(lock.lock_file).unlink(missing_ok=True)
            folder.rmdir()  # the last one puts the light out


def open_windows(path: Path) -> list[Window]:
    """The windows that have it open, the first opened first; what killed ones left is cleared."""
    try:
        files = sorted(folder_of(path).iterdir())
    except OSError:
        return []
    found = []
    for file in files:
        named = _NAME.fullmatch(file.name)
        if named is not None and is_locked(file):
            since, process, computer = named.groups()
            with suppress(ValueError):  # of a name that somebody else gave it
                at = datetime.strptime(since, _STAMP).replace(tzinfo=UTC)
                found.append(Window(at, int(process), computer))
    return found
