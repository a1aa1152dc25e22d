"""What is said on the telephone to somebody who answers a round: word for word, with what to put
down.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.reports.documents.document import Section, Table
from spoc_tui.reports.documents.plain_paper import paper
from spoc_tui.reports.survey.form import require_asked

if TYPE_CHECKING:
    from spoc_tui.casework.survey.form import FormFacts
    from spoc_tui.casework.survey.question import Question
    from spoc_tui.reports.documents.document import Document

MINUTES = 3
LINES = 3


def script(facts: FormFacts) -> Document:
    """The script; refused for a round that asks nothing."""
    one = facts.round
    require_asked(one)
    sections = [
        Section("To begin", lines=tuple(_greeting(facts))),
        *(part for each in one.questions for part in _asked(each)),
        Section("At the end", lines=tuple(_ending())),
    ]
    title = f"On the telephone: {one.title}"
    last = one.last_day
    notice = f"To ring until {show_day(last)}." if last else "To ring soon."
    return paper(title, notice, facts.today, facts.officer, sections)


def _greeting(facts: FormFacts) -> Iterator[str]:
    many = len(facts.round.questions)
    asks = facts.round.source or "the council’s contact for the sector"
    yield f"“Hello, I ring for {asks}.”"
    yield (
        f"“We ask organisations {many} question{'' if many == 1 else 's'}: {MINUTES} minutes. Your "
        "answers are counted with those of others. Is now a good time, or when may I ring again?”"
    )
    yield "Write down: the organisation, and who speaks for it. With no name it is anonymous."


def _asked(one: Question) -> Iterator[Section]:
    """A question as it is read out, its ratings by their digits, and room for the words."""
    said = [f"“{one.words}”"]
    if one.how.rates:
        digits = ", ".join(f"{place} {each}" for place, each in enumerate(one.ratings, 1))
        said.append(f"“Would you say: {', '.join(one.ratings)}?” Ring round one: {digits}.")
        said.append("Where it is none of them, ring round nothing, and write down what they say.")
        if one.by_directorate:
            said.append("“Is it another with any one directorate?” Write down which, and how.")
    if one.how.takes_words and one.how.rates:
        said.append("“What makes you say so?”")
    yield Section(f"Question {one.number}", lines=tuple(said))
    if one.how.takes_words:
        table = Table((("",),) * LINES, (100,), by_hand=(0,))
        yield Section("In their own words", table, part=True)


def _ending() -> Iterator[str]:
    yield "“May we print what you said, without your name?” Ring round one: yes, no."
    yield "“You will hear what comes of it. Thank you.”"
