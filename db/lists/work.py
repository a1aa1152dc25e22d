"""Reads and imports a list in the background, so that nobody waits."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.connection import Error
from db.file.tuning import STEPS_BETWEEN_CHECKS
from spoc_tui.casework.errors import BadInput, SpocError
from spoc_tui.casework.lists.importing import ImportReport, Progress

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.organisations.organisation import ListRow
    from spoc_tui.registers.organisations import ListColumns, OpenedList

FIRST_ROWS_SHOWN = 100
"""How many rows are shown as they would come in."""


@dataclass(frozen=True)
class ImportRequest:
    """Which list is to be read, and how; as in db/lists/known.py and db/lists/importing.py."""

    path: Path
    source: str = ""
    area: str = ""
    sheet: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    whole: bool | None = None


class _Dropped(Exception):
    """The work under way is wanted no more."""


BROKEN_OFF = "The program itself failed at it; none of it is kept."


class ListWork:
    """One thread with a connection of its own, and what it has found out so far.

    A list that is looked at is read, and then run through without writing; looking at another, or
    otherwise, drops that. `changed` is called in the thread whenever there is something new.
    """

    def __init__(self, open_store: Callable[[], Store], changed: Callable[[], Any]) -> None:
        self._open_store = open_store
        self._changed = changed
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="lists")
        self._store: Store | None = None
        self._turn = 0
        self._pending: list[Future[None]] = []
        self._stamp: tuple[int, int] | None = None
        self._failed: Exception | None = None
        """What went wrong and has no sentence, until it is raised."""
        self.stopping = False
        self._unsaid = False
        self._begin(None, is_importing=False)

    def _begin(self, asked: ImportRequest | None, *, is_importing: bool) -> None:
        self._turn += 1
        self.asked = asked
        self.is_importing = is_importing
        """Whether the list is being imported now."""
        self.busy = asked is not None
        self.began = time.monotonic()
        self.progress: Progress | None = None
        self.wrong: SpocError | None = None
        self.report: ImportReport | None = None
        """What would become of each row; once it was imported, what became of it."""
        self.stopped = False
        """Whether it was stopped by the officer, and left nothing behind."""
        if not is_importing:
            self.columns: ListColumns | None = None
            self.first: Sequence[ListRow] = ()

    # What is asked of it. One thing at a time: while a list is imported, nothing else.

    def look(self, asked: ImportRequest) -> None:
        """Has a list read, and run through without writing."""
        self._begin(asked, is_importing=False)
        self._do(self._look, asked)

    def run_import(self, asked: ImportRequest) -> None:
        """Imports the list that was looked at."""
        self.stopping = False
        self._begin(asked, is_importing=True)
        self._unsaid = True
        self._do(self._run_import, asked)

    def stop(self) -> None:
        """Stops what is being imported; it leaves nothing behind."""
        self.stopping = True

    def ended(self) -> str:
        """The outcome of a list that was imported, said once; blank where none was."""
        if not self._unsaid or self.busy or self.asked is None:
            return ""
        self._unsaid = False
        if self.wrong is not None:
            return f"{self.asked.source} is not imported. {self.wrong}"
        if self.stopped or self.report is None:
            return f"Stopped: none of {self.asked.source} was imported."
        return f"{self.asked.source} is imported: {self.report.sentence}."

    def save(
        self, write: Callable[[ImportReport], Any], done: Callable[[SpocError | None], Any]
    ) -> None:
        """Has the report written, in the thread, which alone can read all its rows."""
        report = self.report
        assert report is not None

        def work() -> None:
            try:
                write(report)
            except SpocError as error:
                done(error)
            except Exception as error:
                self._failed = error
                done(SpocError(BROKEN_OFF))
                self._changed()
            else:
                done(None)

        self._pending.append(self._thread.submit(work))

    def forget(self) -> None:
        """Lets go of the list, and of what was read of it."""
        self._begin(None, is_importing=False)
        self._pending.append(self._thread.submit(self._close_store))

    def settle(self) -> None:
        """Waits until there is nothing to do (the tests do); what went wrong is left to `check`."""
        while waiting := [one for one in self._pending if not one.done()]:
            wait(waiting)

    def check(self) -> None:
        """Raises what went wrong in the thread and has no sentence."""
        done = [one for one in self._pending if one.done()]
        self._pending = [one for one in self._pending if one not in done]
        failed, self._failed = self._failed, None
        if failed is not None:
            raise failed
        for one in done:
            one.result()

    def close(self) -> None:
        """Stops whatever is done, and waits for that."""
        self.stopping = True
        self._turn += 1
        self._thread.submit(self._close_store)
        self._thread.shutdown()

    # In the thread.

    def _do(self, work: Callable[[Store, ImportRequest, int], None], asked: ImportRequest) -> None:
        turn = self._turn
        self._pending.append(self._thread.submit(self._take_turn, work, asked, turn))

    def _close_store(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None

    def _take_turn(
        self, work: Callable[[Store, ImportRequest, int], None], asked: ImportRequest, turn: int
    ) -> None:
        if turn != self._turn:
            return
        try:
            if self._store is None:
                self._store = self._open_store()
            work(self._store, asked, turn)
        except Exception as error:
            # It may have been interrupted with a savepoint open: the next begins on a new one.
            self._close_store()
            if turn == self._turn:
                self._say_why(error)
            elif not isinstance(error, _Dropped | SpocError | Error):
                self._failed = error
        if turn == self._turn:
            self.busy = self.is_importing = False
            self._changed()

    def _say_why(self, error: Exception) -> None:
        if isinstance(error, _Dropped):
            self.stopped = True
        elif isinstance(error, SpocError):
            self.wrong = error
        else:
            self.wrong, self._failed = SpocError(BROKEN_OFF), error

    def _look(self, store: Store, asked: ImportRequest, turn: int) -> None:
        self._stamp = _stamp(asked.path)
        columns = store.lists.look(
            asked.path, source=asked.source, mapping=asked.mapping, sheet=asked.sheet
        )
        self._tell(turn, columns=columns)
        if not columns.has_name:
            return
        opened = _open(store, replace(asked, source=columns.source))
        rows = iter(opened.rows)
        first = tuple(islice(rows, FIRST_ROWS_SHOWN))
        self._tell(turn, first=first)

        def tell(progress: Progress) -> None:
            self._tell(turn, progress=progress)

        store.connection.set_progress_handler(lambda: turn != self._turn, STEPS_BETWEEN_CHECKS)
        try:
            report = store.lists.run_import(
                replace(opened, rows=chain(first, rows)),
                whole=asked.whole,
                dry_run=True,
                tell=tell,
            )
        finally:
            store.connection.set_progress_handler(None, 0)
        if opened.remarks != columns.remarks:
            # Some are known only once all of it is read.
            self._tell(turn, columns=replace(columns, remarks=tuple(opened.remarks)))
        self._tell(turn, report=report)

    def _run_import(self, store: Store, asked: ImportRequest, turn: int) -> None:
        if self._stamp != _stamp(asked.path):
            self._stamp = None
            raise BadInput(
                f"{asked.path.name} was changed since it was read. Read it again.",
                field="file",
            )

        def tell(progress: Progress) -> None:
            if self.stopping:
                raise _Dropped
            self._tell(turn, progress=progress)

        self.report = store.lists.run_import(_open(store, asked), whole=asked.whole, tell=tell)

    def _tell(self, turn: int, **news: Any) -> None:
        if turn != self._turn:
            raise _Dropped
        for name, value in news.items():
            setattr(self, name, value)
        self._changed()


def _open(store: Store, asked: ImportRequest) -> OpenedList:
    return store.lists.open(
        asked.path,
        source=asked.source,
        mapping=asked.mapping,
        area=asked.area,
        sheet=asked.sheet,
    )


def _stamp(path: Path) -> tuple[int, int] | None:
    """A value that differs once a file was written to; None where there is none to be seen."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size
