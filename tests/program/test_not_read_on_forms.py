"""A form opens and goes on, and a list says so, where what is beside them cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk_app import (
    call,
    desk,
    fill,
    flat,
    press,
    said,
    settled,
    type_text,
)
from factories import FixedClock, make_organisation
from failing import fail, failed_once
from not_read import FAILED, failing_wrongly

from db.lists.work import BROKEN_OFF
from db.organisations.acts import Organisations
from db.records.drafts import Drafts
from db.store import Store
from screens.desk.page import DeskScreen, DeskSource
from screens.lists.importing import ImportScreen
from screens.organisations.page import OrganisationScreen
from screens.widgets.record_list import RecordList
from spoc_tui.app import SpocApp

pytestmark = pytest.mark.usefixtures("not_told")

Log = Callable[[], str]


# Forms.


@pytest.mark.slow
async def test_a_form_goes_on_though_what_is_beside_it_cannot_be_read(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Log
) -> None:
    make_organisation(store, "Rook Lane")
    async with desk(store) as (app, pilot):
        monkeypatch.setattr(Organisations, "glance", fail)
        await press(pilot, "n")
        await type_text(pilot, "rook")
        await press(pilot, "enter")
        assert FAILED in flat(app, "#beside")
        assert failed_once(app, log)
        await fill(pilot, subject="A gate")
        await press(pilot, "ctrl+s")
    assert store.enquiries.get("1").enquiry.organisation == "Rook Lane"


@pytest.mark.parametrize("key", ["n", "p", "f"])
async def test_a_form_opens_though_what_it_begins_with_cannot_be_read(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Log, key: str
) -> None:
    uid = make_organisation(store, "Rook Lane").uid
    async with desk(store) as (app, pilot):
        await app.push_screen(OrganisationScreen(uid))
        monkeypatch.setattr(Organisations, "get", fail)
        await press(pilot, key)
        assert app.screen.query("#beside")
        assert failed_once(app, log)


async def test_a_draft_that_cannot_be_read_is_not_written_over(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Log, clock: FixedClock
) -> None:
    store.drafts.save({"subject": "A gate"}, started_at=clock(), uid=None)
    async with desk(store) as (app, pilot):
        with monkeypatch.context() as patch:
            await press(pilot, "end")
            patch.setattr("screens.records.draft_screen.DraftScreen._take_up", fail)
            await press(pilot, "enter")
            await fill(pilot, subject="A fence")
            assert failed_once(app, log)
            call(app)._keep()
        await press(pilot, "escape")
    kept = {draft.fields["subject"] for draft in store.drafts.all()}
    assert kept == {"A gate", "A fence"}


async def test_what_is_not_kept_is_not_said_to_be(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Log
) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, subject="A gate")
        call(app)._keep()
        await pilot.pause()
        assert "what is typed is kept" in flat(app, "#headline")
        with monkeypatch.context() as patch:
            patch.setattr(Drafts, "save", fail)
            await fill(pilot, subject="A fence")
            await press(pilot, "f4")
            assert "not kept yet: the program itself failed" in flat(app, "#headline")
            assert FAILED in said(app)
        await press(pilot, "f4")
        assert isinstance(app.screen, DeskScreen)
    assert store.drafts.all()[0].fields["subject"] == "A fence"


async def test_a_choice_that_cannot_be_looked_for_is_left_to_what_is_typed(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Log
) -> None:
    make_organisation(store, "Rook Lane")
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await type_text(pilot, "roo")
        assert app.screen.query(".open")
        monkeypatch.setattr("screens.records.draft_screen.callers", fail)
        await type_text(pilot, "k")
        assert failed_once(app, log)
        assert not app.screen.query(".open")  # what it offered was for other letters
        await fill(pilot, subject="A gate")
        await press(pilot, "ctrl+s")
    assert store.enquiries.get("1").enquiry.caller == "rook"


# Lists.


@pytest.mark.parametrize("name", ["second_connection", "lists"])
async def test_a_list_whose_reading_fails_is_not_shown_as_still_being_read(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: Log, name: str
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Name\nRook Lane\n", encoding="utf-8")
    async with desk(store) as (app, pilot):
        with monkeypatch.context() as patch:
            wrong = fail if name == "second_connection" else property(fail)
            patch.setattr(Store, name, wrong)
            await press(pilot, "I")
            await fill(pilot, file=str(file))
            await press(pilot, "enter")
            await _until(pilot, lambda: not app.list_work.busy)
            assert isinstance(app.screen, ImportScreen)
            assert BROKEN_OFF in flat(app, "#state")
            assert FAILED in said(app)
        app.screen.set_focus(None)
        await press(pilot, "escape")


async def _until(pilot: Any, done: Callable[[], bool]) -> None:
    for _ in range(200):
        if done():
            break
        await pilot.pause()
    await pilot.pause()


async def test_a_list_of_rows_that_cannot_be_counted_says_so(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Log
) -> None:
    async with desk(store) as (app, pilot):
        records = app.screen.query_one(RecordList)
        with monkeypatch.context() as patch:
            patch.setattr(DeskSource, "count", fail)
            records.reload()
            await settled(pilot)
            assert "This could not be read." in flat(app, "RecordList")
            assert failed_once(app, log)
        records.reload()
        await settled(pilot)
        assert "Nothing needs doing" in flat(app, "RecordList")


def test_a_clock_that_fails_on_and_on_says_it_once_a_minute(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Log
) -> None:
    app, now, notes = SpocApp.__new__(SpocApp), [0.0], []
    app._told, app.store = {}, store
    monkeypatch.setattr("screens.shell.surviving_errors.monotonic", lambda: now[0])
    monkeypatch.setattr(SpocApp, "notify", lambda app, text, **how: notes.append(text))
    monkeypatch.setattr(SpocApp, "keep_typed", lambda app: True)
    for now[0] in range(100):
        app.take(failing_wrongly())
    assert len(notes) == 2
    assert log().count("failing.Wrong") == 2
    now[0] += 6  # it did not come up for some seconds
    app.take(failing_wrongly())
    assert len(notes) == 3
