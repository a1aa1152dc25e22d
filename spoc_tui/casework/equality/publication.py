"""What the council published of its equality duty, information or objectives, and by when the next
is to follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.equality.dated import INFORMATION, OBJECTIVES, months_on
from spoc_tui.casework.equality.steps import Published, Publishing
from spoc_tui.casework.kinds.act import Act, Begin, Change, act
from spoc_tui.casework.kinds.clocks import before, beginning_with
from spoc_tui.casework.kinds.fields import choice, day, line, text
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.kinds.shared_acts import reopening
from spoc_tui.casework.records.require import require_order

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now

SHOWN = 60
"""So many days before it is due the desk shows that the next is."""
MONTHS = {Published.INFORMATION: INFORMATION, Published.OBJECTIVES: OBJECTIVES}


@dataclass(frozen=True, kw_only=True, repr=False)
class Publication(DeclaredRecord):
    """A publication under the public sector equality duty."""

    what: Published = choice("What", Published, "information or objectives", needed=True, column=12)
    published: date = day("Published", "the day", needed=True, past=True, column=10)
    place: str = line("Where", "its address, or where it is kept", searched=True, column=0)
    notes: str = text("Notes", "what is to be remembered", searched=True)
    next_by: date | None = day("Next by", typed=False, column=10)
    working: str = text("How counted", typed=False)
    followed: date | None = day("Followed", typed=False)

    @property
    def subject(self) -> str:
        said = f"equality {self.what.words} of {self.published.isoformat()}"
        return f"{said}, {self.place}" if self.place else said

    @property
    def day(self) -> date:
        return self.published


def works_out(
    one: Publication, days: WorkingDays, figures: Sequence[DatedFigure]
) -> Mapping[str, Any]:
    """The last day of the interval that begins with its publication."""
    months, source = months_on(figures, MONTHS[one.what], one.published)
    if not months:
        return {"next_by": None, "working": source}
    by = beginning_with("Published", one.published, months, "months")
    return {"next_by": by.day, "working": f"{by.working}\n{source}"}


def settle(one: Publication) -> Publishing:
    """The last of its kind is current until another follows."""
    if one.is_open:
        return Publishing.CURRENT
    return Publishing.ENDED if one.followed is None else Publishing.FOLLOWED


def due(one: Publication, days: WorkingDays) -> Iterator[Due]:
    """The next publication."""
    if one.next_by is not None:
        shown = before("Due", one.next_by, SHOWN, "days").day
        yield Due("publish next", one.next_by, one.working, show=shown)


@act(
    "The next was published",
    "followed",
    begins=Publishing.FOLLOWED,
    ends=True,
    asks={
        "on": day("On", "blank: today", past=True),
        "place": line("Where", "its address, or where it is kept; blank: as before"),
    },
)
def follow(one: Publication, now: Now, *, on: date | None, place: str) -> Change:
    """The next one takes its place, and the one after that is counted from its day."""
    published = on or now.today
    require_order(one.published, published, "The next did not come before this one", "on")
    values = {"what": one.what, "published": published, "place": place or one.place}
    then = (Begin("publication", values),)
    return Change({"followed": published}, text=show_day(published), then=then)


@act(
    "Close it",
    "ended",
    begins=Publishing.ENDED,
    ends=True,
    asks={"why": text("Why", "why none follows", needed=True)},
)
def close(one: Publication, now: Now, *, why: str) -> Change:
    """None follows, for a reason."""
    return Change(text=why)


ACTS: tuple[Act[Any], ...] = (follow, close, reopening(lambda one: ("followed",)))

KIND = Kind(
    code="publication",
    letters="EQP",
    called="publication",
    plural="publications",
    record=Publication,
    area="equality",
    steps=Publishing,
    acts=ACTS,
    settle=settle,
    works_out=works_out,
    due=due,
    leads_to=("feedback", "enquiry"),
)
