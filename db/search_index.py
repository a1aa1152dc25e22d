"""Keeps the full-text indexes in step with the tables they are read from."""

from __future__ import annotations

import sqlite3

INDEXED = {
    "organisation": ("folded",),
    "contact": ("folded",),
    "enquiry": ("subject", "detail", "answer", "caller"),
}


def create_triggers(connection: sqlite3.Connection) -> None:
    """Makes the triggers that index rows as they come and as an indexed column changes."""
    for table, columns in INDEXED.items():
        index = f"{table}_words"
        names = ", ".join(columns)
        old = ", ".join(f"old.{column}" for column in columns)
        new = ", ".join(f"new.{column}" for column in columns)
        insert = f"INSERT INTO {index} (rowid, {names}) VALUES (new.id, {new});"
        connection.execute(
            f"CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN {insert} END"
        )
        connection.execute(
            f"CREATE TRIGGER {index}_changed AFTER UPDATE OF {names} ON {table} BEGIN "
            f"INSERT INTO {index} ({index}, rowid, {names}) VALUES ('delete', old.id, {old}); "
            f"{insert} END"
        )
