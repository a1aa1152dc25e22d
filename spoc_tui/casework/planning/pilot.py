"""The pilot: two sites, one where much is built and one where little is; its milestones, what it
showed, and what was decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.act import Change, act
from spoc_tui.casework.kinds.fields import (
    Linked,
    choice,
    day,
    line,
    link,
    rows,
    text,
)
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.milestones import Milestone, milestones_due, reach
from spoc_tui.casework.kinds.record import DeclaredRecord, RecordRow
from spoc_tui.casework.planning import papers
from spoc_tui.casework.records.worded import Worded

if TYPE_CHECKING:
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now


class Step(Worded):
    """Where a pilot stands."""

    RUNNING = "running"
    EVALUATED = "evaluated"
    DECIDED = "decided"
    DROPPED = "dropped"


class SiteRole(Worded):
    """What a site is in the pilot."""

    GROWTH = "growth"
    LOW = "low-development"


@dataclass(frozen=True, kw_only=True, repr=False)
class Site(RecordRow):
    """A site of the pilot, and the window that was opened on it."""

    role: SiteRole = choice("Site", SiteRole, "growth, or low-development", needed=True)
    ward: str = line("Ward", "that it is in", searched=True, column=0)
    window: Linked | None = link("Window", "window", "in which its views are asked for")
    words: str = line("In words", "why this one", said=True)


@dataclass(frozen=True, kw_only=True, repr=False)
class ToAsk(RecordRow):
    """Somebody of the consortium, who is asked at both sites."""

    organisation: Linked = link("Organisation", "organisation", needed=True, column=0)
    person: Linked | None = link("Person", "contact", "whom there", personal=True)


@dataclass(frozen=True, kw_only=True, repr=False)
class Pilot(DeclaredRecord):
    """The pilot of the report: whether the sector can say in time what it needs."""

    title: str = line("Title", "what it is called", needed=True, searched=True, column=0)
    notes: str = text("Notes", "what is to be remembered", searched=True)
    sites: tuple[Site, ...] = rows("Sites", Site)
    members: tuple[ToAsk, ...] = rows("Consortium", ToAsk)
    milestones: tuple[Milestone, ...] = rows("Milestones", Milestone)
    evaluation: str = text("Evaluation", "what it showed", typed=False)
    evaluated: date | None = day("Evaluated", typed=False)
    decided: date | None = day("Decided", "by the Cabinet", typed=False)
    assessments: tuple[str, ...] = ()
    """The references of its impact assessments."""

    @property
    def subject(self) -> str:
        return self.title


def check(one: Pilot) -> None:
    """It has two sites, one of each kind, and each its own window."""
    roles = [each.role for each in one.sites]
    if len(roles) != len(set(roles)):
        raise BadInput(
            "The pilot has two sites: one where much is built, one where little is. There is "
            "one of that kind already.",
            field="sites",
        )
    windows = [each.window.uid for each in one.sites if each.window]
    if len(windows) != len(set(windows)):
        raise BadInput("Both sites name the same window. Each has its own.", field="sites")


def require_to_evaluate(one: Pilot) -> None:
    """Refuses to evaluate what has not its two sites, or of which nothing was reached."""
    chosen = {each.role for each in one.sites if each.ward or each.window}
    missing = [f"no site is chosen for {role.words}" for role in SiteRole if role not in chosen]
    if one.milestones and not any(each.done for each in one.milestones):
        missing.append("no milestone is reached")
    if missing:
        raise Refused(
            f"{one.reference} cannot be evaluated yet: {', '.join(missing)}. Put that on it first."
        )


@act(
    "Evaluate it",
    "evaluated",
    needs=require_to_evaluate,
    asks={"words": text("Evaluation", "what it showed, as Cabinet reads it", needed=True)},
)
def evaluate(one: Pilot, now: Now, *, words: str) -> Change:
    """What it showed is put down; the paper for Cabinet has it under the figures."""
    return Change({"evaluation": words, "evaluated": now.today})


def require_evaluated(one: Pilot) -> None:
    """Refuses to decide on what is not evaluated."""
    if one.evaluated is None:
        raise Refused(f"{one.reference} is not evaluated yet. Cabinet decides on what it showed.")


@act(
    "Record what Cabinet decided",
    "decided",
    begins=Step.DECIDED,
    needs=require_evaluated,
    ends=True,
    asks={
        "words": text("Decision", "what was decided", needed=True),
        "on": day("On", "blank: today", past=True),
    },
)
def decide(one: Pilot, now: Now, *, words: str, on: date | None) -> Change:
    """What Cabinet decided on it."""
    return Change({"decided": on or now.today}, text=words)


@act(
    "Drop it",
    "dropped",
    begins=Step.DROPPED,
    ends=True,
    asks={"why": text("Why", "why it is given up", needed=True)},
)
def close(one: Pilot, now: Now, *, why: str) -> Change:
    """It is given up, for a reason."""
    return Change(text=why)


def settle(one: Pilot) -> Step:
    """Dropped is what ended and was not decided."""
    if one.decided is not None:
        return Step.DECIDED
    if not one.is_open:
        return Step.DROPPED
    return Step.RUNNING if one.evaluated is None else Step.EVALUATED


def due(one: Pilot, days: WorkingDays) -> Iterator[Due]:
    """The milestones by their days, and the sites that are still to be found."""
    yield from milestones_due(one.milestones)
    for role in SiteRole:
        site = next((each for each in one.sites if each.role is role), None)
        began = london_date(one.began_at) if one.began_at else date.min
        if site is None or not site.ward:
            yield Due("choose site", began, role.words, band="tidy")


KIND = Kind(
    code="pilot",
    letters="PIL",
    called="pilot",
    plural="pilots",
    record=Pilot,
    area="planning",
    steps=Step,
    acts=(reach, evaluate, decide, close),
    edited_as={
        "Choose a site": ("sites",),
        "Change who is asked at both sites": ("members",),
        "Change the milestones": ("milestones",),
    },
    settle=settle,
    check=check,
    due=due,
    distinct="title",
    papers=(papers.EVALUATION,),
    assessed_in="assessments",
    leads_to=("window", "scheme", "meeting", "assessment"),
)
