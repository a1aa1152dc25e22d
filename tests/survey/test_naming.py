"""What words tell of whoever said them is pointed out to who codes them, and to who quotes them."""

from __future__ import annotations

import pytest
from cli_desk import Cli
from desk_app import NARROW, desk, flat, press, said
from factories import make_organisation
from hypothesis import given
from hypothesis import strategies as st
from survey_made import make_response, make_round
from survey_taken import said_to

from db.areas.survey.naming import named_in
from db.store import Store
from spoc_tui.casework.organisations.names import name_key
from spoc_tui.casework.organisations.naming import possible_names, ways_to_tell


@pytest.mark.parametrize(
    ("words", "ways"),
    [
        ("Pay on time", ()),
        ("We are small. Nobody rings back, and 3 of 10 hours go on forms (2019/20).", ()),
        ("It took 01/02/2026 to 03/04/2026, at £1,234,567,890", ()),
        ("Write to hall@example.org.uk", ("an e-mail address",)),
        ("Ring 01634 306000", ("a telephone number",)),
        ("Ring +44 (0)1634 306 000.", ("a telephone number",)),
        ("all at www.example.org", ("a web address",)),
        ("see example.org.uk", ("a web address",)),
        ("We are at ME4 4TR", ("a postcode",)),
        ("charity no. 1012345 helps", ("a register’s number",)),
        ("Dr Patel is rude", ("a title with a name",)),
        ("Here at Moonbeam we wait", ("words that say who it is",)),
        ("I am secretary of the Curlew Choir", ("words that say who it is",)),
        ("my name is Ann", ("words that say who it is",)),
        ("we at times wait; this is hard", ()),
        ("I, Peter Jones, run it", ("words that say who it is",)),
        ("Our treasurer Bob Smith left", ("words that say who it is",)),
        ("The chair Says no", ()),
        ("follow @curlewchoir", ("a name on a network",)),
    ],
)
def test_what_leads_to_somebody_is_seen(words: str, ways: tuple[str, ...]) -> None:
    assert ways_to_tell(words) == ways


@pytest.mark.parametrize(
    ("words", "name", "there"),
    [
        ("we at the curlew choir ltd wait", "Curlew Choir", True),
        ("Ask Saint Mary’s Hall: they know", "St. Marys Hall", True),
        ("We asked Mind about it", "Mind", True),
        ("Mind the gap", "Mind", False),  # how a sentence begins
        ("we mind it", "Mind", False),
        ("We asked MIND.", "Mind", True),
    ],
)
def test_a_name_is_found_as_it_may_be_written(words: str, name: str, there: bool) -> None:
    assert (name_key(name) in possible_names(words)) is there


WORD = st.text("abcdefgh", min_size=2, max_size=5)


@given(
    st.lists(WORD, max_size=20),
    st.lists(WORD, min_size=2, max_size=8),
    st.lists(WORD, max_size=20),
)
def test_a_name_of_several_words_is_found_wherever_it_stands(
    before: list[str], name: list[str], after: list[str]
) -> None:
    said = " ".join([*before, *name, *after])
    assert name_key(" ".join(name)) in possible_names(said)


def test_of_a_long_text_the_beginning_is_read() -> None:
    assert len(possible_names("so it went on " * 50_000)) < 100


def words_of(store: Store, round_uid: str, words: str, organisation: str = "") -> str:
    one = make_response(store, round_uid, organisation, [{"number": "4", "words": words}])
    return named_in(store, one, 4).words


def test_who_gave_no_name_may_say_it(store: Store) -> None:
    round_ = make_round(store)
    choir = make_organisation(store, "Curlew Choir").uid
    found = words_of(store, round_.uid, "The Curlew Choir Ltd waits: 01634 306000")
    assert found == ("Without a name, but it may say who it is: Curlew Choir; a telephone number.")
    assert not words_of(store, round_.uid, "Choirs wait")
    # One that gave its name may say it.
    assert not words_of(store, round_.uid, "The Curlew Choir waits", choir)


def test_others_and_people_are_found_whoever_says_it(store: Store) -> None:
    round_ = make_round(store)
    den = make_organisation(store, "Dunlin Den").uid
    store.organisations.add_contact(den, "Ann Lee")
    said = "Ann Lee and the Curlew Choir know"
    assert words_of(store, round_.uid, said) == (
        "Without a name, but it may say who it is: Ann Lee."
    )
    choir = make_organisation(store, "The Curlew Choir CIC")
    assert words_of(store, round_.uid, said, den) == ("It may name: The Curlew Choir CIC; Ann Lee.")
    store.duplicates.merge(den, choir.uid)
    one = make_response(store, round_.uid, given=[{"number": "4", "words": "Dunlin Den waits"}])
    assert named_in(store, one, 4).who == ("Dunlin Den",)


def test_whoever_answered_is_found_by_the_name_they_gave(store: Store) -> None:
    round_ = make_round(store)
    given = [{"number": "4", "words": "Ann Lee says: pay"}]
    one = make_response(store, round_.uid, given=given, person="Ann Lee")
    assert named_in(store, one, 4).who == ("Ann Lee",)
    assert named_in(store, one, 1).who == ()


async def test_the_coder_is_told_and_asked_again_before_it_is_quoted(store: Store) -> None:
    round_ = make_round(store)
    make_organisation(store, "Curlew Choir")
    said_to(store, round_, "We of the curlew choir wait", may_quote="yes")
    said_to(store, round_, "Minibuses")
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "g", "j", "T")
        told = "Without a name, but it may say who it is: Curlew Choir."
        assert told in flat(app)
        await press(pilot, "q")
        assert f"allege nothing. {told}" in flat(app)
        await press(pilot, "y")
        assert "may be quoted" in said(app)
        await press(pilot, "s")
        assert "may say who it is" not in flat(app)


def test_the_verb_says_it_too(cli: Cli, store: Store) -> None:
    round_ = make_round(store)
    make_organisation(store, "Curlew Choir")
    said_to(store, round_, "We of the curlew choir wait")
    assert "it may say who it is: Curlew Choir." in cli.text("survey", "code", round_.reference)
    (one,) = cli.json("survey", "code", round_.reference)["answers"]
    assert one["may_name"] == ["Curlew Choir"]
