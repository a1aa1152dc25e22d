"""What was answered to a round of the survey: each figure as figures.py defines it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from spoc_tui.casework.figures.numbers import percent
from spoc_tui.casework.survey.agreement import Agreement, Decided, agreement
from spoc_tui.casework.survey.breakdown import FEW, Group, by_size, by_ward
from spoc_tui.casework.survey.distribution import Distribution, distribution
from spoc_tui.casework.survey.question import Question, Share
from spoc_tui.casework.survey.respondents import Quote, Respondent
from spoc_tui.casework.text import fold

NOT_A_SAMPLE = (
    "Those who answered are who chose to answer, not a sample: they do not stand for the sector "
    "as a whole."
)
NOT_COUNTED = "not counted"
"""Of a round that is known in words only."""


class ThemeCount(NamedTuple):
    """A theme, and how many organisations mention it."""

    theme: str
    mentions: int


@dataclass(frozen=True)
class QuestionResult:
    """What was answered to one question."""

    question: Question
    rated: Distribution | None = None
    """As a whole; None: it is answered in words alone, or known in words only."""
    by_directorate: tuple[tuple[str, Distribution], ...] = ()
    """The directorates that anybody rated, by name."""
    wrote: int = 0
    """How many wrote something to it."""
    uncoded: int = 0
    """Of how many of those nobody coded the words yet."""
    no_theme: int = 0
    """How many were coded, and fit no theme."""
    themes: tuple[ThemeCount, ...] = ()
    """The most mentioned first."""
    agreement: Agreement = Agreement()  # noqa: RUF009
    quotes: tuple[Quote, ...] = ()

    @property
    def number(self) -> int:
        return self.question.number

    def share(self, theme: ThemeCount) -> int:
        """In whole percent of those who wrote."""
        return percent(theme.mentions, self.wrote)


class RoundOf(NamedTuple):
    """What the results need to know of a round."""

    uid: str
    reference: str
    title: str
    questions: tuple[Question, ...]
    in_words: int | None = None
    """How many answered, where it is known in words only."""
    asked: frozenset[str] = frozenset()
    """The organisations that were asked by name, and are not excused: each once."""


@dataclass(frozen=True)
class Results:
    """What was answered to a round."""

    round: RoundOf
    n: int = 0
    organisations: int = 0
    asked_answered: int = 0
    """How many of those who were asked by name answered."""
    second_voices: int = 0
    """Responses beside another of their organisation, of which only the words count."""
    questions: tuple[QuestionResult, ...] = ()
    by_size: tuple[Group, ...] = ()
    by_ward: tuple[Group, ...] = ()
    respondents: tuple[Respondent, ...] = field(default=(), repr=False)
    shares: tuple[Share, ...] = ()

    @property
    def anonymous(self) -> int:
        return self.n - self.organisations if not self.is_in_words_only else 0

    @property
    def is_in_words_only(self) -> bool:
        return self.round.in_words is not None

    @property
    def rate(self) -> int | None:
        """In whole percent, of those asked by name; None where nobody was."""
        asked = len(self.round.asked)
        return percent(self.asked_answered, asked) if asked else None

    @property
    def rated_questions(self) -> tuple[QuestionResult, ...]:
        return tuple(one for one in self.questions if one.rated is not None)


def results(of: RoundOf, found: Sequence[Respondent], shares: Iterable[Share] = ()) -> Results:
    """The results of a round, of who answered it."""
    its = sorted(of.questions, key=lambda one: one.number)
    if of.in_words is not None:
        questions = tuple(QuestionResult(one) for one in its)
        return Results(of, n=of.in_words, questions=questions, shares=tuple(shares))
    named = {one.organisation for one in found if one.organisation}
    given = _directorates(found)
    return Results(
        round=of,
        n=len(found),
        organisations=len(named),
        asked_answered=len(named & of.asked),
        second_voices=sum(one.voices - 1 for one in found),
        questions=tuple(_question(one, found, given.get(one.number, {})) for one in its),
        # Of few even the names of the groups would tell who they are.
        by_size=() if is_few(len(found)) else tuple(by_size(found, its)),
        by_ward=() if is_few(len(found)) else tuple(by_ward(found, its)),
        respondents=tuple(found),
        shares=tuple(shares),
    )


def rated_as(found: Iterable[Respondent], question: Question, directorate: str = "") -> list[str]:
    """The ratings that a question was given, of one directorate or as a whole."""
    place = (question.number, directorate)
    return [one.ratings[place] for one in found if place in one.ratings]


def is_few(number: int) -> bool:
    """Whether a paper does not say what so many answered: some did, and under five."""
    return 0 < number < FEW


def _question(
    question: Question, found: Sequence[Respondent], of_directorates: Mapping[str, list[str]]
) -> QuestionResult:
    number, scale = question.number, question.ratings
    wrote = [one for one in found if number in one.wrote]
    coded = [one for one in wrote if number in one.coded]
    themes = Counter(name for one in wrote for name in one.themes.get(number, ()))
    return QuestionResult(
        question,
        rated=distribution(rated_as(found, question), scale) if scale else None,
        by_directorate=tuple(_by_directorate(question, of_directorates)) if scale else (),
        wrote=len(wrote),
        uncoded=len(wrote) - len(coded),
        no_theme=sum(not one.themes.get(number) for one in coded),
        themes=tuple(
            ThemeCount(*one)
            for one in sorted(themes.items(), key=lambda each: (-each[1], fold(each[0]), each[0]))
        ),
        agreement=agreement(
            Decided((each.response, number), each.by, each.theme)
            for one in wrote
            for each in one.codings
            if each.number == number
        ),
        quotes=tuple(each for one in found for each in one.quotes if each.number == number),
    )


def _directorates(found: Sequence[Respondent]) -> Mapping[int, Mapping[str, list[str]]]:
    """By question and directorate the ratings that were given of it."""
    given: dict[int, dict[str, list[str]]] = {}
    for one in found:
        for (number, directorate), rating in one.ratings.items():
            if directorate:
                given.setdefault(number, {}).setdefault(directorate, []).append(rating)
    return given


def _by_directorate(
    question: Question, given: Mapping[str, list[str]]
) -> list[tuple[str, Distribution]]:
    names = sorted(given, key=lambda name: (fold(name), name))
    return [(name, distribution(given[name], question.ratings)) for name in names]
