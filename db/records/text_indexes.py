"""Keeps the full-text indexes in step with the tables they are read from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from db.connection import Connection
from db.records.tables import TABLES_OF_KIND, merged
from spoc_tui.casework.organisations.names import name_key
from spoc_tui.casework.text import fold, phone_digits, web_domain

INDEXED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "organisation_words": ("organisation", ("folded", "ward_folded")),
    "other_name_words": ("other_name", ("folded",)),
    "contact_words": ("contact", ("folded",)),
    "event_words": ("event", ("text",)),
    "promise_words": ("promise", ("text",)),
    "record_words": ("record_text", ("words",)),
    "organisation_phones": ("organisation", ("phone_digits",)),
    "contact_phones": ("contact", ("phone_digits",)),
    **merged(*(tables.indexed for tables in TABLES_OF_KIND.values())),
}
"""Each index with the table it is read from, and that table's columns."""
OFTEN_BLANK = ("phone_digits",)
"""The columns of those indexes that a row is only in where it has something there. They keep no
size of each row, which `check` would miss.
"""

ROWS_AT_ONCE = 1_000
_PHONE = {"phone": ("phone_digits", phone_digits)}
DERIVED_OF: Mapping[str, Mapping[str, tuple[str, Callable[[str], str]]]] = {
    "organisation": {
        "name": ("folded", name_key),
        "ward": ("ward_folded", fold),
        "web": ("domain", web_domain),
        **_PHONE,
    },
    "other_name": {"name": ("folded", name_key)},
    "contact": {"name": ("folded", fold), **_PHONE},
    **merged(*(tables.derived for tables in TABLES_OF_KIND.values())),
}
"""By table and column, the column that follows from it, and how: what a row is looked for by."""


def derived(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that follow from these values of a row."""
    if table not in DERIVED_OF:
        return {}
    return {
        name: follows(values[column])
        for column, (name, follows) in DERIVED_OF[table].items()
        if column in values
    }


def write_derived(connection: Connection) -> dict[str, int]:
    """Works out again what follows from the columns of every row; within a transaction, without
    triggers or with the text indexes made again after it. How many rows of a table were otherwise.
    """
    changed = dict[str, int]()
    for table, of in DERIVED_OF.items():
        names = ", ".join(["id", *of, *(name for name, _ in of.values())])
        last = 0
        while rows := connection.execute(
            f"SELECT {names} FROM {table} WHERE id > ? ORDER BY id LIMIT {ROWS_AT_ONCE}", [last]
        ).fetchall():
            last = rows[-1]["id"]
            for row in rows:
                values = dict(row)
                stale = {n: v for n, v in derived(table, values).items() if values[n] != v}
                if stale:
                    pairs = ", ".join(f"{name} = :{name}" for name in stale)
                    connection.execute(
                        f"UPDATE main.{table} SET {pairs} WHERE id = :id",
                        {**stale, "id": row["id"]},
                    )
                    changed[table] = changed.get(table, 0) + 1
    return changed


def rebuild(connection: Connection, tables: Collection[str]) -> None:
    """Makes the text indexes of these tables again."""
    for index, (table, _) in INDEXED.items():
        if table in tables:
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")


def create_triggers(connection: Connection) -> None:
    """Makes the triggers that index rows as they come, as an indexed column changes, and that take
    out what an import leaves when it is broken off.
    """
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    for index in INDEXED:
        if index in there:  # else an index of a later step
            _create_triggers(connection, index)


def _create_triggers(connection: Connection, index: str) -> None:
    table, columns = INDEXED[index]
    names = ", ".join(columns)
    old = ", ".join(f"old.{column}" for column in columns)
    new = ", ".join(f"new.{column}" for column in columns)
    was, comes = (f"{one} <> ''" if columns == OFTEN_BLANK else "true" for one in (old, new))
    delete = f"INSERT INTO {index} ({index}, rowid, {names}) SELECT 'delete', old.id, {old}"
    insert = f"INSERT INTO {index} (rowid, {names}) SELECT new.id, {new}"
    changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns)
    for event, when, does in (
        (f"INSERT ON {table}", comes, f"{insert};"),
        (
            f"UPDATE OF {names} ON {table}",
            changed,
            f"{delete} WHERE {was}; {insert} WHERE {comes};",
        ),
        (f"DELETE ON {table}", was, f"{delete};"),
    ):
        name = f"{index}_{event.split()[0].lower()}"
        connection.execute(f"CREATE TRIGGER {name} AFTER {event} WHEN {when} BEGIN {does} END")
