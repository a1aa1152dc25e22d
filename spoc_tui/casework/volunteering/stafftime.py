"""The hours that a directorate's staff volunteered, in sum: on a day, or in a quarter. Whose hours
they were is not put down: no names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.dates.working_days import ONE_DAY
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.act import Act, Begin, Change, act
from spoc_tui.casework.kinds.clocks import working_days_after
from spoc_tui.casework.kinds.fields import Linked, day, line, link, number, text
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.kinds.shared_acts import reopening
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.text import counted
from spoc_tui.casework.volunteering import lists
from spoc_tui.casework.volunteering.dated import STAFF_TIME, number_on
from spoc_tui.casework.volunteering.role import NO_NAMES
from spoc_tui.casework.volunteering.steps import StaffTimeStep

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now

A_DAY = 24
"""Hours."""
MOST_HOURS, MOST_PEOPLE = 1_000_000, 100_000
PARTS = "Parts of an hour are put beside it, in minutes: 7.5 hours are 7, and 30 minutes."
HOURS = number("Hours", "in all; whole ones", needed=True, most=MOST_HOURS, remedy=PARTS, column=8)
MINUTES = number("Minutes", "beside the hours", most=59)
PEOPLE = number("People", "how many volunteered; blank: not known", least=1, most=MOST_PEOPLE)


@dataclass(frozen=True, kw_only=True, repr=False)
class StaffTime(DeclaredRecord):
    """Hours of one directorate, in sum."""

    directorate: Linked = link(
        "Directorate", "directorate", "whose staff volunteered", needed=True, column=0
    )
    starts: date | None = day("From", "the first day; blank: it is one day", past=True)
    on: date = day("On", "the day, or the last one", needed=True, past=True, column=10)
    hours: int = HOURS
    minutes: int | None = MINUTES
    people: int | None = PEOPLE
    organisation: Linked | None = link(
        "For", "organisation", "for whom; blank: several, or not known"
    )
    policy_days: int | None = number(
        "Days of policy", "how many days of paid leave for it these were", most=MOST_HOURS
    )
    source: str = line("Source", "who said so: HR’s list of the quarter; no names", searched=True)
    notes: str = text("Notes", NO_NAMES, searched=True)
    next_by: date | None = day("Next by", typed=False)
    working: str = text("How counted", typed=False)
    followed: date | None = day("Known until", "the last day of the next ones", typed=False)

    @property
    def subject(self) -> str:
        return f"{self.directorate.name}, {show_day(self.on)}"

    @property
    def day(self) -> date:
        """The last day of it."""
        return self.on

    @property
    def all_minutes(self) -> int:
        """The hours and minutes, as minutes."""
        return self.hours * 60 + (self.minutes or 0)

    @property
    def said_hours(self) -> str:
        """“7 hours 30 minutes”."""
        minutes = f" {counted(self.minutes, 'minute')}" if self.minutes else ""
        return f"{counted(self.hours, 'hour')}{minutes}"


def check(one: StaffTime) -> None:
    """It ends after it begins; nobody volunteers for more than all of each day."""
    require_order(one.starts, one.on, "It cannot end before it begins", "on")
    if not one.all_minutes:
        raise BadInput("Say how many hours: none is no staff time.", field="hours")
    days = (one.on - (one.starts or one.on)).days + 1
    most = A_DAY * days * (one.people or 1)
    if one.all_minutes > most * 60:
        who = f"{one.people:,} people" if one.people else "one person"
        remedy = "" if one.people else " Say how many people, and from which day."
        raise BadInput(
            f"{one.said_hours} in {counted(days, 'day')} are more than {who} can have: "
            f"at most {most:,}.{remedy}",
            field="hours",
        )


def quarter_after(day: date) -> date:
    """The last day of the quarter after the one in which a day is."""
    months = (day.year * 12 + (day.month - 1) // 3 * 3) + 6
    return date(months // 12, months % 12 + 1, 1) - ONE_DAY


def works_out(
    one: StaffTime, days: WorkingDays, figures: Sequence[DatedFigure]
) -> Mapping[str, Any]:
    """By when the hours of the next quarter are in."""
    ends = quarter_after(one.on)
    within, source = number_on(figures, STAFF_TIME, ends)
    if not within:
        return {"next_by": None, "working": source}
    by = working_days_after("Quarter ends", ends, within, days)
    return {"next_by": by.day, "working": f"{by.working}\n{source}"}


def settle(one: StaffTime) -> StaffTimeStep:
    """Whether later ones are known."""
    if one.is_open:
        return StaffTimeStep.KNOWN
    return StaffTimeStep.CLOSED if one.followed is None else StaffTimeStep.FOLLOWED


def due(one: StaffTime, days: WorkingDays) -> Iterator[Due]:
    """By when the hours of the next quarter are asked for."""
    if one.next_by is not None:
        ends = quarter_after(one.on)
        words = f"{one.directorate.name}: hours of the quarter to {show_day(ends)}"
        yield Due("ask HR", one.next_by, words, show=ends + ONE_DAY)


@act(
    "Later hours are known",
    "later hours known",
    begins=StaffTimeStep.FOLLOWED,
    ends=True,
    asks={
        "hours": number("Hours", "in all; whole ones", needed=True, most=MOST_HOURS, remedy=PARTS),
        "minutes": number("Minutes", "beside the hours", most=59),
        "people": number("People", "how many volunteered; blank: not known", most=MOST_PEOPLE),
        "starts": day("From", "blank: the day after these", past=True),
        "on": day("On", "the last day; blank: today", past=True),
        "source": line("Source", "who said so; no names"),
    },
)
def again(
    one: StaffTime,
    now: Now,
    *,
    hours: int,
    minutes: int | None,
    people: int | None,
    starts: date | None,
    on: date | None,
    source: str,
) -> Change:
    """Later hours of the same directorate are put on record, with the day of those after them."""
    last = on or now.today
    require_order(one.on + ONE_DAY, last, "These are known until a later day", "on")
    values = {
        "directorate": one.directorate,
        "starts": starts or one.on + ONE_DAY,
        "on": last,
        "hours": hours,
        "minutes": minutes,
        "people": people,
        "source": source,
    }
    text = f"to {show_day(last)}, {counted(hours, 'hour')}"
    return Change({"followed": last}, text=text, then=(Begin("stafftime", values),))


def likely(one: StaffTime) -> Iterator[str]:
    """The next ones."""
    yield "again"


ACTS: tuple[Act[Any], ...] = (again, reopening(lambda one: ("followed",)))
KIND = Kind(
    code="stafftime",
    letters="STF",
    called="entry of staff time",
    plural="staff time",
    record=StaffTime,
    area="volunteering",
    steps=StaffTimeStep,
    acts=ACTS,
    likely=likely,
    settle=settle,
    check=check,
    works_out=works_out,
    due=due,
    lists=(lists.HOURS,),
    leads_to=("stafftime", "feedback", "briefing"),
)
