"""Who answered, and how they rated, by size and by ward: few are hidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spoc_tui.casework.figures.hiding import HIDDEN_TEXT
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
        section = tabled(title, rows, widths, heads, HIDDEN, sums=(1,), part=first > 0)
        upto = slice(first, first + A_TABLE)
        spoken = tuple(_spoken(one, some, one.rated[upto]) for one in groups)
        yield replace(section, spoken=spoken)


def _spoken(one: Group, numbers: Sequence[int], rated: Sequence[GroupRated]) -> str:
    """“micro: 5 answered. Question 1: 5 rated it (median ok).”"""
    parts = [f"{one.name}: {one.answered.described} answered."]
    for number, each in zip(numbers, rated, strict=True):
        median = f" (median {each.median})" if each.median else ""
        many = each.rated.described
        rated_it = many if many == HIDDEN_TEXT else f"{many} rated it{median}"
        parts.append(f"Question {number}: {rated_it}.")
    return " ".join(parts)


def rated_cell(one: GroupRated) -> str:
    """“12 (ok)”, “under 5”, “0”."""
    return f"{one.rated.described} ({one.median})" if one.median else one.rated.described
