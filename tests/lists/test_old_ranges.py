"""Ranges of rows that were sealed by the places of their columns, as earlier versions made them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from factories import FixedClock, value

from db.changes import imported, range_seals, triggers
from db.exports.everything import write_all
from db.exports.everything_read import read_all
from db.file.connecting import connect
from db.records.text_indexes import INDEXED
from db.schema.migrations import apply, is_of_today
from db.schema.steps import steps_named
from db.store import Store
from db.upkeep.checking import check
from db.upkeep.wrong import CheckedPart
from spoc_tui.casework.errors import Refused

KEPT = Path(__file__).parents[1] / "old_ranges"
"""What ten organisations of a list left behind, of which the third was edited: the steps that were
applied, and every row. In the one the numbers had not got back a 0 that a spreadsheet took.
"""
COUNT = 10


@pytest.fixture(scope="module", params=sorted(file.stem for file in KEPT.iterdir()))
def migrated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Such a database, of today's shape since it was opened."""
    steps, _, rows = (KEPT / f"{request.param}.sql").read_text().partition("\n")
    path = tmp_path_factory.mktemp("migrated") / "spoc.db"
    connection = connect(path)
    apply(connection, steps_named(steps.removeprefix("-- ").split()) or ())
    triggers.drop_triggers(connection)
    connection.executescript(f"PRAGMA foreign_keys = OFF; BEGIN; {rows} COMMIT;")
    for (index,) in connection.execute(
        f"SELECT name FROM sqlite_schema WHERE name IN ({', '.join(map(repr, INDEXED))})"
    ).fetchall():
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    connection.close()
    with closing(Store.open(path, now=FixedClock())) as store:
        assert is_of_today(store.connection)
    return path


@pytest.fixture
def old(migrated: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    store = Store.open(shutil.copyfile(migrated, tmp_path / "spoc.db"), now=clock)
    yield store
    store.close()


def action_of(store: Store) -> str:
    return str(value(store, "SELECT action FROM brought_in"))


@pytest.mark.slow
def test_they_fit_their_seals(old: Store) -> None:
    assert not check(old).wrong
    assert {one.shape for one in imported.of_action(old.connection, action_of(old))} == {1}
    uid = old.organisations.find("Charity 5").uid
    old.organisations.edit(uid, {"phone": "01634 1", "name": "Harbour Trust"})
    assert not check(old).wrong
    old.undo()
    assert not check(old).wrong
    assert [hit.name for hit in old.search.anything("01634000005")] == ["Charity 5"]


def test_they_are_undone_and_imported_again(old: Store) -> None:
    with pytest.raises(Refused, match=r"“Edited Charity 3”.* came after it"):
        old.undo(action_of(old))
    old.undo()
    old.undo()
    assert old.organisations.count() == 0
    assert not check(old).wrong
    old.redo()
    assert old.organisations.count() == COUNT
    assert not check(old).wrong


@pytest.mark.slow
def test_they_are_taken_out_and_in_again(old: Store, tmp_path: Path) -> None:
    write_all(old, tmp_path / "out")
    read_all(tmp_path / "again.db", tmp_path / "out", now=old.now)
    again = Store.open(tmp_path / "again.db", now=old.now)
    assert again.organisations.count() == COUNT
    assert not check(again).wrong
    again.close()


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE organisation SET notes = 'x' WHERE name = 'Charity 4'",
        "UPDATE organisation SET phone = '1634000007' WHERE name = 'Charity 5'",
        "UPDATE brought_in SET shape = 2",
        "UPDATE brought_in SET last = last - 1 WHERE id = 1",
    ],
)
def test_what_was_changed_behind_their_back_is_found(old: Store, tampering: str) -> None:
    triggers.drop_triggers(old.connection)
    old.connection.execute(tampering)
    assert old.history.broken_at() is not None


@pytest.mark.parametrize(
    "column",
    [
        "later TEXT",
        "later TEXT NOT NULL DEFAULT ''",
        "later TEXT NOT NULL DEFAULT 'group'",
        "later INTEGER NOT NULL DEFAULT 0",
        "later INTEGER NOT NULL DEFAULT 1",
    ],
)
@pytest.mark.parametrize("table", imported.ORGANISATION_TABLES)
def test_a_column_that_is_added_changes_nothing(old: Store, table: str, column: str) -> None:
    old.connection.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    assert all(one.part != CheckedPart.HISTORY for one in check(old).wrong)


def test_every_column_of_today_has_its_place(old: Store) -> None:
    for table in imported.ORGANISATION_TABLES:
        columns = {row["name"] for row in old.connection.execute(f"PRAGMA table_info({table})")}
        assert set(range_seals.SEALED_BY_PLACE[table]) <= columns
