"""The counts of a round as rows, for the workbook and as CSV: what papers hide is hidden here."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.spreadsheets import as_text
from spoc_tui.casework.survey.results import NOT_COUNTED, is_few
from spoc_tui.reports.survey.said import UNDER

if TYPE_CHECKING:
    from spoc_tui.casework.survey.beside import Beside
    from spoc_tui.casework.survey.breakdown import Group
    from spoc_tui.casework.survey.distribution import Distribution
    from spoc_tui.casework.survey.papers import ResultsFacts
    from spoc_tui.casework.survey.results import QuestionResult, Results

Number = int | str
"""A count, or what is shown in its place."""
HIDDEN = "hidden"
AS_A_WHOLE = "as a whole"


class Count(NamedTuple):
    """One count of a round."""

    round: str
    question: int | str
    """Its number; blank: of the whole round."""
    what: str
    """answered, asked, rating, theme, size, ward …"""
    of: str
    """Of which directorate, among whom."""
    name: str
    """The rating, the theme, the size, the ward."""
    number: Number
    of_how_many: Number = ""


HEADS = ("round", "question", "what", "of", "name", "number", "of how many")


def results_csv(facts: ResultsFacts) -> bytes:
    """One tidy table; no cell of it is a formula."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(HEADS)
    for one in counts(facts):
        writer.writerow([as_text(cell) if isinstance(cell, str) else cell for cell in one])
    return file.getvalue().encode()


def counts(facts: ResultsFacts) -> Iterator[Count]:
    """Every count of the results that may be given out."""
    its = facts.reported.results
    reference = its.round.reference
    yield Count(reference, "", "answered", "", "", its.n)
    if its.is_in_words_only:
        for one in its.questions:
            yield Count(reference, one.number, "answers", "", "", NOT_COUNTED)
        return
    yield Count(reference, "", "answered", "", "without a name", its.anonymous, its.n)
    yield Count(reference, "", "answered", "", "asked by name", *_asked(its))
    for one in its.questions:
        yield from _question(reference, one)
    for what, groups in (("size", its.by_size), ("ward", its.by_ward)):
        yield from _groups(reference, what, groups, its)
    for other in facts.reported.besides:
        yield from _beside(reference, other)


def _asked(its: Results) -> tuple[Number, Number]:
    return its.asked_answered, len(its.round.asked)


def _question(reference: str, one: QuestionResult) -> Iterator[Count]:
    if one.rated is not None:
        yield from _rated(reference, one.number, AS_A_WHOLE, one.rated)
        for name, rated in one.by_directorate:
            yield from _rated(reference, one.number, name, rated)
    if one.question.how.takes_words:
        few = is_few(one.wrote)
        wrote: Number = UNDER if few else one.wrote
        yield Count(reference, one.number, "wrote", "", "", wrote)
        for each in one.themes if not few else ():
            yield Count(reference, one.number, "theme", "", each.theme, each.mentions, wrote)


def _rated(reference: str, number: int, of: str, rated: Distribution) -> Iterator[Count]:
    if is_few(rated.rated):
        yield Count(reference, number, "rated", of, "", UNDER)
        return
    for rating, count in zip(rated.scale, rated.counts, strict=True):
        yield Count(reference, number, "rating", of, rating, count, rated.rated)


def _groups(reference: str, what: str, groups: tuple[Group, ...], its: Results) -> Iterator[Count]:
    for group in groups:
        yield Count(reference, "", what, "answered", group.name, group.answered.plain, its.n)
        for one, each in zip(its.rated_questions, group.rated, strict=True):
            of = one.rated.rated if one.rated is not None else ""
            shown: Number = UNDER if isinstance(of, int) and is_few(of) else of
            yield Count(reference, one.number, what, "rated", group.name, each.rated.plain, shown)


def _beside(reference: str, other: Beside) -> Iterator[Count]:
    then = other.then.round.reference
    for one in other.changes:
        number = one.now.number
        if one.matched is None:
            why = NOT_COUNTED if other.why_not else "not compared"
            yield Count(reference, number, "change", f"beside {then}", one.why_not, why)
            continue
        its = one.matched
        if is_few(its.n):
            yield Count(reference, number, "change", f"beside {then}", "answered both", UNDER)
            continue
        for name, count in (("up", its.better), ("same", its.same), ("down", its.worse)):
            yield Count(reference, number, "change", f"beside {then}", name, count, its.n)
