"""What either side owes, the themes, the check-ins and the bulletins, on the screen."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from desk_app import NARROW, WIDE, act, desk, fill, flat, press, rows, said, shown
from factories import FixedClock, make_enquiry, make_group, make_organisation
from groups_met import Groups

from db.store import Store
from screens.feedback.board import FeedbackBoardScreen
from screens.feedback.page import FeedbackScreen
from screens.feedback.themes import ThemeScreen, ThemesScreen
from screens.groups.check_ins import CheckInsScreen
from screens.widgets.record_list import RecordList
from spoc_tui.app import SpocApp
from spoc_tui.casework.enquiries.enquiry import Outcome
from spoc_tui.casework.feedback.feedback import FeedbackStatus


def heard(store: Store, said: str, by: str = "Jo Sample", **typed: str) -> str:
    case = store.feedback.add(said, [store.feedback.by(by)], typed, anyway=True)
    return case.feedback.reference


def listed(app: SpocApp, side: str) -> list[str]:
    """The rows of one side."""
    source = app.screen.query_one(f"#list-{side}", RecordList)._source
    assert source is not None
    return [" | ".join(row.cells) for row in source.rows(0, source.count())]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_each_side_has_what_it_owes_and_what_is_late(
    store: Store, size: tuple[int, int]
) -> None:
    heard(store, "Too dear", action="Publish prices", owner="Planning", due="2026-03-20")
    heard(store, "Too late", action="Pay sooner", owner="Finance", due="2026-05-01")
    heard(store, "A minibus", action="Lend it", owner="Better Together", due="2026-04-30")
    heard(store, "No answer")
    async with desk(store, size=size) as (app, pilot):
        await press(pilot, "g", "f")
        assert "owed · 4 waiting to hear" in flat(app, "#headline")
        assert listed(app, "council") == [
            "0001 | Publish prices | Fri 20 Mar",
            "0002 | Pay sooner | Fri 1 May",
        ]
        assert listed(app, "sector") == ["0003 | Lend it | Thu 30 Apr"]
        assert "Council: 2 owed, 1 late, 1 only heard, 0 settled" in flat(app)
        assert "0/1" in flat(app, "#picture")
        await press(pilot, "l")
        assert listed(app, "council") == ["0004 | “No answer” | "]
        await press(pilot, "l", "l", "tab", "enter")
        assert isinstance(app.screen, FeedbackScreen)
        assert "Lend it" in flat(app)


async def test_an_act_on_the_board_is_on_what_is_marked_there(store: Store) -> None:
    heard(store, "Too dear", action="Publish prices", due="fri")
    heard(store, "A minibus", action="Lend it", owner="Better Together", due="fri")
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "f", "tab")
        await act(pilot, "s", stage="done", text="Lent.")
        await press(pilot, "l", "l")
        assert listed(app, "sector") == ["0002 | done: Lend it | Thu 2 Apr"]
    assert store.feedback.get("FBK-26-0001").feedback.status is FeedbackStatus.AGREED
    assert store.feedback.get("FBK-26-0002").feedback.done_text == "Lent."


@pytest.mark.slow
async def test_it_is_filtered_by_theme_directorate_and_organisation(store: Store) -> None:
    make_organisation(store)
    heard(store, "Dear", by="Rook Lane", action="A", due="fri", theme="Safeguarding")
    heard(store, "Late", action="B", due="fri", owner="Planning", theme="Late payments")
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "f")
        for field, typed, kept in (
            ("theme_uid", "late pay", "B"),
            ("directorate_uid", "planning", "B"),
            ("organisation_uid", "rook", "A"),
        ):
            await press(pilot, "F")
            await fill(pilot, **{field: typed})
            await press(pilot, "enter", "ctrl+s")
            assert [row.split(" | ")[1] for row in listed(app, "council")] == [kept]
            assert "only " in flat(app, "#headline")
        await press(pilot, "F", "ctrl+s")
        assert len(listed(app, "council")) == 2


async def test_an_empty_board_says_how_it_is_filled(store: Store) -> None:
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "g", "f")
        assert "f writes down what they say; S loads what the Task Group's report" in flat(app)
        await press(pilot, "S")
        text = flat(app, "#confirm")
        assert "This writes 35 feedback actions as heard (" in text
        assert "The Voluntary Sector Task Group: 5; " in text
        assert "u takes all of it back." in text
        await press(pilot, "enter")
        assert store.feedback.all() == []
        await press(pilot, "S", "y")
        assert said(app) == "Saved: heard 35 actions, FBK-26-0001 to FBK-26-0035."
        assert len(listed(app, "council")) + len(listed(app, "sector")) == 35
        await press(pilot, "S")
        assert said(app) == "Everything the report asked for is there already."
        await press(pilot, "u", "y")
        assert said(app).startswith("Undone: Loaded what the report asked for: 35 actions.")
    assert store.feedback.all() == []


async def test_the_desk_has_who_waits_to_hear_the_longest_first(
    store: Store, clock: FixedClock
) -> None:
    first = heard(store, "Too dear", by="Bea Example", action="A", due="2026-04-30")
    clock.advance(days=7)
    second = heard(store, "Too late", action="B", due="2026-04-10")
    store.feedback.done(second, "Paid sooner.")
    store.feedback.done(first)
    clock.advance(days=7)
    heard(store, "Too far", action="C", due="2026-04-10", owner="Planning")
    async with desk(store) as (app, _):
        assert [row.split(" | ")[:4] for row in rows(app)] == [
            ["Feedback owed and late, check-ins (1)"],
            ["0003", "Planning", "C", "late"],
            ["Waiting to hear what came of it (2)"],
            ["0001", "Bea Example", "A", "tell"],
            ["0002", "Jo Sample", "Paid sooner.", "tell"],
        ]


@pytest.mark.slow
async def test_a_theme_counts_voices_and_has_its_records(store: Store) -> None:
    old = make_enquiry(store, received_at=datetime(2025, 9, 1, 9, tzinfo=UTC))  # two quarters ago
    store.enquiries.close(old.enquiry.uid, outcome=Outcome.WITHDRAWN, reason="They rang off")
    heard(store, "Too dear", theme="Space to work in")
    enquiry = make_enquiry(store, subject="A room").enquiry
    async with desk(store) as (app, pilot):
        await press(pilot, "enter")
        await act(pilot, "e", themes="Space to work in, Safeguarding")
        assert "themes Safeguarding, Space to work in" in flat(app)
        await press(pilot, "escape", "g", "t")
        assert isinstance(app.screen, ThemesScreen)
        assert rows(app)[:2] == [
            "Space to work in | 1 |  | 1 | 1 | 1 | growing",
            "Safeguarding |  |  |  |  | 1 | growing",
        ]
        await press(pilot, "enter")
        assert isinstance(app.screen, ThemeScreen)
        assert "1 voice, 0 organisations, 1 action (1 open), 1 enquiry. Growing" in flat(app)
        assert [row.split(" | ")[0] for row in rows(app)] == ["FBK-26-0001", enquiry.reference]
        await press(pilot, "down", "enter")
        assert enquiry.reference in flat(app)
    assert store.enquiries.get(enquiry.uid).themes == ("Safeguarding", "Space to work in")


@pytest.mark.slow
async def test_check_ins_are_added_held_skipped_and_ended(store: Store) -> None:
    heard(store, "Too dear", action="Publish prices", owner="Planning", due="fri")
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "g", "c")
        assert isinstance(app.screen, CheckInsScreen)
        assert "No group yet. a adds one" in flat(app)
        await act(pilot, "a", name="VCS Leaders", rule="6 weeks", starts="today")
        assert said(app) == "Saved VCS Leaders: the next is on Thu 2 Apr 2026."
        assert "FBK-26-0001 Publish prices: Planning, by Fri 3 Apr" in flat(app)
        await press(pilot, "escape")
        assert rows(app)[1].split(" | ")[1:4] == ["", "VCS Leaders", "check-in"]
        await press(pilot, "enter")
        assert "GRP-26-0001 running" in flat(app)
        await press(pilot, "escape", "g", "c")
        assert isinstance(app.screen, CheckInsScreen)
        await act(pilot, "s", notes="All came")
        assert "The next is on Thu 14 May 2026" in said(app).replace("the next", "The next")
        await act(pilot, "v")
        assert "Why cannot be left blank" in flat(app)
        await fill(pilot, why="away")
        await press(pilot, "ctrl+s")
        await act(pilot, "e", rule="month")
        assert rows(app)[0].startswith("VCS Leaders | every month | ")
        await press(pilot, "x", "n")
        assert rows(app)[0].split(" | ")[2] != "ended"
        assert "s Held" in flat(app, "KeyLine")
        await press(pilot, "x", "y")
        assert rows(app)[0].split(" | ")[2] == "ended"
        assert "s Held" not in flat(app, "KeyLine")
        for key in "xsve":  # said before anything is asked
            app.clear_notifications()
            await press(pilot, key)
            assert "GRP-26-0001 is" in said(app), key
    (one,) = Groups(store).all(ended=True)
    assert (one.last_held, one.is_open) == (date(2026, 4, 2), False)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(120, 20), NARROW])
async def test_an_agenda_that_is_longer_than_its_place_is_read_to_its_end(
    store: Store, size: tuple[int, int]
) -> None:
    for number in range(40):
        heard(store, f"Too dear {number}", action=f"Mend {number}", owner="Planning", due="fri")
    Groups(store).add("VCS Leaders", "month", store.today())
    async with desk(store, size=size) as (app, pilot):
        await press(pilot, "g", "c")
        assert "and 28 more" not in flat(app)
        await press(pilot, "enter", "end")
        assert "and 28 more" in flat(app)
        await act(pilot, "s", notes="All came")  # its keys still act on it
        await press(pilot, "escape")
        assert isinstance(app.screen, CheckInsScreen)
        assert "Last held" in flat(app)
        await press(pilot, "escape")
        assert not isinstance(app.screen, CheckInsScreen)


@pytest.mark.slow
async def test_an_agenda_is_written_beside_the_database(store: Store) -> None:
    Groups(store).add("VCS Leaders", "month", store.today())
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "c", "o", "m")
        path = Path(said(app).removeprefix("The agenda is in "))
    assert path.read_text(encoding="utf-8").startswith("# Agenda: VCS Leaders")


@pytest.mark.slow
async def test_a_bulletin_is_drafted_issued_undone_and_made_again(store: Store) -> None:
    make_organisation(store)
    reference = heard(store, "Too dear", by="Rook Lane", action="Publish prices", due="fri")
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "f")
        await act(pilot, "o")
        assert "there is nothing for a bulletin to tell" in flat(app)
        await press(pilot, "escape")
        store.feedback.done(reference, "They are on the web.")
        await act(pilot, "o", form="md")
        draft = Path(said(app).splitlines()[0].removeprefix("The draft is in "))
        assert "“Too dear” | They are on the web." in draft.read_text(encoding="utf-8")
        assert len(store.feedback.get(reference).feedback.waiting) == 1
        await act(pilot, "o", form="md", what="issue it")
        assert said(app).startswith("Issued BUL-26-0001: 1 marked as told. It is in ")
        issued = Path(said(app).splitlines()[0].partition("It is in ")[2]).read_bytes()
        assert store.feedback.get(reference).feedback.status is FeedbackStatus.TOLD
        await act(pilot, "o", form="md", again="BUL-26-0001")
        again = Path(said(app).partition("as it was issued, is in ")[2])
        assert again.read_bytes() == issued
        await press(pilot, "u", "y")  # the bulletin itself is on no screen
        assert said(app).startswith("Undone: Issued BUL-26-0001.")
    assert len(store.feedback.get(reference).feedback.waiting) == 1
    assert store.bulletins.all() == []


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_picture_and_the_names_fit(store: Store, size: tuple[int, int]) -> None:
    for month in range(1, 5):
        heard(store, "Too dear", action="A", due=f"2026-{month:02}-01")
    async with desk(store, size=size) as (app, pilot):
        await press(pilot, "g", "f")
        assert isinstance(app.screen, FeedbackBoardScreen)
        assert "Apr" in flat(app, "#picture")
        assert all(len(line) == size[0] for line in shown(app).splitlines())


@pytest.mark.slow
async def test_what_a_check_in_says_is_a_sentence(store: Store) -> None:
    make_group(store, "VCS Leaders", form="check-in")
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "f", "K", "v")
        assert "The next is on Thu 2 Apr 2026." in flat(app, "#dialog")
        await press(pilot, "escape", "s", "ctrl+s")
        assert "Saved: VCS Leaders was held; the next is on" in said(app)
        await press(pilot, "e")
        assert "Every: 6 weeks, fortnight, month" in flat(app, "#dialog")
