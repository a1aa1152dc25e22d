"""A copy is put back whole or not at all, wherever it stops, and no number is given twice."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from earlier_shapes import of_shape
from factories import FixedClock, make_enquiry

from db import copies, marks
from db.connection import connect
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
        _drop_triggers(connection)
        connection.execute("UPDATE enquiry SET subject = 'Other'")


def _drop_triggers(connection: sqlite3.Connection) -> None:
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")


def with_tables_of_no_name(copy: Path) -> None:
    """What no text is, in the names of its tables: Python cannot even read what is wrong."""
    content = copy.read_bytes()
    at = content.index(b"CREATE TABLE") + len("CREATE TABLE") + 1
    copy.write_bytes(content[:at] + b"\x99\x99" + content[at + 2 :])


def done_at_no_moment(copy: Path) -> None:
    """Of an earlier shape, which is not looked through."""
    copy.unlink()
    of_shape(copy, [step.__name__ for step in STEPS[:2]])
    with closing(sqlite3.connect(copy)) as connection, connection:
        _drop_triggers(connection)
        connection.execute("UPDATE action SET at = 'zz'")


def a_pipe(copy: Path) -> None:
    copy.unlink()
    os.mkfifo(copy)


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
        (with_tables_of_no_name, "no database that can be read"),
        (done_at_no_moment, "the moment of its last action is none"),
        pytest.param(
            a_pipe, "is no file", marks=pytest.mark.skipif(os.name == "nt", reason="no pipes")
        ),
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
    path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "PATIENCE_SECONDS", 0)
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
def test_it_is_for_the_officer_alone(path: Path, clock: FixedClock) -> None:
    path.chmod(0o600)  # the test's own copy of a new one
    with windows.shown_as_open(path, clock()):
        (lock,) = windows.folder_of(path).iterdir()
        assert stat.S_IMODE(lock.stat().st_mode) == 0o600
    restoring.restore(path)
    restoring.begin_anew(path, clock)
    for file in path.parent.rglob("*"):
        assert stat.S_IMODE(file.stat().st_mode) == (0o700 if file.is_dir() else 0o600), file


def test_a_copy_of_an_earlier_shape_is_brought_to_todays(
    path: Path, clock: FixedClock, tmp_path: Path
) -> None:
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


def left(path: Path) -> list[str]:
    """The names of what is beside a database, and among its copies."""
    return sorted(file.name for file in (*path.parent.iterdir(), *copies.folder_of(path).iterdir()))


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
    monkeypatch.setattr("db.store.connect", replaced)
    with pytest.raises(StorageFailed, match="was replaced as it was being opened"):
        Store.open(path, now=clock)


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


def test_an_older_copy_gives_no_number_that_a_newer_one_has(
    path: Path, clock: FixedClock, tmp_path: Path
) -> None:
    older = copies.copies_of(path)[0].path
    with closing(Store.open(path, now=clock)) as store:
        store.backup()
    path.unlink()
    marks.file_of(path).unlink()
    restoring.restore(path, older)
    assert logged(path, clock) == "ENQ-26-0004"


@pytest.mark.parametrize("folder", ["a %41 #1?x=y", "ü ö [1]", "100%", "file:"])
def test_any_folder_may_have_it(path: Path, clock: FixedClock, tmp_path: Path, folder: str) -> None:
    other = tmp_path / folder / path.name
    try:
        other.parent.mkdir()
    except OSError:
        pytest.skip("no such name here")
    with closing(Store.open(other, now=clock)) as store:
        make_enquiry(store)
        store.backup()
        make_enquiry(store)
    restoring.restore(other)
    assert logged(other, clock) == "ENQ-26-0003"


def test_through_a_link_the_file_itself_is_restored(
    path: Path, clock: FixedClock, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "linked.db"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("no links here")
    restoring.restore(link)
    assert link.is_symlink()
    assert [file.name for file in link.parent.iterdir()] == ["linked.db"]
    assert references(path, clock) == ["ENQ-26-0001"]
    path.unlink()
    restoring.restore(link)
    assert references(path, clock) == ["ENQ-26-0001"]


def test_copies_may_be_kept_on_another_disk(
    path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parted(self: Path, to: Path) -> Path:
        if self.parent != to.parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return real(self, to)

    real = Path.replace
    monkeypatch.setattr(Path, "replace", parted)
    kept = restoring.restore(path).kept
    assert references(path, clock) == ["ENQ-26-0001"]
    assert kept is not None
    assert references(kept, clock) == ALL_THREE
    assert not [name for name in left(path) if name.endswith(".part")]


def test_another_programs_database_stays_where_it_is(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    before = other.read_bytes()
    for act in (
        lambda: restoring.restore(other, copies.copies_of(path)[0].path),
        lambda: restoring.begin_anew(other, FixedClock()),
    ):
        with pytest.raises(Refused, match="belongs to another program"):
            act()
    assert other.read_bytes() == before


def test_a_name_that_is_no_moment_is_no_copy(path: Path) -> None:
    folder = copies.folder_of(path)
    found = copies.copies_of(path)
    for stamp in ("99999999T999999", "00000000T000000", "00010101T000000", "99991231T235959"):
        (folder / f"spoc-{stamp}Z.db").write_bytes(b"")
    assert copies.copies_of(path) == found
    restoring.restore(path)


def test_what_cannot_be_read_is_passed_over_for_the_next(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy whose rights another program took, a folder of its name, a link to nowhere."""
    folder = copies.folder_of(path)
    (whole,) = copies.copies_of(path)
    (folder / "spoc-20990102T000000Z.db").mkdir()
    closed = folder / "spoc-20990101T000000Z.db"
    shutil.copyfile(whole.path, closed)

    def refused(self: Path, *args: Any, **options: Any) -> Any:
        if self == closed:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return real(self, *args, **options)

    real = Path.open
    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(BadInput, match="cannot be read: Permission denied"):
        restoring.restore(path, closed)
    assert restoring.restore(path).copy == whole.path


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
        patch.setattr("db.store.migrate", full)
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
