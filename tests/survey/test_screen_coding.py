"""Answers put under themes by keys, and looked up in the store."""

from __future__ import annotations

from typing import cast

import pytest
from desk_app import NARROW, desk, flat, press, said, type_text
from factories import make_organisation
from survey_made import make_round
from survey_taken import add_theme, code, said_to

from db.areas.survey.coding import codings
from db.store import Store
from screens.dialogs.confirm import ConfirmScreen
from screens.feedback.form import FeedbackForm
from screens.survey.coding import CodingScreen
from spoc_tui.casework.council.council import Theme
from spoc_tui.casework.survey.agreement import Agreement, agreement
from spoc_tui.casework.survey.response import Response

CODE = ("g", "j", "T")
"""The keys to the answers of the newest round that are to be coded."""


def coded(store: Store, reference: str, number: int = 4) -> list[tuple[str, str]]:
    """What a response's words were put under, with who did: theme, name."""
    one = cast("Response", store.declared("response").get(reference).record)
    return sorted((each.theme.name if each.theme else "", each.by) for each in one.coded(number))


@pytest.fixture
def ready(store: Store) -> Store:
    """Three answers, and two themes beside those that a new desk has."""
    round_ = make_round(store)
    for name in ("Hall hire", "Lasting money"):
        add_theme(store, name)
    den = make_organisation(store, "Dunlin Den", size="small").uid
    said_to(store, round_, "Hire of a hall, and training", organisation=den)
    said_to(store, round_, "Minibuses")
    said_to(store, round_, "More minibuses for the hall", number=1)
    return store


@pytest.mark.slow
async def test_digits_take_themes_and_enter_goes_on(ready: Store) -> None:
    async with desk(ready, size=NARROW) as (app, pilot):
        await press(pilot, *CODE)
        assert isinstance(app.screen, CodingScreen)
        assert "3 answers to code" in flat(app)
        assert "Question 1:" in flat(app)  # question by question
        await press(pilot, "s")
        assert "RSP-26-0001 · Dunlin Den, small" in flat(app)
        assert "1 [ ] Hall hire 2 [ ] Free training" in flat(app)
        await press(pilot, "enter")
        assert "Take a theme with its digit, or 0" in said(app)
        await press(pilot, "1", "2", "1", "1")
        assert "1 [x] Hall hire 2 [x] Free training" in flat(app)
        await press(pilot, "enter")
        assert "2 answers to code" in flat(app)
        assert "RSP-26-0002" in flat(app)
        await press(pilot, "0", "enter")
        assert "RSP-26-0003" in flat(app)
        assert "Coded like it:" in flat(app)
        assert "“Hire of a hall, and training” → Free training, Hall hire" in flat(app)
        assert "“Minibuses” → none" in flat(app)
        await press(pilot, "e", "u")
        assert "2 answers to code" in flat(app)
        assert "RSP-26-0002" in flat(app)  # what was undone is there again
        await press(pilot, "0", "enter", "1", "enter")
        assert "Every answer in words is under themes" in flat(app)
        await press(pilot, "u")
        assert "1 answer to code" in flat(app)
    who = ready.who
    assert coded(ready, "RSP-26-0001") == [("Free training", who), ("Hall hire", who)]
    assert coded(ready, "RSP-26-0002") == [("", who)]
    assert coded(ready, "RSP-26-0003", 1) == []


async def test_it_says_that_it_goes_round(ready: Store) -> None:
    async with desk(ready, size=NARROW) as (app, pilot):
        await press(pilot, *CODE, "e")
        assert said(app) == "That was the first: back to the last."
        await press(pilot, "s")
        assert said(app) == "That was the last: on to the first."
        await press(pilot, "0", "enter", "0", "enter", "s")
        assert said(app) == "It is the last one: no other is left."
        assert "1 answer to code" in flat(app)


async def test_any_theme_by_its_name_and_a_new_one_asks(ready: Store) -> None:
    async with desk(ready, size=NARROW) as (app, pilot):
        await press(pilot, *CODE, "t")
        await type_text(pilot, "last")
        await press(pilot, "enter")
        assert "[x] Lasting money" in flat(app)
        await press(pilot, "t", "enter")
        assert "Say which theme." in flat(app)
        await type_text(pilot, "Buses")
        await press(pilot, "enter")
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "y")
        assert "[x] Buses" in flat(app)
        await press(pilot, "enter")
    assert [name for name, _ in coded(ready, "RSP-26-0003", 1)] == ["Buses", "Lasting money"]
    assert ready.council.find(Theme, "Buses").name == "Buses"


