"""An issue of Medway Matters: by when the sector's stories are wanted, and when it is out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.kinds.act import Change, act
from spoc_tui.casework.kinds.clocks import working_days_before
from spoc_tui.casework.kinds.fields import day, line, number, text, yes_no
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.records.worded import Worded

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
    notes: str = text("Notes", "what is to be remembered", searched=True)
    copy_sent: date | None = day("Copy sent", typed=False)
    came_out: date | None = day("Came out", typed=False)

    @property
    def subject(self) -> str:
        return self.name


def check(one: Issue) -> None:
    """Copy is wanted before it is out."""
    require_order(one.copy_by, one.out_on, "It cannot be out before copy is wanted", "out_on")


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
    """It was delivered."""
    return Change({"came_out": on or now.today})


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
    """The copy by its date; then that it is out."""
    if one.copy_sent is None:
        shown = working_days_before("Copy by", one.copy_by, COPY_SHOWN, days).day
        yield Due("copy", one.copy_by, show=shown)
    elif one.out_on is not None and one.came_out is None:
        yield Due("out", one.out_on)


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
    leads_to=("feedback", "enquiry"),
)
