"""What earlier shapes of the history said, as it is said now; `change` is never rewritten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

RENAMED: Mapping[str, Mapping[str, str]] = dict.fromkeys(
    ("event", "promise"), dict.fromkeys(("enquiry", "payment", "feedback"), "record")
)
"""By table, columns by the names that they had, with those that they have."""
MOVED: Mapping[str, frozenset[str]] = {"feedback": frozenset(("enquiry", "payment"))}
"""By table, columns that it had, and of which another table says today what they said
(db/history/heard_in.py).
"""


def said_now(table: str, values: dict[str, Any]) -> dict[str, Any]:
    """The columns of one side of a change of that table, under the names of today."""
    if table in MOVED and not MOVED[table].isdisjoint(values):
        return {name: value for name, value in values.items() if name not in MOVED[table]}
    renamed = RENAMED.get(table)
    if renamed is None or renamed.keys().isdisjoint(values):
        return values
    return {renamed.get(name, name): value for name, value in values.items()}


def said_sql(table: str, column: str, json: str) -> str:
    """SQL: a column of one side of a change, given as JSON, whatever name it had."""
    named = (column, *(was for was, now in RENAMED.get(table, {}).items() if now == column))
    values = [f"{json} ->> '{name}'" for name in named]
    return f"coalesce({', '.join(values)})" if len(values) > 1 else values[0]
