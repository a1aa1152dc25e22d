"""The shape in which a row is asked one by one whether a column is one of its choices.

Of three or more in a list, SQLite makes a table of them anew for every row that it writes: of what
a long list took, that was a twelfth.
"""

from __future__ import annotations

import re

from db.connection import Connection

CHOICES = re.compile(r"CHECK \((\w+) IN\s*\(([^()]*)\)\)")
"""In a table's text, that a column is one of a list."""
FEW = 2
"""So many SQLite asks one by one itself."""


def ask_one_by_one(connection: Connection) -> None:
    """Says so in the text of each table; the choices are the same, and no row is written anew.

    That is how SQLite would have a CHECK changed (sqlite.org/lang_altertable.html, section 8).
    """
    tables = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%CHECK%'"
    ).fetchall()
    (version,) = connection.execute("PRAGMA schema_version").fetchone()
    connection.execute("PRAGMA writable_schema = ON")
    try:
        for name, text in tables:
            asked = CHOICES.sub(_one_by_one, text)
            if asked != text:
                connection.execute(
                    "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?",
                    [asked, name],
                )
        connection.execute(f"PRAGMA schema_version = {version + 1}")
    finally:
        connection.execute("PRAGMA writable_schema = RESET")


def _one_by_one(found: re.Match[str]) -> str:
    column, listed = found.groups()
    choices = [choice.strip() for choice in listed.split(",")]
    if len(choices) <= FEW:
        return found[0]
    return f"CHECK ({' OR '.join(f'{column} = {choice}' for choice in choices)})"
