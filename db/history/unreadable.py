"""Rows that cannot be read: a status that there is not, a moment that is none, a draft that is not
JSON, something that points nowhere. Each costs itself alone: it is left out, and the rest is shown.

Nobody looks for them as long as all can be read. Where reading fails they are looked for, and from
then on each of their tables stands on that connection behind a view of the same name that has the
other rows: so it holds wherever rows are read, of whatever kind. What is written goes to the
tables themselves (`main`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from db.changes.tables import AUDITED
from db.connection import Connection, Error, OperationalError
from db.history.conditions import unreadable_uids
from db.kinds import whole_index
from db.records.drafts import UNREADABLE, read_draft
from db.records.tables import RECORD_OF
from spoc_tui.casework.errors import StorageFailed
from spoc_tui.casework.records.kinds import KIND_OF_TABLE

DRAFT = "draft"
TABLES = (*AUDITED, DRAFT)
_DECODED = "Could not decode"
_MALFORMED = "malformed JSON"


class Unread(NamedTuple):
    """A row that cannot be read."""

    table: str
    uid: str
    reference: str
    """Of the record that it is, or belongs to; blank: it is of none, or that is not known."""

    @property
    def said(self) -> str:
        """The sentence that tells the officer."""
        if self.table == DRAFT:
            what = "Something half typed"
        elif self.table in KIND_OF_TABLE and self.reference:
            what = self.reference
        elif self.reference:
            what = f"Something of {self.reference} ({self.table.replace('_', ' ')})"
        else:
            what = f"A row of {self.table.replace('_', ' ')}"
        return (
            f"{what} cannot be read, and is left out: it is damaged. “spoc check” says what it is, "
            "and what to do."
        )


class Looked(NamedTuple):
    """The outcome of looking for rows that cannot be read."""

    unread: tuple[Unread, ...]
    """All that are left out."""
    again: bool
    """Whether what failed is likely to succeed now."""


def may_be_a_row(error: BaseException) -> bool:
    """Whether reading may have failed for a row that cannot be read."""
    if isinstance(error, OperationalError):
        return str(error).startswith((_DECODED, _MALFORMED))
    return isinstance(error, (*UNREADABLE, AssertionError))


def find(connection: Connection, *, links: bool = False) -> list[Unread]:
    """The rows that cannot be read; with `links` those too that point to what is not there."""
    show_all(connection)
    bad: dict[str, set[str]] = {table: _wrong_in(connection, table) for table in TABLES}
    if links:
        for table in AUDITED:
            bad[table] |= _pointing_nowhere(connection, table)
    references = _references(connection, bad)
    return [
        Unread(table, uid, references.get((table, uid), ""))
        for table, uids in bad.items()
        for uid in sorted(uids)
    ]


def leave_out(connection: Connection, found: Iterable[Unread]) -> None:
    """From now on these rows are read by nobody on this connection."""
    bad = defaultdict[str, set[str]](set)
    for one in found:
        bad[one.table].add(one.uid)
        if one.table in KIND_OF_TABLE:
            bad["record"].add(one.uid)
    show_all(connection)
    for table, uids in bad.items():
        # A view takes no values from outside: it has them in a table of its own.
        connection.execute(f"CREATE TEMP TABLE unread_{table} (uid TEXT PRIMARY KEY)")
        connection.executemany(
            f"INSERT INTO temp.unread_{table} VALUES (?)", [(uid,) for uid in uids]
        )
        connection.execute(
            f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table} "
            f"WHERE uid NOT IN (SELECT uid FROM temp.unread_{table})"
        )


def show_all(connection: Connection) -> None:
    """Nothing is left out any more."""
    made = connection.execute(
        "SELECT name FROM sqlite_temp_schema WHERE type = 'table' AND name GLOB 'unread_*'"
    ).fetchall()
    for (name,) in made:
        connection.execute(f"DROP VIEW IF EXISTS temp.{name.removeprefix('unread_')}")
        connection.execute(f"DROP TABLE temp.{name}")


def _references(
    connection: Connection, bad: Mapping[str, Iterable[str]]
) -> dict[tuple[str, str], str]:
    """By table and uid, the reference of the record that a row is, or belongs to."""
    found: dict[tuple[str, str], str] = {}
    for table, uids in bad.items():
        if not uids or table not in {*RECORD_OF, "event", "promise", "telling", "voice"}:
            continue
        column = RECORD_OF.get(table, "record" if table == "event" else "uid")
        rows = connection.execute(
            f"SELECT t.uid, r.reference FROM main.{table} AS t "
            f"JOIN main.record AS r ON r.uid = t.{column} "
            "WHERE t.uid IN (SELECT value FROM json_each(?))",
            [json.dumps(list(uids))],
        )
        found |= {(table, uid): reference for uid, reference in rows}
    return found


def _wrong_in(connection: Connection, table: str) -> set[str]:
    """The uids of the rows of a table that have a value which cannot be."""
    found = set(_past_reading(connection, table))
    with _lenient(connection):
        if table != DRAFT:
            return found | unreadable_uids(connection, table)
        for row in connection.execute("SELECT * FROM draft").fetchall():
            try:
                read_draft(row)
            except UNREADABLE:
                found.add(str(row["uid"]))
    return found


def _past_reading(connection: Connection, table: str) -> Iterator[str]:
    """Rows of which a text is none in any language."""
    rows = connection.cursor()
    usual, connection.text_factory = connection.text_factory, bytes
    try:
        rows.row_factory = None
        rows.execute(f"SELECT * FROM main.{table}")
        place = [column[0] for column in rows.description].index("uid")
        for row in rows:
            try:
                for value in row:
                    if isinstance(value, bytes):
                        value.decode()
            except UnicodeDecodeError:
                yield row[place].decode(errors="replace")
    finally:
        connection.text_factory = usual


@contextmanager
def _lenient(connection: Connection) -> Iterator[None]:
    usual = connection.text_factory
    connection.text_factory = lambda text: text.decode(errors="replace")
    try:
        yield
    finally:
        connection.text_factory = usual


def _pointing_nowhere(connection: Connection, table: str) -> set[str]:
    rows = [row[1] for row in connection.execute(f"PRAGMA main.foreign_key_check({table})")]
    found = connection.execute(
        f"SELECT uid FROM main.{table} WHERE id IN (SELECT value FROM json_each(?))",
        [json.dumps(rows)],
    )
    return {str(uid) for (uid,) in found}


def look_again(connection: Connection, error: BaseException, known: tuple[Unread, ...]) -> Looked:
    """After reading failed: the rows that cannot be read are left out from now on, if there are
    more of them than are `known`; where there is none, what follows from the rows is made again.
    """
    cause = error.__cause__ if isinstance(error, StorageFailed) else error
    if cause is None or not may_be_a_row(cause) or connection.in_transaction:
        return Looked(known, again=False)
    try:
        for links in (False, True):
            found = find(connection, links=links)
            if not set(found) <= set(known):
                leave_out(connection, found)
                return Looked(tuple(found), again=True)
        leave_out(connection, known)
    except (Error, UnicodeDecodeError):  # the file itself is in the way
        return Looked(known, again=False)
    return Looked(known, again=not known and _made_again(connection))


def _made_again(connection: Connection) -> bool:
    """Whether the index of records was not as it should be, and is now."""
    try:
        if next(whole_index.wrong(connection), None) is None:
            return False
        connection.execute("BEGIN IMMEDIATE")
        try:
            whole_index.fill(connection)
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    except (Error, *UNREADABLE):
        return False
    return True
