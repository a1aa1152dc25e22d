"""Which tables the history keeps, and what of their columns belongs together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from db.connection import Connection, Row
from db.records.kind_columns import CLOSING_COLUMNS, KIND_COLUMNS, PART_TABLES, parts_of
from db.records.survivors import MERGED_AWAY
from db.records.tables import TABLES_OF_KIND, merged
from spoc_tui.casework.records.kinds import RECORD_KINDS

AUDITED = (
    "organisation",
    "identifier",
    "other_name",
    "source_entry",
    "contact",
    "held",
    "difference",
    "standing_answer",
    "apart",
    "directorate",
    "team",
    "topic",
    "theme",
    *(table for tables in TABLES_OF_KIND.values() for table in tables.audited),
    "event",
    "promise",
    "holiday",
    "reference_rate",
    "standard",
    "dated_figure",
    "issued_week",
    "link",
    *KIND_COLUMNS,
    *PART_TABLES,
)

DERIVED = frozenset({"folded", "ward_folded", "phone_digits", "domain", "invoice_key"})
"""Columns that say nothing of their own: others as they are looked for. The history has none of
them: they are calculated (db/records/text_indexes.py).
"""

_MERGED = (("removed_at", "merged_into"),)

COLUMNS_OF_ONE_FACT: Mapping[str, tuple[tuple[str, ...], ...]] = {
    **dict.fromkeys(MERGED_AWAY, _MERGED),
    "organisation": (("address", "postcode", "ward"), ("state", "merged_into")),
    **merged(*(tables.groups for tables in TABLES_OF_KIND.values())),
    "promise": (("due", "due_time"), ("withdrawn_at", "withdrawn_why")),
    "reference_rate": (("percent", "expected"),),
    "dated_figure": (("value", "source", "checked_on"),),
    **dict.fromkeys(
        ("directorate", "team"), (*_MERGED, ("valid_until", "succeeded_by", "retired_on"))
    ),
    "link": (("says", "words", "since", "offered", "declined"),),
    **{table: (CLOSING_COLUMNS, *kept.groups) for table, kept in KIND_COLUMNS.items()},
    **{table: part.groups for table, part in PART_TABLES.items() if part.groups},
}
"""Columns that make one fact: where one of them changes, all of them are written, so that what was
changed on two desks is never half of each.
"""

LIST_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "organisation": ("incomes", "challenges", "tags", "memberships"),
    "topic": ("words",),
    **{table: kept.several for table, kept in KIND_COLUMNS.items() if kept.several},
    **{table: part.several for table, part in PART_TABLES.items() if part.several},
}
"""Columns that hold several values with commas between: what one desk added and another took away
are both kept.
"""


ON_RECORDS = {"event": "record", "promise": "record", "link": "one"}
"""What belongs to records of any kind, and the column that says on which."""
BELONGS_TO: Mapping[str, Mapping[str, str]] = {
    **{kind: {**tables.belongs_to, **ON_RECORDS} for kind, tables in TABLES_OF_KIND.items()},
    **{table: {**ON_RECORDS, **dict.fromkeys(parts_of(table), "record")} for table in KIND_COLUMNS},
    "organisation": dict.fromkeys(
        ("identifier", "other_name", "source_entry", "contact", "held", "difference"),
        "organisation",
    ),
}
"""By table what belongs to its rows and is looked at with them, and the column that says on
which."""


def pointing(connection: Connection, table: str) -> Iterator[tuple[str, str]]:
    """Where the rows of a table point: each column, with the table of what it points to; one that
    points to records of any kind, with each of theirs.
    """
    for key in connection.execute(f"PRAGMA foreign_key_list({table})").fetchall():
        if key["table"] == "record":
            yield from ((key["from"], kind.table) for kind in RECORD_KINDS)
        else:
            yield key["from"], key["table"]


def group_of(table: str, column: str) -> tuple[str, ...]:
    """The columns that are written where this one changes."""
    groups = (group for group in COLUMNS_OF_ONE_FACT.get(table, ()) if column in group)
    return next(groups, (column,))


def blank_row(connection: Connection, table: str) -> dict[str, Any]:
    """The columns of a table that the history keeps, with what they are where nothing was given."""
    return {
        row["name"]: _blank(row)
        for row in connection.execute(f"PRAGMA table_info({table})")
        if row["name"] not in DERIVED and row["name"] not in ("id", "uid")
    }


def needed_columns(connection: Connection, table: str) -> list[str]:
    """The columns of a table that the history keeps, and that are never none."""
    return [
        row["name"]
        for row in connection.execute(f"PRAGMA table_info({table})")
        if row["notnull"] and row["name"] not in ("id", "uid", *DERIVED)
    ]


def _blank(column: Row) -> Any:
    """A column's default as a value. One that has none may be null, or was blank where it is text:
    what is blank is in no change. None is left to numbers that must be said.
    """
    text = column["dflt_value"]
    if text is None or text == "NULL":
        return "" if column["notnull"] and column["type"] == "TEXT" else None
    return text[1:-1] if text.startswith("'") else int(text)
