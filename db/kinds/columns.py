"""A kind's table as its declaration gives it: the columns of its fields, and how they are made.

What `table_sql` prints is put into db/kinds/schema.py and stays there as it is: a field that is
added later comes as a step of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.kinds.fields import Field, Link, YesNo
from spoc_tui.casework.kinds.values import column_of, from_column, to_column

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.act import Values
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.records.kinds import RecordKind

POINTED = ("organisation", "contact", "team", "directorate", "theme")
"""What a link goes to that has a table of that name; any other is a record, by the index."""


def kept_fields(kind: Kind[Any]) -> Mapping[str, Field]:
    """The fields of a kind that are in columns of its table, by name."""
    return {name: field for name, field in kind.fields.items() if field.stored}


def to_columns(kind: Kind[Any], values: Values) -> dict[str, Any]:
    """Values of a record's fields, by column."""
    fields = kind.fields
    return {column_of(name): to_column(fields[name], value) for name, value in values.items()}


def from_columns(
    kind: Kind[Any], row: Mapping[str, Any], names: Mapping[str, str]
) -> dict[str, Any]:
    """The values of a row of a kind's table, by field; `names` says by uid what links go to is
    called.
    """
    fields = kept_fields(kind)
    return {name: from_column(field, row[column_of(name)], names) for name, field in fields.items()}


def table_sql(kind: Kind[Any], record_kind: RecordKind) -> str:
    """The statement that makes a kind's table."""
    lines = [
        "id INTEGER PRIMARY KEY",
        "uid TEXT NOT NULL UNIQUE",
        "reference TEXT NOT NULL",
        "status TEXT NOT NULL",
        *_column_lines(kind),
        "removed_at TEXT",
    ]
    inside = ",\n        ".join(lines)
    return f"CREATE TABLE {record_kind.table} (\n        {inside}\n    ) STRICT"


def _column_lines(kind: Kind[Any]) -> Iterator[str]:
    for name, field in kept_fields(kind).items():
        column = column_of(name)
        parts = [column, "INTEGER" if field.stored == "integer" else "TEXT"]
        if field.blank in ("", ()):
            parts.append("NOT NULL" if field.needed else "NOT NULL DEFAULT ''")
        elif field.needed:
            parts.append("NOT NULL")
        match field:
            case YesNo():
                parts.append(f"CHECK ({column} IN (0, 1))")
            case Link(several=False):
                to = field.of if field.of in POINTED else "record"
                parts.append(f"REFERENCES {to} (uid)")
        yield " ".join(parts)
