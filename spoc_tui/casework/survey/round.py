"""A round of the pulse survey: the questions, who was asked, how many answered, and what came of it
that everybody who answered is to hear.

What is done about it is in concluding.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.clocks import after, working_days_after
from spoc_tui.casework.kinds.fields import day, line, number, rows, text, yes_no
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.survey import asking, concluding
from spoc_tui.casework.survey.dated import AGAIN, CODED, OPEN, REMINDED, number_on
from spoc_tui.casework.survey.form import FORM, SCRIPT
from spoc_tui.casework.survey.papers import BULLETIN, RESULTS
from spoc_tui.casework.survey.question import FOUR, Question, Share, require_questions
from spoc_tui.casework.survey.steps import Role, RoundStep
from spoc_tui.casework.text import compared, counted, names_in_short

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.party import Party


class Tally(NamedTuple):
    """What there is of a round, in numbers; responses that were set aside are in none of them."""

    responses: int = 0
    organisations: int = 0
    """How many answered, each once."""
    anonymous: int = 0
    uncoded: int = 0
    """How many answers have words that nobody has put under a theme."""
    unfollowed: tuple[str, ...] = ()
    """The themes of what was suggested of which no feedback action has begun."""
    ever: int = 0
    """How many responses there are, with those that were set aside."""
    first: date | None = None
    """The day on which the first of those was received."""
    twice: tuple[str, ...] = ()
    """The organisations of which several responses stand, none as a second voice: two that were
    merged answered both. Each with its responses.
    """
    since_told: int = 0
    """How many came once everybody had been told."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Round(DeclaredRecord):
    """One time that the survey is asked."""

    title: str = line("Title", "autumn 2026", needed=True, searched=True, column=0)
    opened: date = day("Opens", "the first day for answers", needed=True, column=10)
    closes: date | None = day("Closes", "the last day; blank: worked out from the first")
    baseline: bool | None = yes_no("Baseline", "whether later rounds are compared with it")
    source: str = line("Who asks", "where it was somebody else: the committee", searched=True)
    whom: str = text("Who is asked", "in words, beside those that are named", searched=True)
    in_words: int | None = number(
        "Answered", "how many did, where the answers are known in words only", counts=None
    )
    questions: tuple[Question, ...] = rows("Questions", Question, "none: as last time")
    shares: tuple[Share, ...] = rows("Other surveys", Share, "what is known of them")
    notes: str = text("Notes", "what is to be remembered", searched=True)
    last_day: date | None = day("Last day", typed=False, column=10)
    remind_on: date | None = day("Remind on", typed=False)
    remind_again: date | None = day("Remind again", typed=False)
    code_by: date | None = day("Code by", typed=False)
    working: str = text("How counted", typed=False)
    concluded: date | None = day("Concluded", typed=False)
    came: str = text("What came of it", typed=False, searched=True)
    told: date | None = day("All told", typed=False)
    told_how: str = line("How told", typed=False)
    tally: tuple[Tally, ...] = ()

    @property
    def subject(self) -> str:
        return self.title

    @property
    def counts(self) -> Tally:
        """What there is of it."""
        return self.tally[0] if self.tally else Tally()

    @property
    def is_in_words_only(self) -> bool:
        """Whether no answers of it are here, but what is known of them."""
        return self.in_words is not None

    @property
    def asked(self) -> tuple[Party, ...]:
        """Those who were asked by name, and not excused."""
        return tuple(one for one in self.parties if one.asked is not None and not one.excused)

    @property
    def asked_once(self) -> int:
        """How many they are: of two that were merged one."""
        its = (one.organisation for one in self.asked)
        named = {self.read_as(each) for each in its if each is not None}
        return len(named) + sum(one.organisation is None for one in self.asked)

    @property
    def is_asked(self) -> bool:
        """Whether anybody was asked by name, excused since or not."""
        return any(one.asked is not None for one in self.parties)

    @property
    def silent(self) -> tuple[Party, ...]:
        """Those of them who have not answered."""
        return tuple(one for one in self.parties if one.is_silent)

    def question(self, number: int) -> Question:
        """The question of a number; BadInput with those there are."""
        for one in self.questions:
            if one.number == number:
                return one
        there = ", ".join(str(one.number) for one in self.questions) or "none yet"
        raise BadInput(
            f"{self.reference} has no question {number}. It has: {there}.", field="answers"
        )


