"""A copy is put back whole or not at all, wherever it stops, and no number is given twice."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from cli_desk import Cli
from factories import FixedClock, make_enquiry

from db import copies, marks
from db.schema.steps import STEPS
from db.store import Store
from db.upkeep import restoring, windows
from db.upkeep.checking import check
from db.whereabouts import Lost
from spoc_tui.casework.errors import BadInput, NotFound, Refused, SpocError, StorageFailed


@pytest.fixture
def path(store: Store, clock: FixedClock) -> Path:
    """A database of three enquiries, closed, with a copy of when it had one."""
    make_enquiry(store)
    store.backup()
    clock.advance(hours=1)
    make_enquiry(store)
    make_enquiry(store)
    store.close()
    assert store.path is not None
    return store.path


def references(path: Path, clock: FixedClock) -> list[str]:
    """What is in a database, which is whole."""
    with closing(Store.open(path, now=clock)) as store:
        assert check(store).wrong == ()
        return sorted(one.reference for one in store.enquiries.page(0, 100))


def logged(path: Path, clock: FixedClock) -> str:
    """The reference of a call that is logged in it."""
    with closing(Store.open(path, now=clock)) as store:
        return str(make_enquiry(store).enquiry.reference)


def gone(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def garbled(path: Path) -> None:
    path.write_bytes(b"\xfe" * path.stat().st_size)


def torn(path: Path) -> None:
    """Half of it, as a disk that was taken out leaves it."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 - 1_000])


def crashed(path: Path) -> None:
    """As a kill leaves it: what was saved last is in the log alone."""
    process = sqlite3.connect(path, isolation_level=None)
    process.execute("PRAGMA wal_autocheckpoint = 0")
    process.execute("INSERT INTO remembered (name, value) VALUES ('a', 'b')")
    log = path.with_name(f"{path.name}-wal")
    kept = log.read_bytes()
    process.close()
    log.write_bytes(kept)


BROKEN: tuple[Callable[[Path], None], ...] = (gone, emptied, garbled, torn, crashed)


@pytest.mark.parametrize("broken", BROKEN)
def test_it_is_put_back_whatever_became_of_the_database(
    path: Path, clock: FixedClock, broken: Callable[[Path], None]
) -> None:
    broken(path)
    done = restoring.restore(path)
    assert done.copy == copies.good_copies(path)[0].path
    assert references(path, clock) == ["ENQ-26-0001"]
    assert logged(path, clock) == "ENQ-26-0004"  # what was read out since is not given again
    if done.kept is not None:
        assert copies.copies_of(path)[0] == copies.Copy(
            done.kept, copies.copies_of(path)[0].at, copies.REPLACED
        )


def test_what_it_replaces_is_kept_with_its_log(path: Path, clock: FixedClock) -> None:
    """Where the log cannot be taken in: the file is damaged."""
    crashed(path)
    log = path.with_name(f"{path.name}-wal").read_bytes()
    with path.open("r+b") as out:
        out.write(b"not a database ")
    before = path.read_bytes()
    kept = restoring.restore(path).kept
    assert kept is not None
    assert kept.read_bytes() == before
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == log
    assert not path.with_name(f"{path.name}-wal").exists()
    assert references(path, clock) == ["ENQ-26-0001"]


def test_what_it_replaces_can_be_put_back_as_well(path: Path, clock: FixedClock) -> None:
    kept = restoring.restore(path).kept
    restoring.restore(path, kept)
    assert references(path, clock) == ["ENQ-26-0001", "ENQ-26-0002", "ENQ-26-0003"]


@pytest.mark.parametrize("broken", BROKEN[:-1])
def test_an_empty_one_gives_no_number_again(
    path: Path, clock: FixedClock, broken: Callable[[Path], None]
) -> None:
    broken(path)
    restoring.begin_anew(path, clock)
    assert references(path, clock) == []
    restoring.begin_anew(path, clock)  # nothing was done since
    assert logged(path, clock) == "ENQ-26-0004"


def test_it_is_another_desk_from_then_on(path: Path, clock: FixedClock) -> None:
    restoring.restore(path)
    logged(path, clock)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM desk WHERE own = 1").fetchone() == (2,)


def newer(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('spoc', 'of_2031', '2031-01-01')"
        )


def of_another_program(copy: Path) -> None:
    copy.unlink()
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")


def changed_behind_the_program(copy: Path) -> None:
    """The file is sound; what is in it is not what the history made of it."""
    with closing(sqlite3.connect(copy)) as connection, connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE enquiry SET subject = 'Other'")


def no_copy(copy: Path) -> None:
    copy.unlink()


