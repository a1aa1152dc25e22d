"""What two issues of a paper tell side by side, of a whole and of each of several things."""

from __future__ import annotations

import pytest

from spoc_tui.casework.figures.told_apart import ToldApart

WHOLE = ToldApart("n", 5, "answer", "answers", "what {} said")
EACH = ToldApart("rated", 5, "rating of {}", "ratings of {}", "how {} rated it")


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (10, 10, 0),
        (10, 11, 1),
        (10, 14, 4),
        (14, 10, 4),
        (10, 15, 0),
        (2, 5, 3),
        (None, 3, 0),
        (3, None, 0),
    ],
)
def test_few_are_told_of_a_whole(before: int | None, now: int | None, told: int) -> None:
    said = list(WHOLE.sentences("It was issued", {"n": before}, {"n": now}))
    assert [f"tell what {told} said" in one for one in said] == ([True] if told else [])


@pytest.mark.parametrize(
    ("before", "now", "told"), [(5, 7, 2), (9, 5, 4), (5, 10, 0), (4, 6, 0), (6, 4, 0), (0, 3, 0)]
)
def test_of_each_nothing_is_told_that_few_are_behind(before: int, now: int, told: int) -> None:
    said = list(EACH.sentences("It was issued", {"rated.3": before}, {"rated.3": now, "n": 1}))
    expected = (
        f"It was issued with {before} ratings of 3; now {now}: the two papers side by side tell "
        f"how {told} rated it. Let nobody have both, or issue it once there are 5 more."
    )
    assert said == ([expected] if told else [])


def test_of_several_each_is_told() -> None:
    before, now = {"rated.1": 5, "rated.2": 8}, {"rated.1": 6, "rated.2": 9, "rated.3": 2}
    assert len(list(EACH.sentences("It was issued", before, now))) == 2
