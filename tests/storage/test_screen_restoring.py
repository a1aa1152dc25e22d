"""The copies on the screen, and the desk from under which the database went."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from desk_app import desk, fill, flat, press, resize, said, settled, workers_ended
from factories import FixedClock, another_window, make_enquiry

from db.file import copies
from db.store import Store
from db.upkeep import windows
from screens.exports.copies import CopiesScreen


@pytest.mark.slow
async def test_copies_are_made_and_put_back(store: Store) -> None:
    make_enquiry(store)
    assert store.path is not None
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "b")
        assert "There is none yet. b makes one." in flat(app)
        await press(pilot, "b")
        await workers_ended(app)
        await press(pilot, "down")
        (copy,) = copies.copies_of(store.path)
        assert isinstance(app.screen, CopiesScreen)
        assert f"Thu 2 Apr 2026 10:00 by hand · whole {copy.path.name}" in flat(app, "RecordList")
        await resize(pilot, 60, 15)
        assert "Thu 2 Apr 2026 10:00" in flat(app, "RecordList")
        await press(pilot, "enter")
        assert f"Put back {copy.said}?" in flat(app, "#confirm")
        await press(pilot, "n")
        assert app.to_restore is None
        await press(pilot, "enter", "y")
    assert app.to_restore == copy.path


async def test_a_window_is_seen_while_it_is_open(store: Store, clock: FixedClock) -> None:
    assert store.path is not None
    async with desk(store) as (app, _):
        await workers_ended(app)
        (one,) = windows.open_windows(store.path)
        assert one.since == clock()
    assert windows.open_windows(store.path) == []


@pytest.mark.slow
@pytest.mark.parametrize("how", ["replaced", "deleted"])
async def test_a_desk_from_under_which_the_database_went_says_so_and_writes_it_elsewhere(
    store: Store, tmp_path: Path, how: str
) -> None:
    assert store.path is not None
    make_enquiry(store)
    elsewhere = tmp_path / "elsewhere.db"
    async with desk(store) as (app, pilot):
        app._look_at_the_clock()
        await pilot.pause()
        assert not app.screen.query("#dialog")
        if how == "replaced":
            (tmp_path / "other.db").write_bytes(store.path.read_bytes())
            (tmp_path / "other.db").replace(store.path)
        else:
            store.path.unlink()
        app._look_at_the_clock()
        await pilot.pause()
        assert "The database is gone" in flat(app, "#dialog")
        await fill(pilot, file=str(tmp_path / "not" / "there.db"))
        await press(pilot, "ctrl+s")
        assert "There is no folder" in flat(app, "#dialog")
        await fill(pilot, file=str(elsewhere))
        await press(pilot, "ctrl+s")
        assert f"All that is open here is in {elsewhere}" in said(app)
        app._look_at_the_clock()  # it is said once
        await pilot.pause()
        assert not app.screen.query("#dialog")
        await press(pilot, "n")
        await fill(pilot, caller="Ida Quill", subject="A gate")
        await press(pilot, "ctrl+s")
        assert "Nothing was saved" in said(app)  # and the form keeps what is typed
        app.screen.set_focus(None)
    with closing(Store.open(elsewhere, now=store.now)) as kept:
        assert kept.enquiries.count() == 1


async def test_a_desk_on_an_older_copy_says_that_it_is_behind(
    store: Store, clock: FixedClock
) -> None:
    assert store.path is not None
    make_enquiry(store)
    store.close()
    older = store.path.read_bytes()
    with closing(Store.open(store.path, now=clock)) as later:
        make_enquiry(later)
    store.path.write_bytes(older)
    with closing(another_window(store)) as again:
        async with desk(again) as (app, _):
            assert "is behind: something was saved here on Thu 2 Apr 2026" in said(app)


async def test_a_check_is_stopped_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its process is stopped too: who is rung meanwhile waits for nothing."""
    begun: list[subprocess.Popen[bytes]] = []
    usual = subprocess.Popen

    def endless(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        begun.append(usual([sys.executable, "-c", "import time; time.sleep(600)"], **options))
        return begun[-1]

    async with desk(store) as (app, pilot):
        await press(pilot, "g", "b")
        page = app.screen
        monkeypatch.setattr(subprocess, "Popen", endless)
        await press(pilot, "v", "escape")
        await workers_ended(app, [one for one in app.workers if one.node is not page])
        await settled(pilot)
        assert app.screen is page
        assert "Stopped before its end." in said(app)
    assert begun[0].wait() != 0
