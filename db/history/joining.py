"""What was done at other desks, joined to what was done here.

The actions are inserted as they are; each row that they touch is folded from its whole history
(fold.py); then the rows are made to fit each other (settling.py). One transaction: all of it, or
nothing. Which way the actions come, and in how many parts, makes no difference.
"""

from __future__ import annotations

import gc
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from db.changes.in_force import IS_IN_FORCE
from db.changes.tables import AUDITED, needed_columns
from db.connection import Connection, IntegrityError
from db.file.tuning import links_later, with_room
from db.history.chains import LeftOut
from db.history.clocks import clock_may_be_behind
from db.history.conditions import require_conditions, require_readable
from db.history.fold import Folded
from db.history.folding import RowsFolded, fold_rows, to_fold
from db.history.receiving import take_in
from db.history.second_process import SecondProcess, second_process
from db.history.set_aside import SetAside, silent
from db.history.settling import Settling
from db.history.touched import count_touched, touching
from db.kinds import due, whole_index
from db.records.kind_columns import NAMED_IN_DUE, OF_ALL_DUE, OFFERED_FROM
from db.records.tables import CHANGE_DUE, RECORD_OF
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.text import with_article

if TYPE_CHECKING:
    from db.history.packing import Packed
    from db.store import Store


ROWS_AT_ONCE = 1_000
"""How many rows are folded and written at a time."""
CACHE_KIBIBYTES = 128 * 1024
"""Of the file, in memory meanwhile: what was written is read again to be folded and settled."""


class Overwritten(NamedTuple):
    """A value that gave way to another that was written elsewhere without knowing it."""

    table: str
    record: str
    column: str
    value: Any
    stands: Any
    by: str
    """The uid of the action whose value is kept; blank: nobody's, for it was settled."""


@dataclass
class Joined:
    """The outcome of a join."""

    actions: int = 0
    rows: int = 0
    overwritten: list[Overwritten] = field(default_factory=list)
    revived: list[tuple[str, str]] = field(default_factory=list)
    """Tables and uids of rows that were undone here or there, and worked on at another desk."""
    settled: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    clock: str = ""
    """Why this laptop's own clock may be wrong, as a sentence; blank: nothing says so."""


def join(store: Store, packed: Iterable[Packed]) -> Joined:
    """Joins other desks' actions, each desk's in its order; what is known already is passed over.

    Refused or BadInput, with nothing joined, where an action is missing, forged, of a newer
    program, or of a desk of which there are two; what was done by a clock that is a day ahead or
    more is left out, and said.
    """
    joined = Joined()
    connection = store.connection
    with (
        with_room(connection, CACHE_KIBIBYTES),
        links_later(connection),
        _uncollected(),
        store.transaction(),
        touching(connection),
    ):
        with second_process() as looking, silent(connection) as aside:
            new = NewActions(connection)
            joined.actions, joined.left_out = take_in(store, packed, aside, looking)
            worked_on = fold_touched(connection, new, joined, aside, looking)
        if joined.actions:
            settle_touched(store, worked_on, new, joined)
        joined.clock = clock_may_be_behind(store)
    return joined


