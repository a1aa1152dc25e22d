"""What is kept beside a database tells when another was put in its place."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest
from cli_desk import Cli
from factories import FixedClock, another_window, make_enquiry

from db import marks
from db.store import Store
from db.whereabouts import Gone, Lost


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
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"origin": 1, "place": "x"}', b"{}"]
)
def test_one_that_cannot_be_read_is_in_nobodys_way(store: Store, content: bytes) -> None:
    assert store.path is not None
    make_enquiry(store)
    marks.file_of(store.path).write_bytes(content)
    assert marks.read(store.path) is None
    another_window(store).close()
    make_enquiry(store)
    assert marks.read(store.path) is not None


def test_where_it_cannot_be_written_all_is_saved(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **options: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("db.marks.os.open", full)
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
