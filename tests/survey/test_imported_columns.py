"""What a heading is read as, however it is spaced, punctuated, doubled or shortened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.survey.question import FOUR
from spoc_tui.casework.text import compared
from spoc_tui.registers.survey_cells import (
    is_month_before_day,
    is_ticked,
    rating_in,
    when_in,
    yes_or_no,
)
from spoc_tui.registers.survey_columns import Heading, Places, What, guess, plain_heading
from spoc_tui.registers.survey_questions import Questions

QUESTIONS = Questions(FOUR, ("Housing and Community Services", "Planning"))
TWO = FOUR[1].words
SPACES = st.text(" \u00a0\t\n", min_size=1, max_size=3)


def read(*headings: str, samples: tuple[tuple[str, ...], ...] = ()) -> list[str]:
    """What columns with these headings are read as, in words."""
    its = [Heading(plain_heading(one)) for one in headings]
    found = guess(its, samples or [()] * len(its), QUESTIONS, {})
    return [one.words for one in found]


@st.composite
def written(draw: st.DrawFn, words: str) -> str:
    """A question as a program may head a column with it."""
    spaced = "".join(f"{word}{draw(SPACES)}" for word in words.split())
    before = draw(st.sampled_from(("", "1. ", "Q1: ", "q1. ", "<p>", "7) ")))
    after = draw(st.sampled_from(("", " ", "*", " (required)", "?", "</p>", ":")))
    cased = draw(st.sampled_from((str, str.upper, str.lower, str.title)))(spaced)
    return f"{before}{cased}{after}"


@given(st.data(), st.sampled_from(FOUR))
def test_a_question_is_known_however_it_is_written(data: st.DataObject, asked: object) -> None:
    one = next(each for each in FOUR if each is asked)
    heading = data.draw(written(one.words))
    (found,) = read(heading)
    assert found.startswith(f"question {one.number}: ")


@given(st.data(), st.sampled_from(("2", " 2", ".1", "_2", " (2)", "")))
def test_the_second_of_two_equal_ones_is_its_words(data: st.DataObject, mark: str) -> None:
    heading = data.draw(written(FOUR[1].words)).rstrip()
    samples = (("Good", "Poor"), ("Because of the checks", "It is hard to find them"))
    assert read(heading, f"{heading}{mark}", samples=samples) == [
        "question 2: rating",
        "question 2: words",
    ]
    assert read(heading, f"{heading}{mark}", samples=samples[::-1]) == [
        "question 2: words",
        "question 2: rating",
    ]


@pytest.mark.parametrize(
    ("heading", "read_as"),
    [
        ("Volunteering levels", "question 2: rating"),
        ("How would you assess volunteering levels", "question 2: rating"),
        ("Relationship with Medway Council", "question 3: rating"),
        (f"{FOUR[2].words} [Planning]", "question 3, Planning: rating"),
        (
            f"{FOUR[2].words} [Housing & Community Services]",
            "question 3, Housing and Community Services: rating",
        ),
        ("Q2", "question 2: rating"),
        (f"G01Q02. {FOUR[1].words}", "question 2: rating"),
        (f"Q3[SQ001]. {FOUR[2].words} [Planning]", "question 3, Planning: rating"),
        (f"Q1[comment]. {FOUR[0].words} [Comment]", "question 1: words"),
        (f"q0002._.{FOUR[1].words}", "question 2: rating"),
        ("G01Q04", "question 4: words"),
        ("Q1[comment]", "question 1: words"),
        ("Q3[SQ001]", ""),
        ("Q9", ""),
        ("Medway Council", ""),
        ("How would you assess training levels within the Sector?", ""),
        ("How would you assess voluntering levels in the Sector?", "question 2: rating"),
        ("What can Medway Council do to better support the sector?", "question 4: words"),
        ("Colour", ""),
        ("How big is your organisation?", ""),
        ("Name of your organisation", "organisation"),
        ("Organisation name", "organisation"),
        ("Which organisation are you from?", "organisation"),
        ("Name", ""),
        ("E-mail address", ""),
        ("Your email", ""),
        ("Timestamp", "completed"),
        ("startdate._.Date started", "started"),
        ("May we quote you?", "may be quoted"),
        (f"Points - {FOUR[3].words}", ""),
        (f"Feedback – {FOUR[3].words}", ""),
    ],
)
def test_headings(heading: str, read_as: str) -> None:
    assert read(heading) == [read_as]


def test_what_explains_a_rating_is_the_words_of_its_question() -> None:
    assert read(FOUR[0].words, "Please explain your answer", FOUR[1].words, "Comments") == [
        *("question 1: rating", "question 1: words"),
        *("question 2: rating", "question 2: words"),
    ]
    assert read("Comments") == [""]


@pytest.mark.parametrize(
    ("heading", "goes_on"),
    [
        ("Please explain", True),
        ("Please explain2", True),
        ("Comments:", True),
        ("Why?", True),
        ("Please tell us why", True),
        ("Reason for your rating", True),
        ("Other (please specify)", True),
        ("In your own words", True),
        ("Why do you say that?", True),
        ("Why did you join the network?", False),
        ("Reasons for leaving the sector", False),
        ("Any other comments", False),
        ("In your own words, describe your group", False),
        ("Explain how you heard of us", False),
    ],
)
def test_only_what_explains_it_goes_on_a_rating(heading: str, goes_on: bool) -> None:
    assert read(FOUR[0].words, heading)[1] == ("question 1: words" if goes_on else "")


def test_a_directorate_alone_heads_its_rating() -> None:
    assert read(FOUR[2].words, "planning directorate")[1] == "question 3, Planning: rating"


def test_a_column_of_addresses_is_of_people_whatever_heads_it() -> None:
    its = [Heading("Where to write"), Heading(FOUR[1].words)]
    found = guess(its, [("a@example.org", "b@example.org"), ("good",)], QUESTIONS, {})
    assert [one.what for one in found] == [What.PERSONAL, What.RATING]


@pytest.mark.parametrize(
    ("cell", "rating", "instead"),
    [
        ("Poor", "poor", ""),
        (" EXCELLENT ;", "excellent", ""),
        ("3. good", "good", ""),
        ("Good (3)", "good", ""),
        ("N/A", "", ""),
        ("–", "", ""),
        ("3/5", "", "3/5"),
        ("3", "", "3"),
        ("A2", "", "A2"),
        ("Poor to OK", "", "Poor to OK"),
        ("see above", "", "see above"),
        ("not good", "", "not good"),
        ("good;poor;", "", "good\npoor"),
    ],
)
def test_no_rating_is_guessed(cell: str, rating: str, instead: str) -> None:
    assert rating_in(cell, FOUR[0], None) == (rating, instead)


@pytest.mark.parametrize("by_hand", [False, True])
@pytest.mark.parametrize(
    ("scale", "cell", "rating"),
    [
        *(("1, 2, 3, 4, 5", cell, "") for cell in ("3/5", "3 / 5", "3 /5", "3-4", "3 - 4", "3.5")),
        *(("1, 2, 3, 4, 5", cell, "") for cell in ("3,5", "4 (3)", "-1", "3 out of 5", "6")),
        *(("1, 2, 3, 4, 5", cell, "3") for cell in ("3", " 3 ", "3.0", "(3)")),
        ("none, some, a lot", "None", "none"),
        ("poor, ok, N/A", "n/a", "N/A"),
        ("-, o, +", "-", "-"),
        ("-, o, +", "-1", ""),
        ("Level 1, Level 2", "level 1", "Level 1"),
    ],
)
def test_a_scale_is_read_as_it_stands(scale: str, cell: str, rating: str, by_hand: bool) -> None:
    asked = replace(FOUR[0], scale=scale)
    if not by_hand:
        assert rating_in(cell, asked, None) == (rating, "" if rating else cell.strip())
    elif rating:
        assert asked.rating(cell) == rating
    else:
        with pytest.raises(BadInput, match="is no rating of question 1"):
            asked.rating(cell)


@pytest.mark.parametrize(
    ("cell", "is_one"), [("None", True), ("x", True), ("N/A", False), ("", False), ("no", False)]
)
def test_a_rating_with_a_column_of_its_own_is_ticked(cell: str, is_one: bool) -> None:
    assert is_ticked(cell, "None") is is_one


@pytest.mark.parametrize(
    ("cell", "places", "rating"),
    [("A2", Places.WORST, "ok"), ("1", Places.BEST, "excellent"), ("5", Places.WORST, "")],
)
def test_codes_are_places_where_that_is_so(cell: str, places: Places, rating: str) -> None:
    assert rating_in(cell, FOUR[0], places)[0] == rating


@given(st.text(max_size=40))
def test_what_is_no_rating_stays_as_it_was_said(cell: str) -> None:
    rating, instead = rating_in(cell, FOUR[0], None)
    assert not (rating and instead)
    assert not rating or compared(rating) in compared(cell)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("11/25/26 9:05:02", "2026-11-25 09:05:02"),
        ("11/25/2026 01:05:00 PM", "2026-11-25 13:05:00"),
        ("2026-11-25 23:30:00", "2026-11-25 23:30:00"),
        ("2026-11-25T23:30:00Z", "2026-11-25 23:30:00"),
        ("2026-07-25T23:30:00Z", "2026-07-26 00:30:00"),
        ("2026-07-25T23:30:00+02:00", "2026-07-25 22:30:00"),
        ("2026/11/25 12:30:00 AM GMT+1", "2026-11-24 23:30:00"),
        ("2026/11/25 11:07:29 AM AST", "2026-11-25 11:07:29"),
        ("25 Nov 2026", "2026-11-25"),
        ("never", None),
        ("2026-13-45", None),
        ("2026-11-25 25:61", None),
        ("2026-11-25 10:00 +14:00", "2026-11-24 20:00:00"),
        ("2026-11-25 10:00 +14:01", None),
        ("2026-11-25 10:00 +25:00", None),
        ("2026-11-25 10:00-45:00", None),
        ("2026-11-25 10:00 GMT+99:99", None),
        ("9999-12-31 23:59 -05:00", None),
        ("0001-01-01 00:01 +05:00", None),
    ],
)
def test_moments(cell: str, said: str | None) -> None:
    found = when_in(cell, month_first=True)
    assert (found.said if found else None) == said


@given(st.text(max_size=50))
def test_no_cell_breaks_the_reading(cell: str) -> None:
    when_in(cell, month_first=True)
    yes_or_no(cell)
    read(cell)


@pytest.mark.parametrize(
    ("cells", "month_first"),
    [
        (["11/25/26 9:05"], True),
        (["25/11/26 9:05"], False),
        (["10/05/26 9:05", "10/06/26 9:05"], True),
        (["05/10/26 9:05"], False),
        (["2026-10-05 9:05"], None),
        ([], None),
    ],
)
def test_days_are_read_by_what_can_be(cells: list[str], month_first: bool | None) -> None:
    opened, today = date(2026, 10, 1), date(2026, 12, 1)
    assert is_month_before_day([cells], opened, today) is month_first


@pytest.mark.parametrize(
    ("heading", "is_one"),
    [
        (f"Email,{TWO}", False),
        (f"ID, Email, {TWO}", False),
        (f'ID";"Whose";"{TWO}";"x', False),
        (f"{TWO},www.example.org", False),
        (f"{TWO}, www.example.org", False),
        (f"{TWO}|2026-02-25", False),
        (f"2026-02-25,{TWO}", False),
        (f"{TWO}{',' * 200}", False),
        (f"1,{TWO}", True),
        (f"Of the last year, {TWO}", True),
        (f"{TWO},", True),
        (f"{TWO} (1,2,3 or 4)", True),
        (f"{TWO} Poor, ok, good or excellent", True),
    ],
)
def test_a_line_of_headings_is_no_heading(heading: str, is_one: bool) -> None:
    assert read(heading) == ["question 2: rating" if is_one else ""]
