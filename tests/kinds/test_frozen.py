"""What is frozen of a declared kind, its tables and kind_columns.py, is what is declared."""

from __future__ import annotations

import importlib
import pkgutil
import sqlite3
from collections import defaultdict
from typing import Any

import pytest

import db.kinds
from db.kinds.columns import PARTY, kept_fields, part_sql, parts_of, table_of, table_sql
from db.records.kind_columns import KIND_COLUMNS, PART_TABLES
from db.records.kind_shapes import KindColumns, PartTable
from db.store import Store
from spoc_tui.casework.kinds.catalogue import kind_linking, kind_of
from spoc_tui.casework.kinds.fields import Link, Records, fields_of
from spoc_tui.casework.kinds.values import column_of
from spoc_tui.casework.records.kinds import DECLARED_KINDS, RecordKind

every_kind = pytest.mark.parametrize("kind", DECLARED_KINDS, ids=lambda kind: kind.code)
SCHEMAS = [
    importlib.import_module(f"db.kinds.{one.name}")
    for one in pkgutil.iter_modules(db.kinds.__path__)
    if one.name.startswith("schema")
]
"""The modules that have what was printed and frozen, of whatever step."""
MADE = {table: made for one in SCHEMAS for table, made in getattr(one, "TABLES", {}).items()}
ADDED: dict[str, list[str]] = defaultdict(list)
"""By table, the columns that later steps added to it."""
for _schema in SCHEMAS:
    for _table, _columns in getattr(_schema, "ADDED", {}).items():
        ADDED[_table] += _columns


@every_kind
def test_what_is_frozen_of_a_kind_is_as_it_is_declared(kind: RecordKind) -> None:
    declared = kind_of(kind.code)
    kept, fields = KIND_COLUMNS[kind.table], kept_fields(declared.record)
    assert kind == RecordKind(
        *(declared.code, declared.letters, declared.called, declared.plural.capitalize()),
        *(declared.code, declared.area),
    )
    shared = {"began_at", "closed_at", "closed_why"}
    acted = [column_of(n) for n, f in fields.items() if not f.typed and n not in shared]
    assert kept.acted == tuple(acted)
    assert kept.organisation == ("organisation" if "organisation" in fields else "")
    assert kept.team == ("team" if "team" in fields else "")
    assert kept.once == tuple(map(column_of, declared.once))
    assert kept.asks == (declared.roles is not None)
    assert kept.drafted in fields
    assert (kept.distinct, kept.short) == (declared.distinct, declared.short)
    as_declared(kept, declared.record)
    for table, of in parts_of(declared).values():
        assert (PART_TABLES[table].of or kind.table) == kind.table
        as_declared(PART_TABLES[table], of)
        assert "record" not in fields_of(of)


def as_declared(kept: KindColumns | PartTable, of: type) -> None:
    """What is frozen of a table is what the fields of its rows say."""
    fields = kept_fields(of)
    assert kept.searched == tuple(column_of(n) for n, field in fields.items() if field.searched)
    assert kept.several == tuple(column_of(n) for n, field in fields.items() if field.several)
    grouped = {field.group for field in fields.values()} - {""}
    assert {frozenset(group) for group in kept.groups} == {
        frozenset(column_of(n) for n, field in fields.items() if field.group == one)
        for one in grouped
    }


def test_no_more_is_frozen_than_is_declared() -> None:
    kinds = [kind_of(kind.code) for kind in DECLARED_KINDS]
    assert set(PART_TABLES) == {PARTY, *(t for kind in kinds for t, _ in parts_of(kind).values())}
    assert set(KIND_COLUMNS) == {kind.table for kind in DECLARED_KINDS}
    read = {
        (table_of(kind), table_of(kind_linking(field)), field.by)
        for kind in kinds
        for field in kind.fields.values()
        if isinstance(field, Records)
    }
    within = {
        (kept.within.table, table, kept.within.column)
        for table, kept in KIND_COLUMNS.items()
        if kept.within
    }
    assert within == {(whole, part, column_of(by)) for whole, part, by in read}


@every_kind
def test_its_tables_are_those_that_are_declared(store: Store, kind: RecordKind) -> None:
    declared = kind_of(kind.code)
    printed = {kind.table: table_sql(declared)}
    for table, of in parts_of(declared).values():
        printed[table] = part_sql(table, of, PART_TABLES[table].of)
    for table, made in printed.items():
        step_by_step = [*columns_in(MADE[table]), *ADDED.get(table, ())]
        assert sorted(step_by_step) == sorted(columns_in(made)), (
            f"A field of {table} is declared and has no column, or the other way round: a new step "
            f"in db/schema/steps.py adds it (a module db/kinds/schema_….py, with ADDED)."
        )
        assert columns_of(store.connection, table) == columns_of(printed_alone(made), table)
    for of in (declared.record, *(of for _, of in parts_of(declared).values())):
        for field in kept_fields(of).values():
            assert field.stored in ("text", "integer")
            assert not (isinstance(field, Link) and field.several and field.needed)


def test_each_table_is_made_once() -> None:
    assert len(MADE) == sum(len(getattr(one, "TABLES", {})) for one in SCHEMAS)
    assert set(ADDED) <= set(MADE)


def columns_in(made: str) -> list[str]:
    """The lines of the columns in a statement that makes a table."""
    return [line.strip().rstrip(",") for line in made.splitlines()[1:-1]]


def printed_alone(made: str) -> sqlite3.Connection:
    """A database that has the table of a statement, and no other."""
    connection = sqlite3.connect(":memory:")
    connection.execute(made)
    return connection


def columns_of(connection: sqlite3.Connection, table: str) -> set[tuple[Any, ...]]:
    """The columns of a table, in any order, each with all that is said of it."""
    links = {
        row[3]: row[2] for row in connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    }
    return {
        (*tuple(row)[1:], links.get(row[1]))
        for row in connection.execute(f"PRAGMA table_info({table})").fetchall()
    }
