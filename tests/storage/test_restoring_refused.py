"""What is no good copy is not put back, nor anything over what is in use: nothing changes then."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from copies_put_back import emptied, garbled, of_three_enquiries, references, torn
from earlier_shapes import of_shape
from factories import FixedClock, make_enquiry

from db.file import copies
from db.schema.steps import STEPS
from db.store import Store
from db.upkeep import restoring, windows
from spoc_tui.casework.errors import BadInput, NotFound, Refused, SpocError


@pytest.fixture
def path(store: Store, clock: FixedClock) -> Path:
    return of_three_enquiries(store, clock)


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
