"""A round beside an earlier one: overall, and only those who answered both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from spoc_tui.casework.survey.distribution import Distribution, distribution, same_scale
from spoc_tui.casework.survey.question import Question
from spoc_tui.casework.survey.results import NOT_COUNTED, QuestionResult, Results, rated_as
from spoc_tui.casework.text import compared


class Matched(NamedTuple):
    """The organisations that rated a question in both rounds."""

    then: Distribution
    now: Distribution
    better: int
    same: int
    worse: int

    @property
    def n(self) -> int:
        return self.better + self.same + self.worse


class Change(NamedTuple):
    """A rated question beside what it was rated in the earlier round."""

    now: QuestionResult
    then: QuestionResult | None = None
    matched: Matched | None = None
    why_not: str = ""
    """Why the two are not compared; blank: they are."""


@dataclass(frozen=True)
class Beside:
    """The earlier round, and each rated question of the later one beside it."""

    then: Results
    matched_n: int
    """Organisations that answered both rounds."""
    changes: tuple[Change, ...]

    @property
    def why_not(self) -> str:
        """Why nothing of it is compared; blank: something may be."""
        return NOT_COUNTED if self.then.is_in_words_only else ""


def beside(now: Results, then: Results) -> Beside:
    """The later round beside the earlier one."""
    both = _organisations(now) & _organisations(then)
    return Beside(then, len(both), tuple(_change(one, now, then) for one in now.rated_questions))


def _organisations(of: Results) -> set[str]:
    return {one.organisation for one in of.respondents if one.organisation}


def _change(one: QuestionResult, now: Results, then: Results) -> Change:
    before = _asked_then(one.question, then)
    if before is None:
        return Change(one, why_not="it was not asked so then")
    if then.is_in_words_only:
        return Change(one, before, why_not=NOT_COUNTED)
    if before.rated is None:
        return Change(one, before, why_not="it was not rated then")
    if not same_scale(one.question.ratings, before.question.ratings):
        scale = ", ".join(before.question.ratings)
        return Change(one, before, why_not=f"its scale was another then ({scale})")
    return Change(one, before, _matched(one.question, before.question, now, then))


def _asked_then(question: Question, then: Results) -> QuestionResult | None:
    """The question of the same words, whatever its number was."""
    same = [one for one in then.questions if _words(one.question) == _words(question)]
    by_number = [one for one in same if one.number == question.number]
    return next(iter(by_number or same), None)


def _words(one: Question) -> str:
    return compared(one.words)


def _matched(question: Question, before: Question, now: Results, then: Results) -> Matched:
    scale = question.ratings
    places = {compared(rating): place for place, rating in enumerate(scale)}
    was = {
        one.organisation: one.ratings[before.number, ""]
        for one in then.respondents
        if one.organisation and _is_rated(one.ratings.get((before.number, "")), places)
    }
    its = [
        one
        for one in now.respondents
        if one.organisation in was and _is_rated(one.ratings.get((question.number, "")), places)
    ]
    moves = [
        places[compared(one.ratings[question.number, ""])] - places[compared(was[one.organisation])]
        for one in its
    ]
    return Matched(
        then=distribution((was[one.organisation] for one in its), scale),
        now=distribution(rated_as(its, question), scale),
        better=sum(move > 0 for move in moves),
        same=moves.count(0),
        worse=sum(move < 0 for move in moves),
    )


def _is_rated(rating: str | None, places: dict[str, int]) -> bool:
    return rating is not None and compared(rating) in places
