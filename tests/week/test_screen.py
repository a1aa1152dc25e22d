"""The week on the screen: its figures, how each is worked out, the weeks before, and its file."""

from __future__ import annotations

from asyncio import to_thread
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from desk_app import (
    NARROW,
    WIDE,
    act,
    cancel,
    desk,
    field,
    fill,
    finished,
    flat,
    press,
    rows,
    said,
    save,
)
from factories import FixedClock, in_short, make_enquiry, make_organisation, make_payment

from db.store import Store
from screens.enquiries.page import EnquiryScreen
from screens.week.page import WeekScreen
from screens.week.records import WeekRecordsScreen
from screens.widgets.record_list import RecordList
from spoc_tui.casework.week.definitions import ALL_FIGURES
from spoc_tui.casework.week.periods import week_of
from spoc_tui.casework.week.summary import WeekSummary
from spoc_tui.reports.week.formats import WeekFormat, week_written


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_week_is_counted_and_said_in_words(store: Store, size: tuple[int, int]) -> None:
    make_enquiry(store, subject="Quibble")
    async with desk(store, size=size) as (app, pilot):
        await press(pilot, "w")
        assert isinstance(app.screen, WeekScreen)
        head = flat(app, "#headline")
        assert head == "Week 14 of 2026, 30 March to 5 April 2026 · not over yet"
        assert flat(app, "#words").startswith("1 enquiry came in so far; 0 were closed.")
        # Nothing was recorded before: no figure, rather than a nought.
        assert rows(app)[:3] == [
            "Enquiries · This week so far · The week before · The four weeks before",
            "Open before | 0 | – | –",
            "Received | 1 | – | –",
        ]
        assert "open when the period began" in flat(app, "#definition")
        await press(pilot, "down")
        assert "Enquiries received in the period" in flat(app, "#definition")
        assert "Quibble" not in flat(app)


async def test_each_definition_is_there_to_its_end(store: Store) -> None:
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "w")
        figures = app.screen.query_one(RecordList)
        for figure in sorted(ALL_FIGURES, key=lambda one: -len(one.definition))[:3]:
            figures.cursor = figures._source.index_of(figure.code)
            await pilot.pause()
            assert flat(app, "#definition").endswith(figure.definition)


async def test_words_longer_than_their_room_are_scrolled(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentences = [*(f"Sentence {number} of many." for number in range(60)), "The last."]
    monkeypatch.setattr("screens.week.page.in_words", lambda _: " ".join(sentences))
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "w")
        assert isinstance(app.focused, RecordList)
        assert "Sentence 0" in flat(app)
        assert "The last." not in flat(app)
        await press(pilot, "shift+tab", "end")
        for _ in range(3):
            await pilot.pause()  # it scrolls once it is painted
        assert "The last." in flat(app)
        await press(pilot, "left")
        assert flat(app, "#headline") == "Week 13 of 2026, 23 to 29 March 2026"


async def test_earlier_weeks_months_and_quarters_are_a_key_away(
    store: Store, clock: FixedClock
) -> None:
    make_enquiry(store)
    clock.advance(days=7)
    async with desk(store) as (app, pilot):
        await press(pilot, "w")
        # The records begin within the week before: it is no whole one to take a mean of.
        assert rows(app)[2] == "Received | 0 | 1 | –"
        assert rows(app)[0].startswith("Enquiries · This week so far · The week before (from Thu")
        await press(pilot, "right")
        assert said(app) == "What comes next has not begun yet."
        await press(pilot, "left")
        assert flat(app, "#headline") == "Week 14 of 2026, 30 March to 5 April 2026"
        assert rows(app)[2] == "Received | 1 | – | –"
        await press(pilot, "right", "l")
        assert flat(app, "#headline") == "April 2026 · not over yet"
        await press(pilot, "l")
        assert flat(app, "#headline") == "April to June 2026 · not over yet"
        assert rows(app)[2] == "Received | 1 | – | –"
        await press(pilot, "escape")
        assert not isinstance(app.screen, WeekScreen)


