"""The choices of a column are asked one by one: the same are taken, and the same refused."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from earlier_shapes import NAMES

from db.file.connecting import connect
from db.schema.choices import CHOICES, FEW
from db.schema.migrations import migrate
from db.schema.steps import STEPS
from db.store import Store

BEFORE = STEPS[: NAMES.index("choices")]


def listed(connection: sqlite3.Connection) -> dict[tuple[str, str], list[str]]:
    """By table and column, the choices of which SQLite would make a table for every row."""
    found = {}
    for table, text in connection.execute("SELECT name, sql FROM sqlite_schema WHERE type='table'"):
        for column, choices in CHOICES.findall(text or ""):
            if choices.count(",") >= FEW:
                found[table, column] = re.findall(r"'([^']*)'", choices)
    return found


@pytest.fixture
def before(tmp_path: Path) -> sqlite3.Connection:
    connection = connect(tmp_path / "before.db")
    migrate(connection, None, BEFORE)
    return connection


def test_no_table_lists_them(store: Store) -> None:
    """Whatever table or index is added: of three or more they are asked one by one."""
    assert listed(store.connection) == {}
    texts = store.connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type IN ('table', 'index') AND sql LIKE '% IN %'"
    )
    assert not [
        (name, one)
        for name, text in texts
        for one in re.findall(r"\bIN\s*\(([^()]*)\)", text)
        if one.count(",") >= FEW
    ]
    assert "state = 'active' OR state = 'closed' OR state = 'merged'" in text_of(
        store.connection, "organisation"
    )


def test_an_earlier_file_takes_and_refuses_the_same(before: sqlite3.Connection) -> None:
    columns = listed(before)
    assert ("organisation", "state") in columns
    texts = {table: text_of(before, table) for table, _ in columns}
    migrate(before, None, STEPS)
    assert listed(before) == {}
    for (table, column), choices in columns.items():
        was, now = (checks_of(text, column) for text in (texts[table], text_of(before, table)))
        assert len(was) == len(now) == 1
        assert was != now
        for value in (*choices, choices[0] + " ", "nonsense", None):
            given = [
                before.execute(f"SELECT {check[0]} FROM (SELECT ? AS {column})", [value]).fetchone()
                for check in (was, now)
            ]
            assert tuple(given[0]) == tuple(given[1])
    assert [row[0] for row in before.execute("PRAGMA integrity_check")] == ["ok"]


def test_what_is_none_of_them_is_refused_at_once(before: sqlite3.Connection) -> None:
    """By the connection that changed it, without opening the file again."""
    migrate(before, None, STEPS)
    before.execute("BEGIN")
    with pytest.raises(sqlite3.IntegrityError, match="state = 'active' OR"):
        before.execute(
            "INSERT INTO organisation (uid, name, folded, added_at, state) "
            "VALUES ('one', 'One', 'one', '2026-01-01T09:00:00Z', 'nonsense')"
        )


def text_of(connection: sqlite3.Connection, table: str) -> str:
    (text,) = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", [table]
    ).fetchone()
    return str(text)


def checks_of(text: str, column: str) -> list[str]:
    """What the table's text asks of a column and its choices."""
    return re.findall(rf"CHECK \(({column} (?:IN\s*\([^()]*\)|= '[^()]*'))\)", text)
