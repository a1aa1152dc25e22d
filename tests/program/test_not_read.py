"""What could not be read is said on its page, in place of what would be there; the rest of the
desk goes on.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

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
    type_text,
)
from factories import FixedClock, in_short, make_enquiry, make_organisation
from failing import fail, failed_once
from tour import PLACES, demo_desk, go

from db.desk.agenda import Agenda
from db.desk.timed import Timed
from db.enquiries.acts import Enquiries
from db.lists.known import Lists
from db.lists.work import BROKEN_OFF
from db.organisations.acts import Organisations
from db.organisations.duplicates import Duplicates
from db.records.drafts import Drafts
from db.store import Store
from db.week.figures import Week
from screens.base import NotRead, OfficerScreen
from screens.desk.page import DeskScreen, DeskSource
from screens.lists.importing import ImportScreen
from screens.lists.overlap import OverlapScreen
from screens.organisations.duplicates import DuplicatesScreen
from screens.organisations.page import OrganisationScreen
from screens.search.find import FindScreen
from screens.week.page import WeekScreen
from screens.week.records import WeekRecordsScreen
from screens.widgets.record_list import RecordList
from spoc_tui.app import SpocApp

pytestmark = pytest.mark.usefixtures("not_told")
Log = Callable[[], str]
PROGRAM = Path(__file__).parents[2]
FAILED = "the program itself failed"
UNDER_WAY = re.compile(r"ing …")
"""“Counting …”, “looking …”: what a page says for as long as it is read."""


# The desk.


async def test_a_desk_whose_rows_cannot_be_read_opens_and_reads_them_when_asked(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Log
) -> None:
    make_enquiry(store, subject="A gate")
    make_organisation(store, "Rook Lane")
    with monkeypatch.context() as patch:
        patch.setattr(DeskSource, "__init__", fail)
        async with desk(store) as (app, pilot):
            assert failed_once(app, log)
            assert f"Something could not be read: {FAILED}" in flat(app, "RecordList")
            assert "f4 reads it again" in flat(app, "RecordList").lower()
            assert "Nothing needs doing" not in flat(app)
            await press(pilot, "slash")
            await type_text(pilot, "rook")
            assert isinstance(app.screen, FindScreen)
            assert "Rook Lane" in shown(app)
            await press(pilot, "escape", "f")
            assert app.screen.query_one("#field-said")
            await press(pilot, "escape", "n")
            await fill(pilot, subject="A fence")
            await press(pilot, "ctrl+s", "escape")
            assert isinstance(app.screen, DeskScreen)
            assert FAILED in flat(app, "RecordList")
            assert failed_once(app, log)  # it is not said again and again
            patch.undo()
            await press(pilot, "f4")
            assert "A gate" in shown(app)
            assert "A fence" in shown(app)
            assert FAILED not in flat(app, "RecordList")
            assert "2 open" in flat(app, "#headline")


async def test_a_desk_that_cannot_be_read_again_says_so_until_it_can(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Log
) -> None:
    make_enquiry(store, subject="A gate")
    async with desk(store) as (app, pilot):
        with monkeypatch.context() as patch:
            patch.setattr(Agenda, "keys", fail)
            make_enquiry(store, subject="A fence")
            app._look_at_the_clock()
            await settled(pilot)
            assert failed_once(app, log)
            assert FAILED in flat(app, "RecordList")
            assert "not read" in flat(app, "#headline")
            assert "A gate" not in shown(app)  # neither in the list nor beside it
        await press(pilot, "w", "escape")
        assert "A fence" in shown(app)


OF_THE_DESK = [
    (Agenda, "waiting_for_review"),
    (Agenda, "items"),
    (Enquiries, "count_open"),
    (Enquiries, "get"),
    (Timed, "come_due"),
    (Drafts, "all"),
    (DeskSource, "index_of"),
    (DeskSource, "count"),
    (DeskScreen, "draw"),
]


@pytest.mark.parametrize(("of", "name"), in_short(OF_THE_DESK, *OF_THE_DESK[::4]))
async def test_the_desk_stays_whatever_of_it_cannot_be_read(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Log, of: type, name: str
) -> None:
    make_enquiry(store, subject="A gate")
    with monkeypatch.context() as patch:
        patch.setattr(of, name, fail)
        async with desk(store) as (app, pilot):
            await press(pilot, "down")
            make_organisation(store, "Rook Lane")
            app._look_at_the_clock()
            await settled(pilot)
            assert FAILED in said(app)
            assert log().count("failing.Wrong") >= 1
            assert app.gave_up is None
            patch.undo()
            await press(pilot, "n")
            await fill(pilot, subject="And yet")
            await press(pilot, "ctrl+s", "f4")
            assert "And yet" in shown(app)


async def test_a_record_that_cannot_be_read_leaves_the_keys_and_no_other_record_beside(
    store: Store, monkeypatch: pytest.MonkeyPatch, log: Log
) -> None:
    make_enquiry(store, subject="A gate")
    make_enquiry(store, subject="A fence")
    read = Enquiries.get

    def get(enquiries: Enquiries, reference: str) -> Any:
        case = read(enquiries, reference)
        return fail() if case.enquiry.subject == "A fence" else case

    monkeypatch.setattr(Enquiries, "get", get)
    async with desk(store) as (app, pilot):
        for _ in range(2):
            await press(pilot, "down")
        side_panel = flat(app, "CaseView")
        assert f"Something could not be read: {FAILED}" in side_panel
        assert "A gate" not in side_panel
        assert failed_once(app, log)
        await press(pilot, "m")
        assert FAILED in said(app)
        assert isinstance(app.screen, DeskScreen)
        await press(pilot, "up", "m")
        assert dialog(app)


# What is read beside the program.


@pytest.mark.parametrize(
    ("place", "of", "name", "instead"),
    [
        ("week", Week, "summary", "This could not be counted."),
        ("week", WeekScreen, "_show", "This could not be counted."),
        ("overlap", Lists, "overlap", "This could not be counted."),
        ("overlap", OverlapScreen, "_show", "This could not be counted."),
        ("duplicates", Duplicates, "keys", "Something could not be read."),
        ("duplicates", DuplicatesScreen, "_list", "Something could not be read."),
        ("records of the week", Week, "records_counted", "Something could not be read."),
        ("records of the week", WeekRecordsScreen, "_show", "Something could not be read."),
    ],
)
async def test_what_is_read_beside_the_program_says_where_it_fails(
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    log: Log,
    place: str,
    of: type,
    name: str,
    instead: str,
) -> None:
    make_enquiry(store, subject="A gate")
    async with desk(store) as (app, pilot):
        *before, last = PLACES[place]
        await go(app, pilot, tuple(before), tmp_path)
        assert isinstance(last, str)
        with monkeypatch.context() as patch:
            patch.setattr(of, name, fail)
            await press(pilot, last)
            await settled(pilot)
        text = flat(app)
        assert instead in text
        assert f"Something could not be read: {FAILED}" in text
        assert not UNDER_WAY.search(text)
        assert failed_once(app, log)
        app.clear_notifications()
        if place == "week":
            await press(pilot, "v")
            assert "could not be counted" in said(app)
        # Come back to, it is read again.
        await press(pilot, "f1", "escape")
        await settled(pilot)
        assert FAILED not in flat(app)
        assert not app.screen.query(NotRead)


def _wrong() -> Exception:
    try:
        fail()
    except Exception as error:
        return error


def _calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            named = node.func.attr if isinstance(node.func, ast.Attribute) else node.func
            yield named if isinstance(named, str) else getattr(named, "id", ""), node


THREADS = {"Thread", "ThreadPoolExecutor", "to_thread", "call_from_thread", "run_in_executor"}
OTHER_THREADS = {
    ("screens/shell/second_connection.py", "run_worker"),
    ("screens/shell/idle.py", "run_worker"),  # takes the log in, while nobody types
    ("screens/shell/second_connection.py", "call_from_thread"),
    ("screens/dialogs/progress.py", "work"),  # answers with the sentence
    ("screens/dialogs/progress.py", "call_from_thread"),
    ("spoc_tui/app.py", "work"),  # tidies up: nobody waits for it
    ("spoc_tui/app.py", "Thread"),  # makes the day's copy
    ("screens/history/taking_back.py", "to_thread"),  # a long undo: its worker fails
}
"""Where there is a thread: what a page reads in one goes
through `screens/shell/second_connection.py`."""


def test_no_page_has_a_thread_of_its_own() -> None:
    found = set()
    for file in [*PROGRAM.glob("screens/**/*.py"), PROGRAM / "spoc_tui/app.py"]:
        name = file.relative_to(PROGRAM).as_posix()
        for called, node in _calls(ast.parse(file.read_text(encoding="utf-8"))):
            if called in THREADS or any(word.arg == "thread" for word in node.keywords):
                found.add((name, called))
    assert found == OTHER_THREADS


def test_every_page_is_read_where_its_failing_is_reported() -> None:
    """`reload` may fail: `reload_safely` calls it."""
    found = [
        f"{file.name}:{node.lineno}"
        for file in PROGRAM.glob("screens/**/*.py")
        if file.name != "base.py"
        for called, node in _calls(ast.parse(file.read_text(encoding="utf-8")))
        if called == "reload"
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("self", "screen")
    ]
    assert not found


@pytest.mark.parametrize("pages", in_short((3, len(PLACES)), 3))
@pytest.mark.slow
async def test_every_page_that_cannot_be_read_says_so_and_is_read_when_come_back_to(
    demo_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: Log, pages: int
) -> None:
    seen = set()
    async with demo_desk(demo_file, tmp_path, (80, 24)) as (app, pilot):
        for name, way in PLACES.items():
            if len(seen) == pages:
                break
            await go(app, pilot, way, tmp_path)
            page = app.screen
            if not isinstance(page, OfficerScreen) or type(page) in seen:
                continue
            if type(page).reload is OfficerScreen.reload:
                continue  # it shows nothing of the store's
            seen.add(type(page))
            with monkeypatch.context() as patch:
                patch.setattr(type(page), "reload", fail)
                page._state_shown = None
                page.reload_if_changed()
                await settled(pilot)
                assert app.screen is page, name
                text = " ".join(flat(app).split())
                assert "could not be" in text, (name, text)
                assert not UNDER_WAY.search(text), (name, text)
                app.clear_notifications()
            await press(pilot, "f1", "escape")
            await settled(pilot)
            assert app.screen is page, name
            assert not page.unread, name
            assert "could not be" not in flat(app), (name, flat(app))
    assert len(seen) == 3 if pages == 3 else len(seen) > 15


# Forms.


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
    app._told = {}
    monkeypatch.setattr("screens.shell.surviving_errors.monotonic", lambda: now[0])
    monkeypatch.setattr(SpocApp, "notify", lambda app, text, **how: notes.append(text))
    monkeypatch.setattr(SpocApp, "keep_typed", lambda app: True)
    for now[0] in range(100):
        app.take(_wrong())
    assert len(notes) == 2
    assert log().count("failing.Wrong") == 2
    now[0] += 6  # it did not come up for some seconds
    app.take(_wrong())
    assert len(notes) == 3
