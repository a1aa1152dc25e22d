"""A copy is put back wholly or not at all, wherever it is stopped and whoever is at work too."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from copies_put_back import (
    ALL_THREE,
    Stopped,
    crashed,
    garbled,
    left,
    logged,
    of_three_enquiries,
    references,
)
from factories import FixedClock

from db.file import copies, marks
from db.file.connecting import connect
from db.file.whereabouts import Lost
from db.store import Store
from db.upkeep import restoring
from spoc_tui.casework.errors import Refused, StorageFailed


@pytest.fixture
def path(store: Store, clock: FixedClock) -> Path:
    return of_three_enquiries(store, clock)


@pytest.mark.slow
@pytest.mark.parametrize("broken", [None, garbled, crashed])
def test_wherever_it_is_stopped_nothing_is_lost(
    path: Path,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
    broken: Callable[[Path], None] | None,
) -> None:
    """It is stopped before each thing that it does to the folder, until it comes through."""
    if broken is not None:
        broken(path)
    whole = {one.name: one.read_bytes() for one in path.parent.glob("spoc*") if one.is_file()}
    nth, ended = 0, False
    while not ended:
        for one in path.parent.glob("spoc.db*"):
            one.unlink()
        for name, content in whole.items():
            (path.parent / name).write_bytes(content)
        with monkeypatch.context() as patch:
            _stop_before(patch, nth)
            try:
                restoring.restore(path)
                ended = True
            except Stopped:
                nth += 1
        if broken is garbled:
            with suppress(StorageFailed):
                Store.open(path, now=clock).close()
        else:
            with suppress(Lost):  # it says so, and begins nothing
                assert references(path, clock) in (["ENQ-26-0001"], ALL_THREE)
        assert restoring.restore(path).copy == copies.good_copies(path)[0].path
        assert references(path, clock) == ["ENQ-26-0001"]
        assert logged(path, clock) == "ENQ-26-0004"
    assert nth > 5


def _stop_before(patch: pytest.MonkeyPatch, nth: int) -> None:
    left = [nth]

    def stopping(real: Callable[..., object]) -> Callable[..., object]:
        def before(*args: object, **options: object) -> object:
            if left[0] == 0:
                raise Stopped
            left[0] -= 1
            return real(*args, **options)

        return before

    for name in ("replace", "unlink", "mkdir"):
        patch.setattr(Path, name, stopping(getattr(Path, name)))
    patch.setattr(os, "fsync", stopping(os.fsync))


@pytest.mark.slow
def test_two_at_once_do_not_meet(path: Path) -> None:
    """The second is refused wherever the first is, and changes nothing."""
    refused = 0

    def meanwhile(*args: Path) -> None:
        nonlocal refused
        with pytest.raises(Refused, match="is at work on"):
            restoring.restore(path)
        with pytest.raises(Refused, match="is at work on"):
            restoring.begin_anew(path, FixedClock())
        refused += 1
        moving(*args)

    moving = restoring._move
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(restoring, "_move", meanwhile)
        restoring.restore(path)
    assert refused == 1
    restoring.restore(path)


@pytest.mark.skipif(os.name == "nt", reason="an open file is not moved on Windows")
def test_nobody_writes_while_files_are_moved(path: Path, clock: FixedClock) -> None:
    """What was opened just before is refused, and not kept where nobody finds it."""
    said = []

    def meanwhile(*args: Path) -> None:
        with (
            closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other,
            pytest.raises(sqlite3.OperationalError) as refused,
        ):
            other.execute("SELECT count(*) FROM action")
        said.append(str(refused.value))
        moving(*args)

    moving = restoring._move
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(restoring, "_move", meanwhile)
        kept = restoring.restore(path).kept
    assert said == ["database is locked"]
    assert kept is not None
    assert not [name for name in left(path) if name.endswith(("-journal", "-wal", "-shm"))]
    assert references(kept, clock) == ALL_THREE


def test_a_file_that_is_replaced_as_it_is_opened_is_not_written_in(
    path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replaced(opened: Path) -> sqlite3.Connection:
        connection = real(opened)
        shutil.copyfile(opened, opened.with_name("other.db"))
        opened.with_name("other.db").replace(opened)
        return connection

    real = connect
    monkeypatch.setattr("db.schema.opening.connect", replaced)
    with pytest.raises(StorageFailed, match="was replaced as it was being opened"):
        Store.open(path, now=clock)


@pytest.mark.slow
@pytest.mark.parametrize("mark", ["none", "a folder", "kept"])
@pytest.mark.parametrize("anew", [False, True])
def test_stopped_between_two_moves_no_number_is_given_again(
    path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, mark: str, anew: bool
) -> None:
    """The database is among the copies then, and says which were given; so does the mark, where one
    can be written.
    """
    if mark != "kept":
        marks.file_of(path).unlink()
    if mark == "a folder":
        marks.file_of(path).mkdir()

    def stopped(self: Path, to: Path) -> Path:
        if self.name.endswith(".restoring"):
            raise Stopped
        return real(self, to)

    real = Path.replace
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stopped)
        with pytest.raises(Stopped):
            restoring.begin_anew(path, clock) if anew else restoring.restore(path)
    assert not path.exists()
    with pytest.raises(Lost):
        Store.open(path, now=clock)
    restoring.begin_anew(path, clock) if anew else restoring.restore(path)
    assert logged(path, clock) == "ENQ-26-0004"


@pytest.mark.parametrize("what", ["replace", "mkdir", "fsync"])
def test_what_the_system_refuses_is_said_of_the_file(
    path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    def full(*args: object, **options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os if what == "fsync" else Path, what, full)
        with pytest.raises(StorageFailed, match="No space left"):
            restoring.restore(path)
    assert references(path, clock) == ALL_THREE
    assert not [name for name in left(path) if "restoring" in name and not name.startswith(".")]


def test_where_no_empty_one_can_be_made_the_database_stays(
    path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **options: object) -> None:
        raise StorageFailed("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr("db.schema.opening.migrate", full)
        with pytest.raises(StorageFailed):
            restoring.begin_anew(path, clock)
    assert references(path, clock) == ALL_THREE


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes are forked here")
@pytest.mark.parametrize("seed", range(4))
def test_killed_at_any_moment_among_others_nothing_is_lost(tmp_path: Path, seed: int) -> None:
    """Shortly what `make faults` tries for long."""
    from faults_restore import trial

    assert trial(seed, tmp_path).wrong == []
