"""Whether an organisation is still there, by the words of lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.registers.states import read_state

CLOSED = {
    "Disbanded": "disbanded",
    "Folded": "folded",
    "Closed - 2021": "closed 2021",
    "closed down": "closed down",
    "Ceased trading 31/03/2024": "ceased trading 31 March 2024",
    "Closed (5-Mar-24)": "closed 5 March 2024",
    "Wound up on 12th October 2025": "wound up 12 October 2025",
    "Archived": "archived",
    "In liquidation": "in liquidation",
    "Wound-up": "wound-up",
    "De-registered": "de-registered",
    "no longer running": "no longer running",
    "Not currently active": "not currently active",
    "closed": "",
    "No": "not active",
}
KEPT = (
    "on hold",
    "Closed?",
    "temporarily closed",
    "may fold",
    "Active - proposal to strike off",
    "to be confirmed",
    "reopened",
    "not closed",
)


@pytest.mark.parametrize(("words", "described"), CLOSED.items())
def test_what_is_gone(words: str, described: str) -> None:
    assert read_state(words, "", "Status") == ("closed", described, False)


@pytest.mark.parametrize("words", ["", "n/a", "yes", "Active", "Registered", "still running", "1"])
def test_what_is_there(words: str) -> None:
    assert read_state(words, "", "Status") == ("active", "", False)


@pytest.mark.parametrize("words", KEPT)
def test_what_says_neither_is_kept(words: str) -> None:
    assert read_state(words, "", "Status") == ("active", words, True)


@pytest.mark.parametrize(
    ("words", "removed", "found"),
    [
        ("", "45356", ("closed", "removed 5 March 2024", False)),
        ("Dissolved", "5-Mar-24", ("closed", "dissolved 5 March 2024", False)),
        ("no", "5/3/24", ("closed", "not active since 5 March 2024", False)),
        ("", "March 2019", ("closed", "removed March 2019", False)),
        ("", "soon", ("active", "removed soon", True)),
        ("closed", "31/31/2020", ("closed", "closed, removed 31/31/2020", True)),
        ("", "n/a", ("active", "", False)),
    ],
)
def test_the_day_of_removal(words: str, removed: str, found: tuple[str, str, bool]) -> None:
    assert read_state(words, removed, "Status") == found


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_are_read_or_kept(words: str, removed: str) -> None:
    assert read_state(words, removed, "Status").state in ("active", "closed")
