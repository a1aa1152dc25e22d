"""What was done at other desks, joined to what was done here.

The actions are inserted as they are; each row that they touch is folded from its whole history
(fold.py); then the rows are made to fit each other (settling.py). One transaction: all of it, or
nothing. Which way the actions come, and in how many parts, makes no difference.
"""

from __future__ import annotations

import gc
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from db.connection import links_later, with_room
from db.history import brought_in
from db.history.chains import Chains, LeftOut
from db.history.clocks import behind
from db.history.conditions import need_conditions, need_readable
from db.history.desk_names import called
from db.history.fold import Folded
from db.history.folding import folded_rows
from db.history.joining_ranges import begun, bring_in
from db.history.only_added import OnlyAdded
from db.history.packing import HEAD, Packed, forged, unpacked
from db.history.proposing import STANDS
from db.history.range_seals import keep_as_added
from db.history.set_aside import SetAside, silent
from db.history.settling import Settling, touching
from db.history.tables import AUDITED, needed_columns
from db.history.well_formed import Said, counts, kinds_of
from db.kinds import due
from db.kinds.names import CHANGE_DUE, KEPT_TABLES, SAID_AS_DUE
from db.search_index import derived
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.text import with_article

if TYPE_CHECKING:
    from db.store import Store


AT_ONCE = 1_000
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
        with_room(connection),
        links_later(connection),
        _uncollected(),
        store.transaction(),
        touching(connection),
    ):
        with silent(connection) as aside:
            new = _take_in(store, packed, joined, aside)
            worked_on = fold_touched(connection, new, joined, aside)
        if new:
            settle_touched(store, worked_on, new, joined)
        joined.clock = behind(store)
    return joined


def fold_touched(
    connection: sqlite3.Connection, new: Collection[str], joined: Joined, aside: SetAside
) -> list[tuple[str, str]]:
    """Makes the rows in `temp.touched` what their history makes of them; tables and uids of those
    that were undone and worked on. `new` are the uids of the actions that came to it.
    """
    worked_on = [one for table in AUDITED for one in _fold(connection, table, new, joined, aside)]
    (joined.rows,) = connection.execute("SELECT count(*) FROM temp.touched").fetchone()
    return worked_on


def settle_touched(
    store: Store, worked_on: Sequence[tuple[str, str]], new: Collection[str], joined: Joined
) -> None:
    """Makes the rows in `temp.touched` fit each other, once it is seen that they can be read."""
    # What settles reads the rows, and goes from one to the other.
    _check_links(store.connection)
    need_readable(store.connection, new)
    settling = Settling(store, worked_on)
    settling.settle()
    joined.settled, joined.revived = settling.settled, settling.revived
    joined.overwritten += [Overwritten(*one, by="") for one in settling.overwritten]
    need_conditions(store.connection, new)
    _write_due(store.connection)


def _write_due(connection: sqlite3.Connection) -> None:
    """What is due on the declared records that were touched, or whose parts or names were."""
    found = set[str]()
    for table in sorted(CHANGE_DUE | SAID_AS_DUE.keys()):
        uids = f"SELECT uid FROM temp.touched WHERE tbl = '{table}'"
        if connection.execute(f"{uids} LIMIT 1").fetchone() is None:
            continue
        if table == "holiday":
            due.write(connection)
            return
        if table in SAID_AS_DUE:
            found |= due.naming(connection, table)
            continue
        column = "uid" if table in KEPT_TABLES else "record"
        found.update(
            one
            for (one,) in connection.execute(f"SELECT {column} FROM {table} WHERE uid IN ({uids})")
        )
    if found:
        due.write(connection, found)