async def test_one_theme_of_ten_makes_room(ready: Store) -> None:
    for n in range(10):
        add_theme(ready, f"Minibus {n}")
    async with desk(ready, size=NARROW) as (app, pilot):
        await press(pilot, *CODE, "9", "t")
        await type_text(pilot, "last")
        await press(pilot, "enter")
        assert flat(app).count("[x]") == 2
        await press(pilot, "enter")
    names = [name for name, _ in coded(ready, "RSP-26-0003", 1)]
    assert names == ["Lasting money", "Minibus 7"]


async def test_it_may_be_quoted_once_that_is_agreed_to(ready: Store) -> None:
    async with desk(ready, size=NARROW) as (app, pilot):
        await press(pilot, *CODE, "q", "y")
        assert "They have not said that they may be quoted" in said(app)
        ready.declared("response").edit("RSP-26-0003", {"may_quote": "yes"})
        await press(pilot, "q")
        assert "they name nobody" in flat(app)
        await press(pilot, "n")
        assert "· may be quoted" not in flat(app)
        await press(pilot, "q", "y")
        assert "· may be quoted" in flat(app)
        one = cast("Response", ready.declared("response").get("RSP-26-0003").record)
        assert [each.quoted for each in one.answers] == [True]
        await press(pilot, "q")
        assert "· may be quoted" not in flat(app)
        ready.declared("response").edit("RSP-26-0003", {"may_quote": "no"})
        await press(pilot, "q", "y")
        assert "They said that they may not be quoted" in said(app)


async def test_what_is_suggested_begins_an_action(ready: Store) -> None:
    async with desk(ready, size=NARROW) as (app, pilot):
        await press(pilot, *CODE, "s", "1", "plus")
        assert isinstance(app.screen, FeedbackForm)
        await press(pilot, "ctrl+s", "escape")
        assert isinstance(app.screen, CodingScreen)
        assert "[x] Hall hire" in flat(app)
        await press(pilot, "enter")
    (action,) = ready.feedback.all()
    assert (action.said, action.theme) == ("Hire of a hall, and training", "Hall hire")
    (link,) = ready.links.of(ready.declared("response").get("RSP-26-0001").record.uid)
    assert link.uid == action.uid


async def test_a_second_reader_is_not_told_what_the_first_found(ready: Store) -> None:
    one = cast("Response", ready.declared("response").get("RSP-26-0002").record)
    code(ready, one, "Lasting money", by="Ben Reader")
    async with desk(ready, size=NARROW) as (app, pilot):
        await press(pilot, *CODE, "b")
        assert "1 answer coded by others · coded by officer" in flat(app)
        assert "Lasting money" not in flat(app)
        await press(pilot, "0", "enter")
        assert "Nothing waits for officer" in flat(app)
        assert agreement(codings(ready, one.round.uid)) == Agreement(1, 0)
        await press(pilot, "a")
        await type_text(pilot, "Cy")
        await press(pilot, "enter")
        assert "1 answer coded by others · coded by Cy" in flat(app)
        await press(pilot, "t")
        await type_text(pilot, "last")
        await press(pilot, "enter", "enter", "b")
        assert "2 answers to code · coded by Cy" in flat(app)
    assert coded(ready, "RSP-26-0002") == [
        ("", ready.who),
        ("Lasting money", "Ben Reader"),
        ("Lasting money", "Cy"),
    ]


async def test_a_round_without_answers_says_so(store: Store) -> None:
    make_round(store)
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, *CODE, "1", "0", "t", "enter", "q", "plus", "s")
        assert "There is no answer in words yet. J on the round" in flat(app)
        await press(pilot, "b")
        assert "There is no answer in words yet." in flat(app)
        assert isinstance(app.screen, CodingScreen)


async def test_a_long_answer_is_read_with_the_arrows(ready: Store) -> None:
    round_ = cast("Response", ready.declared("response").get("RSP-26-0001").record).round
    said_to(
        ready,
        ready.declared("round").get(round_.uid).record,
        "\n".join(  # type: ignore[arg-type]
            f"line {n}" for n in range(40)
        ),
        number=1,
    )
    async with desk(ready, size=NARROW) as (app, pilot):
        await press(pilot, *CODE, "s")
        assert "line 0" in flat(app)
        assert "No theme is likely" in flat(app)
        await press(pilot, "end")
        assert "line 39" in flat(app)
