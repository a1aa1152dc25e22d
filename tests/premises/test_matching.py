"""Which spaces fit a request, and in which order."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.casework.kinds.fields import Linked
from spoc_tui.casework.premises.matching import Wanted, fitting
from spoc_tui.casework.premises.space import Space
from spoc_tui.casework.text import compared

TEAM = Linked("t1", "Property")


def space(number: int, **said: Any) -> Space:
    return Space(reference=f"SPC-26-{number:04}", building=f"Hall {number}", team=TEAM, **said)


OWN = space(1, ward="Strood North", capacity=40, price=1200)
CHEAPER = space(2, ward="strood  north", capacity=60, price=900)
SMALL = space(3, ward="Strood North", capacity=10, price=500)
DEAR = space(4, ward="Strood North", capacity=40, price=5000)
UNKNOWN = space(5, ward="Strood North")
AWAY = space(6, ward="Rainham", capacity=40, price=0)
GONE = space(7, ward="Strood North", capacity=40, closed_at=datetime(2026, 1, 1, tzinfo=UTC))
ALL = [GONE, AWAY, UNKNOWN, DEAR, SMALL, OWN, CHEAPER]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted("Strood North", 25, 2000), [CHEAPER, OWN, UNKNOWN, AWAY]),
        (Wanted("Rainham", 25, 2000), [AWAY, CHEAPER, OWN, UNKNOWN]),
        (Wanted("", 50, None), [CHEAPER, UNKNOWN]),
        (Wanted("", None, 0), [AWAY, UNKNOWN]),
        (Wanted("Strood North", 500, None), [UNKNOWN]),
    ],
)
def test_by_ward_size_and_price(wanted: Wanted, found: list[Space]) -> None:
    assert [fit.space.reference for fit in fitting(ALL, wanted)] == [one.reference for one in found]


def test_in_words() -> None:
    first, *_, last = fitting(ALL, Wanted("Strood North", 25, 2000))
    assert first.words == "SPC-26-0002 Hall 2: strood  north, 60 people, £9 an hour"
    assert last.words == "SPC-26-0006 Hall 6: Rainham, 40 people, free"
    (unknown,) = fitting([UNKNOWN], Wanted("", 500, 100))
    assert unknown.words == "SPC-26-0005 Hall 5: Strood North, size not known, price not known"
    assert unknown.unknown == ("size", "price")


some = st.none() | st.integers(0, 80)
wards = st.sampled_from(["", "Strood North", "Rainham"])


@given(
    said=st.lists(st.tuples(wards, some, some), max_size=8),
    ward=wards,
    people=some,
    budget=some,
)
def test_all_that_fit_and_no_other(
    said: list[Any], ward: str, people: int | None, budget: int | None
) -> None:
    spaces = [
        space(n, ward=where, capacity=holds, price=costs)
        for n, (where, holds, costs) in enumerate(said)
    ]
    fits = fitting(spaces, Wanted(ward, people, budget))
    wanted = set()
    for one in spaces:
        too_small = one.capacity is not None and people is not None and one.capacity < people
        too_dear = one.price is not None and budget is not None and one.price > budget
        if not too_small and not too_dear:
            wanted.add(one.reference)
    assert {fit.space.reference for fit in fits} == wanted
    away = [bool(ward) and compared(fit.space.ward) != compared(ward) for fit in fits]
    assert away == sorted(away)
