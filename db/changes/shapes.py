"""Translates the history of earlier shapes into today's names; `change` is never rewritten."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from db.connection import Row

RENAMED: Mapping[str, Mapping[str, str]] = {
    **dict.fromkeys(
        ("event", "promise"), dict.fromkeys(("enquiry", "payment", "feedback"), "record")
    ),
    "groups_meeting": {"check_in": "group_"},
}
"""By table, columns by the names that they had, with those that they have."""
MOVED: Mapping[str, frozenset[str]] = {"feedback": frozenset(("enquiry", "payment"))}
"""By table, columns that it had, and of which another table says today what they said
(db/history/heard_in.py).
"""

TABLES_THEN: Mapping[str, tuple[str, ...]] = {
    "groups_group": ("check_in",),
    "groups_meeting": ("check_in_held",),
}
"""By table, what it was called in earlier shapes, when its columns were others."""
COLUMNS_THEN: Mapping[str, tuple[str, ...]] = {
    "check_in": ("name", "rule", "starts", "notes", "ended_on", "removed_at"),
    "check_in_held": ("check_in", "due", "held_on", "notes", "removed_at"),
}
"""By table of an earlier shape, the columns that it had: all of text."""
_NOW = {then: now for now, tables in TABLES_THEN.items() for then in tables}


def table_now(table: str) -> str:
    """Today's name of a table."""
    return _NOW.get(table, table)


def table_now_sql(column: str) -> str:
    """SQL: the same, of a column with the name of a table."""
    cases = " ".join(f"WHEN '{then}' THEN '{now}'" for then, now in _NOW.items())
    return f"CASE {column} {cases} ELSE {column} END"


def tables_sql(table: str) -> str:
    """SQL: a list of the names under which the history may have a table."""
    return "(" + ", ".join(f"'{name}'" for name in (table, *TABLES_THEN.get(table, ()))) + ")"


def current_columns(table: str, values: dict[str, Any], *, made: bool = False) -> dict[str, Any]:
    """The columns of one side of a change of that table, under the names of today; `made`: of a row
    that was added by it.
    """
    if table in _ANEW:
        return _ANEW[table](values, made)
    if table in MOVED and not MOVED[table].isdisjoint(values):
        return {name: value for name, value in values.items() if name not in MOVED[table]}
    renamed = RENAMED.get(table)
    if renamed is None or renamed.keys().isdisjoint(values):
        return values
    return {renamed.get(name, name): value for name, value in values.items()}


def change_now(row: Row) -> Any:
    """A row of `change`, or what is read with one, as it would be written now."""
    if row["tbl"] not in _NOW:
        return row
    column_values = {name: row[name] for name in row.keys()}  # noqa: SIM118
    return {
        **column_values,
        "tbl": _NOW[row["tbl"]],
        **sides_now(row["tbl"], row["before"], row["after"]),
    }


def sides_now(table: str, before: str | None, after: str) -> dict[str, str | None]:
    """Both sides of a change of a table of an earlier shape, as JSON."""
    made = before is None
    return {
        "before": None
        if before is None
        else json.dumps(current_columns(table, json.loads(before))),
        "after": json.dumps(current_columns(table, json.loads(after), made=made)),
    }


def value_sql(table: str, column: str, json: str) -> str:
    """SQL: a column of one side of a change, given as JSON, whatever name it had."""
    named = (column, *(was for was, now in RENAMED.get(table, {}).items() if now == column))
    values = [f"{json} ->> '{name}'" for name in named]
    return f"coalesce({', '.join(values)})" if len(values) > 1 else values[0]


def _check_in(values: dict[str, Any], made: bool) -> dict[str, Any]:
    """A check-in is a group: its last day ends it."""
    now = {name: value for name, value in values.items() if name != "ended_on"}
    if made:
        now["status"] = "running"
    if "ended_on" in values:
        day = values["ended_on"]
        now |= {"ends": day, "closed_at": day and f"{day}T12:00:00Z"}
        now["status"] = "ended" if day else "running"
    return now


def _check_in_held(values: dict[str, Any], made: bool) -> dict[str, Any]:
    """A date of a check-in is a meeting that was held, or cancelled for the reason noted."""
    named = {"check_in": "group_", "due": "due_on", "held_on": "held"}
    now = {named.get(name, name): value for name, value in values.items()}
    if not (made or "held_on" in values):
        return now
    held = values.get("held_on")
    on = held or values.get("due")
    if on is not None:
        now |= {"when_": on, "closed_at": f"{on}T12:00:00Z"}
    now["status"] = "held" if held else "cancelled"
    if "notes" in values or made:
        now["closed_why"] = "" if held else values.get("notes", "")
    return now


_ANEW: Mapping[str, Callable[[dict[str, Any], bool], dict[str, Any]]] = {
    "check_in": _check_in,
    "check_in_held": _check_in_held,
}
