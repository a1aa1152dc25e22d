"""Answers taken by telephone at 80×24: by keys alone, and looked up in the store."""

from __future__ import annotations

from typing import cast

import pytest
from desk_app import NARROW, desk, flat, press, rows, said, settled, type_text
from factories import FixedClock, another_window, make_organisation
from survey_made import make_response, make_round
from survey_taken import ask_all, said_to
from textual.events import Key

from db.areas.survey.silent import silent
from db.store import Store
from screens.desk.page import DeskScreen
from screens.dialogs.menu import MenuScreen
from screens.enquiries.call import CallScreen
from screens.survey.scale import Scale
from screens.survey.silent import SilentScreen
from screens.survey.taking import TakingScreen
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.survey.response import Response

LIST = ("g", "j", "J")
"""The keys to who has not answered the newest round."""


def responses(store: Store) -> list[Response]:
    """Those there are, the first begun first."""
    return cast("list[Response]", store.declared("response").page()[::-1])


def given(one: Response) -> list[tuple[int, str, str, str]]:
    """Its answers: question, directorate, rating, words."""
    answers = [
        (each.number, each.directorate.name if each.directorate else "", each.rating, each.words)
        for each in one.answers
    ]
    return sorted(answers)


@pytest.mark.slow
async def test_four_questions_with_a_digit_and_enter(store: Store) -> None:
    round_ = make_round(store)
    ask_all(store, round_)
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, *LIST)
        assert isinstance(app.screen, SilentScreen)
        assert "Ring 01634 960002: Curlew Choir" in flat(app)
        assert [row.split(" | ")[1] for row in rows(app)][:2] == ["Curlew Choir", "Dunlin Den"]
        await press(pilot, "enter")
        assert isinstance(app.screen, TakingScreen)
        assert "Curlew Choir · 01634 960002 · micro" in flat(app)
        assert "Question 1 of 4" in flat(app)
        await press(pilot, "1")
        assert "[1 poor]" in flat(app)
        await type_text(pilot, "2 grants end")  # a digit among words is a word
        await press(pilot, "enter", "3", "enter")
        assert "Question 3 of 4" in flat(app)
        await press(pilot, "2", "enter", "4", "0", "1", "enter")
        await type_text(pilot, "A key to the hall")
        await press(pilot, "enter")
        assert "May we quote you?" in flat(app)
        assert "“A key to the hall”" in flat(app)
        await press(pilot, "y", "enter")
        await type_text(pilot, "Ann Lee")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, SilentScreen)
        assert said(app) == "Saved RSP-26-0001, Curlew Choir. 3 have not answered yet."
        assert "no number known" not in flat(app)
        assert "Ring a number that is not known yet: Dunlin Den" in flat(app)
        (one,) = responses(store)
        first, second = [one.name for one in store.council.directorates()][:2]
        assert given(one) == [
            (1, "", "poor", "2 grants end"),
            (2, "", "good", ""),
            (3, "", "ok", ""),
            (3, first, "excellent", ""),
            (3, second, "poor", ""),
            (4, "", "", "A key to the hall"),
        ]
        assert (one.person, one.may_quote, one.way, one.size) == ("Ann Lee", True, "phone", "micro")
        assert store.drafts.all() == []
        await press(pilot, "u", "y")
        assert len(rows(app)) == 4
    assert responses(store) == []


async def test_a_rating_is_taken_away_and_a_letter_begins_the_words(store: Store) -> None:
    make_round(store)
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, *LIST, "a", "enter", "enter")
        await press(pilot, "4", "shift+tab", "0")
        assert "[4 excellent]" not in flat(app)
        await type_text(pilot, "nobody knows")
        assert isinstance(app.screen, TakingScreen)  # n is no call here
        await press(pilot, "9", "ctrl+s")
    (one,) = responses(store)
    assert given(one) == [(1, "", "", "nobody knows9")]
    assert one.organisation is None


