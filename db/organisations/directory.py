"""The whole directory, read a part at a time as it stood at one moment."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Sequence
from typing import TYPE_CHECKING

from db.connection import Connection
from db.file.errors import worded
from db.organisations.reading import IN_LISTS
from db.organisations.rows import read_contacts, read_organisations
from db.records.survivors import EACH_OF
from spoc_tui.casework.organisations.directory import DirectoryEntry
from spoc_tui.casework.organisations.organisation import Contact
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from db.writing import Writing

ROWS_READ_AT_ONCE = 1_000
_PUBLISHED = "o.published_on IS NOT NULL AND o.state = 'active'"


def count_entries(store: Writing, *, published: bool) -> int:
    """How many entries there will be."""
    (count,) = store.connection.execute(
        f"SELECT count(*) FROM organisation AS o WHERE {_wanted(published)}"
    ).fetchone()
    return int(count)


def entries(store: Writing, *, published: bool) -> Generator[DirectoryEntry, None, None]:
    """Every organisation by name, merged ones with their survivor; with `published` those that
    are active and agreed to be published.
    """
    connection = store.connection
    with worded(store.path or "the database"):
        connection.execute("BEGIN")  # what others save meanwhile is not seen, and nobody waits
        try:
            folded, last = "", ""
            while ids := connection.execute(
                f"SELECT o.id, o.uid, o.folded FROM organisation AS o WHERE {_wanted(published)} "
                "AND (o.folded, o.uid) > (?, ?) ORDER BY o.folded, o.uid LIMIT ?",
                [folded, last, ROWS_READ_AT_ONCE],
            ).fetchall():
                yield from _read(connection, [row["id"] for row in ids])
                _, last, folded = ids[-1]
        finally:
            connection.execute("ROLLBACK")


def _wanted(published: bool) -> str:
    return f"{IN_LISTS} AND {_PUBLISHED}" if published else IN_LISTS


def _read(connection: Connection, ids: Sequence[int]) -> Iterator[DirectoryEntry]:
    found = read_organisations(
        connection,
        "o.id IN (SELECT value FROM json_each(?)) ORDER BY o.folded, o.uid",
        [json.dumps(ids)],
    )
    uids = json.dumps([one.uid for one in found])
    names = _texts(connection, uids, "other_name", "name", "ORDER BY root, folded, t.uid")
    lists = _texts(
        connection, uids, "source_entry", "source", "AND gone_on IS NULL ORDER BY root, source"
    )
    people = _people(connection, uids)
    for one in found:
        yield DirectoryEntry(
            one,
            tuple({compared(name): name for name in names.get(one.uid, ())}.values()),
            tuple(people.get(one.uid, ())),
            tuple(dict.fromkeys(lists.get(one.uid, ()))),
        )


def _texts(
    connection: Connection, uids: str, table: str, column: str, more: str
) -> dict[str, list[str]]:
    """A column of what belongs to each organisation, by its uid."""
    found: dict[str, list[str]] = {}
    for root, text in connection.execute(
        f"{EACH_OF} SELECT root, t.{column} FROM each_of CROSS JOIN {table} AS t "
        f"ON t.organisation = each_of.uid WHERE t.removed_at IS NULL {more}",
        [uids],
    ):
        found.setdefault(root, []).append(text)
    return found


def _people(connection: Connection, uids: str) -> dict[str, list[Contact]]:
    """Those who have not left, by the uid of their organisation."""
    found: dict[str, list[Contact]] = {}
    where = f"c.left_on IS NULL AND c.organisation IN ({EACH_OF} SELECT uid FROM each_of)"
    for person in read_contacts(connection, where, [uids]):
        found.setdefault(person.organisation_uid, []).append(person)
    return found
