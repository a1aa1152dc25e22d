"""The form of a round: to print and fill in by hand or in Word, and as a page (form_page.py)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.survey.form import (
    BOX,
    IN_WORDS,
    MAY_QUOTE,
    NO_NAME,
    OF_EACH,
    ORGANISATION,
    TICK_ONE,
    heading_of,
)
from spoc_tui.reports.documents.document import Section, Table
from spoc_tui.reports.documents.plain_paper import paper
from spoc_tui.reports.survey.form_page import page

if TYPE_CHECKING:
    from spoc_tui.casework.survey.form import FormFacts
    from spoc_tui.casework.survey.question import Question
    from spoc_tui.casework.survey.round import Round
    from spoc_tui.reports.documents.document import Document

WHOLE = 100
NAME_WIDTH, FIRST_WIDTH = 40, 20
"""Of a column of names, and of the first of a row of boxes."""
LINES, FEW_LINES = 5, 3
"""How many lines there are to write on, and where a rating is asked too."""


def form(facts: FormFacts) -> Document:
    """The form; refused for a round that has no questions, or is known in words only."""
    one = facts.round
    require_asked(one)
    sections = [
        Section("About this survey", lines=tuple(about(facts))),
        *(part for each in one.questions for part in _asked(each, facts)),
        _who(),
        Section("Thank you", lines=(f"Survey {one.reference}. {BACK} {AFTERWARDS}",)),
    ]
    title = f"Survey: {one.title}"
    made = paper(title, until(facts), facts.today, facts.officer, sections)
    return replace(made, page=page(facts, tuple(about(facts)), until(facts), AFTERWARDS))


def require_asked(one: Round) -> None:
    """Refuses a round that asks nothing."""
    if one.is_in_words_only or not one.questions:
        why = "is known in words only" if one.is_in_words_only else "has no questions yet"
        raise Refused(f"{one.reference} ({one.title}) {why}: there is no form to send.")


BACK = "Please give it or send it back to whoever sent it to you."
AFTERWARDS = (
    "Everybody who answers hears what came of it; those who answer without a name, by what is sent "
    "to all."
)


def until(facts: FormFacts) -> str:
    """By when it is to be answered."""
    last = facts.round.last_day
    return f"Please answer by {show_day(last)}." if last else "Please answer soon."


def about(facts: FormFacts) -> Iterator[str]:
    """Who asks, how it is used, and how it is kept."""
    one = facts.round
    yield f"{one.source or 'The council’s single point of contact for the sector'} asks."
    yield (
        f"{len(one.questions)} questions; skip what you cannot say. Answers are counted together, "
        "each organisation once. Groups of fewer than five are not shown apart. Your words are "
        "printed only if you say below that they may be, and never with a name in them: please "
        "name no person."
    )
    yield (
        "What you answer is kept with the records of the council’s contact with the sector, and "
        "used for nothing else. Ask us to see it, to correct it or to take it out."
    )


def _asked(one: Question, facts: FormFacts) -> Iterator[Section]:
    """A question, with boxes to tick and lines to write on."""
    heading = heading_of(one)
    if one.how.rates:
        boxes = (TICK_ONE, *(f"{BOX} {each}" for each in one.ratings))
        room = (WHOLE - FIRST_WIDTH) // len(one.ratings)
        yield Section(heading, Table((boxes,), (FIRST_WIDTH, *[room] * len(one.ratings))))
        heading = ""
        if one.by_directorate and facts.directorates:
            room = (WHOLE - NAME_WIDTH) // len(one.ratings)
            rows = tuple((name, *[BOX] * len(one.ratings)) for name in facts.directorates)
            widths = (NAME_WIDTH, *[room] * len(one.ratings))
            heads = ("Directorate", *one.ratings)
            yield Section(OF_EACH, Table(rows, widths, heads), part=True)
    if one.how.takes_words:
        lines = FEW_LINES if one.how.rates else LINES
        table = Table((("",),) * lines, (WHOLE,), by_hand=(0,))
        yield Section(heading or IN_WORDS, table, part=not heading)


def _who() -> Section:
    rows = (
        (f"{ORGANISATION} ({NO_NAME})", ""),
        (f"{MAY_QUOTE}, without your name", f"{BOX} yes   {BOX} no"),
    )
    return Section("Who answers", Table(rows, (NAME_WIDTH, WHOLE - NAME_WIDTH), by_hand=(1,)))
