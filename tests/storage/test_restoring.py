"""A copy is put back whole, whatever became of the database, and no number is given twice."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from cli_desk import Cli
from copies_put_back import ALL_THREE, BROKEN, crashed, left, logged, of_three_enquiries, references
from earlier_shapes import of_shape
from factories import FixedClock, make_enquiry

from db.file import copies, marks
from db.schema.steps import STEPS
from db.store import Store
from db.upkeep import restoring, windows
from db.upkeep.checking import check


@pytest.fixture
def path(store: Store, clock: FixedClock) -> Path:
    return of_three_enquiries(store, clock)


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


@pytest.mark.slow
def test_what_it_replaces_can_be_put_back_as_well(path: Path, clock: FixedClock) -> None:
    kept = restoring.restore(path).kept
    restoring.restore(path, kept)
    assert references(path, clock) == ["ENQ-26-0001", "ENQ-26-0002", "ENQ-26-0003"]


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_copy_of_an_earlier_shape_is_brought_to_todays(
    path: Path, clock: FixedClock, tmp_path: Path
) -> None:
    old = tmp_path / "old.db"
    of_shape(old, [step.__name__ for step in STEPS[:2]])
    restoring.restore(path, old)
    with closing(Store.open(path, now=clock)) as store:
        assert check(store).wrong == ()


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
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