async def test_what_is_half_taken_is_gone_on_with(store: Store) -> None:
    round_ = make_round(store)
    ask_all(store, round_)
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, *LIST, "enter", "2", "enter", "4", "escape")
        assert said(app) == "The answer is kept, as a draft on the desk."
        assert responses(store) == []
        assert "half taken" in rows(app)[0]
        (draft,) = store.drafts.all()
        assert (draft.place, draft.title) == ("answers", "a response, Curlew Choir")
        await press(pilot, "enter")
        assert "Question 2 of 4" in flat(app)
        assert "[4 excellent]" in flat(app)
        await press(pilot, "pageup")
        assert "[2 ok]" in flat(app)
        await press(pilot, "escape", "f4", "end", "enter")
        assert isinstance(app.screen, TakingScreen)
        assert "Question 1 of 4" in flat(app)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, DeskScreen)
    (one,) = responses(store)
    assert given(one) == [(1, "", "ok", ""), (2, "", "excellent", "")]
    assert store.drafts.all() == []


async def test_a_digit_off_the_scale_is_refused_and_begins_no_words(store: Store) -> None:
    make_round(store)
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, *LIST, "a", "enter", "enter", "9")
        assert "! No rating is 9: 1 to 4 rates it" in flat(app)
        await press(pilot, "2")
        assert "[2 ok]" in flat(app)
        assert "No rating is" not in flat(app)
        await type_text(pilot, "2019")  # the cursor is in the words now
        await press(pilot, "enter", "enter", "1", "enter", "7")
        assert "! No rating is 7: 1 to 4 rates it" in flat(app)  # of a directorate
        first, second = [one.name for one in store.council.directorates()][:2]
        assert f"► - {first}" in flat(app)
        await press(pilot, "4")
        assert f"[excellent] {first} ► - {second}" in flat(app)  # by a sign, not by colour alone
        assert "No rating is" not in flat(app)
        await press(pilot, "ctrl+s")
    (one,) = responses(store)
    assert given(one) == [(1, "", "ok", "2019"), (3, "", "poor", ""), (3, first, "excellent", "")]


async def test_words_go_on_after_what_was_there(store: Store) -> None:
    round_ = make_round(store)
    ask_all(store, round_)
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, *LIST, "enter", "1")
        await type_text(pilot, "Mixed")
        await press(pilot, "enter", "pageup", "tab")
        await type_text(pilot, ", later good")
        await press(pilot, "escape", "enter", "tab")
        assert "Question 1 of 4" in flat(app)
        await type_text(pilot, ". Pay us")
        await press(pilot, "ctrl+s")
    (one,) = responses(store)
    assert given(one) == [(1, "", "poor", "Mixed, later good. Pay us")]


async def test_who_was_asked_in_words_has_answered(store: Store) -> None:
    round_ = make_round(store)
    asked = {"role": "organisation", "called": "The bell ringers"}
    store.declared("round").act(round_.uid, "ask", asked)
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, *LIST)
        assert "The bell ringers" in rows(app)[0]
        await press(pilot, "enter", "2", "escape", "enter")
        assert "[2 ok]" in flat(app)
        assert "asked in words, and on no list" in flat(app)
        await press(pilot, "ctrl+s")
        assert said(app) == "Saved RSP-26-0001, without a name. All who were asked have answered."
        assert rows(app) == []
        assert "Nobody is to be rung: whoever was asked by name has answered" in flat(app)
    (one,) = responses(store)
    assert (one.organisation, one.person) == (None, "The bell ringers")
    (party,) = store.declared("round").get(round_.uid).record.parties
    assert not party.is_silent


async def test_one_that_is_thrown_away_leaves_nothing(store: Store) -> None:
    make_round(store)
    async with desk(store, size=NARROW) as (_app, pilot):
        await press(pilot, *LIST, "a", "enter", "enter", "2", "f8", "y")
    assert store.drafts.all() == []
    assert responses(store) == []


async def test_a_blank_one_is_refused_and_the_page_stays(store: Store) -> None:
    make_round(store)
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, *LIST, "a", "enter", "enter", "ctrl+s")
        assert "It answers nothing" in said(app)
        assert isinstance(app.screen, TakingScreen)
    assert responses(store) == []


async def test_who_has_answered_is_asked_what_it_is(store: Store) -> None:
    round_ = make_round(store)
    den = make_organisation(store, "Dunlin Den").uid
    said_to(store, round_, "A hall", organisation=den)
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, *LIST, "a")
        await type_text(pilot, "dunl")
        await press(pilot, "enter", "enter")
        assert "answered before: RSP-26-0001" in flat(app)
        await press(pilot, "1", "ctrl+s")
        assert isinstance(app.screen, MenuScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, TakingScreen)
        await press(pilot, "ctrl+s", "1")
        assert isinstance(app.screen, SilentScreen)
        first, second = responses(store)
        assert (first.is_open, second.is_open, second.second) == (False, True, None)
        await press(pilot, "u", "y")
        (first,) = responses(store)
        assert first.is_open


