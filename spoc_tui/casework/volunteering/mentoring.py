"""A small organisation that asks for the advice of another, and whether the two were matched and
met. Organisations are put down, and no mentor's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.act import Act, Change, act
from spoc_tui.casework.kinds.clocks import working_days_after
from spoc_tui.casework.kinds.fields import Linked, day, line, link, text
from spoc_tui.casework.kinds.kind import TIDY, Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.kinds.shared_acts import reopening
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.volunteering.dated import UNMATCHED, UNMET, number_on
from spoc_tui.casework.volunteering.role import NO_NAMES
from spoc_tui.casework.volunteering.steps import MentoringStep

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now

ON = day("On", "blank: today", past=True)


@dataclass(frozen=True, kw_only=True, repr=False)
class Mentoring(DeclaredRecord):
    """Advice that one organisation gives another."""

    organisation: Linked = link("Organisation", "organisation", "that asks for it", needed=True)
    need: str = line(
        "About", "what it is to be: accounts, trustees", needed=True, searched=True, column=0
    )
    asked: date = day("Asked", "the day", needed=True, past=True, column=10)
    notes: str = text("Notes", NO_NAMES, searched=True)
    mentor: Linked | None = link("Mentor", "organisation", typed=False)
    matched: date | None = day("Matched", typed=False)
    met: date | None = day("Met", "the first time", typed=False)
    ended: date | None = day("Ended", typed=False)
    step_by: date | None = day("Next step by", typed=False)
    working: str = text("How counted", typed=False)

    @property
    def subject(self) -> str:
        return self.need


def check(one: Mentoring) -> None:
    """Nobody is their own mentor; nothing is before it was asked."""
    if one.mentor is not None and one.read_as(one.mentor) == one.read_as(one.organisation):
        raise BadInput(f"{one.mentor.name} cannot be its own mentor.", field="organisation")
    require_order(one.asked, one.matched, "They are not matched before it is asked", "asked")


def works_out(
    one: Mentoring, days: WorkingDays, figures: Sequence[DatedFigure]
) -> Mapping[str, Any]:
    """By when a mentor is found, and by when the two have met."""
    if one.met is not None:
        return {"step_by": None, "working": ""}
    name, what, since = UNMATCHED, "Asked", one.asked
    if one.matched is not None:
        name, what, since = UNMET, "Matched", one.matched
    within, source = number_on(figures, name, since)
    if not within:
        return {"step_by": None, "working": source}
    by = working_days_after(what, since, within, days)
    return {"step_by": by.day, "working": f"{by.working}\n{source}"}


def settle(one: Mentoring) -> MentoringStep:
    """The last step of which there is a day."""
    if one.ended is not None:
        return MentoringStep.ENDED
    if not one.is_open:
        return MentoringStep.DROPPED
    if one.met is not None:
        return MentoringStep.MET
    return MentoringStep.MATCHED if one.matched is not None else MentoringStep.ASKED


def due(one: Mentoring, days: WorkingDays) -> Iterator[Due]:
    """A mentor, then that they met; then whether it goes on."""
    if one.step_by is not None:
        what = "find mentor" if one.mentor is None else "met yet?"
        who = f"{one.mentor.name}. " if one.mentor else ""
        shown = one.asked if one.matched is None else one.matched
        yield Due(what, one.step_by, f"{who}{one.working.partition(chr(10))[0]}", show=shown)
    elif one.met is not None:
        yield Due("goes on?", one.met, "they have met; say when it ended", band=TIDY)


def require_not_matched(one: Mentoring) -> None:
    """Refuses another mentor beside the one there is."""
    if one.mentor is not None:
        raise Refused(f"{one.mentor.name} is the mentor on {one.reference}.")


@act(
    "A mentor is found",
    "matched",
    begins=MentoringStep.MATCHED,
    needs=require_not_matched,
    asks={
        "mentor": link("Mentor", "organisation", "the organisation; no names", needed=True),
        "on": ON,
    },
)
def match(one: Mentoring, now: Now, *, mentor: Linked, on: date | None) -> Change:
    """Another organisation gives the advice."""
    if one.read_as(mentor) == one.read_as(one.organisation):
        raise BadInput(f"{mentor.name} cannot be its own mentor.", field="mentor")
    matched = on or now.today
    require_order(one.asked, matched, "They are not matched before it is asked", "on")
    return Change({"mentor": mentor, "matched": matched}, text=mentor.name)


def require_matched(one: Mentoring) -> None:
    """Refuses a meeting without a mentor."""
    if one.mentor is None:
        raise Refused(f"{one.reference} has no mentor yet: say who it is first (“match”).")
    if one.met is not None:
        raise Refused(f"They met on {show_day(one.met)}: {one.reference}.")


@act("They met", "met", begins=MentoringStep.MET, needs=require_matched, asks={"on": ON})
def meet(one: Mentoring, now: Now, *, on: date | None) -> Change:
    """The two met for the first time."""
    met = on or now.today
    require_order(one.matched, met, "They did not meet before they were matched", "on")
    return Change({"met": met})


def require_mentor(one: Mentoring) -> None:
    """Refuses to end what never began."""
    if one.mentor is None:
        raise Refused(f"{one.reference} has no mentor: close it instead, and say why.")


@act(
    "It has ended",
    "ended",
    begins=MentoringStep.ENDED,
    ends=True,
    needs=require_mentor,
    asks={"why": text("What came of it", "in a sentence; no names", needed=True), "on": ON},
)
def end(one: Mentoring, now: Now, *, why: str, on: date | None) -> Change:
    """The advice is over; what came of it is said."""
    ended = on or now.today
    require_order(one.met or one.matched, ended, "It did not end before that", "on")
    return Change({"ended": ended}, text=why)


def likely(one: Mentoring) -> Iterator[str]:
    """The step after the last."""
    if one.mentor is None:
        yield from ("match", "close")
    else:
        yield from ("end",) if one.met is not None else ("meet", "end")


ACTS: tuple[Act[Any], ...] = (match, meet, end, reopening(lambda one: ("ended",)))
KIND = Kind(
    code="mentoring",
    letters="MEN",
    called="mentorship",
    plural="mentorships",
    record=Mentoring,
    area="volunteering",
    steps=MentoringStep,
    acts=ACTS,
    likely=likely,
    settle=settle,
    check=check,
    works_out=works_out,
    due=due,
    leads_to=("meeting", "mentoring", "feedback"),
)
