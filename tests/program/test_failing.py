"""What fails unexpectedly: one sentence, what is typed kept, a log without anybody's words, and the
desk goes on.
"""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Callable
from typing import Any, NoReturn

import pytest
from desk_app import (
    call,
    desk,
    dialog,
    fill,
    flat,
    press,
    said,
    settled,
    shown,
    to,
    type_text,
    typed,
    workers_ended,
)
from factories import make_enquiry, make_organisation
from failing import SECRET, TELL_TESTS, Wrong, fail, failed_once
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from db.enquiries.acts import Enquiries
from db.search.finding import Search
from db.store import Store
from screens.desk.page import DeskScreen, DeskSource
from screens.enquiries.list import EnquiriesScreen
from screens.enquiries.page import EnquiryScreen
from screens.lists.overlap import OverlapScreen
from screens.search.find import FindScreen
from screens.week.page import WeekScreen
from screens.widgets.case_view import CaseView
from screens.widgets.list_source import Row
from spoc_tui.app import SpocApp
from spoc_tui.casework.errors import Unexpected
from spoc_tui.settings import Settings

pytestmark = pytest.mark.usefixtures("not_told")


async def fail_later(*args: Any, **options: Any) -> NoReturn:
    fail(SECRET)


async def still_works(app: SpocApp, pilot: Pilot[None]) -> bool:
    """The desk is there, and a call can be logged."""
    await press(pilot, "f4")
    assert isinstance(app.screen, DeskScreen)
    await press(pilot, "n")
    await fill(pilot, subject="And yet")
    await press(pilot, "ctrl+s")
    return bool(app.store.enquiries.count_open())


@pytest.mark.slow
async def test_an_act_that_fails_says_so_and_the_desk_goes_on(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Callable[[], str]
) -> None:
    async with desk(store) as (app, pilot):
        monkeypatch.setattr(SpocApp, "action_week", fail)
        await press(pilot, "w")
        assert said(app).startswith("“Week” could not be done: ")
        assert failed_once(app, log)
        await press(pilot, "w", "w")
        assert failed_once(app, log)  # a key that is held down says it once
        assert await still_works(app, pilot)


@pytest.mark.parametrize("name", ["action_week", "reload"])
async def test_every_other_test_fails_where_something_failed_unexpectedly(
    store: Store, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(SpocApp, "_tell_tests", TELL_TESTS)
    broken = SpocApp if name == "action_week" else WeekScreen
    monkeypatch.setattr(broken, name, fail, raising=False)

    async def a_test() -> None:
        async with desk(store) as (_, pilot):
            await press(pilot, "w")

    with pytest.raises(Wrong):
        await a_test()


async def test_a_worker_that_fails(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Callable[[], str]
) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        with monkeypatch.context() as patch:
            patch.setattr("screens.records.which_act.act_on", fail_later)
            await press(pilot, "m")
        assert said(app).startswith("“Note” could not be done: ")
        assert failed_once(app, log)
        await press(pilot, "m")
        assert dialog(app)  # it is not in the way of the next
        await press(pilot, "escape")
        assert await still_works(app, pilot)


async def test_a_thread_that_fails(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Callable[[], str]
) -> None:
    async with desk(store) as (app, pilot):
        monkeypatch.setattr(OverlapScreen, "_show", fail)
        await press(pilot, "d", "v")
        await workers_ended(app, [w for w in app.workers if w.is_running])
        await settled(pilot)
        assert failed_once(app, log)
        assert await still_works(app, pilot)


async def test_a_search_that_fails_is_reported_at_once(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Callable[[], str]
) -> None:
    make_organisation(store, "Rook Lane")
    async with desk(store) as (app, pilot):
        await press(pilot, "slash")
        with monkeypatch.context() as patch:
            patch.setattr(Search, "anything", fail)
            await press(pilot, "r")
            assert failed_once(app, log)
            assert isinstance(app.screen, FindScreen)
            assert "This could not be searched for." in flat(app)
            assert "Rook Lane" not in shown(app)
            await press(pilot, "enter", "down", "o")
            assert isinstance(app.screen, FindScreen)
        await press(pilot, "o")
        assert "Rook Lane" in shown(app)
        assert "could not be searched" not in flat(app)
        assert await still_works(app, pilot)
        assert failed_once(app, log)


@pytest.mark.slow
async def test_where_a_search_fails_who_was_typed_can_be_logged(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Callable[[], str]
) -> None:
    async with desk(store) as (app, pilot):
        monkeypatch.setattr(Search, "anything", fail)
        await press(pilot, "slash")
        await type_text(pilot, "rook")
        await press(pilot, "f2")
        assert typed(app)["caller"] == "rook"
        monkeypatch.setattr("screens.records.draft_screen.callers", fail)
        to(app, "caller")
        await type_text(pilot, "s")
        await press(pilot, "enter")
        await fill(pilot, subject="A gate")
        await press(pilot, "ctrl+s")
    assert store.enquiries.get("1").enquiry.subject == "A gate"


async def test_a_message_that_fails_leaves_its_page_where_it_is(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Callable[[], str]
) -> None:
    make_enquiry(store)
    make_enquiry(store, subject="Second")
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "e")
        monkeypatch.setattr(EnquiriesScreen, "show_marked", fail)
        await press(pilot, "down")
        assert failed_once(app, log)
        monkeypatch.setattr(EnquiriesScreen, "show_marked", lambda screen: None)
        await press(pilot, "up", "enter")
        assert isinstance(app.screen, EnquiryScreen)


