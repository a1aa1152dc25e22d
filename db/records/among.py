"""SQL: which of many records are meant, by their uids or by their days."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date

Days = tuple[date, date]
"""The first and the last, both inclusive."""


def among(column: str, uids: Collection[str] | None) -> tuple[str, list[str]]:
    """Whether a column has one of these uids, or any; and its parameters."""
    if uids is None:
        return "1", []
    # As one value: SQLite takes at most 32,766 of them.
    return f"{column} IN (SELECT value FROM json_each(?))", [json.dumps(sorted(uids))]


def on_days(columns: Collection[str], days: Days | None) -> tuple[str, list[str]]:
    """Whether one of these columns has one of these days, or any; and its parameters."""
    if days is None:
        return "1", []
    either = " OR ".join(f"{column} BETWEEN ? AND ?" for column in columns)
    return f"({either})", [day.isoformat() for day in days] * len(columns)