@pytest.mark.slow
async def test_a_second_voice_is_beside_the_first(store: Store) -> None:
    round_ = make_round(store)
    den = make_organisation(store, "Dunlin Den").uid
    said_to(store, round_, "A hall", organisation=den)
    async with desk(store, size=NARROW) as (_app, pilot):
        await press(pilot, *LIST, "a")
        await type_text(pilot, "dunl")
        await press(pilot, "enter", "enter", "1", "ctrl+s", "2")
    first, second = responses(store)
    assert (first.is_open, second.second) == (True, True)


async def test_who_calls_is_asked_and_the_call_stays(store: Store) -> None:
    make_organisation(store, "Dunlin Den", phone="01634 960003")
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "n", "ctrl+t")
        assert isinstance(app.screen, CallScreen)
        assert said(app) == "No round of the survey is open: there is nothing to ask them."
        assert "^t" not in flat(app, "KeyLine")
        await press(pilot, "escape")
        make_round(store)
        await press(pilot, "n")
        await type_text(pilot, "dunl")
        await press(pilot, "enter")
        await type_text(pilot, "Hall keys")
        await press(pilot, "ctrl+t")
        assert isinstance(app.screen, TakingScreen)
        assert "Dunlin Den · 01634 960003" in flat(app)
        await press(pilot, "2", "ctrl+s")
        assert isinstance(app.screen, CallScreen)
        await press(pilot, "ctrl+s")
    (one,) = responses(store)
    assert one.who == "Dunlin Den"
    assert store.enquiries.get("1").enquiry.subject == "Hall keys"


async def test_why_who_calls_is_not_asked_once_the_round_was_concluded(store: Store) -> None:
    round_ = make_round(store)
    make_response(store, round_.uid)
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        assert "^t Survey them" in flat(app, "KeyLine")
        await press(pilot, "escape")
        store.declared("round").act(round_.uid, "conclude", {"words": "Nothing"})
        await press(pilot, "n")
        assert "^t" not in flat(app, "KeyLine")
        await press(pilot, "ctrl+t")
        assert isinstance(app.screen, CallScreen)
        on = show_day(store.today(), store.today())
        assert said(app) == (
            f"No round of the survey is open: RND-26-0001 was concluded on {on}. J on the round "
            "takes answers that come late."
        )


@pytest.mark.slow
async def test_a_long_scale_and_question_are_whole_at_every_size(
    store: Store, clock: FixedClock
) -> None:
    scale = ", ".join(f"rating of some length {n}" for n in range(1, 10))
    words = " ".join(["How do the halls, the buses and the money look to you?"] * 4)
    questions = f'[{{"number": "1", "words": "{words}", "how": "both", "scale": "{scale}"}}]'
    make_round(store, title="Long", questions=questions)
    for size in (NARROW, (100, 30), (120, 40)):
        async with desk(store, size=size) as (app, pilot):
            await press(pilot, *LIST, "a", "enter", "enter")
            assert words in flat(app)
            for n in range(1, 10):
                assert f"{n} rating of some length {n}" in flat(app)
            await press(pilot, "9")
            assert "[9 rating of some length 9]" in flat(app)
            await press(pilot, "f8", "y")


async def test_whom_to_ask_for_has_a_column_only_where_somebody_is_named(store: Store) -> None:
    round_ = make_round(store)
    uids = ask_all(store, round_)
    long = make_organisation(store, "Friends of the Riverside Park and Walk").uid
    asked = {"role": "organisation", "organisation": long}
    store.declared("round").act(round_.uid, "ask", asked)
    async with desk(store, size=(100, 30)) as (app, pilot):
        await press(pilot, *LIST)
        assert "Ask for" not in flat(app)
        assert "Friends of the Riverside Park and Walk" in flat(app, "RecordList")
        person = store.organisations.add_contact(uids["Dunlin Den"], "Ann Lee")
        (party,) = (one for one in silent(store, round_.uid) if one.name == "Dunlin Den")
        with store.action("Told whom to ask for"):
            store.update("party", party.party, {"contact": person.uid})
        await press(pilot, "escape", "J")
        assert "Ask for" in flat(app)
        assert "small Ann Lee asked" in flat(app)


