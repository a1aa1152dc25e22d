"""While nobody types the log is taken into the file: a file that is copied alone is whole."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from desk_app import desk, finished, press
from factories import another_window, make_enquiry

from db.store import Store
from db.upkeep.log_taken_in import log_size, take_in_log
from screens.shell import idle


def copied_alone(store: Store, to: Path) -> int:
    """How many enquiries a copy of the file without its log has."""
    assert store.path is not None
    shutil.copyfile(store.path, to)
    with closing(Store.open(to, now=store.now)) as copy:
        return copy.enquiries.count_open()


async def test_a_desk_that_nobody_types_in_takes_its_log_in(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.path is not None
    async with desk(store) as (app, pilot):
        make_enquiry(store)
        app.idle.look()
        await finished(pilot)
        assert log_size(store.path)  # somebody may be typing
        monkeypatch.setattr(idle, "IDLE_SECONDS", 0)
        app.idle.look()
        await finished(pilot)
        assert not log_size(store.path)
        assert copied_alone(store, tmp_path / "copy.db") == 1
        await press(pilot, "down")
    store.require_there()


def test_who_reads_or_writes_meanwhile_goes_on(store: Store, tmp_path: Path) -> None:
    assert store.path is not None
    make_enquiry(store)
    other = another_window(store)
    with other.transaction():
        other.connection.execute("SELECT count(*) FROM action").fetchone()
        take_in_log(store.path, store.file)
        other.connection.execute(
            "INSERT INTO draft (uid, kind, started_at, saved_at, fields) "
            "VALUES ('x', 'enquiry', 'x', 'x', '{}')"
        )
    other.connection.execute("BEGIN")
    other.connection.execute("SELECT count(*) FROM action").fetchone()
    make_enquiry(store)
    assert not take_in_log(store.path, store.file)
    assert other.enquiries.count_open() == 1  # as it was when the reading began
    other.connection.execute("COMMIT")
    assert take_in_log(store.path, store.file)
    assert copied_alone(store, tmp_path / "copy.db") == 2
    other.close()


def test_the_log_of_another_file_that_was_put_there_is_left_alone(
    store: Store, tmp_path: Path
) -> None:
    assert store.path is not None
    make_enquiry(store)
    shutil.copyfile(store.path, tmp_path / "another.db")
    (tmp_path / "another.db").replace(store.path)
    before = log_size(store.path)
    assert not take_in_log(store.path, store.file)
    assert log_size(store.path) == before > 0
