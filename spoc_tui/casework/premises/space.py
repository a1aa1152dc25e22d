"""A room or a piece of ground of the council's that groups may use: how large, when, at what
price.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.kinds.act import Change, act
from spoc_tui.casework.kinds.fields import Linked, day, line, link, money, number, text
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.kinds.running_out import Term
from spoc_tui.casework.premises import lists, papers
from spoc_tui.casework.premises.places import UPRN_HELP, check_place
from spoc_tui.casework.records.worded import Worded

if TYPE_CHECKING:
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now

STALE = 365
"""After so many days somebody asks again whether it is still so."""


class Step(Worded):
    """Where a space stands."""

    TO_BE_HAD = "to-be-had"
    GONE = "gone"


@dataclass(frozen=True, kw_only=True, repr=False)
class Space(DeclaredRecord):
    """A room, hall or piece of ground that a group may use."""

    building: str = line(
        "Building", "its name, or number and street", needed=True, searched=True, column=0
    )
    room: str = line("Room", "which part of it", searched=True, column=14)
    team: Linked = link("Team", "team", "of the council, that has it", needed=True)
    uprn: str = line("UPRN", UPRN_HELP, most=40, searched=True)
    postcode: str = line("Postcode", "of the building", most=20, searched=True)
    ward: str = line("Ward", "blank: that of the postcode", searched=True, column=18)
    capacity: int | None = number("People", "how many it holds; blank: not known", column=6)
    access: str = line("Access", "steps, lift, hearing loop", searched=True)
    price: int | None = money("Price", "for an hour; 0: free; blank: not known", column=8)
    free: str = line("When free", "weekday mornings, all Sunday")
    conditions: str = text("Conditions", "what is asked of those who use it", searched=True)
    tenure: str = line("Tenure", "freehold, leasehold; from the council’s list")
    until: date | None = day("Until", "the last day on which it is to be had; blank: it goes on")
    notes: str = text("Notes", "what is to be remembered", searched=True)
    seen: date | None = day("Still so", "when somebody last said so", typed=False)

    @property
    def subject(self) -> str:
        return f"{self.building}, {self.room}" if self.room else self.building


def check(one: Space) -> None:
    """Its building has a name, and its numbers can be such."""
    check_place(one, one.building, "building")


@act("It is still so", "still so", asks={"on": day("On", "blank: today", past=True)})
def still_so(one: Space, now: Now, *, on: date | None) -> Change:
    """Somebody who knows said that it is as it stands here."""
    return Change({"seen": on or now.today})


@act(
    "It is no longer to be had",
    "gone",
    begins=Step.GONE,
    ends=True,
    asks={"why": text("Why", "sold, let, in use by others", needed=True)},
)
def close(one: Space, now: Now, *, why: str) -> Change:
    """Groups cannot have it any more, for a reason."""
    return Change(text=why)


def settle(one: Space) -> Step:
    """It is to be had until it is closed."""
    return Step.TO_BE_HAD if one.is_open else Step.GONE


def due(one: Space, days: WorkingDays) -> Iterator[Due]:
    """Its last day; and once a year whether it is still so."""
    seen = one.seen or (london_date(one.began_at) if one.began_at else None)
    yield from Term(ends=one.until, ends_shown=1, seen=seen, stale=STALE).due(days)


KIND = Kind(
    code="space",
    letters="SPC",
    called="space",
    plural="spaces",
    record=Space,
    area="premises",
    steps=Step,
    acts=(still_so, close),
    settle=settle,
    check=check,
    due=due,
    lists=(lists.LAND,),
    papers=(papers.SPACES,),
    leads_to=("request", "holding", "disposal"),
)
