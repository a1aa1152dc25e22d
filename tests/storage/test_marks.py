"""What is kept beside a database tells when another was put in its place."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest
from cli_desk import Cli
from factories import FixedClock, another_window, make_enquiry

from db.file import marks
from db.file.whereabouts import Gone, Lost
from db.store import Store
from db.upkeep.checking import check


def test_it_says_the_last_action_and_the_last_numbers(store: Store) -> None:
    assert store.path is not None
    make_enquiry(store)
    mark = marks.read(store.path)
    assert mark is not None
    assert (mark.moment, dict(mark.numbers)) == (store.now(), {("ENQ", 2026, ""): 1})
    make_enquiry(another_window(store))
    later = marks.read(store.path)
    assert later is not None
    assert later.place == mark.place + 1
    assert dict(later.numbers) == {("ENQ", 2026, ""): 2}
    assert marks.behind(store.connection, store.path) is None


def test_what_was_not_saved_is_not_in_it(store: Store) -> None:
    assert store.path is not None
    make_enquiry(store)
    before = marks.read(store.path)
    with suppress(RuntimeError), store.transaction():
        make_enquiry(store)
        raise RuntimeError
    assert marks.read(store.path) == before
    assert make_enquiry(store).enquiry.reference == "ENQ-26-0002"


def test_an_older_file_in_its_place_is_said_to_be_behind(cli: Cli) -> None:
    cli.log()
    older = cli.path.read_bytes()
    cli.log()
    cli.path.write_bytes(older)
    said = cli.run("list")
    assert "is behind: something was saved here on Thu 2 Apr 2026" in said.stderr
    assert "is behind" in cli.run("list").stderr  # until something is saved in it
    assert "Logged ENQ-26-0003" in cli.run("log", "Hall").stdout
    assert "is behind" not in cli.run("list").stderr
    with closing(sqlite3.connect(cli.path)) as connection:
        assert connection.execute("SELECT count(*) FROM desk WHERE own = 1").fetchone() == (2,)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"origin": 1, "place": "x"}',
        b"{}",
        b"[" * 100_000,
        b'{"origin": "", "place": 1e400, "at": "2026-01-01T00:00:00Z", "numbers": []}',
        b'{"origin": "\\ud800", "place": 1, "at": "2026-01-01T00:00:00Z", "numbers": []}',
        b'{"origin": "", "place": 1, "at": "9999-12-31T23:59:59-14:00", "numbers": []}',
        b'{"origin": "", "place": 1, "at": 5, "numbers": []}',
    ],
)
def test_one_that_cannot_be_read_is_in_nobodys_way(store: Store, content: bytes) -> None:
    assert store.path is not None
    make_enquiry(store)
    marks.file_of(store.path).write_bytes(content)
    assert marks.read(store.path) is None
    another_window(store).close()
    make_enquiry(store)
    assert marks.read(store.path) is not None


@pytest.mark.parametrize(
    "number",
    [
        ["ENQ", 2026, "", 10**30],
        ["ENQ", 2026, "", -1],
        ["ENQ", "2026", "", 5],
        [[], {}, "", 5],
        ["ENQ'; --", 2026, "", 5],
        ["ENQ", 10**12, "", 5],
    ],
)
def test_what_is_no_number_is_not_gone_on_after(store: Store, number: list[object]) -> None:
    assert store.path is not None
    make_enquiry(store)
    line = {"origin": "", "place": 0, "at": "2026-01-01T00:00:00Z", "numbers": [number]}
    marks.file_of(store.path).write_text(json.dumps(line))
    with closing(another_window(store)) as other:
        assert make_enquiry(other).enquiry.reference == "ENQ-26-0002"


def test_of_a_huge_one_the_end_is_read(store: Store) -> None:
    assert store.path is not None
    make_enquiry(store)
    before = marks.read(store.path)
    file = marks.file_of(store.path)
    line = file.read_bytes()
    with file.open("wb") as out:
        out.truncate(2**33)
        out.seek(0, 2)
        out.write(line)
    assert marks.read(store.path) == before
    make_enquiry(store)
    assert file.stat().st_size < marks.LARGEST


@pytest.mark.parametrize("what", ["folder", "pipe"])
def test_what_is_no_file_is_in_nobodys_way(store: Store, what: str) -> None:
    assert store.path is not None
    file = marks.file_of(store.path)
    file.unlink(missing_ok=True)
    if what == "folder":
        file.mkdir()
    elif hasattr(os, "mkfifo"):
        os.mkfifo(file)
    assert make_enquiry(store).enquiry.reference == "ENQ-26-0001"
    another_window(store).close()


def test_where_it_cannot_be_written_all_is_saved(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **options: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("db.file.marks.os.open", full)
    assert make_enquiry(store).enquiry.reference == "ENQ-26-0001"


@pytest.mark.parametrize("how", ["unlink", "empty"])
@pytest.mark.parametrize("beside", ["mark", "copy", "log"])
def test_nothing_is_begun_over_what_is_left_of_one(
    store: Store, clock: FixedClock, how: str, beside: str
) -> None:
    assert store.path is not None
    path = store.path
    make_enquiry(store)
    if beside == "copy":
        store.backup()
    store.close()
    if beside != "mark":
        marks.file_of(path).unlink()
    if beside == "log":
        path.with_name("spoc.db-wal").write_bytes(b"what was saved last")
    path.unlink() if how == "unlink" else path.write_bytes(b"")
    with pytest.raises(Lost, match="there was a database"):
        Store.open(path, now=clock)
    assert not path.exists() if how == "unlink" else path.stat().st_size == 0


@pytest.mark.parametrize("looked", [False, True])
def test_a_file_that_was_written_over_is_not_written_in(
    store: Store, tmp_path: Path, looked: bool
) -> None:
    """By a program that copies an older one into it: it is the same file still."""
    assert store.path is not None
    make_enquiry(store)
    older = store.backup(tmp_path / "older.db").read_bytes()
    make_enquiry(store)
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if looked:
        store.require_there()
        make_enquiry(store)
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        store.require_there()
    store.path.write_bytes(older)
    with pytest.raises(Gone, match="was written over"):
        make_enquiry(store)
    store.close()
    with closing(another_window(store)) as again:
        assert check(again).wrong == ()
        assert again.behind is not None
        given = make_enquiry(again).enquiry.reference
        assert given == ("ENQ-26-0004" if looked else "ENQ-26-0003")


@pytest.mark.skipif(os.name == "nt", reason="locks are lost so on POSIX alone")
def test_to_look_again_drops_no_lock(store: Store) -> None:
    """Whoever closed a second opening of the file would drop the locks of the first."""
    assert store.path is not None
    for _ in range(2):
        make_enquiry(store)
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        store.require_there()
    asked = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=0);"
        "c.execute('PRAGMA journal_mode = DELETE')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", asked, str(store.path)], capture_output=True, text=True, check=False
    )
    assert "database is locked" in ended.stderr


def test_what_another_window_writes_is_not_taken_for_that(store: Store) -> None:
    assert store.path is not None
    with closing(another_window(store)) as other:
        for _ in range(5):
            make_enquiry(store)
            other.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            make_enquiry(other)
            store.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
    assert store.enquiries.count() == 10


@pytest.mark.parametrize("how", ["replaced", "moved", "deleted", "folder"])
def test_nothing_is_saved_in_a_file_that_nobody_finds_again(
    store: Store, tmp_path: Path, how: str
) -> None:
    assert store.path is not None
    path = store.path
    make_enquiry(store)
    if how == "replaced":
        shutil.copyfile(path, tmp_path / "other.db")
        (tmp_path / "other.db").replace(path)
    elif how == "moved":
        path.rename(tmp_path / "moved.db")
    elif how == "folder":
        shutil.rmtree(tmp_path)
    else:
        path.unlink()
    with pytest.raises(Gone, match="Nothing was saved"):
        make_enquiry(store)
    assert not store.connection.in_transaction
    assert store.enquiries.count() == 1  # what was read is still there to be read
    tmp_path.mkdir(exist_ok=True)
    with closing(Store.open(store.backup(tmp_path / "saved.db"), now=store.now)) as saved:
        assert saved.enquiries.count() == 1
        assert make_enquiry(saved).enquiry.reference == "ENQ-26-0002"


def test_one_that_comes_back_is_written_again(store: Store, tmp_path: Path) -> None:
    """A folder that is unmounted for a moment, say."""
    assert store.path is not None
    store.path.rename(tmp_path / "away.db")
    with pytest.raises(Gone):
        make_enquiry(store)
    (tmp_path / "away.db").rename(store.path)
    assert make_enquiry(store).enquiry.reference == "ENQ-26-0001"


def test_it_stays_small_and_keeps_the_greatest_numbers(store: Store) -> None:
    assert store.path is not None
    make_enquiry(store)
    first = marks.read(store.path)
    assert first is not None
    for place in range(2, 1_000):
        marks.write(store.path, first._replace(place=place, numbers={}))
    assert marks.file_of(store.path).stat().st_size <= marks.LARGEST + 200
    assert marks.read(store.path) == first._replace(place=999)


def test_a_line_that_was_not_written_to_its_end_does_not_count(store: Store) -> None:
    assert store.path is not None
    make_enquiry(store)
    before = marks.read(store.path)
    make_enquiry(store)
    file = marks.file_of(store.path)
    file.write_bytes(file.read_bytes()[:-10])
    assert marks.read(store.path) == before
