"""Where the database takes nothing, each refusal has its own reason, and one can always leave."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from desk_app import desk, fill, flat, press, said, settled
from factories import make_enquiry

from db.file.errors import worded
from db.records.drafts import Drafts
from db.store import Store
from spoc_tui.casework.errors import StorageFailed

REASONS = {
    "SQLITE_FULL": "the disk is full",
    "SQLITE_IOERR_FSYNC": "the disk reports an error",
    "SQLITE_READONLY": "it is read-only",
    "SQLITE_CORRUPT": "the database is damaged",
    "SQLITE_PROTOCOL": "it cannot be written",
}


def refused(name: str) -> sqlite3.OperationalError:
    """As SQLite says it."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(("name", "why"), [*REASONS.items(), ("SQLITE_BUSY", "another program")])
def test_each_refusal_has_a_reason_of_its_own(tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(StorageFailed) as failed, worded(tmp_path / "spoc.db"):
        raise refused(name)
    assert failed.value.in_short.startswith(why)
    assert failed.value.is_passing == (name == "SQLITE_BUSY")


@contextmanager
def taking_nothing(monkeypatch: pytest.MonkeyPatch, name: str) -> Iterator[None]:
    """No draft is saved."""

    def save(*args: object, **options: object) -> None:
        with worded("the database"):
            raise refused(name)

    with monkeypatch.context() as patch:
        patch.setattr(Drafts, "save", save)
        yield


@pytest.mark.parametrize(
    ("name", "why", "key"),
    [(*one, "escape" if nth % 2 else "ctrl+q") for nth, one in enumerate(REASONS.items())],
)
async def test_a_form_that_cannot_be_kept_is_left_with_a_file(
    store: Store, monkeypatch: pytest.MonkeyPatch, name: str, why: str, key: str
) -> None:
    assert store.path is not None
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        with taking_nothing(monkeypatch, name):
            await fill(pilot, subject="A gate at the hall")
            await press(pilot, key)
            assert "The call is not kept" in flat(app, "#confirm")
            assert why[1:] in flat(app, "#confirm")
            await press(pilot, "n")
            assert "A gate at the hall" in flat(app)  # it stays, filled
            await press(pilot, key, "y")
    (file,) = store.path.parent.glob("spoc-call-*.txt")
    assert "Subject: A gate at the hall" in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o077 == 0


async def test_while_another_writes_it_is_tried_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        with taking_nothing(monkeypatch, "SQLITE_BUSY"):
            await fill(pilot, subject="A gate")
            await press(pilot, "escape")
            assert said(app) == (
                "The call is not kept: another program is writing. Try again in a moment."
            )
        await press(pilot, "escape")
        assert "kept, as a draft" in said(app)


async def test_where_another_writes_for_long_it_is_left_with_a_file(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.path is not None
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        with taking_nothing(monkeypatch, "SQLITE_BUSY"):
            await fill(pilot, subject="A gate")
            await press(pilot, "escape", "escape")
            assert "Another program is writing" in flat(app, "#confirm")
            await press(pilot, "y")
    (file,) = store.path.parent.glob("spoc-call-*.txt")
    assert "Subject: A gate" in file.read_text(encoding="utf-8")


async def test_a_dialog_that_cannot_be_kept_is_left_with_a_file(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.path is not None
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "enter", "m")
        with taking_nothing(monkeypatch, "SQLITE_FULL"):
            await fill(pilot, text="She rang again.")
            await press(pilot, "f4")
            assert "The disk is full" in flat(app, "#confirm")
            await press(pilot, "y")
            await settled(pilot)
    (file,) = store.path.parent.glob("spoc-*.txt")
    assert "She rang again." in file.read_text(encoding="utf-8")
