"""An export of everything is written whole or not at all, and over nothing unasked; its verbs."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_desk import Cli
from exported import contents, small_export
from factories import make_organisation

from db.exports import everything
from db.exports.everything import write_all
from db.exports.everything_read import read_all
from db.store import Store
from spoc_tui.casework.errors import Refused, SpocError, StorageFailed
from spoc_tui.casework.lists.importing import Progress
from spoc_tui.cli.exports.everything import all_
from spoc_tui.cli.exports.exporting import export

if TYPE_CHECKING:
    pass


@pytest.fixture
def out(store: Store, tmp_path: Path) -> Path:
    return small_export(store, tmp_path / "out")


Change = Callable[[Any], object]


@pytest.mark.parametrize("there", ["file", "folder", "export and more"])
def test_what_is_there_is_not_written_over(store: Store, out: Path, there: str) -> None:
    target = out
    if there == "export and more":
        (out / "letter.txt").write_text("Dear")
    else:
        target = out / "team.csv" if there == "file" else out.parent
    was = contents(out)
    for force in (False, True):
        with pytest.raises(Refused):
            write_all(store, target, force=force)
    assert contents(out) == was


def test_an_export_is_replaced_with_force(store: Store, out: Path, tmp_path: Path) -> None:
    make_organisation(store, "Later Trust")
    with pytest.raises(Refused, match="not empty"):
        write_all(store, out)
    assert write_all(store, out, force=True)["organisation"] == 2
    (tmp_path / "empty").mkdir()
    write_all(store, tmp_path / "empty")
    assert contents(tmp_path / "empty") == contents(out)
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"out", "empty"}


def test_two_exports_to_one_folder_do_not_meet(store: Store, tmp_path: Path) -> None:
    (tmp_path / "out.part").mkdir()
    with pytest.raises(Refused, match="another export is under way"):
        write_all(store, tmp_path / "out")
    assert (tmp_path / "out.part").exists()


@pytest.mark.parametrize("force", [False, True])
def test_a_full_disk_leaves_nothing_half_written(
    store: Store, out: Path, monkeypatch: pytest.MonkeyPatch, force: bool
) -> None:
    target = out if force else out.parent / "other"
    was, left = contents(out), iter(range(20))

    def full(descriptor: int) -> None:
        if next(left, None) is None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFailed, match="No space left"):
        write_all(store, target, force=force)
    assert contents(out) == was
    assert [path.name for path in out.parent.iterdir() if path.is_dir()] == ["out"]
    monkeypatch.undo()
    make_organisation(store, "Later Trust")  # no transaction was left open


def test_it_can_be_stopped(store: Store, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Progress] = []

    def stop(progress: Progress) -> None:
        told.append(progress)
        if progress.share > 0.5:
            raise KeyboardInterrupt

    monkeypatch.setattr(everything, "PROGRESS_EVERY", 10)
    with pytest.raises(KeyboardInterrupt):
        write_all(store, out.parent / "other", stop)
    assert not list(out.parent.glob("other*"))
    assert [one.share for one in told] == sorted(one.share for one in told)


@pytest.mark.slow
def test_the_verbs(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(export.commands, "all", all_)
    cli.log("Hall")
    out, copy = str(tmp_path / "out"), str(tmp_path / "copy.db")
    said = cli.json("export", "all", out)
    assert said["folder"] == out
    assert said["tables"]["enquiry"] == 1
    assert cli.error(4, "export", "all", out)["code"] == "refused"
    assert "It names people" in cli.text("export", "all", out, "--force")
    made = cli.json("import", "all", out, "--db", copy, db=False)
    assert made == {"folder": out, "database": copy, "tables": said["tables"]}
    assert cli.json("show", "1", "--db", copy, db=False) == cli.json("show", "1")
    assert cli.error(4, "import", "all", out)["message"].startswith(str(cli.path))
    assert cli.error(2, "import", "all", str(tmp_path))["field"] == "folder"
    nowhere = str(tmp_path / "no folder" / "spoc.db")
    assert cli.error(3, "import", "all", out, "--db", nowhere, db=False)["code"] == "not-found"
    assert not (tmp_path / "no folder").exists()


@pytest.mark.slow
def test_the_officers_own_database_is_made_by_the_import(
    cli: Cli, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SPOC_DB")
    monkeypatch.setattr("spoc_tui.settings.own_database", lambda: tmp_path / "data" / "spoc.db")
    assert "brought into" in cli.text("import", "all", str(out), db=False)
    assert cli.json("find", "quay", db=False)


def test_what_goes_wrong_has_a_sentence(store: Store, out: Path) -> None:
    with pytest.raises(SpocError, match="folder, not a database"):
        read_all(out.parent, out, now=store.now)