def asked_again(last: Round | None) -> Mapping[str, Any]:
    """The questions of a new round: those of the last one, so that the two can be compared; at
    first the four of 2019.
    """
    if last is None or not last.questions:
        return {"questions": FOUR}
    return {"questions": tuple(replace(one, uid="", summary="") for one in last.questions)}


def check(one: Round) -> None:
    """It does not close before it opens; its questions can be told apart."""
    require_order(one.opened, one.closes, "It cannot close before it opens", "closes")
    require_questions(one.questions)


def fits(was: Round | None, now: Round) -> None:
    """What was answered stays answered: a question that has answers is not made another."""
    its = was.counts if was is not None else Tally()
    if was is None or not its.ever:
        return
    came = f"{counted(its.ever, 'response')} came in"
    if now.in_words is not None and was.in_words is None:
        raise BadInput(
            f"{came}: it is not known in words only. That is for a survey whose answers are not "
            "here.",
            field="in_words",
        )
    if its.first is not None and now.opened > its.first:
        raise BadInput(
            f"{came}, the first on {show_day(its.first)}: it opened by then.", field="opened"
        )
    if was.questions == now.questions:
        return
    left = {one.number: _asked_as(one) for one in now.questions}
    for one in was.questions:
        if left.get(one.number) != _asked_as(one):
            raise BadInput(
                f"{came}: question {one.number} stays as it was asked, with its words and scale. "
                "Ask the other in the next round.",
                field="questions",
            )


def _asked_as(one: Question) -> tuple[object, ...]:
    """What those who answered were asked."""
    return compared(one.words), one.how, one.ratings, bool(one.by_directorate)


def works_out(one: Round, days: WorkingDays, figures: Sequence[DatedFigure]) -> Mapping[str, Any]:
    """Its last day, when those who have not answered are reminded, by when answers are coded."""
    if one.is_in_words_only:
        return {"last_day": one.closes}
    working, found = [], dict[str, date | None]()
    found["last_day"] = one.closes
    if one.closes is None:
        within, source = number_on(figures, OPEN, one.opened)
        working.append(source)
        if within:
            by = after("Opens", one.opened, within, "days")
            found["last_day"], working = by.day, [by.working, source]
    for name, figure in (("remind_on", REMINDED), ("remind_again", AGAIN)):
        on, source = number_on(figures, figure, one.opened)
        found[name] = one.opened + timedelta(days=on - 1) if on else None
        working.append(source)
    last = found["last_day"]
    within, source = number_on(figures, CODED, one.opened)
    if last is not None and within:
        by = working_days_after("Last day", last, within, days)
        found["code_by"] = by.day
        working.append(by.working)
    working.append(source)
    return {**found, "working": "\n".join(working)}


def settle(one: Round) -> RoundStep:
    """Told once everybody who answered was; closed where it was closed without."""
    if one.told is not None:
        return RoundStep.TOLD
    if one.is_in_words_only:
        return RoundStep.IN_WORDS_ONLY
    if not one.is_open:
        return RoundStep.CLOSED
    return RoundStep.OPEN if one.concluded is None else RoundStep.CONCLUDED


