"""A directorate, team, topic or theme merged into another: what pointed to it points there from
then on, and it is taken away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from db.changes.natural_keys import SETS
from db.changes.tables import AUDITED, pointing
from db.connection import Connection
from db.records.survivors import MERGED_AWAY, survivors
from spoc_tui.casework.council.council import CouncilRecord, Directorate, Team, Topic
from spoc_tui.casework.council.merging import (
    are_alike,
    describe_names,
    require_mergeable,
    taken_over,
)

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Writing


class Writer(Protocol):
    """How rows are written: as an act of the officer's, or as what is settled after a join."""

    def update(self, table: str, uid: str, values: Mapping[str, Any]) -> None: ...

    def put(self, table: str, values: Mapping[str, Any]) -> object: ...


def references(connection: Connection, table: str) -> list[tuple[str, str]]:
    """The tables and columns that point to rows of a table of the council's; not where one was
    merged into.
    """
    return [
        (child, column)
        for child in AUDITED
        for column, parent in pointing(connection, child)
        if parent == table and column != "merged_into"
    ]


def merge(store: Store, kind: type[CouncilRecord], uid: str, into_uid: str) -> None:
    """Merges one into another of its kind, as one act; a directorate’s teams too, where the other
    has one of the name.

    Running dates move where a topic's own days are others. Refused where one is retired, or both
    are the same; NotFound where one is not there, was removed or merged.
    """
    with store.action(f"Merged a {kind.called}") as action:
        council = store.council
        merged, into = council.get(kind, uid), council.get(kind, into_uid)
        require_mergeable(merged, into)
        gone, stays = describe_names(merged, into)
        action.label = f"Merged the {kind.called} {gone} into {stays}"
        if kind is Directorate:
            for one, other in _teams_alike(store, merged.uid, into.uid):
                merge_rows(store, Team.called, one, other, store.now_text())
        merge_rows(store, kind.called, merged.uid, into.uid, store.now_text())
        if kind is Topic:
            store.deadlines.move_all(f"{gone} was merged into {stays}", topic_uid=into.uid)


def _teams_alike(store: Store, directorate: str, into: str) -> list[tuple[str, str]]:
    """The teams of one directorate with those of the same name in the other."""
    teams = store.council.teams()
    return [
        (one.uid, other.uid)
        for one in teams
        for other in teams
        if (one.directorate_uid, other.directorate_uid) == (directorate, into)
        and are_alike(one.name, other.name)
    ]


def merge_rows(store: Writing, table: str, uid: str, into: str, at: str) -> None:
    """Points all that points to a row to the other, which takes over what it lacks, and takes the
    row away at that moment.
    """
    for child, column in references(store.connection, table):
        point(
            store, store, child, column, _pointing(store.connection, child, column, uid), into, at
        )
    take_away(store, store, table, uid, into, at)


def take_away(store: Writing, writer: Writer, table: str, uid: str, into: str, at: str) -> None:
    """Takes a merged row away; the other takes over what it lacks."""
    merged, survivor = store.row(table, uid), store.row(table, into)
    writer.update(table, into, taken_over(table, dict(survivor), dict(merged)))
    writer.update(table, uid, {"removed_at": at, "merged_into": into})


_ANY_MERGED = " UNION ALL ".join(
    f"SELECT 1 FROM {table} WHERE merged_into IS NOT NULL" for table in MERGED_AWAY
)


def point_on(store: Writing, rows: Sequence[tuple[str, str]]) -> None:
    """Points these rows (tables and uids), where they are not removed and point to one that was
    merged, to that which it was merged into.
    """
    if store.connection.execute(_ANY_MERGED).fetchone() is None:
        return
    for table in MERGED_AWAY:
        read_as = survivors(store.connection, table)
        columns = references(store.connection, table) if read_as else []
        for child, column in columns:
            for uid in [uid for name, uid in rows if name == child]:
                row = store.row(child, uid)
                if row["removed_at"] is None and row[column] in read_as:
                    into = read_as[row[column]]
                    point(store, store, child, column, [uid], into, store.now_text())


def _pointing(connection: Connection, child: str, column: str, uid: str) -> list[str]:
    rows = connection.execute(
        f"SELECT uid FROM {child} WHERE {column} = ? AND removed_at IS NULL ORDER BY uid", [uid]
    )
    return [found for (found,) in rows]


def point(
    store: Writing, writer: Writer, child: str, column: str, uids: list[str], into: str, at: str
) -> None:
    """Points these rows to another; of pairs, which are what they point to, those with the other
    are put in their place.
    """
    pair = column in SETS.get(child, ())
    for uid in uids:
        if not pair:
            writer.update(child, uid, {column: into})
            continue
        row = dict(store.row(child, uid))
        writer.update(child, uid, {"removed_at": at})
        own = ("id", "uid", "removed_at")
        writer.put(child, {**{k: v for k, v in row.items() if k not in own}, column: into})
