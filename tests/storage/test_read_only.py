"""Where nothing can be written, all can be read, and each save is refused with the true reason."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from cli_desk import Cli
from desk_app import desk, fill, flat, press, said
from factories import FixedClock, make_enquiry

from db.connection import plain
from db.file import connecting
from db.file.read_only import connect_to_read
from db.store import Store
from db.upkeep.checking import TEXT_INDEXES_LEFT_OUT, check_file
from db.upkeep.wrong import CheckedPart
from spoc_tui.casework.errors import StorageFailed

LIMITED = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, 16_384))
from datetime import UTC, datetime
from db.store import Store
store = Store.open(Path(sys.argv[1]), now=lambda: datetime(2026, 4, 2, 9, tzinfo=UTC))
print(store.enquiries.get("1").enquiry.subject)
print(store.read_only is not None)
try:
    store.enquiries.note("1", "x")
except Exception as error:
    print(type(error).__name__)
"""


@pytest.fixture
def closed(store: Store) -> Path:
    """A database with an enquiry, that nobody has open."""
    make_enquiry(store)
    store.close()
    assert store.path is not None
    return store.path


@pytest.fixture
def not_writable(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system answers where nothing may be written: of root's it says that of no file."""
    monkeypatch.setattr(connecting.os, "access", lambda path, mode: False)


@pytest.fixture
def only_read(closed: Path, not_writable: None, clock: FixedClock) -> Iterator[Store]:
    """That database, to be read only."""
    opened = Store.open(closed, now=clock)
    yield opened
    opened.close()


def test_it_is_read_and_each_save_is_refused(only_read: Store, tmp_path: Path) -> None:
    assert only_read.path is not None
    before = only_read.path.read_bytes()
    assert only_read.enquiries.get("1").enquiry.subject == "A key for the hall"
    saves: list[Callable[[], object]] = [
        lambda: only_read.enquiries.note("1", "x"),
        lambda: only_read.drafts.save({"subject": "x"}, started_at=only_read.now(), uid=None),
        only_read.undo,
    ]
    for save in saves:
        with pytest.raises(StorageFailed, match="is read-only") as failed:
            save()
        assert failed.value.in_short == "it is read-only"
    with closing(only_read.second_connection()) as second, pytest.raises(StorageFailed):
        second.enquiries.note("1", "x")
    made = only_read.backup(tmp_path / "copy.db")
    with closing(Store.open_to_read(made, StorageFailed(""), now=only_read.now)) as copy:
        assert copy.enquiries.count_open() == 1
    assert only_read.path.read_bytes() == before


@pytest.mark.slow
async def test_the_desk_says_so_and_what_is_typed_goes_into_a_file(only_read: Store) -> None:
    async with desk(only_read, size=(80, 24)) as (app, pilot):
        assert "open · READ ONLY" in flat(app)
        await press(pilot, "slash", "h", "a", "l", "l")
        assert "ENQ-26-0001 A key for the" in flat(app)
        await press(pilot, "escape", "n")
        await fill(pilot, subject="A gate")
        await press(pilot, "ctrl+s")
        assert "is read-only" in said(app)
        await press(pilot, "escape")
        assert "The call is not kept" in flat(app, "#confirm")
        await press(pilot, "y")
    assert only_read.path is not None
    (file,) = only_read.path.parent.glob("spoc-call-*.txt")
    assert "A gate" in file.read_text(encoding="utf-8")


def test_verbs_say_so_beside_their_answer(cli: Cli, not_writable: None) -> None:
    cli.path.stat()
    result = cli.run("due")
    assert result.exit_code == 0
    assert "is opened to be read only: it is read-only." in result.stderr
    assert cli.error(5, "log", "A gate")["message"].startswith(f"{cli.path} is read-only.")


def test_what_is_in_its_log_alone_is_read_where_the_log_cannot_be_shared(
    closed: Path, tmp_path: Path, clock: FixedClock
) -> None:
    folder = tmp_path / "left"
    folder.mkdir()
    with closing(Store.open(closed, now=clock)) as store:
        store.enquiries.note("1", "In the log")
        for end in ("", "-wal"):  # as a kill leaves it
            shutil.copyfile(f"{closed}{end}", folder / f"spoc.db{end}")
    # Nor can an index of the log be made.
    (folder / "spoc.db-shm").symlink_to(folder / "nowhere" / "x")
    why = StorageFailed("It is read-only.")
    with closing(Store.open_to_read(folder / "spoc.db", why, now=clock)) as read:
        assert "In the log" in [one.text for one in read.enquiries.get("1").timeline]


def test_one_of_an_earlier_version_is_not_read_wrongly(closed: Path, not_writable: None) -> None:
    with closing(sqlite3.connect(closed)) as connection:
        connection.execute("PRAGMA user_version = 1")
    with pytest.raises(StorageFailed, match="cannot be brought to this version"):
        Store.open(closed)


def test_what_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    file = tmp_path / "text.db"
    file.write_text("no database at all" * 100)
    with pytest.raises(StorageFailed, match="is not a database"):
        connect_to_read(file)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no limit to what a process may write")
def test_where_there_is_no_room_for_the_log_it_is_read(closed: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-B", "-c", LIMITED, str(closed)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split("\n")[:3] == ["A key for the hall", "True", "StorageFailed"], (
        done.stderr
    )


def test_what_cannot_be_written_is_checked_all_the_same(
    closed: Path, not_writable: None, clock: FixedClock
) -> None:
    before = closed.read_bytes()
    found = check_file(closed, clock)
    assert not found.wrong
    assert found.actions
    assert found.left_out == TEXT_INDEXES_LEFT_OUT
    with pytest.raises(StorageFailed, match="is read-only"):
        check_file(closed, clock, repaired=True)
    assert closed.read_bytes() == before


def test_a_row_that_was_changed_there_is_found(
    closed: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(plain(closed)) as behind:
        behind.execute("DROP TRIGGER enquiry_history_changed")
        behind.execute("UPDATE enquiry SET subject = 'Another key'")
    monkeypatch.setattr(connecting.os, "access", lambda path, mode: False)
    assert [one.part for one in check_file(closed, clock).wrong if one.part is CheckedPart.ROWS]