@pytest.mark.parametrize("key", in_short("wxhemtcj", "w", "j"))
async def test_it_is_written_beside_the_database(store: Store, key: str) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await save(pilot, "w", "o", key)
        path = Path(said(app).removeprefix("The summary is in "))
    assert path.stem == "week-2026-03-30"
    assert len(path.read_bytes()) > 300


async def test_the_week_of_an_empty_desk_says_so(store: Store) -> None:
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "g", "w")
        assert flat(app, "#words") == "No enquiries came in this week so far, and none is open."


@pytest.mark.slow
async def test_a_week_that_is_over_is_issued_with_the_officers_words(
    store: Store, clock: FixedClock
) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "w", "i")
        assert flat(app, "#intro").endswith("The week is not over: it says so.")
        await press(pilot, "escape")
        clock.advance(days=7)
        await press(pilot, "left")
        await act(pilot, "i", remarks="A quiet week.")
        await finished(pilot)
        assert said(app).startswith("Saved: issued as WK-2026-03-30-7-1. It is in ")
        page = Path(said(app).partition("It is in ")[2]).read_text(encoding="utf-8")
        assert "A quiet week." in page
        assert "issued as WK-2026-03-30-7-1" in flat(app, "#headline")
        await act(pilot, "i")
        await finished(pilot)
        assert "A correction says what has changed." in flat(app, "#field-changed")
        await fill(pilot, changed="One came late.", words="Two came in.")
        await save(pilot)
        assert "WK-2026-03-30-7-2" in said(app)
        assert "Two came in." in Path(said(app).partition("It is in ")[2]).read_text("utf-8")
    assert [one.number for one in store.week_issues.all()] == [2, 1]


async def test_enter_opens_the_records_behind_a_figure(store: Store) -> None:
    make_enquiry(store, subject="The roof", route_to="Property")
    make_enquiry(store, subject="The hedge")
    async with desk(store) as (app, pilot):
        await press(pilot, "w", "down", "enter")
        assert isinstance(app.screen, WeekRecordsScreen)
        assert flat(app, "#headline").startswith(
            "Enquiries, received · 30 March to 5 April 2026 · 2"
        )
        assert {row.split(" | ")[2] for row in rows(app)} == {"The roof", "The hedge"}
        await press(pilot, "enter")
        assert isinstance(app.screen, EnquiryScreen)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, WeekScreen)
        figures = app.screen.query_one(RecordList)
        place = next(n for n, row in enumerate(rows(app)) if row.startswith("Property"))
        figures.cursor = place
        await press(pilot, "enter")
        assert [row.split(" | ")[2] for row in rows(app)] == ["The roof"]


async def test_enter_opens_what_its_row_counts(store: Store, clock: FixedClock) -> None:
    make_enquiry(store, subject="The roof", route_to="Property")
    told = make_enquiry(store, subject="The hedge").enquiry.uid
    clock.advance(days=7)
    store.enquiries.answer(told, "Yes")
    store.enquiries.told(told)
    async with desk(store) as (app, pilot):
        await press(pilot, "w")
        figures = app.screen.query_one(RecordList)
        texts = rows(app)
        figures.cursor = texts.index("Property | 0 | 0 | 1")
        await press(pilot, "enter")
        assert flat(app, "#headline").startswith("Enquiries, open at the end, Property · ")
        assert [row.split(" | ")[2] for row in rows(app)] == ["The roof"]
        await press(pilot, "escape")
        place = next(n for n, row in enumerate(texts) if row.startswith("Answered, by working"))
        figures.cursor = place + 1
        assert texts[place + 1] == "3 | 1 | 0"
        await press(pilot, "enter")
        assert flat(app, "#headline").startswith("Enquiries, answered, 3 working days · ")
        assert [row.split(" | ")[2] for row in rows(app)] == ["The hedge"]


