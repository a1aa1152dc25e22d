"""Where feedback was heard: a link today, and two columns of its own in earlier shapes.

What an action of those shapes said is written beside it as links say it: as a change of its own,
which no seal is over and no other desk is sent, for it follows from the action (`change` itself is
never rewritten). So the history, undo and a join read one language.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from db.connection import Connection
from db.history.folding import folded_rows
from db.records.uids import natural_uid

TABLE, COLUMNS = "feedback", ("enquiry", "payment")
"""Of which table, and the columns that said in which record each was heard."""
SAYS = "came-of"
SHAPE = 4
"""The first in which it was a link."""
TRANSLATED = 0
"""In `change.ranged`: what follows from the other changes of the action."""


class _LinkChange(NamedTuple):
    """A change of a link: `before` is None where it is made, or put back."""

    record: str
    before: dict[str, Any] | None
    after: dict[str, Any]


def translate(connection: Connection, action_uid: str) -> list[str]:
    """Writes beside an action what it said of where feedback was heard; the uids of the links that
    it touched. Nothing where that was done, or where it said nothing of it.
    """
    of = [action_uid, TRANSLATED]
    its = "SELECT record, before, after FROM change WHERE action = ? AND ranged = ? ORDER BY id"
    if connection.execute(its, of).fetchone():
        return []
    kind, at, undoes = connection.execute(
        "SELECT kind, at, undoes FROM action WHERE uid = ?", [action_uid]
    ).fetchone()
    if kind in ("undo", "redo"):
        undone = connection.execute(its, [undoes, TRANSLATED]).fetchall()
        link_changes = [_reversed(row[0], row[2], at) for row in reversed(undone)]
    else:
        changes = connection.execute(
            "SELECT record, before, after FROM change WHERE action = ? AND tbl = ? ORDER BY id",
            [action_uid, TABLE],
        ).fetchall()
        link_changes = [one for row in changes for one in _link_changes(row[0], row[1], row[2], at)]
    connection.executemany(
        "INSERT INTO change (action, tbl, record, before, after, ranged) "
        "VALUES (?, 'link', ?, ?, ?, ?)",
        [
            (action_uid, record, _text(before), _text(after), TRANSLATED)
            for record, before, after in link_changes
        ],
    )
    return list(dict.fromkeys(one.record for one in link_changes))


def translate_all(connection: Connection) -> set[str]:
    """The same of every action."""
    return _translated(connection, "1", [])


def translate_received(connection: Connection, earlier: Sequence[str]) -> None:
    """The same of these actions of an earlier shape, within a join: the links are noted in
    `temp.touched`.
    """
    if not earlier:
        return
    among = "a.uid IN (SELECT value FROM json_each(?))"
    connection.executemany(
        "INSERT OR IGNORE INTO temp.touched (tbl, uid) VALUES ('link', ?)",
        [(link,) for link in _translated(connection, among, [json.dumps(earlier)])],
    )


def _translated(connection: Connection, where: str, values: Sequence[str]) -> set[str]:
    actions = connection.execute(
        f"SELECT a.uid FROM action AS a WHERE {where} AND EXISTS (SELECT 1 FROM change AS c "
        f"WHERE c.action = a.uid AND c.tbl = '{TABLE}') ORDER BY a.clock, a.uid",
        values,
    ).fetchall()
    return {link for (action,) in actions for link in translate(connection, action)}


def fill(connection: Connection, links: Iterable[str]) -> None:
    """Makes these links what the history makes of them, and one for each row of feedback that says
    where it was heard and of which the history does not.
    """
    for uid, folded in folded_rows(connection, "link", sorted(links), {}):
        _put(connection, {"uid": uid, **folded.values})
    for column in COLUMNS:
        rows = connection.execute(
            f"SELECT uid, {column}, substr(heard_at, 1, 10), removed_at FROM {TABLE} "
            f"WHERE {column} IS NOT NULL"
        ).fetchall()
        for one, other, day, removed_at in rows:
            uid = _link(one, other)
            there = connection.execute("SELECT 1 FROM link WHERE uid = ?", [uid]).fetchone()
            if there is None:
                its = {**_ends(one, other, day), "removed_at": removed_at}
                _put(connection, {"uid": uid, **its})


def _link_changes(record: str, before: str | None, after: str, at: str) -> Iterator[_LinkChange]:
    """The changes of the link to the record in which feedback was heard."""
    was, now = json.loads(before or "{}"), json.loads(after)
    for column in COLUMNS:
        if column not in now or was.get(column) == now[column]:
            continue
        if was.get(column):
            uid = _link(record, was[column])
            yield _LinkChange(uid, {"removed_at": None}, {"removed_at": at})
        if now[column]:
            ends = _ends(record, now[column], at[:10])
            yield _LinkChange(_link(record, now[column]), None, ends)


def _reversed(record: str, after: str, at: str) -> _LinkChange:
    """The change that takes a change of a link back."""
    removed_at = json.loads(after).get("removed_at")
    if removed_at is None:
        return _LinkChange(record, {"removed_at": None}, {"removed_at": at})
    return _LinkChange(record, {"removed_at": removed_at}, {"removed_at": None})


def _link(one: str, other: str) -> str:
    return natural_uid("link", one, other, SAYS)


def _ends(one: str, other: str, day: str) -> dict[str, Any]:
    return {"one": one, "other": other, "says": SAYS, "since": day}


def _text(values: dict[str, Any] | None) -> str | None:
    return None if values is None else json.dumps(values, separators=(",", ":"))


def _put(connection: Connection, row: dict[str, Any]) -> None:
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO link ({names}) VALUES ({marks})", list(row.values()))
