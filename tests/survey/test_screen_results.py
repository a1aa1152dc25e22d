"""The results of a round on the screen: bars with words and numbers, issued and written there."""

from __future__ import annotations

import pytest
from desk_app import NARROW, WIDE, desk, fill, finished, flat, press, said, save, settled, shown
from factories import FixedClock, make_organisation
from survey_made import make_round
from textual.widgets import Static

from db.areas.survey.taking import take
from db.store import Store
from db.week.issued_results import ResultsIssues
from screens.dialogs.words import words_folder
from screens.kinds.page import DeclaredPage
from screens.records.opening import place
from screens.survey.results import AS_ALWAYS, RESULTS_FORMS, ResultsScreen
from spoc_tui.app import SpocApp
from spoc_tui.casework.survey.round import Round
from spoc_tui.reports.survey.formats import ResultsFormat


@pytest.fixture
def round_(store: Store) -> str:
    """A round that one organisation answered, and two without a name."""
    make_organisation(store, "Strood Scouts")
    its = make_round(store, title="[bold]Spring[/]")
    for who, rating in (("Strood Scouts", "poor"), ("", "poor"), ("", "good")):
        typed = {"organisation": who} if who else {}
        take(store, its.uid, typed, [{"number": "1", "rating": rating}])
    return str(its.uid)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_results_are_bars_with_words_and_numbers(
    store: Store, round_: str, size: tuple[int, int]
) -> None:
    async with desk(store, size=size) as (app, pilot):
        app.push_screen(DeclaredPage("round", round_))
        await settled(pilot)
        await press(pilot, "V")
        assert isinstance(app.screen, ResultsScreen)
        assert "[bold]Spring[/]" in flat(app, "#headline")
        assert "3 answered: 1 organisation and 2 responses without a name." in flat(app)
        app.screen.query_one("VerticalScroll").scroll_to(y=22, animate=False)
        await settled(pilot)
        lines = [line.strip(" ▁▂▃▄▅▆▇█▊") for line in shown(app).splitlines()]
        assert any(line.startswith("poor") and line.endswith("2 (67%)") for line in lines)
        assert "Rated by 3 (under 5 rated it: how is not said in papers)." in flat(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, DeclaredPage)


async def test_the_round_before_is_beside_it_in_sentences(store: Store, clock: FixedClock) -> None:
    make_organisation(store, "Strood Scouts")
    make_organisation(store, "Rook Lane")
    ratings = (("poor", "ok"), ("ok", "ok"))
    for title, given in zip(("Spring", "Autumn"), ratings, strict=True):
        its = make_round(store, title=title)
        for who, rating in zip(("Strood Scouts", "Rook Lane"), given, strict=True):
            answers = [{"number": "1", "rating": rating}]
            take(store, its.uid, {"organisation": who}, answers)
        clock.advance(days=1)
    async with desk(store, size=(120, 140)) as (app, pilot):
        app.push_screen(place("results", its.uid))
        await settled(pilot)
        page = flat(app)
        assert "2 organisations answered. It opened on" in page
        assert (
            "Of 2 in both rounds: between poor and ok (net −50%) then, ok (net 0%) now; 1 went up, "
            "1 the same, 0 down. Of all who rated it: between poor and ok (net −50%) then, ok (net "
            "0%) now."
        ) in page
        assert "None rated it in both rounds. Of all who rated it: nobody then, nobody now." in page
        assert "2 rated it: median ok, net 0%." in page


def _all_of_it(app: SpocApp) -> str:
    """What the page has on it, in sight or not."""
    return " ".join(str(app.screen.query_one("#answered", Static).content).split())


