"""The sums of rows that no history covers, by which damage to them is seen: drafts, and the running
numbers of references.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from db.connection import Connection, Row

SUMMED: Mapping[str, tuple[str, ...]] = {"draft": ("uid",), "counter": ("kind", "year", "desk")}
"""By table, the columns that tell a row."""
_NOT_IN_IT = ("id", "sum")


def sum_of(row: Row) -> str:
    """The sum of all that the row says."""
    from hashlib import sha256  # only a write, and the check of all, need it

    said = {name: row[name] for name in row.keys() if name not in _NOT_IN_IT}  # noqa: SIM118
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def sum_up(connection: Connection, table: str, *key: Any) -> None:
    """Gives a row its sum, within the transaction that has written it; in a file of an earlier
    shape, which has none, it does not.
    """
    where = " AND ".join(f"{name} = ?" for name in SUMMED[table])
    for row in _rows(connection, f"SELECT * FROM main.{table} WHERE {where}", key):
        if "sum" in row.keys():  # noqa: SIM118
            connection.execute(
                f"UPDATE main.{table} SET sum = ? WHERE {where}", [sum_of(row), *key]
            )


def otherwise(connection: Connection, table: str) -> Iterator[Row]:
    """The rows that are not as they were kept; one without a sum is of a time before there was."""
    for row in _rows(connection, f"SELECT * FROM main.{table}"):
        if row["sum"] and row["sum"] != sum_of(row):
            yield row


def _rows(connection: Connection, statement: str, values: Sequence[Any] = ()) -> list[Row]:
    cursor = connection.cursor()
    cursor.row_factory = Row
    return cursor.execute(statement, values).fetchall()
