"""What was done at other desks, joined to what was done here.

The actions are inserted as they are; each row that they touch is folded from its whole history
(fold.py); then the rows are made to fit each other (settling.py). One transaction: all of it, or
nothing. Which way the actions come, and in how many parts, makes no difference.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from db.connection import with_room
from db.history import brought_in
from db.history.desks import AHEAD_MS
from db.history.fold import Folded
from db.history.folding import folded_rows
from db.history.joining_ranges import begun, bring_in
from db.history.packing import HEAD, Packed, forged, unpacked
from db.history.proposing import STANDS
from db.history.range_seals import keep_as_added
from db.history.settling import Settling
from db.history.tables import AUDITED, DERIVED
from db.history.well_formed import is_packed, kinds_of
from db.kinds import due
from db.kinds.names import CHANGE_DUE, KEPT_TABLES
from db.search_index import derived, indexed_at_the_end
from db.writing import ONE_BY_ONE, SILENT
from spoc_tui.casework import when
from spoc_tui.casework.errors import BadInput, Refused

if TYPE_CHECKING:
    from db.store import Store


MUCH = 1_000
"""From this many touched rows on, an index may be made anew."""
QUIET = nullcontext()
AT_ONCE = 5_000
"""How many actions, or rows, are written at a time."""


class Overwritten(NamedTuple):
    """A value that gave way to another that was written elsewhere without knowing it."""

    table: str
    record: str
    column: str
    value: Any
    stands: Any
    by: str
    """The uid of the action whose value stands; blank: nobody's, for it was settled."""


class LeftOut(NamedTuple):
    """What was not joined: from which action of a desk on, and why."""

    origin: str
    place: int
    why: str


@dataclass
class Joined:
    """What a join came to."""

    actions: int = 0
    rows: int = 0
    overwritten: list[Overwritten] = field(default_factory=list)
    revived: list[tuple[str, str]] = field(default_factory=list)
    """Tables and uids of rows that were undone here or there, and worked on at another desk."""
    settled: int = 0
    left_out: list[LeftOut] = field(default_factory=list)


def join(store: Store, packed: Iterable[Packed]) -> Joined:
    """Joins other desks' actions, each desk's in its order; what is known already is passed over.

    Refused or BadInput, with nothing joined, where an action is missing, forged, of a newer
    program, or of a desk of which there are two; what was done by a clock that is a day ahead or
    more is left out, and said.
    """
    joined = Joined()
    room = with_room(store.connection)
    with room, store.transaction(), touching(store.connection):
        with _silent(store.connection):
            new = _take_in(store, packed, joined)
        if new:
            fold_and_settle(store, new, joined)
    return joined


def fold_and_settle(store: Store, new: set[str], joined: Joined) -> None:
    """Makes the rows in `temp.touched` what their history makes of them, and fit each other; `new`
    are the uids of the actions that came to it.
    """
    connection, worked_on = store.connection, list[tuple[str, str]]()
    with _silent(connection):
        for table in AUDITED:
            with indexed_at_the_end(connection, table) if _is_much(connection, table) else QUIET:
                worked_on += _fold(connection, table, new, joined)
    settling = Settling(store, worked_on)
    settling.settle()
    joined.settled, joined.revived = settling.settled, settling.revived
    joined.overwritten += [Overwritten(*one, by="") for one in settling.overwritten]
    _write_due(connection)
    _check_links(connection)


def _write_due(connection: sqlite3.Connection) -> None:
    """What is due on the declared records that were touched."""
    rows = connection.execute(
        "SELECT tbl, uid FROM temp.touched WHERE tbl IN (SELECT value FROM json_each(?))",
        [json.dumps(sorted(CHANGE_DUE))],
    ).fetchall()
    if rows:
        all_of_them = any(table not in KEPT_TABLES for table, _ in rows)
        due.write(connection, None if all_of_them else {uid for _, uid in rows})