@pytest.fixture
def rounds(store: Store, clock: FixedClock) -> list[Round]:
    """Three rounds, a day between them, that Strood Scouts answered; the last is [bold]Three[/]."""
    make_organisation(store, "Strood Scouts")
    made = []
    for title, rating in (("One", "poor"), ("Two", "ok"), ("[bold]Three[/]", "good")):
        its = make_round(store, title=title)
        take(store, its.uid, {"organisation": "Strood Scouts"}, [{"number": "1", "rating": rating}])
        made.append(its)
        clock.advance(days=1)
    return made


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.slow
async def test_another_earlier_round_is_chosen_to_compare_with(
    store: Store, rounds: list[Round], size: tuple[int, int]
) -> None:
    one, two, three = rounds
    async with desk(store, size=size) as (app, pilot):
        app.push_screen(place("results", three.uid))
        await settled(pilot)
        assert "each rating and each theme is printed, also one that under 5" in _all_of_it(app)
        assert flat(app, "#compared") == f"Beside {two.reference} Two"
        assert f"Beside Two ({two.reference})" in _all_of_it(app)
        await press(pilot, "c")
        assert AS_ALWAYS.label in flat(app, "#dialog")
        await fill(pilot, **{"with": "One"})
        await press(pilot, "enter")
        await settled(pilot)
        assert said(app) == f"{three.reference} is beside {one.reference} One."
        assert flat(app, "#compared") == f"Beside {one.reference} One"
        assert f"Beside One ({one.reference})" in _all_of_it(app)
        assert "Beside Two" not in _all_of_it(app)
        await press(pilot, "o", "1", "m")
        (file,) = words_folder(store).glob("*.md")
        assert f"Beside One ({one.reference})" in file.read_text()
        await press(pilot, "i")
        await settled(pilot)
        assert f"They are beside {one.reference} One." in flat(app, "#dialog")
        await press(pilot, *"Quiet")
        await save(pilot)
        await finished(pilot)
        issues = ResultsIssues(store, three.uid)
        (issued,) = issues.of()
        kept = issues.again(issued.uid, ResultsFormat.MARKDOWN).decode()
        assert f"Beside One ({one.reference})" in kept
        assert "Beside Two" not in kept
        await press(pilot, "c")
        await fill(pilot, **{"with": "always"})
        await press(pilot, "enter")
        await settled(pilot)
        assert flat(app, "#compared") == f"Beside {two.reference} Two"


async def test_what_it_cannot_be_put_beside_is_refused_in_a_sentence(
    store: Store, rounds: list[Round]
) -> None:
    one, two, three = rounds
    async with desk(store) as (app, pilot):
        app.push_screen(place("results", two.uid))
        await settled(pilot)
        await press(pilot, "c")
        for typed, why in (
            (three.reference, f"{three.reference} is not before {two.reference}: results are put"),
            ("Nine", "Pick an earlier round from the list."),
        ):
            await fill(pilot, **{"with": typed})
            await save(pilot)
            assert why in flat(app, "#dialog")
        await press(pilot, "escape", "y")
        assert flat(app, "#compared") == f"Beside {one.reference} One"


async def test_the_first_round_has_none_to_be_put_beside(store: Store, rounds: list[Round]) -> None:
    async with desk(store) as (app, pilot):
        app.push_screen(place("results", rounds[0].uid))
        await settled(pilot)
        assert flat(app, "#compared") == ""
        await press(pilot, "c")
        assert said(app) == f"No round opened before {rounds[0].reference}."
        assert isinstance(app.screen, ResultsScreen)


async def test_a_round_that_was_chosen_and_undone_is_no_longer_beside_it(
    store: Store, rounds: list[Round], clock: FixedClock
) -> None:
    _, two, three = rounds
    late = make_round(store, title="Late", opened=str(two.opened))
    async with desk(store) as (app, pilot):
        app.push_screen(place("results", three.uid))
        await settled(pilot)
        await press(pilot, "c")
        await fill(pilot, **{"with": "Late"})
        await press(pilot, "enter")
        await settled(pilot)
        assert flat(app, "#compared") == f"Beside {late.reference} Late"
        await press(pilot, "u", "y")
        await settled(pilot)
        assert flat(app, "#compared") == f"Beside {two.reference} Two"
        assert f"{late.reference}" in said(app)


