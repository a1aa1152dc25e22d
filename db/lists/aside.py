"""Where an outside list is put aside: in tables of the connection's own, which are gone with it
whatever happens, and filling which holds nobody up.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from db.connection import Connection, OperationalError
from db.file.tuning import CACHE_KIBIBYTES

_OWN, _TEMPORARY = "aside", "temp"
"""The schemas: a database that no other sees, and the connection's temporary tables."""


def place_aside(connection: Connection) -> str:
    """The schema in which to put a list aside.

    It may be as much as a list has, and so goes into a file, which SQLite makes once there is much,
    and takes away with the connection. None can be opened within a transaction: what is put aside
    there is little, and stays in memory as all that is temporary does.
    """
    there = {row[1] for row in connection.execute("PRAGMA database_list")}
    if _OWN not in there and not connection.in_transaction:
        # While something is being read, where temporary things are kept cannot be changed.
        with suppress(OperationalError):
            (usual,) = connection.execute("PRAGMA temp_store").fetchone()
            connection.execute("PRAGMA temp_store = FILE")
            try:
                connection.execute(f"ATTACH '' AS {_OWN}")
                there.add(_OWN)
            finally:
                # What a statement would take back stays in memory: of one that adds many rows, that
                # is most pages of the indexes.
                connection.execute(f"PRAGMA temp_store = {usual}")
            # What was put aside last is what is read next, some times over.
            connection.execute(f"PRAGMA {_OWN}.cache_size = -{CACHE_KIBIBYTES}")
    return _OWN if _OWN in there else _TEMPORARY


def make_aside(
    connection: Connection, place: str, table: str, shape: str, values: Mapping[str, object] = {}
) -> None:
    """Makes a table in this place, instead of the one that was put aside before, wherever that is;
    `shape` is what follows its name.
    """
    for schema in (_OWN, _TEMPORARY):
        connection.execute(f"DROP TABLE IF EXISTS {schema}.{table}")
    connection.execute(f"CREATE TABLE {place}.{table} {shape}", values)
