"""The bulletin to everybody who answered: what was asked and said, what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.survey.results import NOT_A_SAMPLE, is_few
from spoc_tui.casework.text import counted
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.documents.plain_paper import paper, tabled
from spoc_tui.reports.fitting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spoc_tui.casework.survey.papers import ResultsFacts
    from spoc_tui.casework.survey.results import QuestionResult
    from spoc_tui.reports.documents.document import Document

LONGEST_QUESTION = 200
MOST_THEMES = 5
NOT_YET = "We do not know yet. You hear from us as soon as it is decided."
NOTHING_CODED = "What was written is still being read."


def bulletin(facts: ResultsFacts) -> Document:
    """Short enough for an e-mail to all."""
    of = facts.reported
    its = of.results
    known = "in words only" if its.is_in_words_only else ""
    thanks = f"{counted(its.n, 'answer')} came in{f', known {known}' if known else ''}. Thank you."
    if its.anonymous:
        thanks += " Those who gave no name are among them."
    rows = [
        (short(one.question.words, LONGEST_QUESTION), " ".join(_said(one, known=bool(known))))
        for one in its.questions
    ]
    came = [line for line in of.came.splitlines() if line] or [NOT_YET]
    if of.concluded is not None:
        came.insert(0, f"As of {show_day(of.concluded)}:")
    sections = [
        Section("You answered", lines=(thanks, NOT_A_SAMPLE)),
        tabled("What was asked, and what was said", rows, (45, 55), ("We asked", "You said")),
        Section("What comes of it", lines=tuple(came)),
    ]
    title = f"Pulse survey, {of.title}: what you told us"
    notice = "From your single point of contact at the council."
    return paper(title, notice, facts.today, facts.officer, sections)


def _said(one: QuestionResult, *, known: bool) -> Iterator[str]:
    if known:
        yield one.question.summary or "Nothing is known of it."
        return
    if one.rated is not None:
        if is_few(one.rated.rated):
            yield "Too few rated it for us to say how."
        elif one.rated.rated:
            yield f"{one.rated.rated:,} rated it; the one in the middle: {one.rated.median}."
        else:
            yield "Nobody rated it."
    if not one.question.how.takes_words:
        return
    if is_few(one.wrote):
        yield "Too few wrote something for us to say what."
    elif one.themes:
        most = ", ".join(
            f"{each.theme} ({each.mentions:,} of {one.wrote:,})"
            for each in one.themes[:MOST_THEMES]
        )
        more = len(one.themes) - MOST_THEMES
        yield f"Mentioned most: {most}{f', and {more:,} more' if more > 0 else ''}."
    elif one.wrote:
        yield NOTHING_CODED