async def test_the_key_is_there_on_rounds_alone(store: Store, round_: str) -> None:
    async with desk(store) as (app, pilot):
        app.push_screen(place("area", "survey"))
        await settled(pilot)
        await press(pilot, "V")
        assert isinstance(app.screen, ResultsScreen)
        await press(pilot, "escape", "2", "V")
        assert not isinstance(app.screen, ResultsScreen)


async def test_they_are_issued_and_written_as_they_went_out(store: Store, round_: str) -> None:
    async with desk(store) as (app, pilot):
        app.push_screen(place("results", round_))
        await settled(pilot)
        await press(pilot, "i")
        await press(pilot, *"Quiet")
        await save(pilot)
        await finished(pilot)
        issues = ResultsIssues(store, round_)
        (issued,) = issues.of()
        assert f"Saved: issued as {issued.reference}. It is in " in said(app)
        assert f"issued as {issued.reference}" in flat(app, "#headline")
        assert "Remarks\n\nQuiet" in issues.again(issued.uid, ResultsFormat.MARKDOWN).decode()
        await press(pilot, "o", "1")
        assert f"As issued ({issued.reference}), as" in flat(app)
        await press(pilot, "x")
        file = words_folder(store) / f"{issued.reference}.xlsx"
        assert file.read_bytes() == issues.again(issued.uid, ResultsFormat.EXCEL)
        await press(pilot, "i", "tab")
        await press(pilot, *"Late")
        await save(pilot)
        await finished(pilot)
        assert [one.changed for one in issues.of()] == ["Late", ""]


async def test_it_asks_before_two_papers_tell_what_few_answered(store: Store, round_: str) -> None:
    issues = ResultsIssues(store, round_)
    first = issues.issue(issues.period)
    take(store, round_, {}, [{"number": "1", "rating": "ok"}])
    async with desk(store) as (app, pilot):
        app.push_screen(place("results", round_))
        await settled(pilot)
        await press(pilot, "i")
        await save(pilot)
        assert "A correction says what has changed" in flat(app, "#dialog")
        await fill(pilot, changed="Late")
        await press(pilot, "ctrl+s")
        asked = flat(app, "#confirm")
        assert "Issue them all the same?" in asked
        assert (
            f"{first.reference} was issued on Thu 2 Apr 2026 with 3 that answered; now 4" in asked
        )
        await press(pilot, "n")
        assert len(issues.of()) == 1
        assert "Late" in flat(app, "#dialog")
        await press(pilot, "ctrl+s", "y")
        await finished(pilot)
        assert [one.changed for one in issues.of()] == ["Late", ""]


async def test_it_asks_by_what_is_on_record_now_and_not_when_the_page_was_read(
    store: Store, round_: str
) -> None:
    issues = ResultsIssues(store, round_)
    first = issues.issue(issues.period)
    async with desk(store) as (app, pilot):
        app.push_screen(place("results", round_))
        await settled(pilot)
        await press(pilot, "i")
        await fill(pilot, changed="Late")
        take(store, round_, {}, [{"number": "1", "rating": "ok"}])
        await press(pilot, "ctrl+s")
        asked = flat(app, "#confirm")
        assert (
            f"{first.reference} was issued on Thu 2 Apr 2026 with 3 that answered; now 4" in asked
        )


def test_every_form_that_is_offered_is_written() -> None:
    assert {item.answer for item in RESULTS_FORMS} == {str(form) for form in ResultsFormat}


async def test_the_bulletin_is_written_from_there(store: Store, round_: str) -> None:
    async with desk(store) as (app, pilot):
        app.push_screen(place("results", round_))
        await settled(pilot)
        await press(pilot, "o", "2", "m")
        (file,) = words_folder(store).glob("survey-bulletin-*.md")
        assert said(app) == f"Bulletin: {file}"


async def test_a_round_that_was_undone_says_so(store: Store) -> None:
    its = make_round(store)
    store.undo()
    async with desk(store) as (app, pilot):
        app.push_screen(place("results", its.uid))
        await settled(pilot)
        assert "was undone on" in flat(app, "#answered")
        await press(pilot, "o")
        assert isinstance(app.screen, ResultsScreen)
