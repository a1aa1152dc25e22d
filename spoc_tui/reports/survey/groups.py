"""Who answered, and how they rated, by size and by ward: few are hidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spoc_tui.casework.survey.breakdown import FEW
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.documents.plain_paper import tabled

if TYPE_CHECKING:
    from spoc_tui.casework.survey.breakdown import Group, GroupRated
    from spoc_tui.casework.survey.results import Results

A_TABLE = 4
"""So many questions are in one table."""
HIDDEN = (
    f"Of each question: how many rated it, and in brackets the median. Counts of under {FEW} are "
    "hidden, and others where they would tell those.",
)


def group_sections(its: Results) -> Iterator[Section]:
    """By size and by ward, of some questions in each table."""
    numbers = [one.number for one in its.rated_questions]
    for title, groups in (("By size", its.by_size), ("By ward", its.by_ward)):
        if groups:
            yield from _tables(title, groups, numbers)


def _tables(title: str, groups: Sequence[Group], numbers: Sequence[int]) -> Iterator[Section]:
    for first in range(0, max(1, len(numbers)), A_TABLE):
        some = numbers[first : first + A_TABLE]
        rows = [
            (
                one.name,
                one.answered.described,
                *(rated_cell(each) for each in one.rated[first : first + A_TABLE]),
            )
            for one in groups
        ]
        each = 56 // len(some) if some else 0
        widths = (100 - 12 - each * len(some), 12, *(each for _ in some))
        heads = ("", "Answered", *(f"Question {number}" for number in some))
        yield tabled(title, rows, widths, heads, HIDDEN, sums=(1,), part=first > 0)


def rated_cell(one: GroupRated) -> str:
    """“12 (ok)”, “under 5”, “0”."""
    return f"{one.rated.described} ({one.median})" if one.median else one.rated.described
