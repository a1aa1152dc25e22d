"""What one organisation, or somebody without a name, answered to a round of the survey; and under
which themes their words were put.

What is done about it is in coding.py; whether it can be what was answered in answering.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.kinds.fields import (
    Linked,
    choice,
    day,
    line,
    link,
    rows,
    text,
    yes_no,
)
from spoc_tui.casework.kinds.kind import Kind
from spoc_tui.casework.kinds.record import DeclaredRecord, RecordRow
from spoc_tui.casework.organisations.profile import SizeBand
from spoc_tui.casework.survey import answering, coding
from spoc_tui.casework.survey.answer import Answer, Coding
from spoc_tui.casework.survey.lists import ANSWERS
from spoc_tui.casework.survey.question import Question
from spoc_tui.casework.survey.steps import ResponseStep, Way

if TYPE_CHECKING:
    from spoc_tui.casework.feedback.feedback import Feedback


@dataclass(frozen=True, kw_only=True, repr=False)
class ItsRound(RecordRow):
    """What a response needs to know of its round."""

    opened: date = day("Opens", needed=True)
    last_day: date | None = day("Last day")


@dataclass(frozen=True, kw_only=True, repr=False)
class Response(DeclaredRecord):
    """One set of answers."""

    round: Linked = link("Round", "round", "that it answers", needed=True, column=18)
    organisation: Linked | None = link(
        "Organisation", "organisation", "that answers; blank: without a name", column=0
    )
    person: str = line("Person", "who answered for it", searched=True, personal=True)
    way: Way | None = choice("Way", Way, "phone, online, paper, email or meeting", column=12)
    received: date = day("Received", "the day", needed=True, past=True, column=10)
    second: bool | None = yes_no(
        "Second voice",
        "whether another response speaks for the organisation: its words count, its ratings do not",
    )
    may_quote: bool | None = yes_no("May be quoted", "whether they agreed to that")
    answers: tuple[Answer, ...] = rows("Answers", Answer)
    notes: str = text("Notes", "what is to be remembered", searched=True)
    size: SizeBand | None = choice("Size then", SizeBand, typed=False)
    ward: str = line("Ward then", typed=False)
    came_as: str = line("Came as", typed=False, most=500)
    codings: tuple[Coding, ...] = rows("Coded", Coding, typed=False)
    questions: tuple[Question, ...] = ()
    its_round: ItsRound | None = None
    actions: tuple[Feedback, ...] = ()
    """What came of it: the first begun first."""

    @property
    def subject(self) -> str:
        return f"{self.round.name}, {show_day(self.received)}"

    @property
    def who(self) -> str:
        return self.organisation.name if self.organisation else "without a name"

    @property
    def day(self) -> date:
        return self.received

    @property
    def is_late(self) -> bool:
        """Whether it came after the last day; it counts, and is marked."""
        last = self.its_round.last_day if self.its_round else None
        return last is not None and self.received > last

    @property
    def written(self) -> tuple[int, ...]:
        """The numbers of the questions that it answers in words."""
        return tuple(sorted({one.number for one in self.answers if one.words}))

    @property
    def uncoded(self) -> tuple[int, ...]:
        """Those of them whose words nobody has put under a theme."""
        coded = {one.number for one in self.codings}
        return tuple(number for number in self.written if number not in coded)

    def words_to(self, number: int) -> str:
        """What it says to a question, of directorates each on its own line."""
        said = [one for one in self.answers if one.number == number and one.words]
        return "\n".join(
            f"{one.directorate.name}: {one.words}" if one.directorate else one.words for one in said
        )

    def coded(self, number: int, by: str = "") -> tuple[Coding, ...]:
        """The codings of its words to a question; by one person, where they are named."""
        its = (one for one in self.codings if one.number == number)
        return tuple(one for one in its if not by or one.by == by)


def settle(one: Response) -> ResponseStep:
    """Set aside where it does not count; coded once all its words are under themes, or none."""
    if not one.is_open:
        return ResponseStep.SET_ASIDE
    if not any(each.rating or each.words for each in one.answers):
        return ResponseStep.BLANK
    return ResponseStep.TO_CODE if one.uncoded else ResponseStep.CODED


def says(one: Response) -> Iterator[tuple[str, str, str]]:
    """That it came late, and what is to be coded."""
    late = ""
    if one.is_late and one.its_round and one.its_round.last_day:
        late = f"after the last day, {show_day(one.its_round.last_day)}; it counts"
    yield "late", "Late", late
    yield "to_code", "To code", ", ".join(f"question {number}" for number in one.uncoded)


def likely(one: Response) -> Iterator[str]:
    """Coding, then whether it may be quoted."""
    if one.uncoded:
        yield "code"
    yield "quote"


KIND = Kind(
    code="response",
    letters="RSP",
    called="response",
    plural="responses",
    record=Response,
    area="survey",
    steps=ResponseStep,
    acts=coding.ACTS,
    likely=likely,
    settle=settle,
    fits=answering.fits,
    answers="round",
    lists=(ANSWERS,),
    copies=("size", "ward"),
    says=says,
    brings={"questions": ("round", Question)},
    sees={"its_round": ("round", ItsRound)},
    actions_in="actions",
    own=("round",),
    leads_to=("feedback", "enquiry", "story"),
)
