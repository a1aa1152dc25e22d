"""What the partnership board, or the Health and Wellbeing Board, was asked to assure: by when it
answers, what it said, whether that is enough, and when the next update is due.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.kinds.act import Act, Change, act
from spoc_tui.casework.kinds.clocks import working_days_before
from spoc_tui.casework.kinds.fields import Linked, choice, day, line, link, rows, text
from spoc_tui.casework.kinds.kind import TIDY, Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord, RecordRow
from spoc_tui.casework.kinds.shared_acts import reopen
from spoc_tui.casework.prescribing import papers
from spoc_tui.casework.prescribing.dated import BOARD, number_on
from spoc_tui.casework.prescribing.steps import AssuranceStep, Satisfied
from spoc_tui.casework.records.require import require_order

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now


@dataclass(frozen=True, kw_only=True, repr=False)
class Reply(RecordRow):
    """What was answered, and whether it is enough."""

    on: date = day("Answered", "the day", needed=True, past=True)
    words: str = text("Answer", "what was said", needed=True, searched=True, column=0)
    satisfied: Satisfied = choice("Satisfied", Satisfied, "yes, partly or no", needed=True)
    said_by: str = line("Said by", "who answered", personal=True)


@dataclass(frozen=True, kw_only=True, repr=False)
class Assurance(DeclaredRecord):
    """Something that a board was asked to assure, and what it answered."""

    words: str = line(
        "What", "what is to be assured", needed=True, searched=True, column=0, most=1_000
    )
    asked_of: str = line(
        "Asked of",
        "a team or partner, or a board in words",
        needed=True,
        searched=True,
        names=("team",),
    )
    team: Linked | None = link("Team", "team", "that answers, where it is one on record")
    asked: date = day("Asked on", "the day", needed=True, past=True)
    answer_by: date | None = day("Answer by", "blank: before the board meets")
    board: date | None = day("Board meets", "the meeting before which it is to be known")
    next_update: date | None = day("Next update", "when the next one is due")
    asked_in: str = line("Asked in", "recommendation 2b, a decision")
    notes: str = text("Notes", "what is to be remembered; never of a patient", searched=True)
    replies: tuple[Reply, ...] = rows("Answers", Reply, typed=False)
    by_board: date | None = day("In time for the board", typed=False)
    working: str = text("How counted", typed=False)

    @property
    def subject(self) -> str:
        return self.words

    @property
    def last_reply(self) -> Reply | None:
        """What was answered last."""
        return max(reversed(self.replies), key=lambda one: one.on, default=None)

    @property
    def update_by(self) -> date | None:
        """By when the next update is due: on its own day, or in time for the board."""
        last = self.last_reply
        if last is None:
            return None
        coming = [self.by_board] if self.board and self.board > last.on else []
        return min(filter(None, (self.next_update, *coming)), default=None)


def check(one: Assurance) -> None:
    """Nothing is due before it was asked."""
    require_order(one.asked, one.answer_by, "It is not answered before it was asked", "answer_by")
    require_order(one.asked, one.board, "The board met before it was asked", "board")
    require_order(one.asked, one.next_update, "No update is due before that", "next_update")


def works_out(
    one: Assurance, days: WorkingDays, figures: Sequence[DatedFigure]
) -> Mapping[str, Any]:
    """The last day on which an answer is in time for the board."""
    if one.board is None:
        return {"by_board": None, "working": ""}
    within, source = number_on(figures, BOARD, one.board)
    by = working_days_before("Board meets", one.board, within, days)
    return {"by_board": by.day, "working": f"{by.working}\n{source}"}


def settle(one: Assurance) -> AssuranceStep:
    """As the last answer leaves it."""
    if not one.is_open:
        return AssuranceStep.CLOSED
    if one.last_reply is None:
        return AssuranceStep.ASKED
    enough = one.last_reply.satisfied is Satisfied.YES
    return AssuranceStep.ASSURED if enough else AssuranceStep.ANSWERED


def due(one: Assurance, days: WorkingDays) -> Iterator[Due]:
    """The answer; then the next update, in time for the board."""
    began = london_date(one.began_at) if one.began_at else one.asked
    if one.last_reply is None:
        by = min(filter(None, (one.answer_by, one.by_board)), default=None)
        if by is None:
            yield Due("set a day", began, f"by when {one.asked_of} answers", band=TIDY)
        else:
            board = f"; the board meets on {show_day(one.board)}" if one.board else ""
            yield Due("answer due", by, f"{one.asked_of}{board}", show=min(one.asked, by))
        return
    if one.update_by is not None:
        shown = date.fromordinal(one.update_by.toordinal() - 28)
        board = f"; the board meets on {show_day(one.board)}" if one.board else ""
        yield Due("update due", one.update_by, f"{one.asked_of}{board}", show=shown)
    elif one.last_reply.satisfied is Satisfied.YES:
        yield Due("close it", one.last_reply.on, "it is assured", band=TIDY)
    else:
        yield Due("ask again", one.last_reply.on, "not satisfied, no update set", band=TIDY)


@act(
    "It was answered",
    "answered",
    asks={
        "words": text("Answer", "what was said", needed=True),
        "satisfied": choice("Satisfied", Satisfied, "yes, partly or no", needed=True),
        "said_by": line("Said by", "who answered"),
        "on": day("On", "blank: today", past=True),
        "next_update": day("Next update", "when the next one is due; blank: none", ahead=True),
    },
)
def answer(
    one: Assurance,
    now: Now,
    *,
    words: str,
    satisfied: Satisfied,
    said_by: str,
    on: date | None,
    next_update: date | None,
) -> Change:
    """What was answered, and whether it is the assurance that was asked for."""
    day = on or now.today
    require_order(one.asked, day, "It was not answered before it was asked", "on")
    new = Reply(on=day, words=words, satisfied=satisfied, said_by=said_by)
    values = {"replies": (*one.replies, new), "next_update": next_update}
    return Change(values, text=f"satisfied: {satisfied.words}; {words}")


def likely(one: Assurance) -> Iterator[str]:
    """An answer; once it is assured, that it is closed."""
    yield from ("close", "answer") if one.status is AssuranceStep.ASSURED else ("answer",)


ACTS: tuple[Act[Any], ...] = (answer, reopen)
KIND = Kind(
    code="assurance",
    letters="ASR",
    called="assurance",
    plural="assurances",
    record=Assurance,
    area="prescribing",
    steps=AssuranceStep,
    acts=ACTS,
    likely=likely,
    settle=settle,
    check=check,
    works_out=works_out,
    due=due,
    papers=(papers.REQUEST,),
    leads_to=("meeting", "feedback", "assurance"),
)
