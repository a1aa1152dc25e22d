"""Wherever the disk or the file fails as it is read, one sentence is said and the desk stays."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest
from desk_app import NARROW, flat, press, said, settled
from failing_reads import CODES, reads_of
from tour import PLACES, demo_desk, go

from db.file.reads_that_fail import as_told
from screens.base import OfficerScreen
from screens.desk.page import DeskScreen
from spoc_tui.casework.errors import Damaged, StorageFailed

pytestmark = pytest.mark.usefixtures("not_told")
SAID = {"SQLITE_IOERR_READ": "reports an error", "SQLITE_CORRUPT": "is damaged"}


@pytest.mark.slow
async def test_every_page_stays_and_is_read_again(
    demo_file: Path, tmp_path: Path, log: Callable[[], str]
) -> None:
    wrong = []
    async with demo_desk(demo_file, tmp_path, NARROW) as (app, pilot):
        reads = reads_of(app.store)
        for (name, way), code in zip(PLACES.items(), cycle(CODES), strict=False):
            await go(app, pilot, way, tmp_path)
            page = app.screen
            app._told.clear()
            reads.code, reads.failed = code, 0
            if isinstance(page, OfficerScreen):
                page._state_shown = None
            app._look_at_the_clock()
            await settled(pilot)
            if app.screen is not page:
                wrong.append(f"{name}: left for {app.screen}")
            if isinstance(page, OfficerScreen) and not (reads.failed and SAID[code] in said(app)):
                wrong.append(f"{name}: said “{said(app)}”")
            for key in ("down", "tab", "enter", "escape"):
                await press(pilot, key)
            reads.code = ""
            app._look_at_the_clock()
            await press(pilot, "f4")
            if not isinstance(app.screen, DeskScreen):
                wrong.append(f"{name}: no way back from {app.screen}")
                break
            if SAID[code] in flat(app, "RecordList"):
                wrong.append(f"{name}: the desk is not read again")
    assert not app.gave_up, log()
    assert not wrong, "\n".join(wrong)
    assert "the program itself failed" not in log()


@pytest.mark.slow
async def test_every_way_is_taken_while_nothing_can_be_read(
    demo_file: Path, tmp_path: Path, log: Callable[[], str]
) -> None:
    wrong = []
    async with demo_desk(demo_file, tmp_path, NARROW) as (app, pilot):
        reads = reads_of(app.store)
        for name, way in PLACES.items():
            if any(not isinstance(step, str) for step in way):
                continue
            reads.code = "SQLITE_IOERR_READ"
            app._told.clear()
            app.clear_notifications()
            await go(app, pilot, way, tmp_path)
            if any("program itself" in note.message for note in app._notifications):
                wrong.append(f"{name}: {said(app)}")
            reads.code = ""
            for _ in range(3):
                await press(pilot, "f4")
            if not isinstance(app.screen, DeskScreen) or app.screen.unread:
                wrong.append(f"{name}: no way back from {app.screen}")
    assert not app.gave_up, log()
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("code", "kind", "said_of_it"),
    [
        ("SQLITE_IOERR_SHORT_READ", StorageFailed, "reports an error (SQLITE_IOERR_SHORT_READ)"),
        ("SQLITE_CORRUPT_VTAB", Damaged, "is damaged"),
        ("SQLITE_NOTADB", Damaged, "is not a database"),
        ("SQLITE_ERROR", sqlite3.OperationalError, "no such table"),
    ],
)
def test_what_the_file_says_and_what_the_program_does(
    tmp_path: Path, code: str, kind: type[Exception], said_of_it: str
) -> None:
    error = sqlite3.OperationalError("no such table")
    error.sqlite_errorname = code
    told = as_told(error, tmp_path / "spoc.db")
    assert type(told) is kind
    assert said_of_it in str(told)


def test_what_the_disk_says() -> None:
    told = as_told(OSError(5, "Input/output error"), "spoc.db")
    assert isinstance(told, StorageFailed)
    assert "Input/output error" in str(told)
    wrong = FileNotFoundError(2, "No such file")
    assert as_told(wrong, "spoc.db") is wrong
