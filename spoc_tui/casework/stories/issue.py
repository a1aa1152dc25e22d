"""An issue of Medway Matters: by when the sector's stories are wanted, and when it is out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.kinds.act import Change, Do, act
from spoc_tui.casework.kinds.clocks import working_days_before
from spoc_tui.casework.kinds.fields import day, line, number, records, text, yes_no
from spoc_tui.casework.kinds.kind import TIDY, Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.records.worded import Worded
from spoc_tui.casework.stories import papers
from spoc_tui.casework.stories.lists import ISSUES
from spoc_tui.casework.stories.steps import StoryStep
from spoc_tui.casework.stories.story import Story, in_election
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now

COPY_SHOWN = 15
"""So many working days before it the copy date is on the desk."""


class Step(Worded):
    """Where an issue stands."""

    PLANNED = "planned"
    CLOSED_FOR_COPY = "closed-for-copy"
    OUT = "out"
    DROPPED = "dropped"


@dataclass(frozen=True, kw_only=True, repr=False)
class Issue(DeclaredRecord):
    """One issue, with the pages that the sector has in it."""

    name: str = line("Name", "winter 2026", needed=True, searched=True, column=0)
    copy_by: date = day("Copy by", "the last day for stories", needed=True, column=10)
    out_on: date | None = day("Out on", "the day it is delivered from", column=10)
    pages: int | None = number("Pages", "for the sector; blank: not known", most=100, column=5)
    sensitive: bool | None = yes_no("Sensitive", "whether it is out in a pre-election period")
    election_from: date | None = day("Election period from", "as Democratic Services say it")
    election_until: date | None = day("Election period until", "its last day")
    notes: str = text("Notes", "what is to be remembered", searched=True)
    copy_sent: date | None = day("Copy sent", typed=False)
    came_out: date | None = day("Came out", typed=False)
    stories: tuple[Story, ...] = records("Stories", Story, "issue")

    @property
    def subject(self) -> str:
        return self.name

    @property
    def is_sensitive(self) -> bool:
        """Whether it is out in a period before an election."""
        return in_election(self.sensitive, self.out_on, self.election_from, self.election_until)

    def at(self, *steps: StoryStep) -> tuple[Story, ...]:
        """Those of its stories that are at one of these steps."""
        return tuple(one for one in self.stories if one.status in steps)


READY = (StoryStep.APPROVED, StoryStep.SENT, StoryStep.PUBLISHED)
"""The steps of a story that an issue can count on."""


def check(one: Issue) -> None:
    """Copy is wanted before it is out; a period does not end before it begins."""
    require_order(one.copy_by, one.out_on, "It cannot be out before copy is wanted", "out_on")
    require_order(
        one.election_from, one.election_until, "It cannot end before it begins", "election_until"
    )


@act(
    "Move the copy date",
    "copy date moved",
    asks={
        "copy_by": day("Copy by", "the new last day for stories", needed=True, ahead=True),
        "why": line("Why", "what Communications said"),
    },
)
def move(one: Issue, now: Now, *, copy_by: date, why: str) -> Change:
    """Communications moved its copy date."""
    words = f"from {show_day(one.copy_by)} to {show_day(copy_by)}"
    return Change({"copy_by": copy_by}, text=f"{words}: {why}" if why else words)


@act(
    "Send the copy",
    "copy sent",
    begins=Step.CLOSED_FOR_COPY,
    asks={"on": day("On", "blank: today", past=True)},
)
def send(one: Issue, now: Now, *, on: date | None) -> Change:
    """The sector's stories went to Communications."""
    sent = on or now.today
    late = f"after the copy date, {show_day(one.copy_by)}" if sent > one.copy_by else ""
    return Change({"copy_sent": sent}, text=late)


@act(
    "It is out",
    "out",
    begins=Step.OUT,
    ends=True,
    asks={"on": day("On", "blank: today", past=True)},
)
def publish(one: Issue, now: Now, *, on: date | None) -> Change:
    """It was delivered; with it the stories that were sent for it are out."""
    day = on or now.today
    its = tuple(
        Do("story", each.uid, "publish", {"on": day})
        for each in one.at(StoryStep.SENT)
        if each.is_open and (each.sent is None or each.sent <= day)
    )
    return Change({"came_out": day}, then=its)


@act(
    "Drop it",
    "dropped",
    begins=Step.DROPPED,
    ends=True,
    asks={"why": text("Why", "why there is no such issue", needed=True)},
)
def close(one: Issue, now: Now, *, why: str) -> Change:
    """There will be no such issue, for a reason."""
    return Change(text=why)


def settle(one: Issue) -> Step:
    """Out once it came out, dropped if closed without."""
    if one.came_out is not None:
        return Step.OUT
    if not one.is_open:
        return Step.DROPPED
    return Step.PLANNED if one.copy_sent is None else Step.CLOSED_FOR_COPY


def due(one: Issue, days: WorkingDays) -> Iterator[Due]:
    """The copy by its date, with what is approved for it; then that it is out. Before an election,
    that it is looked at with care.
    """
    if one.copy_sent is None:
        shown = working_days_before("Copy by", one.copy_by, COPY_SHOWN, days).day
        ready, all_ = len(one.at(*READY)), len(one.stories)
        stories = counted(all_, "story", "stories")
        words = f"{ready:,} of {stories} approved" if all_ else "no story yet"
        yield Due("copy", one.copy_by, words, show=shown)
    elif one.out_on is not None and one.came_out is None:
        yield Due("out", one.out_on)
    if one.is_sensitive and one.came_out is None:
        words = "out before an election: nobody who stands for it, and both sides alike"
        yield Due("with care", one.copy_by, words, band=TIDY)


KIND = Kind(
    code="issue",
    letters="ISS",
    called="issue",
    plural="issues",
    record=Issue,
    area="stories",
    steps=Step,
    acts=(move, send, publish, close),
    settle=settle,
    check=check,
    due=due,
    papers=(papers.FOR_COMMUNICATIONS,),
    distinct="name",
    lists=(ISSUES,),
    leads_to=("story", "feedback", "enquiry"),
)
