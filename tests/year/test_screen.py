"""The year on the screen: what was done for each recommendation, its figures, and its paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from desk_app import NARROW, WIDE, act, desk, finished, flat, press, rows, said, save, shown
from factories import FixedClock, make_enquiry, make_window

from db.store import Store
from screens.kinds.page import DeclaredPage
from screens.week.records import WeekRecordsScreen
from screens.widgets.record_list import RecordList
from screens.year.page import YearScreen
from spoc_tui.reports.year.formats import YearFormat

TO_THE_YEAR = ("g", "z")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_year_begins_with_the_last_that_has_ended(
    store: Store, size: tuple[int, int]
) -> None:
    make_enquiry(store)
    async with desk(store, size=size) as (app, pilot):
        await press(pilot, *TO_THE_YEAR)
        assert isinstance(app.screen, YearScreen)
        assert flat(app, "#headline") == "2025/26, April 2025 to March 2026"
        assert "the records begin on Thu 2 Apr 2026" in flat(app, "#words")
        assert rows(app)[:2] == [
            "1 · a compact with the sector",
            "Silent: nothing was put down for this in the year.",
        ]
        assert "“That Cabinet agrees that a Compact between" in flat(app, "#definition")
        await press(pilot, "enter")
        assert isinstance(app.screen, YearScreen)
        await press(pilot, "right")
        assert flat(app, "#headline") == "2026/27, April 2026 to March 2027 · not over yet"
        assert "Enquiries: received | 1 | –" in rows(app)
        await press(pilot, "right")
        assert said(app) == "The year after has not begun yet."
        await press(pilot, "l")
        assert flat(app, "#headline") == "2025, January to December 2025"
        await press(pilot, "right")
        assert flat(app, "#headline") == "2026, January to December 2026 · not over yet"
        await press(pilot, "l", "left")
        assert flat(app, "#headline") == "2024/25, April 2024 to March 2025"
        await press(pilot, "escape")
        assert not isinstance(app.screen, YearScreen)


async def test_what_was_done_opens_its_record_and_a_figure_what_it_counts(store: Store) -> None:
    make_window(store, site="[bold]Elm[/] Road")
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await press(pilot, *TO_THE_YEAR, "right")
        figures = app.screen.query_one(RecordList)
        keys = [row.key for row in figures._source.rows(0, 500)]
        figures.cursor = next(n for n, key in enumerate(keys) if key and key.startswith("act "))
        await pilot.pause()
        assert "window opened" in flat(app, "#definition")
        assert "[bold]Elm[/] Road" in flat(app, "#definition")
        await press(pilot, "enter")
        assert isinstance(app.screen, DeclaredPage)
        await press(pilot, "escape")
        figures.cursor = keys.index("enquiries.received||4")
        await pilot.pause()
        assert "Enquiries received in the period" in flat(app, "#definition")
        await press(pilot, "enter")
        assert isinstance(app.screen, WeekRecordsScreen)
        assert flat(app, "#headline").endswith("· 1")


LONG = " ".join(f"Sentence {n} of what the post did in the year." for n in range(1, 60))


@pytest.mark.parametrize("size", [NARROW, (100, 30), (120, 40)])
@pytest.mark.parametrize(("way", "page"), [(TO_THE_YEAR, "year"), (("w",), "week")])
@pytest.mark.slow
async def test_a_long_first_paragraph_is_read_to_its_end(
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    way: tuple[str, ...],
    page: str,
) -> None:
    monkeypatch.setattr(f"screens.{page}.page.in_words", lambda summary: LONG)
    async with desk(store, size=size) as (app, pilot):
        await press(pilot, *way)
        headline = flat(app, "#headline")
        assert "Sentence 59" not in shown(app)
        assert "… r: the whole paragraph" in shown(app)
        await press(pilot, "r", "end")
        assert "Sentence 59 of what the post did in the year." in " ".join(shown(app).split())
        assert flat(app, "#headline") == headline
        assert "esc Back" in shown(app)
        await press(pilot, "home")
        seen = set(re.findall(r"Sentence (\d+) of", " ".join(shown(app).split())))
        for _ in range(3):
            await press(pilot, "pagedown")
            seen |= set(re.findall(r"Sentence (\d+) of", " ".join(shown(app).split())))
        assert seen == {str(n) for n in range(1, 60)}
        await press(pilot, "left")
        assert flat(app, "#headline") != headline
        await press(pilot, "escape", "down")
        assert app.screen.query_one(RecordList).has_focus
        assert "Sentence 59" not in shown(app)
        await press(pilot, "r", "r", "escape")
        assert not app.screen.query("#in-short")


async def test_a_paragraph_that_fits_names_no_key(store: Store) -> None:
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, *TO_THE_YEAR)
        assert "the whole paragraph" not in shown(app)


async def test_while_it_counts_nothing_is_opened(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, *TO_THE_YEAR)
        with monkeypatch.context() as slow:
            slow.setattr("screens.week.period.read_on_second_connection", lambda *_: None)
            await press(pilot, "left")
            assert rows(app) == ["…"]
            for key in ("enter", "o", "i"):
                app.clear_notifications()
                await press(pilot, key)
                assert said(app) == "Still counting 2024/25, April 2024 to March 2025 …"


@pytest.mark.slow
async def test_it_is_issued_and_written_as_it_went_out(store: Store, clock: FixedClock) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await press(pilot, *TO_THE_YEAR, "right")
        await act(pilot, "i", remarks="All well.", small="hidden")
        await finished(pilot)
        assert "issued as YR-2026-04-01-365-1" in said(app)
        page = Path(said(app).partition("It is in ")[2])
        assert page.read_bytes() == store.year.issues.again(page.stem, YearFormat.HTML)
        assert "issued as YR-2026-04-01-365-1" in flat(app, "#headline")
        make_enquiry(store)
        await press(pilot, "o")
        assert "As issued (YR-2026-04-01-365-1), as" in flat(app)
        await save(pilot, "w")
        await finished(pilot)
        path = Path(said(app).removeprefix("The year is in "))
        assert path.read_bytes() == store.year.issues.again(page.stem, YearFormat.WORD)
    issued = store.year.issues.all()[0]
    assert issued.small_numbers
    assert "All well." in store.year.issues.again(issued.reference, YearFormat.MARKDOWN).decode()


@pytest.mark.slow
async def test_it_asks_before_two_papers_tell_what_each_hides(store: Store) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await press(pilot, *TO_THE_YEAR, "right")
        await act(pilot, "i", small="hidden")
        await finished(pilot)
        make_enquiry(store)
        await press(pilot, "left", "right")
        await act(pilot, "i", changed="More.", small="hidden")
        asked = flat(app, "#confirm")
        assert "with 1 enquiry received; now 2: the two papers side by side tell" in asked
        await press(pilot, "n")
        assert len(store.year.issues.all()) == 1
        await press(pilot, "ctrl+s", "y")
        await finished(pilot)
        assert [one.number for one in store.year.issues.all()] == [2, 1]


@pytest.mark.parametrize("key", "wxhm")
@pytest.mark.slow
async def test_a_draft_is_written_in_each_form(store: Store, key: str) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await press(pilot, *TO_THE_YEAR, "o")
        await save(pilot, key)
        await finished(pilot)
        path = Path(said(app).removeprefix("The year is in "))
        assert path.name.startswith("year-2025-26.")
        assert path.stat().st_size > 500