def due(one: Round, days: WorkingDays) -> Iterator[Due]:
    """Whom to ring, small ones first; what is to be coded and followed; that they are told."""
    if one.is_in_words_only:
        return
    its = one.counts
    so_far = counted(its.responses, "response")
    if one.told is not None:
        return
    if one.concluded is not None:
        yield Due("tell all", one.concluded, f"{so_far} came in")
        return
    if not one.questions:
        yield Due("questions", one.opened, "it has none yet")
        return
    last = one.last_day or one.opened
    if one.silent:
        waiting = f"{so_far}; not answered: {names_in_short(each.who for each in one.silent)}"
        for on in filter(None, (one.remind_on, one.remind_again)):
            if on <= last and any((each.reminded or each.asked or on) < on for each in one.silent):
                yield Due("remind", on, waiting)
                break
    yield Due("closes", last, f"{so_far} so far", show=one.remind_again or one.opened)
    if its.twice:
        yield Due("two answers", one.code_by or last, said_twice(its.twice), show=one.opened)
    if its.uncoded:
        uncoded = f"{counted(its.uncoded, 'answer')} to put under themes"
        yield Due("code", one.code_by or last, uncoded, show=one.opened)
    if its.unfollowed:
        themes = names_in_short(its.unfollowed)
        yield Due("begin action", one.code_by or last, f"suggested, and no action yet: {themes}")


def says(one: Round) -> Iterator[tuple[str, str, str]]:
    """How many answered, of how many asked, and what is left to do with it."""
    its = one.counts
    if one.is_in_words_only:
        known = f"{one.in_words:,} answered; " if one.in_words is not None else ""
        yield "so_far", "So far", f"{known}what they answered was not counted"
    else:
        of = f" ({one.asked_once:,} asked by name)" if one.asked else ""
        anonymous = f", {its.anonymous:,} without a name" if its.anonymous else ""
        yield "so_far", "So far", f"{counted(its.responses, 'response')}{of}{anonymous}"
    yield "twice", "Twice", said_twice(its.twice) if its.twice else ""
    yield "to_code", "To code", counted(its.uncoded, "answer") if its.uncoded else ""
    followed = names_in_short(its.unfollowed) if its.unfollowed else ""
    yield "to_follow", "To follow up", followed
    late = f"{counted(its.since_told, 'response')}: tell them too" if its.since_told else ""
    yield "since_told", "Came since", late


def said_twice(twice: Sequence[str]) -> str:
    """Whose responses are to be looked at: the latest counts until then."""
    return f"{names_in_short(twice)}: set one aside, or say it is a second voice"


def said_early(one: Round, today: date) -> str:
    """That results which are issued now will have others after them; blank: all is in."""
    if one.is_in_words_only or not one.is_open or one.concluded is not None:
        return ""
    so_far = counted(one.counts.responses, "response") if one.counts.responses else "no response"
    if one.last_day is not None and today <= one.last_day:
        return f"It is open until {show_day(one.last_day)}, with {so_far} so far."
    return "" if one.counts.responses else "Nobody has answered it."


def outcome(one: Round) -> date | None:
    """The day on which it was said what came of it."""
    return one.concluded


def likely(one: Round) -> Iterator[str]:
    """Asking, reminding, concluding, telling."""
    if one.concluded is not None:
        yield from ("tell-all", "close")
    elif one.silent:
        yield from ("remind", "ask-many", "ask", "conclude")
    else:
        yield from ("ask-many", "ask", "conclude")


KIND = Kind(
    code="round",
    letters="RND",
    called="round",
    plural="rounds",
    record=Round,
    area="survey",
    steps=RoundStep,
    acts=(asking.ask_many, *concluding.ACTS),
    likely=likely,
    settle=settle,
    check=check,
    fits=fits,
    as_before=asked_again,
    works_out=works_out,
    due=due,
    says=says,
    roles=Role,
    distinct="title",
    answered_by="response",
    papers=(FORM, SCRIPT, RESULTS, BULLETIN),
    outcome=outcome,
    comes_by="say what came of it (“conclude”)",
    reads=("tally",),
    leads_to=("response", "feedback", "meeting"),
)
