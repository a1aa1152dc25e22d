"""Takes a long list in hidden, chunk by chunk while it is read, so that other windows save in
between; once all is in, the action is sealed, and then all of it shown.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from db.changes import imported, range_seals
from db.changes.imported import ORGANISATION_PARTS, Range
from db.file import backup
from db.file.tuning import with_room
from db.file.writing_back import WritingBack
from db.lists.adding import add_hidden, columns_filled, put_back
from db.lists.applying import (
    HOLD_SECONDS,
    LOG_PAGES,
    finish_interrupted_import,
    fitting,
    for_many,
    is_sealed,
    show,
    wait_for_other_writers,
)
from db.lists.row_verdicts import New
from db.lists.staging import AFTER_LAST_LINE, Lines
from db.records.uids import new_uid
from spoc_tui.casework.errors import StorageFailed
from spoc_tui.casework.lists.importing import Progress, Tell

if TYPE_CHECKING:
    from pathlib import Path

    from db.lists.staging import Staged
    from db.writing import Writing

FIRST_TRANSACTION = 15_000
"""How many new organisations go in within the first transaction; what is fewer goes in with all
the rest of its import.
"""
MOST_AT_ONCE = 60_000
GROWTH = 4
"""How many times as large a list is once taken in, with its history and indexes, as put aside."""
READING, TAKING = 0.45, 0.5
"""How much of an import is reading its list, and taking in what is new in it."""


class Hidden:
    """The new organisations of a list that go in hidden, once they are many, and under which
    action; with digests.
    """

    def __init__(
        self, store: Writing, staged: Staged, source: str, tell: Tell, *, dry_run: bool
    ) -> None:
        self.action_uid = new_uid()
        self.begun = False
        self.ranges: dict[Range, str] = {}
        self.first: dict[str, int] = dict.fromkeys(
            ("organisation", *ORGANISATION_PARTS), AFTER_LAST_LINE
        )
        """By table, the id from which on its rows may be hidden."""
        self.at_once = FIRST_TRANSACTION
        """How many go in within the next transaction."""
        self._store = store
        self._staged = staged
        self._source = source
        self._tell = tell
        self._settings = ExitStack()
        self._log = WritingBack(store.path)
        self._copy: Path | None = None
        self._new = New(0, 0)
        self._taken = {False: 0, True: 0}
        self._last = {False: -1, True: -1}
        """How many are in, and the last line: of those that did not wait, and of those that did."""
        self._ended = 0.0
        self._share = 0.0
        self._reading, self._taking = (1.0, 0.0) if dry_run else (READING, TAKING)

    def take_sure(self, new: New) -> None:
        """Takes in what is surely new, of the rows judged so far, once that is much; `new` is how
        many there are more of.
        """
        self._new = New(self._new.sure + new.sure, self._new.waiting + new.waiting)
        if self.begun or self._new.sure > FIRST_TRANSACTION:
            # What is little goes in with what comes next: every transaction has its price.
            self._take_in(waited=False, least=self.at_once // 2)

    def take_rest(self) -> None:
        """Takes in the rest, once all is judged, unless it is so few that it goes in with what else
        the import does.
        """
        (added,) = self._store.connection.execute(
            "SELECT count(*) FROM staged WHERE verdict = 'added'"
        ).fetchone()
        self._new = New(self._new.sure, added - self._new.sure)
        if self.begun or added > FIRST_TRANSACTION:
            self._take_in(waited=False)
            self._take_in(waited=True)
        self._settings.close()

    def tell(self, doing: str, share: float | None = None) -> None:
        """Tells how far the import is."""
        self._share = max(self._share, self._share_done() if share is None else share)
        self._tell(Progress(self._staged.rows, self._share, doing))

    def tell_read(self) -> None:
        """Tells how far it is, once more was read."""
        self.tell("taking it in" if self.begun else "reading the list")

    def copy(self) -> None:
        """Makes the copy of the database that there is before every import."""
        self.tell("making a copy first")
        if self._store.path is not None:
            self._copy = backup.before(self._store.connection, self._store.path, "import")

    def drop(self) -> None:
        """Drops what was put in, unless it is sealed, and the copy that nobody needs then."""
        self._settings.close()
        if self.begun:
            finish_interrupted_import(self._store)
        if self._copy is not None and not is_sealed(self._store.connection, self.action_uid):
            with suppress(OSError):
                self._copy.unlink()

    def seal(self) -> None:
        """Makes what was put in history, within the action it was put in for; what was here before
        and taken away is put back.
        """
        imported.keep(self._store.connection, self.action_uid, self.ranges)
        with with_room(self._store.connection):
            put_back(self._store, self._staged, self._source)

    def show(self) -> None:
        """Shows what was put in, once that action is sealed."""
        show(self._store, self.action_uid)

    @property
    def _all_taken(self) -> int:
        return sum(self._taken.values())

    def _share_done(self) -> float:
        added = sum(self._new)
        taken = self._all_taken / added if added else 0
        return self._staged.share * (self._reading + self._taking * taken)

    def _take_in(self, *, waited: bool, least: int = 0) -> None:
        """Takes in what waited, or did not, until no more than so many of them are left."""
        if not self.begun:
            self._require_room()
            self.copy()
            self._note_unfinished()
            self.begun = True
            self._settings.callback(self._log.close)
            self._settings.enter_context(for_many(self._store.connection))
        coming = self._new.waiting if waited else self._new.sure
        while coming - self._taken[waited] > least and self._take(waited=waited):
            self.tell("taking it in")

    def _take(self, *, waited: bool) -> bool:
        """Takes in, in one transaction, what comes next; False where there is no more."""
        connection = self._store.connection
        last, count = connection.execute(
            "SELECT max(line), count(*) FROM (SELECT line FROM staged WHERE verdict = 'added' "
            "AND waits = ? AND line > ? ORDER BY line LIMIT ?)",
            [waited, self._last[waited], self.at_once],
        ).fetchone()
        if not count:
            return False
        wait_for_other_writers(self._ended)
        began = time.monotonic()
        with self._store.hidden(self.action_uid):
            before = imported.last_ids(connection)
            lines = Lines(self._last[waited] + 1, last)
            add_hidden(self._store, self._staged, self._source, lines, count, waited=waited)
            added = imported.ranges_since(connection, before)
        self._ended = time.monotonic()
        self._log.begin()
        filled = columns_filled(self._staged)
        for one in added:
            self.ranges[one] = range_seals.digest_of(connection, one, filled=filled[one.table])
        self._last[waited] = last
        self._taken[waited] += count
        seconds = self._ended - began
        if count == self.at_once or seconds > HOLD_SECONDS:
            self.at_once = as_many(count, seconds)
        self._require_room()
        return True

    def _note_unfinished(self) -> None:
        before = imported.last_ids(self._store.connection)
        self.first = {table: last + 1 for table, last in before.items()}
        with self._store.transaction():
            self._store.connection.execute(
                "INSERT INTO unfinished_import VALUES (?, ?)",
                [self.action_uid, json.dumps(self.first)],
            )

    def _require_room(self) -> None:
        """StorageFailed where the disk cannot take what is put aside: filled up by it, it could not
        even be cleared again, and nothing else could be saved. Asked again as it comes in, for
        more of it is read, and others fill the disk too.
        """
        if self._store.path is None:
            return
        from shutil import disk_usage

        put_aside, unused, size = (
            self._store.connection.execute(f"PRAGMA {self._staged.place}.{name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        left = 1 - self._all_taken / self._staged.rows
        need = int((put_aside - unused) * GROWTH * left + 2 * LOG_PAGES) * size
        free = disk_usage(self._store.path.parent).free
        if free < need:
            raise StorageFailed(
                f"The disk that holds {self._store.path} has {free // 1_000_000:,} MB left, and "
                f"this list needs {need // 1_000_000:,} MB or more. Nothing was saved; make "
                "room and try again."
            )


@contextmanager
def hidden(
    store: Writing, staged: Staged, source: str, tell: Tell, *, dry_run: bool
) -> Iterator[Hidden]:
    """What goes in hidden of a list, for an action that seals it. Whatever goes wrong before that,
    nothing is left behind.
    """
    going_in = Hidden(store, staged, source, tell, dry_run=dry_run)
    try:
        yield going_in
    except BaseException:
        going_in.drop()
        raise


def as_many(taken: int, seconds: float) -> int:
    """How many to take in next, where so many took so long. Uids made of names lie all over an
    index: fewer than at first change nearly as many of its pages, and all of them together would
    take many times as long.
    """
    return min(fitting(taken, seconds, least=FIRST_TRANSACTION), 2 * taken, MOST_AT_ONCE)