class NewActions:
    """The uids of the actions that come to the table from now on: asked of it, for they may be very
    many and hardly any is ever asked for.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        (self._last,) = connection.execute("SELECT coalesce(max(id), 0) FROM action").fetchone()

    def __contains__(self, uid: object) -> bool:
        found = self._connection.execute(
            "SELECT 1 FROM action WHERE uid = ? AND id > ?", [uid, self._last]
        )
        return found.fetchone() is not None


def fold_touched(
    connection: Connection,
    new: Container[str],
    joined: Joined,
    aside: SetAside,
    looking: SecondProcess,
) -> list[tuple[str, str]]:
    """Makes the rows in `temp.touched` what their history makes of them; tables and uids of those
    that were undone and worked on. `new` are the uids of the actions that came to it.
    """
    worked_on = list[tuple[str, str]]()
    for table in AUDITED:
        worked_on += _fold(connection, table, new, joined, aside, looking)
    joined.rows = count_touched(connection)
    return worked_on


def settle_touched(
    store: Store, worked_on: Sequence[tuple[str, str]], new: Container[str], joined: Joined
) -> None:
    """Makes the rows in `temp.touched` fit each other, once it is seen that they can be read."""
    # What settles reads the rows, and goes from one to the other.
    _check_links(store.connection)
    require_readable(store.connection, new)
    settling = Settling(store, worked_on)
    settling.settle()
    joined.settled, joined.revived = settling.settled, settling.revived
    joined.overwritten += [Overwritten(*one, by="") for one in settling.overwritten]
    require_conditions(store.connection, new)
    _write_due(store.connection)


def _write_due(connection: Connection) -> None:
    """Writes what is due on the records that were touched, or whose parts or names were."""
    found = set[str]()
    for table in sorted(CHANGE_DUE | NAMED_IN_DUE.keys()):
        uids = f"SELECT uid FROM temp.touched WHERE tbl = '{table}'"
        if connection.execute(f"{uids} LIMIT 1").fetchone() is None:
            continue
        if table in OF_ALL_DUE:
            whole_index.write_due(connection)
            return
        if table in NAMED_IN_DUE or table in OFFERED_FROM:
            found |= due.naming(connection, table)
        if table not in RECORD_OF:
            continue
        column = RECORD_OF[table]
        found.update(
            one
            for (one,) in connection.execute(f"SELECT {column} FROM {table} WHERE uid IN ({uids})")
        )
    if found:
        whole_index.write_due(connection, found)


def _fold(
    connection: Connection,
    table: str,
    new: Container[str],
    joined: Joined,
    aside: SetAside,
    looking: SecondProcess,
) -> list[tuple[str, str]]:
    """Makes the touched rows of a table what their history makes of them; those that were undone
    and worked on.
    """
    worked_on = list[tuple[str, str]]()
    needed = needed_columns(connection, table)
    given = to_fold(connection, table, _touched(connection, table))
    for _, found in looking.each(fold_rows, ((None, part) for part in given)):
        aside.before(table, len(found.rows))
        for uid, folded in found.apart:
            if folded.removed_by is not None and _was_worked_on(connection, folded):
                worked_on.append((table, uid))
            if folded.lost:
                _tell_overwritten(table, uid, folded, new, joined)
            if not folded.made or None in map(folded.values.get, needed):
                raise _no_beginning(table)
        if found.rows:
            _write(connection, table, found)
    return worked_on


def _write(connection: Connection, table: str, found: RowsFolded) -> None:
    names, marks = ", ".join(found.columns), ", ".join("?" * len(found.columns))
    pairs = ", ".join(f"{name} = excluded.{name}" for name in found.columns if name != "uid")
    try:
        connection.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({marks}) "
            f"ON CONFLICT (uid) DO UPDATE SET {pairs}",
            found.rows,
        )
    except IntegrityError as error:
        raise _no_beginning(table) from error


def _no_beginning(table: str) -> BadInput:
    return BadInput(
        f"The history of {with_article(table.replace('_', ' '))} has no beginning: an action is "
        "missing. Nothing was joined: fetch all actions again."
    )


def _touched(connection: Connection, table: str) -> Iterator[list[str]]:
    """The uids of the touched rows of a table that are to be folded, so many at once."""
    last = ""
    while some := connection.execute(
        "SELECT uid FROM temp.touched WHERE tbl = ? AND uid > ? ORDER BY uid LIMIT ?",
        [table, last, ROWS_AT_ONCE],
    ).fetchall():
        yield [uid for (uid,) in some]
        last = some[-1][0]


def _was_worked_on(connection: Connection, folded: Folded) -> bool:
    """Whether an undo took it away, and an act in force has changed it elsewhere."""
    marks = ", ".join("?" * len(folded.changed_by))
    found = connection.execute(
        f"SELECT 1 FROM action AS a WHERE a.uid IN ({marks}) AND {IS_IN_FORCE} LIMIT 1",
        folded.changed_by,
    )
    return found.fetchone() is not None


def _tell_overwritten(
    table: str, uid: str, folded: Folded, new: Container[str], joined: Joined
) -> None:
    for lost in folded.lost:
        if lost.by in new or lost.of in new:
            stands = folded.values[lost.column]
            joined.overwritten.append(
                Overwritten(table, uid, lost.column, lost.value, stands, lost.by)
            )


def _check_links(connection: Connection) -> None:
    """BadInput where an action points to one that is not there, or a row to none."""
    for table in ("action", *AUDITED):
        lost = connection.execute(f"PRAGMA foreign_key_check({table})").fetchone()
        if lost is not None:
            what, where = (
                with_article(lost[name].replace("_", " ")) for name in ("table", "parent")
            )
            raise BadInput(
                f"{what[0].upper()}{what[1:]} points to {where} that is not there: an action is "
                "missing. Nothing was joined: fetch all actions again."
            )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing that a join makes points back to itself: to look for what does takes a tenth of the
    time, and frees nothing. What others make meanwhile waits.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