def a_folder(copy: Path) -> None:
    copy.unlink()
    copy.mkdir()


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        (no_copy, "There is no file"),
        (a_folder, "is a folder"),
        (emptied, "is empty"),
        (garbled, "no database that can be read"),
        (torn, "not whole|no database that can be read"),
        (of_another_program, "not a database of this program"),
        (newer, "made by a newer spoc"),
        (changed_behind_the_program, "not whole"),
    ],
)
def test_what_is_no_good_copy_changes_nothing(
    path: Path, clock: FixedClock, tmp_path: Path, spoilt: Callable[[Path], None], said: str
) -> None:
    copy = Path(shutil.copyfile(copies.copies_of(path)[0].path, tmp_path / "copy.db"))
    spoilt(copy)
    before = {one.name: one.read_bytes() for one in path.parent.glob("spoc.db*")}
    with pytest.raises(SpocError, match=said) as refused:
        restoring.restore(path, copy)
    assert isinstance(refused.value, BadInput | NotFound)
    assert str(copy) in str(refused.value)
    assert {one.name: one.read_bytes() for one in path.parent.glob("spoc.db*")} == before


def test_the_newest_that_is_whole_is_put_back(
    path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Store.open(path, now=clock)) as store:
        newest = store.backup()
    torn(newest)
    assert copies.good_copies(path)[0].path == newest
    assert restoring.restore(path).copy == copies.good_copies(path)[1].path
    for one in copies.good_copies(path):
        torn(one.path)
    with pytest.raises(BadInput, match="Nothing was changed"):
        restoring.restore(path)
    assert references(path, clock) == ["ENQ-26-0001"]


@pytest.mark.parametrize("by", [shutil.copyfile, os.link, os.symlink])
def test_over_itself_it_is_refused(
    path: Path, clock: FixedClock, tmp_path: Path, by: Callable[[Path, Path], object]
) -> None:
    other = tmp_path / "other.db"
    try:
        by(path, other)
    except OSError:
        pytest.skip("no links here")
    if by is shutil.copyfile:
        restoring.restore(path, other)
        return
    for named in (path, other):
        with pytest.raises(Refused, match="is the database itself"):
            restoring.restore(path, named)
    assert len(references(path, clock)) == 3


def test_while_another_window_has_it_open_it_is_refused(
    path: Path, clock: FixedClock, tmp_path: Path
) -> None:
    with closing(Store.open(path, now=clock)) as other:
        with pytest.raises(Refused, match="open in another window"):
            restoring.restore(path)
        with windows.shown_as_open(path, clock()):
            with pytest.raises(Refused, match=rf"opened on .* \(process {os.getpid()} on "):
                restoring.restore(path)
            with pytest.raises(Refused, match="opened on"):
                restoring.begin_anew(path, clock)
        assert make_enquiry(other).enquiry.reference == "ENQ-26-0004"
    assert restoring.restore(path).kept is not None


def test_a_window_that_was_killed_is_in_nobodys_way(path: Path, clock: FixedClock) -> None:
    folder = windows.folder_of(path)
    folder.mkdir()
    (folder / "20260402T090000Z-4711-LAPTOP.lock").touch()
    assert windows.open_windows(path) == []
    assert not list(folder.iterdir())


def test_without_a_copy_it_says_so(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "spoc.db"
    Store.open(path, now=clock).close()
    with pytest.raises(NotFound, match="There is no copy in"):
        restoring.restore(path)


class Stopped(BaseException):
    """As a kill stops it."""


STEPS_OF_IT = ("replace", "unlink", "open", "mkdir", "write", "fsync")


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


ALL_THREE = ["ENQ-26-0001", "ENQ-26-0002", "ENQ-26-0003"]


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


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_it_is_for_the_officer_alone(path: Path) -> None:
    restoring.restore(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(marks.file_of(path).stat().st_mode) == 0o600


def test_a_copy_of_an_earlier_shape_is_brought_to_todays(
    path: Path, clock: FixedClock, tmp_path: Path
) -> None:
    from earlier_shapes import of_shape

    old = tmp_path / "old.db"
    of_shape(old, [step.__name__ for step in STEPS[:2]])
    restoring.restore(path, old)
    with closing(Store.open(path, now=clock)) as store:
        assert check(store).wrong == ()


def test_from_the_command_line(cli: Cli, clock: FixedClock) -> None:
    assert "There is no copy yet" in cli.run("backups").output
    cli.log()
    made = cli.json("backup")["file"]
    cli.log()
    listed = cli.json("backups")
    assert [one["file"] for one in listed["copies"]] == [made]
    done = cli.json("restore")
    assert done["restored"] == made
    assert Path(done["replaced"]).exists()
    assert cli.log()["reference"] == "ENQ-26-0003"
    cli.path.write_bytes(b"")
    for verb in ("list", "due", "find hall", "log Hall", "check", "backup"):
        said = cli.run(*verb.split())
        assert said.exit_code in (4, 5)
        assert "spoc restore" in said.output + said.stderr
    cli.json("restore")
    assert cli.run("check").exit_code == 0
    assert cli.json("restore", "--begin-anew")["restored"] is None
    assert cli.json("list")["records"] == []