def _take_in(store: Store, packed: Iterable[Packed], joined: Joined, aside: SetAside) -> set[str]:
    """Inserts the actions and notes in `temp.touched` which rows they are of; the uids of the new
    ones.
    """
    connection = store.connection
    chains = Chains(connection, int(store.now().timestamp() * 1000))
    kinds, new = kinds_of(connection), set[str]()
    only_added = OnlyAdded(connection, aside)
    for some in _batches(packed):
        actions, changes = list[dict[str, Any]](), list[tuple[str, Said]]()
        for one in some:
            if not chains.takes(one):
                continue
            row, its = unpacked(one, kinds)
            actions.append(row)
            changes += [(one.uid, said) for said in its]
            new.add(one.uid)
            if not counts(row, its, bring_in(connection, one, row["ranges"], kinds, aside)):
                raise forged(one)
        received = [said for _, said in changes]
        _keep_as_added(connection, received)
        _insert(connection, actions, changes)
        only_added.receive(received)
        chains.are_in()
        joined.actions += len(actions)
    joined.left_out = chains.left_out
    return new


def _keep_as_added(connection: sqlite3.Connection, changes: Iterable[Said]) -> None:
    made = defaultdict[str, set[str]](set)
    for table, record, before, *_ in changes:
        if before is None and table in brought_in.TABLES:
            made[table].add(record)
    for table in brought_in.TABLES:
        if table in made:
            keep_as_added(connection, table, sorted(made[table]))


def _batches(packed: Iterable[Packed]) -> Iterator[list[Packed]]:
    left = iter(packed)
    while some := list(islice(left, AT_ONCE)):
        yield some


def _insert(
    connection: sqlite3.Connection,
    actions: Sequence[dict[str, Any]],
    changes: Sequence[tuple[str, Said]],
) -> None:
    names = ("origin", "place", "uid", "clock", "shape", "previous", "hash", *HEAD)
    values = itemgetter(*names)
    try:
        connection.executemany(
            "INSERT OR IGNORE INTO desk (uid) VALUES (?)",
            {(row["origin"],) for row in actions},
        )
        connection.executemany(
            f"INSERT INTO action ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
            map(values, actions),
        )
        connection.executemany(
            "INSERT INTO change (action, tbl, record, before, after) VALUES (?, ?, ?, ?, ?)",
            ((action, *said[:4]) for action, said in changes),
        )
    except sqlite3.IntegrityError as error:
        raise _from_two_desks(connection, actions) from error


def _from_two_desks(connection: sqlite3.Connection, actions: Sequence[dict[str, Any]]) -> BadInput:
    """What is said where one of these is there already, or among them, as another desk's."""
    places: dict[str, tuple[str, int]] = {}
    for row in actions:
        there = connection.execute(
            "SELECT origin, place FROM action WHERE uid = ?", [row["uid"]]
        ).fetchone()
        its = (row["origin"], row["place"])
        first = places.setdefault(row["uid"], (there[0], there[1]) if there else its)
        if first != its:
            other = f"the action {first[1]:,} of {called(connection, first[0])}"
            one = f"the action {row['place']:,} of {called(connection, row['origin'], row['who'])}"
            return BadInput(
                f"The same action came from two desks, as {other} and as {one}: one of the two was "
                "copied by hand. Nothing was joined: fetch it again from the desk that made it."
            )
    return BadInput(
        "An action that was received cannot be kept: it is damaged, or was changed by hand. "
        "Nothing was joined: fetch it again."
    )


def _fold(
    connection: sqlite3.Connection,
    table: str,
    new: Collection[str],
    joined: Joined,
    aside: SetAside,
) -> list[tuple[str, str]]:
    """Makes the touched rows of a table what their history makes of them; those that were undone
    and worked on.
    """
    write, worked_on = None, list[tuple[str, str]]()
    needed = needed_columns(connection, table)
    for uids in _touched(connection, table):
        values = []
        aside.before(table, len(uids))
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
    return worked_on


def _no_beginning(table: str) -> BadInput:
    return BadInput(
        f"The history of {with_article(table.replace('_', ' '))} has no beginning: an action is "
        "missing. Nothing was joined: fetch all actions again."
    )


def _touched(connection: sqlite3.Connection, table: str) -> Iterator[list[str]]:
    """The uids of the touched rows of a table that are to be folded, so many at once."""
    last = ""
    while some := connection.execute(
        "SELECT uid FROM temp.touched WHERE tbl = ? AND uid > ? AND folded = 0 "
        "ORDER BY uid LIMIT ?",
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


def _tell_overwritten(
    table: str, uid: str, folded: Folded, new: Collection[str], joined: Joined
) -> None:
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
