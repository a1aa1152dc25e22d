"""A copy is checked before it gets its name, and never takes the place of something else."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest
from factories import FixedClock, another_window, make_enquiry, whole_copy, whole_file

from db.file import backup
from db.store import Store
from spoc_tui.casework.errors import NotFound, Refused, StorageFailed


def test_a_copy_opens_and_equals(store: Store, tmp_path: Path, clock: FixedClock) -> None:
    make_enquiry(store)
    before, apart = whole_file(store), whole_copy(store)
    (tmp_path / "away").mkdir()
    copy = store.backup(tmp_path / "away" / "copy.db")
    assert copy == tmp_path / "away" / "copy.db"
    assert [file.name for file in copy.parent.iterdir()] == ["copy.db"]  # whole in one file
    opened = Store.open(copy, now=clock)
    assert whole_file(opened) == apart
    assert make_enquiry(opened).enquiry.reference == "ENQ-26-0002"
    opened.close()
    assert whole_file(store) == before


def test_what_another_window_wrote_is_in_it(store: Store, tmp_path: Path) -> None:
    other = another_window(store)
    make_enquiry(other)
    copy = sqlite3.connect(store.backup(tmp_path / "copy.db"))
    assert copy.execute("SELECT reference FROM enquiry").fetchall() == [("ENQ-26-0001",)]
    copy.close()
    other.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_a_copy_is_for_the_officer_alone(store: Store) -> None:
    old = os.umask(0)
    try:
        copy = store.backup()
    finally:
        os.umask(old)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700


def test_without_a_name_it_is_named_by_the_moment(store: Store, clock: FixedClock) -> None:
    assert store.path is not None
    assert store.backup() == store.path.parent / "spoc-backups" / "spoc-20260402T090000Z.db"
    clock.advance(seconds=1)
    assert store.backup().name == "spoc-20260402T090001Z.db"


def test_what_is_there_stays(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "letter.txt"
    target.write_text("Dear all")
    with pytest.raises(Refused, match="exists already"):
        store.backup(target)
    assert target.read_text() == "Dear all"
    store.backup(target, overwrite=True)
    assert target.read_bytes().startswith(b"SQLite format 3")


def test_it_never_takes_the_place_of_the_database_itself(store: Store) -> None:
    assert store.path is not None
    for target in (store.path, store.path.parent / "." / store.path.name):
        with pytest.raises(Refused, match="is the database itself"):
            store.backup(target, overwrite=True)
    assert make_enquiry(store).enquiry.reference == "ENQ-26-0001"
    again = Store.open(store.path, now=store.now)
    assert again.enquiries.count() == 1
    again.close()


def test_where_it_cannot_be_written(store: Store, tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("not a folder")
    with pytest.raises(NotFound, match="notes is a file, not a folder"):
        store.backup(tmp_path / "notes" / "copy.db")
    with pytest.raises(NotFound, match="There is no folder"):
        store.backup(tmp_path / "not" / "there" / "copy.db")
    assert not (tmp_path / "not").exists()


def test_a_copy_that_does_not_pass_gets_no_name(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(connection: sqlite3.Connection, part: Path) -> None:
        part.write_bytes(b"half")
        raise StorageFailed("did not pass its check")

    kept = store.backup(tmp_path / "copy.db").read_bytes()
    monkeypatch.setattr(backup, "_copy_and_check", broken)
    with pytest.raises(StorageFailed):
        store.backup(tmp_path / "copy.db", overwrite=True)
    assert (tmp_path / "copy.db").read_bytes() == kept
    assert not list(tmp_path.glob(".*"))


def test_copies_that_are_made_at_once_do_not_meet(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One is begun while another of the same name is being checked."""
    real, begun = backup._copy_and_check, []

    def meeting(connection: sqlite3.Connection, part: Path) -> None:
        begun.append(part)
        if len(begun) < 3:
            store.backup(tmp_path / "copy.db", overwrite=True)
        real(connection, part)

    monkeypatch.setattr(backup, "_copy_and_check", meeting)
    copy = store.backup(tmp_path / "copy.db")
    assert len(set(begun)) == 3
    assert not list(tmp_path.glob(".*"))
    with sqlite3.connect(copy) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    opened.close()


def test_a_store_in_memory_can_be_copied_where_it_is_told(tmp_path: Path) -> None:
    store = Store.in_memory(now=FixedClock())
    with pytest.raises(ValueError, match="no backup folder"):
        store.backup()
    opened = Store.open(store.backup(tmp_path / "copy.db"), now=FixedClock())
    assert len(opened.council.teams()) == len(store.council.teams())
    opened.close()
    store.close()


def test_copies_made_before_imports_do_not_pile_up(store: Store) -> None:
    assert store.path
    mine = store.backup()
    older = [backup.before(store.connection, store.path, "migration")]
    copies = [
        backup.before(store.connection, store.path, "import") for _ in range(backup.COPIES_KEPT + 2)
    ]
    there = set(mine.parent.iterdir())
    assert there == {mine, *older, *copies[2:]}
