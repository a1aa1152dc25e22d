"""A kind's tables as its declaration gives them: the columns of its fields, and how they are made.

What `table_sql` and `part_sql` print is put into db/kinds/schema.py and stays there as it is: a
field that is added later comes as a step of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.kinds.fields import DeclaredField, Link, Rows, YesNo, fields_of
from spoc_tui.casework.kinds.party import Party
from spoc_tui.casework.kinds.values import column_of, from_column, to_column

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.act import Values
    from spoc_tui.casework.kinds.kind import Kind

POINTED = ("organisation", "contact", "team", "directorate", "theme")
"""What a link goes to that has a table of that name; any other is a record, by the index."""
PARTY = "party"
"""The table of those who are asked, on records of any kind."""
_ANY = "record"


def kept_fields(of: type) -> Mapping[str, DeclaredField]:
    """The fields of a record or row that are in columns of its table, by name."""
    return {name: field for name, field in fields_of(of).items() if field.stored}


def table_of(kind: Kind[Any]) -> str:
    """The table of a kind's records."""
    return f"{kind.area}_{kind.code}"


def parts_of(kind: Kind[Any]) -> Mapping[str, tuple[str, type]]:
    """The tables of rows that belong to the records of a kind: by their name on one, the table and
    the class of a row.
    """
    rows = {
        name: (f"{table_of(kind)}_{name}", field.of)
        for name, field in kind.fields.items()
        if isinstance(field, Rows)
    }
    return rows if kind.roles is None else {**rows, "parties": (PARTY, Party)}


def to_columns(of: type, values: Values) -> dict[str, Any]:
    """Values of the fields of a record or row, by column."""
    fields = fields_of(of)
    return {column_of(name): to_column(fields[name], value) for name, value in values.items()}


def whole(one: object) -> dict[str, Any]:
    """All that a record or row says, by column."""
    of = type(one)
    return to_columns(of, {name: getattr(one, name) for name in kept_fields(of)})


def from_columns(of: type, row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The values of a row of a table, by field; `names` says by uid what links go to is called."""
    fields = kept_fields(of)
    return {name: from_column(field, row[column_of(name)], names) for name, field in fields.items()}


def table_sql(kind: Kind[Any]) -> str:
    """The statement that makes a kind's table."""
    own = ("reference TEXT NOT NULL", "status TEXT NOT NULL")
    return _made(table_of(kind), own, kind.record)


def part_sql(table: str, of: type, owner: str) -> str:
    """The statement that makes the table of what belongs to records; `owner` is those' table."""
    return _made(table, (f"record TEXT NOT NULL REFERENCES {owner or _ANY} (uid)",), of)


def _made(table: str, own: Iterable[str], of: type) -> str:
    lines = [
        "id INTEGER PRIMARY KEY",
        "uid TEXT NOT NULL UNIQUE",
        *own,
        *_column_lines(of),
        "removed_at TEXT",
    ]
    inside = ",\n        ".join(lines)
    return f"CREATE TABLE {table} (\n        {inside}\n    ) STRICT"


def _column_lines(of: type) -> Iterator[str]:
    for name, field in kept_fields(of).items():
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
                to = field.of if field.of in POINTED else _ANY
                parts.append(f"REFERENCES {to} (uid)")
        yield " ".join(parts)
