"""Who answered by size and ward: counts under five are hidden, and others where they would tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from spoc_tui.casework.figures.figure import NOT_KNOWN
from spoc_tui.casework.figures.hiding import HIDDEN_TEXT, NO_COUNT, PublishedCount, parts_of
from spoc_tui.casework.organisations.profile import SizeBand
from spoc_tui.casework.survey.distribution import distribution
from spoc_tui.casework.survey.question import Question
from spoc_tui.casework.survey.respondents import Respondent
from spoc_tui.casework.text import fold

FEW = 5
"""Of fewer than this nothing is said in public: who they are could be told by it."""


class GroupRated(NamedTuple):
    """How the organisations of one group rated one question."""

    rated: PublishedCount
    median: str
    """Blank: hidden, or nobody rated it."""


class Group(NamedTuple):
    """The organisations of one size, or of one ward."""

    name: str
    answered: PublishedCount
    rated: tuple[GroupRated, ...]
    """Of each rated question, in their order."""


def by_size(found: Sequence[Respondent], questions: Sequence[Question]) -> list[Group]:
    """The sizes that there are, the smallest first, then of which it is not known."""
    order = [*(one.words for one in SizeBand if one is not SizeBand.UNKNOWN), NOT_KNOWN]
    groups = _groups(found, questions, _size)
    return sorted(groups, key=lambda one: order.index(one.name))


def by_ward(found: Sequence[Respondent], questions: Sequence[Question]) -> list[Group]:
    """The wards by name, then of which it is not known."""
    groups = _groups(found, questions, lambda one: one.ward or NOT_KNOWN)
    return sorted(groups, key=lambda one: (one.name == NOT_KNOWN, fold(one.name), one.name))


def _size(one: Respondent) -> str:
    return NOT_KNOWN if one.size is SizeBand.UNKNOWN else one.size.words


def _groups(
    found: Sequence[Respondent],
    questions: Sequence[Question],
    group_of: Callable[[Respondent], str],
) -> list[Group]:
    """A group that is hidden among those who answered is hidden in each question, too."""
    of_each = [(group_of(one), one) for one in found]
    answered = _published(Counter(name for name, _ in of_each))
    names = list(answered)
    rated = [_rated(one, of_each, answered) for one in questions if one.ratings]
    return [Group(name, answered[name], tuple(one[name] for one in rated)) for name in names]


def _rated(
    question: Question,
    of_each: Sequence[tuple[str, Respondent]],
    answered: dict[str, PublishedCount],
) -> dict[str, GroupRated]:
    ratings = {name: list[str]() for name in answered}
    for name, one in of_each:
        if rating := one.ratings.get((question.number, "")):
            ratings[name].append(rating)
    its = {name: distribution(given, question.ratings) for name, given in ratings.items()}
    counts = _published(Counter({name: each.rated for name, each in its.items()}))
    made = dict[str, GroupRated]()
    for name, each in its.items():
        part = counts.get(name, NO_COUNT)
        if part.number is not None and answered[name].number is None:
            part = PublishedCount(None, HIDDEN_TEXT)
        made[name] = GroupRated(part, "" if part.number is None else each.median)
    return made


def _published(counts: Counter[str]) -> dict[str, PublishedCount]:
    return parts_of(counts, hide_few=True, few=FEW)
