"""How many homes a description seems to say; what is not to be told is not guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.casework.planning.homes import homes_said

SAID = {
    "Erection of 24 dwellings": 24,
    "Outline application for up to 50 dwellings": 50,
    "Demolition of 3 houses and erection of 9 dwellings": 9,
    "Construction of 20 homes (12 flats and 8 houses)": 20,
    "12 no. two bedroom flats": 12,
    "Construction of 12no. residential apartments": 12,
    "Residential development of 1,200 new homes": 1_200,
    "Erection of 10 x 3 bed houses": 10,
    "three storey building of 14 flats": 14,
    "Conversion of 2 barns to form 3 dwellings": 3,
    "twenty dwellings": 20,
    "Change of use of offices to 52 residential units (Class C3)": 52,
    "12 flats and 8 houses": None,
    "0 dwellings": None,
    "Erection of 1,000,000 dwellings": None,
    "Single storey rear extension": None,
    "erection of 3-bed house": None,
    "Demolition of 12 flats": None,
    "Variation of condition 4 of MC/21/0123": None,
    "30 parking spaces": None,
    "": None,
}


@pytest.mark.parametrize(("description", "homes"), SAID.items(), ids=SAID)
def test_what_a_description_says(description: str, homes: int | None) -> None:
    assert homes_said(description).number == homes


@given(st.integers(1, 20_000), st.sampled_from(["dwellings", "new homes", "no. flats"]))
def test_a_number_before_homes_is_it_with_or_without_a_comma(number: int, homes: str) -> None:
    for written in (f"{number}", f"{number:,}"):
        assert homes_said(f"Erection of {written} {homes} with parking").number == number


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    said = homes_said(text)
    assert said.number is None or 1 <= said.number <= 20_000
    assert said.number is None or said.words
