"""Where a list is put aside while it is judged."""

from __future__ import annotations

from db.connection import Connection
from db.lists.staging import Staged
from db.store import Store

MEMORY = 2
"""What SQLite calls temporary things that are kept in memory."""


def tables(connection: Connection) -> list[str]:
    """Where there is a table of rows put aside."""
    found = connection.execute("SELECT schema FROM pragma_table_list WHERE name = 'staged'")
    return [row[0] for row in found]


def kept_in(connection: Connection) -> int:
    return int(connection.execute("PRAGMA temp_store").fetchone()[0])


def test_a_list_goes_into_a_file_and_nothing_else_does(store: Store) -> None:
    """What a statement would take back stays in memory, and so does that of each save after it."""
    assert kept_in(store.connection) == MEMORY
    assert Staged(store.connection, ["name"]).place == "aside"
    assert kept_in(store.connection) == MEMORY
    assert tables(store.connection) == ["aside"]


def test_a_few_rows_within_an_action_hide_no_list_after_it(store: Store) -> None:
    with store.transaction():
        assert Staged(store.connection, ["name"]).place == "temp"
        store.connection.execute("INSERT INTO staged (line, name) VALUES (1, 'Of before')")
    staged = Staged(store.connection, ["name"])
    assert (staged.place, tables(store.connection)) == ("aside", ["aside"])
    assert store.connection.execute("SELECT count(*) FROM staged").fetchone()[0] == 0
    with store.transaction():  # in the place that is there by now
        assert Staged(store.connection, ["name"]).place == "aside"
    assert tables(store.connection) == ["aside"]


def test_what_is_temporary_is_not_lost_for_it(store: Store) -> None:
    """The rows that cannot be read are left out by temporary views (db/history/unreadable.py)."""
    store.connection.execute("CREATE TEMP VIEW theme AS SELECT * FROM main.theme WHERE false")
    assert Staged(store.connection, ["name"]).place == "temp"
    assert store.connection.execute("SELECT count(*) FROM theme").fetchone()[0] == 0
    store.connection.execute("DROP VIEW temp.theme")
    assert Staged(store.connection, ["name"]).place == "aside"
    assert tables(store.connection) == ["aside"]
