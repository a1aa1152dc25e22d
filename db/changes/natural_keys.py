"""Natural keys: rows that exist once, told apart by their values and not by who wrote them first.

No table but that of uids is told by SQLite that something in it is unique, for rows of several
desks may meet in one file; the acts see to it, each within its transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from db.connection import Connection, Row
from db.records.kind_columns import KIND_COLUMNS
from spoc_tui.casework.text import compared

SETS: Mapping[str, tuple[str, ...]] = {
    "apart": ("one", "other"),
    "dated_figure": ("name", "valid_from"),
    "enquiry_theme": ("enquiry", "theme"),
    "held": ("source", "key"),
    "holiday": ("day",),
    "link": ("one", "other", "says"),
    "identifier": ("organisation", "scheme", "number", "linked"),
    "other_name": ("organisation", "name"),
    "party": ("record", "role", "organisation", "contact", "team", "called"),
    "reference_rate": ("day",),
    "source_entry": ("source", "key"),
    "standing_answer": ("source", "field"),
    "telling": ("feedback", "voice"),
}
"""Tables whose rows are members of sets, or pairs, with the columns that tell them apart: written
by `Writing.put`, and one that was removed is put back as the row it was.
"""
AS_COMPARED: Mapping[tuple[str, str], Callable[[str], str]] = {
    ("other_name", "name"): compared,
    ("dated_figure", "name"): compared,
    ("party", "called"): compared,
}
"""Columns that tell apart not as they are written: “St. Mary’s” is “st marys”."""

NOT_REMOVED = "removed_at IS NULL"
ONCE: Mapping[str, tuple[tuple[str, ...], str]] = {
    **{table: (columns, NOT_REMOVED) for table, columns in SETS.items()},
    "difference": (("organisation", "source", "field"), f"settled = '' AND {NOT_REMOVED}"),
    "issued_week": (("period_start", "period_end", "number"), NOT_REMOVED),
    "routing": (("enquiry",), f"replied_at IS NULL AND ended_at IS NULL AND {NOT_REMOVED}"),
    **{table: (kept.once, NOT_REMOVED) for table, kept in KIND_COLUMNS.items() if kept.once},
}
"""Of which rows (SQL) there is one at a time for each value of these columns."""


def key_of(table: str, row: Mapping[str, Any] | Row) -> tuple[str, ...]:
    """The values that tell a row of one of SETS apart, of which its uid is made."""
    return tuple(
        AS_COMPARED[table, name](row[name]) if (table, name) in AS_COMPARED else _as_text(row[name])
        for name in SETS[table]
    )


def _as_text(value: object) -> str:
    return "" if value is None else str(value)


def asked_of(table: str) -> list[str]:
    """The columns of the key by which rows of one of SETS can be looked for: those that tell apart
    as they are written.
    """
    return [name for name in SETS[table] if (table, name) not in AS_COMPARED]


def rows_of(connection: Connection, table: str, values: Mapping[str, Any]) -> list[Row]:
    """The rows of one of SETS that have the key of these values, removed or not; the one that
    stands for it first.
    """
    asked = asked_of(table)
    where = " AND ".join(f"{name} IS ?" for name in asked)
    rows = connection.execute(
        f"SELECT * FROM {table} WHERE {where} ORDER BY removed_at IS NOT NULL, uid",
        [values[name] for name in asked],
    ).fetchall()
    if len(asked) == len(SETS[table]):
        return rows
    key = key_of(table, values)
    return [row for row in rows if key_of(table, row) == key]


def blank_of(connection: Connection, table: str) -> dict[str, Any]:
    """The columns of a new row as they are where nothing is given of them; those that must be said
    are left out.
    """
    columns = [
        (row["name"], row["dflt_value"] or "NULL")
        for row in connection.execute(f"PRAGMA table_info({table})")
        if row["name"] not in ("id", "uid") and (row["dflt_value"] or not row["notnull"])
    ]
    texts = ", ".join(f"{default} AS {name}" for name, default in columns)
    return dict(connection.execute(f"SELECT {texts}").fetchone())