async def test_enter_on_what_is_due_and_on_a_week_of_the_trend(
    store: Store, clock: FixedClock
) -> None:
    due = make_enquiry(store, subject="The roof").enquiry.answer_by
    clock.advance(days=(due - store.today()).days - 7)
    async with desk(store) as (app, pilot):
        await press(pilot, "w")
        texts = rows(app)
        figures = app.screen.query_one(RecordList)
        figures.cursor = texts.index("Due 20 to 26 April 2026, as of Mon 13 Apr 2026") + 1
        await press(pilot, "enter")
        assert flat(app, "#headline").startswith("Due on ")
        assert [row.split(" | ")[2] for row in rows(app)] == ["The roof"]
        await press(pilot, "escape")
        figures.cursor = next(n for n, row in enumerate(texts) if row.startswith("From Mon 23 Mar"))
        await press(pilot, "enter")
        assert flat(app, "#headline") == "Week 13 of 2026, 23 to 29 March 2026"


async def test_while_it_counts_nothing_of_another_period_is_shown_or_opened(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_enquiry(store)
    clock.advance(days=7)
    async with desk(store) as (app, pilot):
        await press(pilot, "w", "down", "down")
        with monkeypatch.context() as slow:
            slow.setattr("screens.week.period.read_on_second_connection", lambda *_: None)
            await press(pilot, "left")
            assert (
                flat(app, "#headline") == "Week 14 of 2026, 30 March to 5 April 2026 · counting …"
            )
            assert (flat(app, "#words"), rows(app)) == ("Counting …", ["…"])
            for key in ("enter", "o", "v", "i"):
                app.clear_notifications()
                await press(pilot, key)
                assert said(app) == "Still counting Week 14 of 2026, 30 March to 5 April 2026 …"
                assert isinstance(app.screen, WeekScreen)
        await press(pilot, "left", "right")
        assert rows(app)[2] == "Received | 1 | – | –"
        # The cursor is on the same figure still.
        assert app.screen.query_one(RecordList).highlighted == "enquiries.reopened"


async def test_a_question_mark_says_how_the_marked_figure_is_worked_out(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "w", "down", "question_mark")
        assert flat(app, "#about").startswith("Enquiries, received: Enquiries received in")
        await press(pilot, "escape", "escape", "question_mark")
        assert not app.screen.query("#about")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_week_is_drawn(store: Store, size: tuple[int, int]) -> None:
    async with desk(store, size=size) as (app, pilot):
        await press(pilot, "w", "v")
        assert flat(app, "#drawn").startswith("There is nothing to draw yet")
        await press(pilot, "escape", "escape")
        make_enquiry(store, route_to="Property")
        await press(pilot, "w", "v")
        drawn = flat(app, "#drawn")
        assert "Received and closed, the last 13 weeks" in drawn
        assert "Property" in drawn
        assert "█" in drawn


@pytest.mark.parametrize("key", in_short("wxej", "w", "j"))
@pytest.mark.slow
async def test_an_issued_week_is_written_as_it_went_out(
    store: Store, clock: FixedClock, key: str
) -> None:
    make_enquiry(store)
    clock.advance(days=7)
    issued = store.week_issues.issue(week_of(store.today()).before())
    make_enquiry(store, received_at=clock.moment - timedelta(days=6))
    async with desk(store) as (app, pilot):
        await press(pilot, "w", "left", "o")
        assert "As issued (WK-2026-03-30-7-1), as" in flat(app)
        await save(pilot, key)
        path = Path(said(app).removeprefix("The summary is in "))
    assert path.stem == issued.reference
    form = WeekFormat(path.suffix.removeprefix("."))
    assert path.read_bytes() == store.week_issues.again(issued.reference, form)


@pytest.mark.slow
async def test_names_are_in_an_issue_where_the_officer_asks_for_them(
    store: Store, clock: FixedClock
) -> None:
    agreed = make_organisation(store, "Rook Lane Bowls Club", named_on="1/3").uid
    make_enquiry(store, organisation_uid=agreed)
    clock.advance(days=7)
    async with desk(store) as (app, pilot):
        await press(pilot, "w", "left")
        await act(pilot, "i", names="everybody")
        await finished(pilot)
        assert "Pick from the list: only counted, or named." in flat(app, "#field-names")
        await fill(pilot, names="organisations named")
        await save(pilot)
        page = Path(said(app).partition("It is in ")[2]).read_text(encoding="utf-8")
    assert "Rook Lane Bowls Club" in page
    assert store.week_issues.all()[0].named


@pytest.mark.slow
async def test_words_that_say_a_hidden_count_are_refused_and_not_offered_again(
    store: Store, clock: FixedClock
) -> None:
    for received in ("2/3/2026", "2/1/2026", "3/1/2026"):
        make_payment(store, amount="80", received=received)
    clock.advance(days=7)
    async with desk(store) as (app, pilot):
        await press(pilot, "w", "left", "i")
        shown = field(app.screen, "words").text
        assert "By age: 1 of 31–60 days, 2 of 61+ days." in shown
        edited = shown.replace("By age", "By their age")
        await fill(pilot, small="hidden")
        field(app.screen, "words").text = edited
        await save(pilot)
        assert "these words say one: “1 of 31-60 days”" in flat(app, "#field-words")
        assert field(app.screen, "words").text == edited
        field(app.screen, "words").text = shown  # untouched: made from the figures, and hidden
        await save(pilot)
        await press(pilot, "i")
        assert "By age: under 3 of 31–60 days, under 3 of" in field(app.screen, "words").text
        await press(pilot, "escape")
    (issued,) = store.week_issues.all()
    page = store.week_issues.again(issued.reference, WeekFormat.HTML).decode()
    assert "By age: under 3 of 31–60 days" in page


@pytest.mark.slow
async def test_a_form_is_asked_again_filled_where_another_window_was_faster(
    store: Store, clock: FixedClock
) -> None:
    clock.advance(days=7)
    async with desk(store) as (app, pilot):
        await press(pilot, "w", "left", "i")
        await fill(pilot, remarks="A quiet week.")
        with closing(store.second_connection()) as other:
            other.week_issues.issue(week_of(store.today()).before())
        await save(pilot)
        assert "A correction says what has changed." in flat(app, "#field-changed")
        assert field(app.screen, "remarks").text == "A quiet week."
        await fill(pilot, changed="The remarks.")
        await save(pilot)
        assert said(app).startswith("Saved: issued as WK-2026-03-30-7-2.")


@pytest.mark.slow
async def test_an_issue_that_is_stopped_is_not_written_and_the_form_stays(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.advance(days=7)
    begun, stopped, write = Event(), Event(), week_written

    def slow(summary: WeekSummary, form: WeekFormat) -> bytes:
        begun.set()
        assert stopped.wait(10)
        return write(summary, form)

    monkeypatch.setattr("db.week.issued_weeks.week_written", slow)
    async with desk(store) as (app, pilot):
        await press(pilot, "w", "left", "i")
        await fill(pilot, remarks="A quiet week.")
        await pilot.press("ctrl+s")
        assert await to_thread(begun.wait, 10)
        make_enquiry(store)  # nobody waits for it
        await press(pilot, "escape")
        stopped.set()
        await finished(pilot)
        assert field(app.screen, "remarks").text == "A quiet week."
    assert store.week_issues.all() == []


@pytest.mark.slow
async def test_any_pair_of_dates_is_summed_up(store: Store, clock: FixedClock) -> None:
    make_enquiry(store)
    clock.advance(days=20)
    async with desk(store) as (app, pilot):
        await press(pilot, "w")
        await act(pilot, "t", **{"from": "1/4", "to": "3/4"})
        assert flat(app, "#headline") == "1 to 3 April 2026"
        assert rows(app)[2] == "Received | 1 | – | –"
        await press(pilot, "left")
        assert flat(app, "#headline") == "29 to 31 March 2026"
        await press(pilot, "right", "right")
        assert flat(app, "#headline") == "4 to 6 April 2026"
        await act(pilot, "t", **{"from": "3/4", "to": "1/4"})
        assert "after its end" in flat(app, "#field-from")
        await cancel(pilot)
        await act(pilot, "t", **{"from": "1/4"})
        assert flat(app, "#headline") == "Week 14 of 2026, 30 March to 5 April 2026"
        await press(pilot, "l")
        assert flat(app, "#headline").endswith("· not over yet")
