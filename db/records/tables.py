"""The tables of the kinds of record that are written by hand, as each says them:
db/SUBJECT/tables.py. They are read wherever something is written; those of declared kinds are in
db/records/kind_columns.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, NamedTuple

from db.records.kind_columns import KIND_COLUMNS, OF_ALL_DUE, PART_TABLES
from spoc_tui.casework.records.kinds import BY_HAND, PACKAGE_OF, RecordKind

SqlRow = Any
"""Of the table, by its columns."""
NO_COLUMNS: Mapping[str, Any] = {}


class Tables(NamedTuple):
    """The tables of a kind, as the history and the indexes must know them."""

    audited: tuple[str, ...]
    """Those that the history keeps: the kind's own first."""
    belongs_to: Mapping[str, str]
    """Those of them whose rows belong to a record of the kind, and the column that says on
    which."""
    groups: Mapping[str, tuple[tuple[str, ...], ...]]
    """By table, the columns that make one fact."""
    stage: frozenset[str]
    """The columns that say where a record stands: each act rests on those before it."""
    named: Callable[[SqlRow], str]
    """What a heading calls a record beside its reference."""
    indexed: Mapping[str, tuple[str, tuple[str, ...]]]
    """Each full-text index with the table it is read from, and that table's columns."""
    reads: tuple[str, ...]
    """The columns that its line in the index follows from, beside those that all have."""
    subject: Callable[[str], str]
    """SQL: what a record `row` (an alias) is called in a list."""
    came: str
    """The column of the moment at which a record came in."""
    derived: Mapping[str, Mapping[str, tuple[str, Callable[[str], str]]]] = NO_COLUMNS
    """By table and column, the column that follows from it, and how: what is looked for."""
    follows: Mapping[str, tuple[str, str]] = NO_COLUMNS
    """By table, what else that follows from: its columns, and (SQL) on which records."""
    counted: Mapping[str, str] = NO_COLUMNS
    """Of what belongs to a record, what bears on the figures of a week, and likewise its column."""
    dated: Mapping[str, str] = NO_COLUMNS
    """Of those, by what column an added row is of a time."""
    ordinary: Mapping[str, frozenset[str]] = NO_COLUMNS
    """By table, columns that change as a record goes on: what they were is on its timeline."""
    came_of_is_field: bool = False
    """Whether what a record came of is told as a field of it, by the kind of that."""
    heard_from: bool = False
    """Whether the organisation of a record is heard from by it."""


def _tables(kind: RecordKind) -> Tables:
    found: Tables = import_module(f"db.{PACKAGE_OF[kind.code]}.tables").TABLES
    return found


TABLES_OF_KIND: Mapping[str, Tables] = {kind.code: _tables(kind) for kind in BY_HAND if kind.prefix}
"""By the code of a kind."""


RECORD_OF: Mapping[str, str] = {
    "promise": "record",
    **dict.fromkeys(KIND_COLUMNS, "uid"),
    **dict.fromkeys(PART_TABLES, "record"),
    **{tables.audited[0]: "uid" for tables in TABLES_OF_KIND.values()},
    **{
        table: column
        for tables in TABLES_OF_KIND.values()
        for table, column in tables.belongs_to.items()
    },
}
"""The tables of records and of what belongs to them, each with the column that says on which."""
CHANGE_DUE = RECORD_OF.keys() | OF_ALL_DUE
"""The tables from which what is due on records follows."""


def merged(*parts: Mapping[str, Any]) -> dict[str, Any]:
    """All of them in one."""
    return {name: value for part in parts for name, value in part.items()}
