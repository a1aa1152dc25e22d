"""Opening a file: ours is made and guarded, what is not ours is refused in words and left alone."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from factories import FixedClock, make_enquiry

from db.connection import Connection, OperationalError, plain
from db.file import connecting
from db.file.connecting import write_ahead
from db.store import Store
from spoc_tui.casework.errors import StorageFailed


def refusal(path: Path) -> str:
    """The sentence that opening refuses with."""
    with pytest.raises(StorageFailed) as refused:
        Store.open(path, now=FixedClock())
    return str(refused.value)


def other_program(path: Path, *, journal: str = "delete") -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA journal_mode = {journal}")
    connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.execute("INSERT INTO recipe VALUES ('soup')")
    return connection


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_a_new_file_and_its_folder_are_for_the_officer_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "spoc.db"
    old = os.umask(0)
    try:
        Store.open(path, now=FixedClock()).close()
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_was_saved_is_there_when_opened_again(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store).enquiry.reference
    store.close()
    assert store.path is not None
    again = Store.open(store.path, now=clock)
    assert again.enquiries.get(reference).enquiry.subject == "A key for the hall"
    again.close()


def test_every_connection_has_foreign_keys_and_full_sync(
    store: Store, on_the_disk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.path is not None
    monkeypatch.setattr(connecting, "SYNCHRONOUS", on_the_disk)
    for open_ in (lambda: Store.open(store.path, now=store.now), store.second_connection):
        with closing(open_()) as other:
            pragmas = [
                other.connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("foreign_keys", "synchronous", "journal_mode", "recursive_triggers")
            ]
            assert pragmas == [1, 2, "wal", 1]


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "spoc.db"
    path.touch()
    Store.open(path, now=FixedClock()).close()
    assert path.read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize(
    "content", [b"Dear all,\n" * 500, b"xx", b"x", b"SQLite format 3\0" + b"\1" * 4080]
)
def test_not_a_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    assert "is not a database" in refusal(path)
    assert path.read_bytes() == content
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("application_id", [0, 1234])
def test_another_programs_database_is_left_alone(tmp_path: Path, application_id: int) -> None:
    path = tmp_path / "recipes.db"
    connection = other_program(path)
    connection.execute(f"PRAGMA application_id = {application_id}")
    connection.close()
    before = path.read_bytes()
    assert "belongs to another program" in refusal(path)
    assert path.read_bytes() == before


def test_another_programs_unfinished_log_is_left_alone(tmp_path: Path) -> None:
    live = other_program(tmp_path / "live.db", journal="wal")
    for end in ("", "-wal"):
        shutil.copy(tmp_path / f"live.db{end}", tmp_path / f"recipes.db{end}")
    live.close()
    files = [tmp_path / "recipes.db", tmp_path / "recipes.db-wal"]
    before = [file.read_bytes() for file in files]
    assert "belongs to another program" in refusal(files[0])
    assert [file.read_bytes() for file in files] == before


def test_a_newer_database_is_refused_and_left_alone(store: Store, tmp_path: Path) -> None:
    store.connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "VALUES ('spoc', 'ninetieth_shape', '2036-01-01')"
    )
    copy = store.backup(tmp_path / "copy.db")
    before = copy.read_bytes()
    sentence = refusal(copy)
    assert "made by a newer spoc" in sentence
    assert "It was not changed" in sentence
    assert copy.read_bytes() == before


def test_locked_by_another_program(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert store.path is not None
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    store.connection.execute("PRAGMA busy_timeout = 10")
    with pytest.raises(StorageFailed, match="is being written to by another") as refused:
        make_enquiry(store)
    assert "Nothing was saved" in str(refused.value)
    other.execute("ROLLBACK")
    other.close()
    assert make_enquiry(store).enquiry.reference == "ENQ-26-0001"


def test_a_new_file_locked_by_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "BUSY_MILLISECONDS", 10)
    path = tmp_path / "spoc.db"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert "is being written to by another" in refusal(path)
    other.close()
    Store.open(path, now=FixedClock()).close()


def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder, not a database file" in refusal(tmp_path)


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("not a folder")
    assert "cannot be opened" in refusal(tmp_path / "notes" / "spoc.db")


def test_a_damaged_file(store: Store) -> None:
    assert store.path is not None
    store.close()
    whole = bytearray(store.path.read_bytes())
    whole[100:4096] = b"\xff" * 3996
    store.path.write_bytes(whole)
    assert "is damaged" in refusal(store.path)
    assert store.path.read_bytes() == whole


@pytest.mark.slow
def test_a_path_with_signs_that_mean_something_in_an_address(tmp_path: Path) -> None:
    path = tmp_path / "50% of? #1 & é.db"
    Store.open(path, now=FixedClock()).close()
    Store.open(path, now=FixedClock()).close()
    assert path.is_file()


@pytest.fixture
def being_read(tmp_path: Path) -> Iterator[tuple[Connection, Connection]]:
    """A new file that another program is just reading, and a connection that waits for nobody."""
    path = tmp_path / "new.db"
    with closing(plain(path)) as other, closing(plain(path, timeout=0)) as own:
        other.execute("CREATE TABLE one (a)")
        other.execute("BEGIN")
        other.execute("SELECT * FROM one").fetchall()
        yield other, own


def test_a_journal_that_two_begin_at_once_is_waited_for(
    being_read: tuple[Connection, Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    other, own = being_read
    monkeypatch.setattr("time.sleep", lambda seconds: other.execute("COMMIT"))
    write_ahead(own)
    assert own.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_journal_is_not_waited_for_without_end(
    being_read: tuple[Connection, Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.file.connecting.BUSY_MILLISECONDS", -1)
    with pytest.raises(OperationalError, match="locked"):
        write_ahead(being_read[1])