async def test_what_is_typed_in_a_dialog_stays_in_it(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Callable[[], str]
) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "m")
        await type_text(pilot, "Rang twice")
        with monkeypatch.context() as patch:
            patch.setattr(Enquiries, "note", fail)
            await press(pilot, "ctrl+s")
        assert "the program itself failed" in " ".join(
            str(one.render()) for one in dialog(app).query("#error").results(Static)
        )
        await press(pilot, "ctrl+s")
    assert "Rang twice" in [event.text for event in store.enquiries.get("1").timeline]
    assert log().count("failing.Wrong") == 1


async def test_a_call_half_typed_is_kept_and_can_be_saved(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Callable[[], str]
) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, caller="Somebody", subject="A gate")
        with monkeypatch.context() as patch:
            patch.setattr(Enquiries, "log", fail)
            await press(pilot, "ctrl+s")
        assert failed_once(app, log)
        assert call(app).query_one("#field-subject").text == "A gate"  # type: ignore[attr-defined]
        (draft,) = store.drafts.all()
        assert draft.fields["subject"] == "A gate"
        await press(pilot, "ctrl+s")
    assert store.enquiries.get("1").enquiry.subject == "A gate"


class _Badly(Static):
    """Cannot be drawn."""

    def render(self) -> Any:
        fail(SECRET)


def compose_badly(screen: WeekScreen) -> ComposeResult:
    yield _Badly()


def compose_and_fail(screen: WeekScreen) -> ComposeResult:
    fail(SECRET)
    yield Static()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("compose", compose_and_fail),
        ("compose", compose_badly),
        ("on_mount", fail),
    ],
)
async def test_a_page_that_cannot_be_shown_is_left_for_the_desk(
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    log: Callable[[], str],
    name: str,
    broken: Any,
) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, subject="A gate")
        monkeypatch.setattr(WeekScreen, name, broken, raising=False)
        monkeypatch.setattr(WeekScreen, "reload", lambda screen: None)
        await press(pilot, "escape", "w")
        for _ in range(5):
            await pilot.pause()
        assert isinstance(app.screen, DeskScreen)
        assert said(app).startswith("A page could not be shown, and was left: ")
        assert "Wrong" in log()
        (draft,) = store.drafts.all()
        assert draft.fields["subject"] == "A gate"
        await press(pilot, "w", "w", "w")  # as often as one likes
        assert await still_works(app, pilot)


@pytest.mark.slow
async def test_a_row_that_cannot_be_read_leaves_the_others(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Callable[[], str]
) -> None:
    for subject in ("First", "Second", "Third"):
        make_enquiry(store, subject=subject)
    read = DeskSource._row

    def row(source: DeskSource, line: Any, items: Any) -> Row:
        found = read(source, line, items)
        return fail(SECRET) if "Second" in found.cells else found

    monkeypatch.setattr(DeskSource, "_row", row)
    async with desk(store) as (app, pilot):
        assert failed_once(app, log)
        lines = shown(app)
        assert "First" in lines
        assert "Third" in lines
        assert "One that cannot be shown" in lines
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, EnquiryScreen)
        assert await still_works(app, pilot)


async def test_a_clock_that_fails_goes_on(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Callable[[], str]
) -> None:
    async with desk(store) as (app, pilot):
        app.screen.set_interval(0.01, fail)
        while "Wrong" not in log():
            await pilot.pause(0.01)
        await pilot.pause()
        assert failed_once(app, log)
        assert await still_works(app, pilot)
        assert log().count("Wrong") == 1


async def test_a_desk_that_fails_is_made_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Callable[[], str]
) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        first = app.screen
        with monkeypatch.context() as patch:
            patch.setattr(CaseView, "render", fail)
            app.screen.query_one(CaseView).refresh()
            while not log():
                await sleep(0)
        for _ in range(5):
            await pilot.pause()
        assert isinstance(app.screen, DeskScreen)
        assert app.screen is not first
        assert "Wrong" in log()
        assert await still_works(app, pilot)


async def test_a_desk_that_fails_again_and_again_ends_with_a_sentence(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Callable[[], str]
) -> None:
    monkeypatch.setattr(DeskScreen, "compose", compose_and_fail)
    app = SpocApp(store, settings=Settings())
    await app.run_async(headless=True, size=(80, 24))
    assert isinstance(app.gave_up, Unexpected)
    assert str(app.gave_up).startswith("The desk could not be shown, and was closed: ")
    assert not app._exit_renderables
    assert "Wrong" in log()
