"""What could not be read is said on its page, in place of what would be there; the rest of the
desk goes on.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_app import (
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
from factories import in_short, make_enquiry, make_organisation
from failing import fail, failed_once
from not_read import FAILED, UNDER_WAY
from tour import PLACES, demo_desk, go

from db.desk.agenda import Agenda
from db.desk.timed import Timed
from db.enquiries.acts import Enquiries
from db.lists.known import Lists
from db.organisations.duplicates import Duplicates
from db.records.drafts import Drafts
from db.store import Store
from db.week.figures import Week
from db.year.figures import Year
from screens.base import NotRead, OfficerScreen
from screens.desk.page import DeskScreen, DeskSource
from screens.lists.overlap import OverlapScreen
from screens.organisations.duplicates import DuplicatesScreen
from screens.search.find import FindScreen
from screens.week.page import WeekScreen
from screens.week.records import WeekRecordsScreen
from screens.year.page import YearScreen

pytestmark = pytest.mark.usefixtures("not_told")

Log = Callable[[], str]
PROGRAM = Path(__file__).parents[2]


# The desk.


@pytest.mark.slow
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
        ("year", Year, "summary", "This could not be counted."),
        ("year", YearScreen, "_show", "This could not be counted."),
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
        if place in ("week", "year"):
            await press(pilot, "o")
            assert "could not be counted" in said(app)
        # Come back to, it is read again.
        await press(pilot, "f1", "escape")
        await settled(pilot)
        assert FAILED not in flat(app)
        assert not app.screen.query(NotRead)


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
    ("screens/shell/daily_copy.py", "Thread"),  # makes the day's copy
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
