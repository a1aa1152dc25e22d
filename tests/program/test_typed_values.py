"""Money, counts and words as an officer types them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.money import MOST_PENCE, pounds, read_money, show_money, show_pounds
from spoc_tui.casework.typed_values import read_count, read_words


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("12500", 1_250_000),
        ("12,500", 1_250_000),
        ("£12,500.50", 1_250_050),
        (" £ 0 ", 0),
        ("1,234,567.01", 123_456_701),
    ],
)
def test_money_as_it_is_typed(typed: str, pence: int) -> None:
    assert read_money(typed, field="income") == pence


@pytest.mark.parametrize(
    "typed",
    ["", "-5", "12,50", "1.5", "1.234", "12k", "£", "٣", "1e9", "lots", "9" * 60, "100000000001"],
)
def test_what_is_no_money(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_money(typed, field="income")
    assert refused.value.field == "income"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-5", "below £0"),
        ("-£1,200", "below £0"),
        ("£-5", "below £0"),
        ("(500)", "below £0"),
        ("1.234,56", "the other way round"),
        ("£1.234.567,5", "the other way round"),
        ("12,50", "the other way round"),
        ("12k", "12,000 rather than 12k"),
        ("£1.2 million", "12,000 rather than 12k"),
        ("12.5", "two, for example 12.50"),
        ("1.234", "not an amount in pounds"),
    ],
)
def test_an_amount_that_is_often_mistyped_has_its_own_sentence(typed: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_money(typed, field="amount")


@pytest.mark.parametrize(
    ("pence", "shown", "plain"),
    [
        (0, "£0.00", "0.00"),
        (5, "£0.05", "0.05"),
        (123_450, "£1,234.50", "1234.50"),
        (-123_405, "-£1,234.05", "-1234.05"),
    ],
)
def test_money_with_its_pence(pence: int, shown: str, plain: str) -> None:
    assert (show_pounds(pence), pounds(pence)) == (shown, plain)


@given(st.integers(0, MOST_PENCE))
def test_money_that_is_shown_is_read_again(pence: int) -> None:
    assert read_money(show_money(pence), field="income") == pence
    assert read_money(show_pounds(pence), field="income") == pence
    assert read_money(pounds(pence), field="income") == pence


@pytest.mark.parametrize("typed", ["-1", "2.5", "1,00", "some", "1000001", "9" * 30])
def test_what_is_no_count(typed: str) -> None:
    with pytest.raises(BadInput):
        read_count(typed, field="staff", most=1_000_000)


@given(st.lists(st.text(st.characters(exclude_categories=("C",)), max_size=20), max_size=8))
def test_words_with_commas_are_read_again_as_they_are_shown(words: list[str]) -> None:
    once = read_words(", ".join(words), field="tags")
    assert read_words(", ".join(once), field="tags") == once