def _is_much(connection: sqlite3.Connection, table: str) -> bool:
    """Whether so many rows of a table are touched that its text indexes are better made anew."""
    (touched,) = connection.execute(
        "SELECT count(*) FROM temp.touched WHERE tbl = ?", [table]
    ).fetchone()
    (rows,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return bool(touched > MUCH and touched > rows / 10)


def _take_in(store: Store, packed: Iterable[Packed], joined: Joined) -> set[str]:
    """Inserts the actions and notes in `temp.touched` which rows they are of; the uids of the new
    ones.
    """
    connection = store.connection
    chains = _Chains(connection, int(store.now().timestamp() * 1000))
    kinds, new = kinds_of(connection), set[str]()
    for some in _batches(packed):
        actions, changes = [], []
        for one in some:
            if not chains.takes(one, joined):
                continue
            row, its = unpacked(one, kinds)
            actions.append(row)
            changes += [(one.uid, *change) for change in its]
            new.add(one.uid)
            if not bring_in(connection, one, row["ranges"], kinds):
                raise forged(one)
        for table in brought_in.TABLES:
            made = {str(one[2]) for one in changes if one[1] == table and one[3] is None}
            keep_as_added(connection, table, sorted(made))
        _insert(connection, actions, changes)
        chains.are_in()
        joined.actions += len(actions)
    return new


class _Chains:
    """The chain of each desk, as far as it is known here."""

    def __init__(self, connection: sqlite3.Connection, now_ms: int) -> None:
        self._connection = connection
        self._latest = now_ms + AHEAD_MS
        self._ends = {
            origin: (place, seal, clock)
            for origin, place, seal, clock in connection.execute(
                "SELECT origin, max(place), hash, clock FROM action GROUP BY origin"
            )
        }
        self._left_out = set[str]()
        self._coming = dict[tuple[str, int], str]()

    def takes(self, one: Packed, joined: Joined) -> bool:
        """Whether it is the next of its desk; False where it is known, or is left out."""
        if not is_packed(one):
            raise forged(one)
        if one.origin in self._left_out:
            return False
        place, seal, clock = self._ends.get(one.origin, (0, "", -1))
        if one.place <= place:
            self._need_same(one)
            return False
        if one.place != place + 1:
            raise Refused(
                f"The actions {place + 1} to {one.place - 1} of the desk {one.origin} are missing. "
                "Nothing was joined: fetch all of that desk's actions."
            )
        if one.previous != seal:
            raise _two_of_one_name(one)
        if one.clock <= clock:
            raise forged(one)
        if one.clock > self._latest:
            self._left_out.add(one.origin)
            joined.left_out.append(LeftOut(one.origin, one.place, _ahead(one, self._latest)))
            return False
        self._ends[one.origin] = (one.place, one.hash, one.clock)
        self._coming[one.origin, one.place] = one.hash
        return True

    def are_in(self) -> None:
        """What was taken is in the table now."""
        self._coming.clear()

    def _need_same(self, one: Packed) -> None:
        known = self._coming.get((one.origin, one.place))
        if known is None:
            (known,) = self._connection.execute(
                "SELECT hash FROM action WHERE origin = ? AND place = ?", [one.origin, one.place]
            ).fetchone()
        if known != one.hash:
            raise _two_of_one_name(one)


def _two_of_one_name(one: Packed) -> Refused:
    return Refused(
        f"Two files write as the desk {one.origin}, and have gone different ways from action "
        f"{one.place} on: one is a copy of the other. Nothing was joined: go on with one of them."
    )


def _ahead(one: Packed, latest: int) -> str:
    days = (one.clock - latest + AHEAD_MS) // AHEAD_MS
    at = when.show_moment(datetime.fromtimestamp(one.clock / 1000, UTC))
    return (
        f"The clock of the desk {one.origin} was {days:,} days ahead ({at}): what it did from "
        f"its action {one.place} on is left out. Set that laptop’s clock right, and exchange again."
    )


def _batches(packed: Iterable[Packed]) -> Iterator[list[Packed]]:
    left = iter(packed)
    while some := list(islice(left, AT_ONCE)):
        yield some


def _insert(
    connection: sqlite3.Connection,
    actions: list[dict[str, Any]],
    changes: list[tuple[str | None, ...]],
) -> None:
    names = ("origin", "place", "uid", "clock", "shape", "previous", "hash", *HEAD)
    try:
        connection.executemany(
            "INSERT OR IGNORE INTO desk (uid) VALUES (?)",
            {(row["origin"],) for row in actions},
        )
        connection.executemany(
            f"INSERT INTO action ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
            ([row[name] for name in names] for row in actions),
        )
        connection.executemany(
            "INSERT INTO change (action, tbl, record, before, after) VALUES (?, ?, ?, ?, ?)",
            changes,
        )
    except sqlite3.IntegrityError as error:
        raise BadInput(
            "The same action came from two desks, or an action is not one. Nothing was joined."
        ) from error
    connection.executemany(
        "INSERT OR IGNORE INTO temp.touched (tbl, uid) VALUES (?, ?)",
        {(table, record) for _, table, record, _, _ in changes},
    )


def _fold(
    connection: sqlite3.Connection, table: str, new: set[str], joined: Joined
) -> list[tuple[str, str]]:
    """Makes the touched rows of a table what their history makes of them; those that were undone
    and worked on.
    """
    write, worked_on = None, list[tuple[str, str]]()
    needed = [
        row["name"]
        for row in connection.execute(f"PRAGMA table_info({table})")
        if row["notnull"] and row["name"] not in ("id", "uid", *DERIVED)
    ]
    for uids in _touched(connection, table):
        values = []
        beginnings = begun(connection, table, uids)
        for uid, folded in folded_rows(connection, table, uids, beginnings):
            if folded.removed_by is not None and _was_worked_on(connection, folded):
                worked_on.append((table, uid))
            if folded.lost:
                _tell_overwritten(table, uid, folded, new, joined)
            if not folded.made or any(folded.values[name] is None for name in needed):
                raise _no_beginning(table)
            row = {"uid": uid, **folded.values, **derived(table, folded.values)}
            write = write or _upsert(table, row)
            values.append(tuple(row.values()))
        try:
            connection.executemany(write or "", values)
        except sqlite3.IntegrityError as error:
            raise _no_beginning(table) from error
        joined.rows += len(values)
    return worked_on


def _no_beginning(table: str) -> BadInput:
    return BadInput(
        f"The history of a row of {table} has no beginning: an action is missing. Nothing was "
        "joined."
    )


def _touched(connection: sqlite3.Connection, table: str) -> Iterator[list[str]]:
    """The uids of the touched rows of a table, so many at once."""
    last = ""
    while some := connection.execute(
        "SELECT uid FROM temp.touched WHERE tbl = ? AND uid > ? ORDER BY uid LIMIT ?",
        [table, last, AT_ONCE],
    ).fetchall():
        yield [uid for (uid,) in some]
        last = some[-1][0]


def _upsert(table: str, row: dict[str, Any]) -> str:
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    pairs = ", ".join(f"{name} = excluded.{name}" for name in row if name != "uid")
    return f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT (uid) DO UPDATE SET {pairs}"


def _was_worked_on(connection: sqlite3.Connection, folded: Folded) -> bool:
    """Whether an undo took it away, and an act that stands has changed it elsewhere."""
    marks = ", ".join("?" * len(folded.changed_by))
    found = connection.execute(
        f"SELECT 1 FROM action AS a WHERE a.uid IN ({marks}) AND {STANDS} LIMIT 1",
        folded.changed_by,
    )
    return found.fetchone() is not None


def _tell_overwritten(table: str, uid: str, folded: Folded, new: set[str], joined: Joined) -> None:
    for lost in folded.lost:
        if lost.by in new or lost.of in new:
            stands = folded.values[lost.column]
            joined.overwritten.append(
                Overwritten(table, uid, lost.column, lost.value, stands, lost.by)
            )


def _check_links(connection: sqlite3.Connection) -> None:
    """BadInput where an action points to one that is not there, or a row to none."""
    for table in ("action", *AUDITED):
        lost = connection.execute(f"PRAGMA foreign_key_check({table})").fetchone()
        if lost is not None:
            raise BadInput(
                f"A row of {lost['table']} points to a {lost['parent']} that is not there: an "
                "action is missing. Nothing was joined."
            )


@contextmanager
def touching(connection: sqlite3.Connection) -> Iterator[None]:
    """With the table `temp.touched`, of rows by table and uid, and what points where and conditions
    of several columns looked at once all is in; within a transaction.
    """
    connection.execute("PRAGMA defer_foreign_keys = ON")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute("CREATE TEMP TABLE touched (tbl, uid, PRIMARY KEY (tbl, uid)) WITHOUT ROWID")
    try:
        yield
    finally:
        # First of all, whatever else goes wrong: nothing else would say so.
        connection.execute("PRAGMA ignore_check_constraints = OFF")
        connection.execute("DROP TABLE IF EXISTS temp.touched")


@contextmanager
def _silent(connection: sqlite3.Connection) -> Iterator[None]:
    """What is written is the history's own, and not written into it again."""
    connection.execute("UPDATE current_action SET uid = 'joining', many = ?", [SILENT])
    yield
    connection.execute("UPDATE current_action SET uid = NULL, many = ?", [ONE_BY_ONE])
