"""From an empty file to today's shape, once, whole or not at all, with a copy made first."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from factories import (
    FixedClock,
    make_enquiry,
    make_organisation,
    value,
    whole_copy,
    whole_file,
)

from db.changes.tables import AUDITED
from db.file import copies
from db.file.connecting import APPLICATION_ID, connect
from db.schema import steps
from db.schema.migrations import applied_steps, migrate
from db.schema.steps import STEPS
from db.store import Store
from spoc_tui.casework.errors import StorageFailed

if TYPE_CHECKING:
    from sqlite_utils import Database


def second_step(db: Database) -> None:
    """Rebuilds a table that others point to, which takes its triggers away."""
    db.table("directorate").transform(rename={"partner": "is_partner"})


def breaking_step(db: Database) -> None:
    db.execute("ALTER TABLE team ADD COLUMN shelf TEXT")
    db.execute("DELETE FROM event")
    raise RuntimeError("the step went wrong")


def triggers(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    return {row[0] for row in rows}


def test_an_empty_file_gets_todays_shape(tmp_path: Path) -> None:
    connection = connect(tmp_path / "spoc.db")
    assert migrate(connection) is True
    assert applied_steps(connection) == [step.__name__ for step in STEPS]
    assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    tables = {
        row["name"]: row["strict"]
        for row in connection.execute("SELECT * FROM pragma_table_list WHERE schema = 'main'")
        if row["type"] == "table" and not row["name"].startswith(("sqlite_", "_sqlite_"))
    }
    assert set(AUDITED) < set(tables)
    assert set(tables.values()) == {1}
    connection.close()


def test_migrating_again_changes_nothing(store: Store) -> None:
    before = whole_file(store)
    assert migrate(store.connection, store.path) is False
    assert whole_file(store) == before
    assert store.path is not None
    assert not copies.folder_of(store.path).exists()


def test_several_at_once_make_one_database(tmp_path: Path) -> None:
    path, together = tmp_path / "spoc.db", Barrier(4)

    def open_it(_: int) -> tuple[int, int]:
        together.wait()
        store = Store.open(path, now=FixedClock())
        try:
            return len(store.council.teams()), len(store.council.topics())
        finally:
            store.close()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(open_it, range(4))) == {(23, 16)}
    store = Store.open(path, now=FixedClock())
    assert store.connection.execute("SELECT count(*) FROM action").fetchone()[0] == 1
    store.close()


def test_what_a_new_desk_starts_with_is_put_there_once(store: Store) -> None:
    """Another window began the file while this one waited for its lock."""
    before = whole_file(store)
    store.council.add_starting_set()
    assert whole_file(store) == before
    assert make_enquiry(store).enquiry.reference == "ENQ-26-0001"


def test_a_start_that_was_cut_off_is_finished_at_the_next(tmp_path: Path) -> None:
    connection = connect(tmp_path / "spoc.db")
    migrate(connection)
    connection.close()
    store = Store.open(tmp_path / "spoc.db", now=FixedClock())
    assert len(store.council.teams()) == 23
    store.close()


def test_a_copy_is_made_before_a_second_step(store: Store) -> None:
    make_enquiry(store)
    before = whole_copy(store)
    assert migrate(store.connection, store.path, (*STEPS, second_step)) is False
    assert store.path is not None
    (copy,) = copies.folder_of(store.path).iterdir()
    assert copy.name.endswith("-before-migration.db")
    with sqlite3.connect(copy) as kept:
        assert whole_file(kept) == before
    kept.close()


def test_triggers_are_there_after_a_step_that_rebuilds_a_table(store: Store) -> None:
    make_enquiry(store, organisation_uid=make_organisation(store).uid, route_to="Housing")
    before = triggers(store.connection)
    migrate(store.connection, None, (*STEPS, second_step))
    assert triggers(store.connection) == before
    assert store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert store.connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    uid = value(store, "SELECT uid FROM directorate WHERE name = 'Planning'")
    with store.action("Made a partner of it"):
        store.connection.execute("UPDATE directorate SET is_partner = 1 WHERE uid = ?", [uid])
    row = store.connection.execute("SELECT * FROM change ORDER BY id DESC LIMIT 1").fetchone()
    assert (row["before"], row["after"]) == ('{"is_partner":0}', '{"is_partner":1}')


def test_a_failing_step_leaves_everything_as_it_was(store: Store) -> None:
    make_enquiry(store)
    before, shape = whole_file(store), triggers(store.connection)
    with pytest.raises(RuntimeError):
        migrate(store.connection, None, (*STEPS, second_step, breaking_step))
    assert whole_file(store) == before
    assert triggers(store.connection) == shape
    assert not store.connection.in_transaction
    assert make_enquiry(store).enquiry.reference == "ENQ-26-0002"


def test_every_audited_table_has_its_triggers(store: Store) -> None:
    expected = {
        f"{table}_{end}"
        for table in AUDITED
        for end in ("history_added", "history_changed", "never_deleted")
    }
    assert expected < triggers(store.connection)
    tables = {
        row["tbl_name"]
        for row in store.connection.execute(
            "SELECT tbl_name FROM sqlite_schema WHERE sql LIKE '%removed_at%' AND type = 'table'"
        )
    }
    assert tables == {*AUDITED, "record"}


def test_steps_are_only_ever_added_at_the_end() -> None:
    # A step that was issued keeps its name and place: files in the field remember it.
    assert [step.__name__ for step in steps.STEPS][:1] == ["first_shape"]
    assert len({step.__name__ for step in STEPS}) == len(STEPS)


def losing_step(db: Database) -> None:
    """Makes a table again, and forgets its rows."""
    db.execute("DROP TABLE directorate")
    db.execute("CREATE TABLE directorate (id INTEGER PRIMARY KEY, uid TEXT UNIQUE) STRICT")


def test_a_step_after_which_a_row_points_to_none_leaves_everything_as_it_was(store: Store) -> None:
    before = whole_file(store)
    with pytest.raises(StorageFailed, match=r"row \d+, would point to a directorate"):
        migrate(store.connection, None, (*STEPS, losing_step))
    assert whole_file(store) == before
    assert not store.connection.in_transaction
    assert value(store, "PRAGMA foreign_keys") == 1


def test_what_pointed_to_none_before_does_not_block_steps(store: Store) -> None:
    make_enquiry(store, route_to="Housing")
    store.connection.execute("PRAGMA foreign_keys = OFF")
    with store.action("Damaged"):
        store.connection.execute("UPDATE enquiry SET team = 'lost'")
    migrate(store.connection, None, (*STEPS, second_step))
    assert [row["table"] for row in store.connection.execute("PRAGMA foreign_key_check")] == [
        "enquiry"
    ]
