"""What one response says to one question, and under which themes somebody put it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spoc_tui.casework.kinds.fields import Linked, day, line, link, number, text, yes_no
from spoc_tui.casework.kinds.record import RecordRow
from spoc_tui.casework.survey.question import MOST_QUESTIONS


@dataclass(frozen=True, kw_only=True, repr=False)
class Answer(RecordRow):
    """The answer to one question; to one that is rated by directorate, that of one of them."""

    number: int = number(
        "Question", "its number", needed=True, least=1, most=MOST_QUESTIONS, counts=None
    )
    directorate: Linked | None = link("Directorate", "directorate", "of which it says this")
    rating: str = line("Rating", "one of the question’s scale; blank: none was given", said=True)
    words: str = text("Words", "in their own words", searched=True, personal=True, column=0)
    quoted: bool | None = yes_no(
        "May be quoted",
        "once you read it: it names nobody, and alleges nothing",
        denied="not to be quoted",
    )

    @property
    def place(self) -> tuple[int, str]:
        """Which question it answers, and of which directorate; each is answered once."""
        return self.number, self.directorate.uid if self.directorate else ""


@dataclass(frozen=True, kw_only=True, repr=False)
class Coding(RecordRow):
    """That somebody put the words to one question under a theme, or under none."""

    number: int = number(
        "Question", "its number", needed=True, least=1, most=MOST_QUESTIONS, counts=None
    )
    theme: Linked | None = link("Theme", "theme", "blank: it fits none", column=0)
    by: str = line("By", "who coded it", needed=True, personal=True)
    on: date = day("On", "the day", needed=True, past=True)
