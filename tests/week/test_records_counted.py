"""Which records a figure's names stand for."""

from __future__ import annotations

import pytest

from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.week.definitions import ALL_FIGURES
from spoc_tui.casework.week.facts import CountedEnquiry, WeekFacts
from spoc_tui.casework.week.records import Pointer, records_counted

DAYS = WorkingDays({})


@pytest.mark.parametrize("figure", [one.code for one in ALL_FIGURES])
def test_an_unknown_breakdown_is_refused_whether_there_are_records_or_not(figure: str) -> None:
    assert records_counted(WeekFacts(), DAYS, figure) == ()
    with pytest.raises(BadInput, match=f"{figure} is broken down by .*, not by nonsense"):
        records_counted(WeekFacts(), DAYS, figure, "nonsense", "C")


@pytest.mark.parametrize(("name", "found"), [("C", "1"), ("C++", "2"), ("c", "12")])
def test_a_name_is_the_one_that_is_written_so_before_those_like_it(name: str, found: str) -> None:
    facts = WeekFacts(
        received=[CountedEnquiry("1", "C", "", "", ""), CountedEnquiry("2", "C++", "", "", "")]
    )
    behind = records_counted(facts, DAYS, "enquiries.received", "topic", name)
    assert behind == tuple(Pointer("enquiry", uid) for uid in found)