async def test_where_nobody_was_asked_yet_it_says_how_they_are(store: Store) -> None:
    make_round(store)
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, *LIST)
        assert "Nobody was asked by name yet. M on the round asks many at once" in flat(app)
        await press(pilot, "a", "enter", "enter", "2", "ctrl+s")
        assert said(app) == "Saved RSP-26-0001, without a name."


async def test_a_round_in_words_or_closed_is_not_rung_for(store: Store) -> None:
    make_round(store, title="Of 2019", in_words="40")
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, *LIST)
        assert "is known in words only" in said(app)
        assert not isinstance(app.screen, SilentScreen)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1, 1), (20, 5)])
async def test_a_tiny_terminal_breaks_nothing(store: Store, size: tuple[int, int]) -> None:
    round_ = make_round(store)
    ask_all(store, round_)
    said_to(store, round_, "A hall")
    async with desk(store, size=size) as (app, pilot):
        await press(pilot, *LIST, "enter", "1", "enter", "enter", "4", "enter", "1", "pageup")
        await press(pilot, "escape", "escape", "T", "0", "s", "escape", "escape")
        assert isinstance(app.screen, DeskScreen)
    (draft,) = store.drafts.all()
    assert draft.fields["1 rating"] == "poor"


@pytest.mark.slow
async def test_another_window_shows_what_is_half_taken_and_saves_nothing(store: Store) -> None:
    round_ = make_round(store)
    ask_all(store, round_)
    other = another_window(store)
    async with desk(store, size=NARROW) as (app, pilot), desk(other) as (second, hand):
        await press(pilot, *LIST, "enter", "2")
        app.call_later(app.screen._keep)  # type: ignore[attr-defined]
        await settled(pilot)
        await press(hand, *LIST, "enter")
        assert isinstance(second.screen, TakingScreen)
        assert "being typed in another window" in flat(second)
        assert "[2 ok]" in flat(second)
        await press(hand, "1", "ctrl+s", "escape")
        assert responses(other) == []
        await press(pilot, "ctrl+s")
    (one,) = responses(store)
    other.close()
    assert given(one) == [(1, "", "ok", "")]


async def test_what_cannot_be_kept_is_handed_back_whole(store: Store) -> None:
    make_round(store)
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, *LIST, "a", "enter", "enter", "2", "enter")
        await type_text(pilot, "Fewer")
        screen = app.screen
        assert isinstance(screen, TakingScreen)
        texts = screen._texts()
        assert (texts["Question 1 rating"], texts["Question 2 words"]) == ("ok", "Fewer")
        await press(pilot, "f8", "y")


@pytest.mark.slow
async def test_a_rating_that_goes_on_is_none_and_stands_in_the_words(store: Store) -> None:
    make_round(store)
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, *LIST, "a", "enter", "enter", "3")
        assert "[3 good]" in flat(app)
        await type_text(pilot, "/5")
        assert "[3 good]" not in flat(app)
        assert "! “3/5” is no rating: it stands in the words." in flat(app)
        await type_text(pilot, " or so")
        await press(pilot, "ctrl+s")
    (one,) = responses(store)
    assert given(one) == [(1, "", "", "3/5 or so")]


async def test_what_is_typed_before_the_cursor_is_in_the_words_goes_on_with_them(
    store: Store,
) -> None:
    make_round(store)
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, *LIST, "a", "enter", "enter")
        scale = app.screen.query_one(Scale)
        for key, character in (("3", "3"), ("slash", "/"), ("5", "5")):
            scale.post_message(Key(key, character))
        await pilot.pause()
        assert "! “3/5” is no rating: it stands in the words." in flat(app)
        await press(pilot, "ctrl+s")
    (one,) = responses(store)
    assert given(one) == [(1, "", "", "3/5")]


@pytest.mark.slow
async def test_what_says_nothing_is_shown_so_before_it_is_saved(store: Store) -> None:
    make_round(store)
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, *LIST, "a", "enter", "enter", "3")
        await type_text(pilot, "N/A")
        await press(pilot, *["enter"] * 6)
        assert "good “N/A”, left blank: it says nothing" in flat(app)
        await press(pilot, "ctrl+s")
    (one,) = responses(store)
    assert given(one) == [(1, "", "good", "")]
    assert one.written == ()
