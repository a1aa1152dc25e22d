"""A course that is open to volunteers of the sector: when, by whom, how many places there are and
how many are taken. Who takes them is not put down: no names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.act import Act, Change, act
from spoc_tui.casework.kinds.clocks import working_days_before
from spoc_tui.casework.kinds.fields import day, line, number, text, yes_no
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.kinds.shared_acts import reopening
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.text import counted
from spoc_tui.casework.volunteering import lists
from spoc_tui.casework.volunteering.role import NO_NAMES
from spoc_tui.casework.volunteering.steps import CourseStep

if TYPE_CHECKING:
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now

FREE_SHOWN = 10
"""So many working days before it the desk says that there are places."""
MOST = 10_000


@dataclass(frozen=True, kw_only=True, repr=False)
class Course(DeclaredRecord):
    """A course with places for volunteers of the sector."""

    about: str = line(
        "Subject", "what is taught: safeguarding", needed=True, searched=True, column=0
    )
    on: date = day("On", "its day, or the first", needed=True, column=10)
    provider: str = line("Provider", "who gives it: an organisation, a team", searched=True)
    place: str = line("Where", "the hall, or online", searched=True)
    free: bool | None = yes_no("Free", "whether it costs nothing")
    places: int | None = number(
        "Places", "for the sector; blank: not known", least=1, most=MOST, column=6
    )
    taken: int | None = number("Taken", "how many of them; blank: not known", most=MOST, column=6)
    book_by: date | None = day("Book by", "the last day for it; blank: its own day")
    notes: str = text("Notes", NO_NAMES, searched=True)
    held: date | None = day("Held", typed=False)
    cancelled: date | None = day("Cancelled", typed=False)

    @property
    def subject(self) -> str:
        return f"{self.about}, {show_day(self.on)}"

    @property
    def day(self) -> date:
        """The day of it."""
        return self.on

    @property
    def left(self) -> int | None:
        """How many places are left; None: not known."""
        return None if self.places is None else self.places - (self.taken or 0)

    @property
    def last_day(self) -> date:
        """The last day to book."""
        return self.book_by or self.on


def check(one: Course) -> None:
    """No more places are taken than there are; it is booked before it is held."""
    if one.places is not None and (one.taken or 0) > one.places:
        raise BadInput(
            f"{one.taken:,} taken of {counted(one.places, 'place')} cannot be. Correct the one or "
            "the other.",
            field="taken",
        )
    require_order(one.book_by, one.on, "It cannot be booked after it is held", "book_by")


def settle(one: Course) -> CourseStep:
    """Whether there are places; whether it was held."""
    if one.cancelled is not None:
        return CourseStep.CANCELLED
    if one.held is not None or not one.is_open:
        return CourseStep.HELD
    return CourseStep.FULL if one.left == 0 else CourseStep.OFFERED


def due(one: Course, days: WorkingDays) -> Iterator[Due]:
    """That there are places; once it is over, how many came."""
    yield Due("was it held?", one.on, f"It was to be on {show_day(one.on)}.")
    if one.left:
        shown = working_days_before("Book by", one.last_day, FREE_SHOWN, days).day
        words = f"{one.left:,} of {counted(one.places or 0, 'place')} free"
        yield Due("offer places", one.last_day, words, show=shown)


def require_to_come(one: Course) -> None:
    """Refuses what makes sense only until it is over."""
    if one.cancelled is not None:
        raise Refused(f"{one.reference} was cancelled.")
    if one.held is not None:
        raise Refused(f"{one.reference} was held on {show_day(one.held)}.")


@act(
    "Places are taken",
    "places taken",
    needs=require_to_come,
    asks={"taken": number("Taken", "how many in all, of the sector", needed=True, most=MOST)},
)
def book(one: Course, now: Now, *, taken: int) -> Change:
    """So many places are taken in all; by whom is not put down."""
    if one.places is not None and taken > one.places:
        raise BadInput(
            f"There are {counted(one.places, 'place')}: {taken:,} cannot be taken.", field="taken"
        )
    return Change({"taken": taken}, text=counted(taken, "place"))


@act(
    "It was held",
    "held",
    begins=CourseStep.HELD,
    ends=True,
    needs=require_to_come,
    asks={"taken": number("Taken", "how many came of the sector; blank: as it is", most=MOST)},
)
def hold(one: Course, now: Now, *, taken: int | None) -> Change:
    """It was held, and so many of the sector came."""
    if one.on > now.today:
        raise Refused(f"{one.reference} is on {show_day(one.on)}, which is to come.")
    came = one.taken if taken is None else taken
    if one.places is not None and came is not None and came > one.places:
        raise BadInput(
            f"There were {counted(one.places, 'place')}: {came:,} cannot be taken.", field="taken"
        )
    text = f"{counted(came, 'place')} taken" if came is not None else ""
    return Change({"held": one.on, "taken": came}, text=text)


@act(
    "It is cancelled",
    "cancelled",
    begins=CourseStep.CANCELLED,
    ends=True,
    needs=require_to_come,
    asks={"why": text("Why", "as those who booked are told", needed=True)},
)
def cancel(one: Course, now: Now, *, why: str) -> Change:
    """It is not held, for a reason."""
    return Change({"cancelled": now.today}, text=why)


def likely(one: Course) -> Iterator[str]:
    """Places taken; then that it was held."""
    yield from ("book", "hold", "cancel")


ACTS: tuple[Act[Any], ...] = (book, hold, cancel, reopening(lambda one: ("held", "cancelled")))
KIND = Kind(
    code="course",
    letters="CRS",
    called="course",
    plural="courses",
    record=Course,
    area="volunteering",
    steps=CourseStep,
    acts=ACTS,
    likely=likely,
    settle=settle,
    check=check,
    due=due,
    lists=(lists.COURSES,),
    leads_to=("course", "feedback", "enquiry"),
)
