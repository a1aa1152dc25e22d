"""Brings what the log has into the file beside what goes on being written, by a connection and a
thread of their own: whoever saves would wait for the disk.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

from db.connection import Error, existing


class WritingBack:
    """Of one file; nothing is done in memory, where there is no log."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._thread: ThreadPoolExecutor | None = None
        self._under_way: Future[None] | None = None

    def begin(self) -> None:
        """Begins to bring in what is in the log by now, unless that is still being done."""
        if self._path is None or (self._under_way and not self._under_way.done()):
            return
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="writing-back")
        self._under_way = self._thread.submit(_write_back, self._path)

    def close(self) -> None:
        """Waits until it is done, and does no more."""
        if self._thread is not None:
            self._thread.shutdown()
            self._thread = None


def _write_back(path: Path) -> None:
    # Whatever is wrong with the disk, whoever saves is told by SQLite, which then does this itself.
    with suppress(Error), closing(existing(path, timeout=0)) as beside:
        beside.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
