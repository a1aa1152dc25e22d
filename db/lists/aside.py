"""Where an outside list is put aside: in tables of the connection's own, which are gone with it
whatever happens, and filling which holds nobody up.
"""

from __future__ import annotations

from collections.abc import Mapping

from db.connection import Connection
from db.file.tuning import CACHE_KIBIBYTES

TABLES = (
    *("staged", "staged_identifier", "staged_elsewhere"),
    *("name_here", "quoted", "after_list"),
)
"""All that is put aside for a list."""
_OWN, _TEMPORARY = "aside", "temp"
"""The schemas: a database that no other sees, and the connection's temporary tables."""


def place_aside(connection: Connection) -> str:
    """The schema in which to put a list aside; what was before is taken away.

    It may be as much as a list has, and so goes into a file, which SQLite makes once there is much,
    and takes away with the connection. None can be opened within a transaction, nor without losing
    what is temporary: then it stays in memory.
    """
    there = {row[1] for row in connection.execute("PRAGMA database_list")}
    for place in there & {_OWN, _TEMPORARY}:
        for table in TABLES:
            connection.execute(f"DROP TABLE IF EXISTS {place}.{table}")
    if _OWN in there:
        return _OWN
    (kept,) = connection.execute("SELECT count(*) FROM sqlite_temp_schema").fetchone()
    if kept or connection.in_transaction:
        return _TEMPORARY
    (usual,) = connection.execute("PRAGMA temp_store").fetchone()
    connection.execute("PRAGMA temp_store = FILE")
    try:
        connection.execute(f"ATTACH '' AS {_OWN}")
    finally:
        # What a statement would take back stays in memory: of one that adds many rows, that is most
        # pages of the indexes.
        connection.execute(f"PRAGMA temp_store = {usual}")
    # What was put aside last is what is read next, some times over.
    connection.execute(f"PRAGMA {_OWN}.cache_size = -{CACHE_KIBIBYTES}")
    return _OWN


def make_aside(
    connection: Connection, place: str, table: str, shape: str, values: Mapping[str, object] = {}
) -> None:
    """Makes one of the tables in this place, instead of that of before; `shape` is what follows its
    name.
    """
    assert table in TABLES, table
    connection.execute(f"DROP TABLE IF EXISTS {place}.{table}")
    connection.execute(f"CREATE TABLE {place}.{table} {shape}", values)
