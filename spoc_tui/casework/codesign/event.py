"""Something that an organisation holds and the council is asked to: who goes, whether they went,
and what they promised there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.codesign.lists import EVENTS
from spoc_tui.casework.codesign.steps import EventStep
from spoc_tui.casework.dates.when import show_day, show_day_and_time
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.act import Act, Change, Promised, act
from spoc_tui.casework.kinds.clocks import working_days_before
from spoc_tui.casework.kinds.fields import Linked, day, day_time, line, link, rows, text
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord, RecordRow
from spoc_tui.casework.kinds.shared_acts import reopening
from spoc_tui.casework.organisations.wards import wards_in
from spoc_tui.casework.records.require import require_future
from spoc_tui.casework.text import compared, names_in_short

if TYPE_CHECKING:
    from spoc_tui.casework.dates.when import DayAndTime
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now

NOBODY_SHOWN = 5
"""So many working days before it the desk says that nobody goes."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Going(RecordRow):
    """Somebody of the council, or for it, who goes."""

    team: Linked | None = link("Team", "team", "of the council, or a partner’s")
    contact: Linked | None = link(
        "Person", "contact", "of a partner, or a councillor", there_now=True, personal=True
    )
    called: str = line(
        "Who", "their name, where they are on no list", searched=True, personal=True, column=0
    )
    role: str = line("Role", "as what: speaks, listens, has a stall", said=True)

    @property
    def who(self) -> str:
        """“Ann Lee, Planning”."""
        named = (self.contact.name if self.contact else "", self.called)
        return ", ".join(filter(None, (*named, self.team.name if self.team else "")))

    @property
    def key(self) -> tuple[str, ...]:
        """The value that the same has, whatever their role."""
        uids = (one.uid if one else "" for one in (self.team, self.contact))
        return (*uids, compared(self.called))


@dataclass(frozen=True, kw_only=True, repr=False)
class Event(DeclaredRecord):
    """Something that an organisation holds, and to which the council may go."""

    name: str = line("Event", "what it is called", needed=True, searched=True, column=0)
    organisation: Linked = link("Host", "organisation", "who holds it", needed=True)
    when: DayAndTime = day_time(
        "When", "the day, and the time", needed=True, column=19, mostly_ahead=True
    )
    place: str = line("Where", "the hall, the street", searched=True)
    ward: str = line("Ward", "in which it is", searched=True)
    asked_by: str = line("Asked by", "who asked that somebody comes", searched=True, personal=True)
    notes: str = text("Notes", "what is to be remembered", searched=True)
    going: tuple[Going, ...] = rows("Going", Going)
    attended: date | None = day("Attended", typed=False)
    how_it_was: str = text("How it was", typed=False)
    missed: date | None = day("Nobody goes", "since when that is known", typed=False)

    @property
    def subject(self) -> str:
        return self.name

    @property
    def day(self) -> date:
        """The day of it."""
        return self.when.day

    @property
    def ward_names(self) -> tuple[str, ...]:
        """Those in which it is."""
        return wards_in(self.ward)


def check(one: Event) -> None:
    """Whoever goes is named, and goes once."""
    keys = [each.key for each in one.going]
    for place, each in enumerate(one.going, 1):
        if not each.who:
            raise BadInput(f"Say who goes, number {place}: a team, or a name.", field="going")
        if keys.count(each.key) > 1:
            raise BadInput(f"{each.who} is there twice.", field="going")
    if one.attended is not None and one.attended != one.day:
        raise BadInput(
            f"The council was there on {show_day(one.attended)}. For another day put down another "
            "event.",
            field="when",
        )


def settle(one: Event) -> EventStep:
    """Who goes; whether anybody went."""
    if one.attended is not None:
        return EventStep.ATTENDED
    if not one.is_open:
        return EventStep.NOBODY_WENT if one.missed is not None else EventStep.CLOSED
    return EventStep.GOING if one.going else EventStep.ASKED


def require_not_attended(one: Event) -> None:
    """Refuses what makes sense only until somebody went."""
    if one.attended is not None:
        raise Refused(f"The council was at {one.reference}, on {show_day(one.attended)}.")


@act(
    "Say who goes",
    "going",
    needs=require_not_attended,
    asks={
        "team": link("Team", "team", "of the council, or a partner’s"),
        "contact": link("Person", "contact", "of a partner, or a councillor", there_now=True),
        "called": line("Who", "their name, where they are on no list"),
        "role": line("Role", "as what: speaks, listens, has a stall"),
    },
)
def go(
    one: Event, now: Now, *, team: Linked | None, contact: Linked | None, called: str, role: str
) -> Change:
    """Somebody of the council goes, or somebody for it."""
    new = Going(team=team, contact=contact, called=called, role=role)
    if not new.who:
        raise BadInput("Say who goes: a team, a person, or their name.", field="team")
    there = next((each for each in one.going if each.key == new.key), None)
    if there is not None:
        raise Refused(f"{there.who} goes already.")
    described = f"{new.who}: {role}" if role else new.who
    return Change({"going": (*one.going, new)}, text=described)


def require_going(one: Event) -> None:
    """Refuses to have been where nobody went."""
    require_not_attended(one)
    if not one.going:
        raise Refused(f"Nobody goes to {one.reference} yet: say who went first (“go”).")


@act(
    "Say how it was",
    "attended",
    begins=EventStep.ATTENDED,
    needs=require_going,
    recalls=lambda one: "\n".join(each.who for each in one.going),
    asks={
        "words": text("How it was", "who came, what was said"),
        "promised": line("Promised", "what is to be followed up", most=1_000),
        "by": day_time("By", "the day by which that is done", ahead=True),
    },
)
def attend(one: Event, now: Now, *, words: str, promised: str, by: DayAndTime | None) -> Change:
    """Those who were to go went. What was promised there is a promise of the event."""
    if one.day > now.today:
        raise Refused(
            f"{one.reference} is on {show_day(one.day)}, which is to come. Say so once it is over."
        )
    if bool(promised) is not (by is not None):
        missing = "by when" if promised else "what"
        raise BadInput(f"Say {missing} is promised.", field="by" if promised else "promised")
    follows: tuple[Promised, ...] = ()
    if by is not None:
        require_future(by, now.at, "by")
        follows = (Promised(promised, by),)
    who = names_in_short(each.who for each in one.going)
    said = f"; promised: {promised}, by {show_day_and_time(by)}" if by is not None else ""
    values = {"attended": one.day, "how_it_was": words}
    return Change(values, text=f"{who}{f': {words}' if words else ''}{said}", then=follows)


@act(
    "Say that nobody goes",
    "nobody went",
    begins=EventStep.NOBODY_WENT,
    ends=True,
    needs=require_not_attended,
    asks={"why": text("Why", "as the host is told", needed=True)},
)
def miss(one: Event, now: Now, *, why: str) -> Change:
    """The council does not go, or did not, for a reason."""
    return Change({"missed": now.today}, text=why)


def due(one: Event, days: WorkingDays) -> Iterator[Due]:
    """That somebody goes; the day itself, until it is said how it was."""
    if one.attended is not None:
        return
    if one.going:
        who = names_in_short(each.who for each in one.going)
        yield Due("event", one.day, who, one.when.at)
        return
    last = working_days_before("Event", one.day, 1, days)
    shown = working_days_before("Event", one.day, NOBODY_SHOWN, days).day
    yield Due("who goes", last.day, f"nobody goes yet. {last.working}", show=shown)


def likely(one: Event) -> Iterator[str]:
    """Who goes; then how it was."""
    if one.attended is not None:
        yield from ("promise", "close")
    elif one.going:
        yield from ("attend", "go", "miss")
    else:
        yield from ("go", "miss")


ACTS: tuple[Act[Any], ...] = (go, attend, miss, reopening(lambda one: ("missed",)))
KIND = Kind(
    code="event",
    letters="EVT",
    called="event",
    plural="events",
    record=Event,
    area="codesign",
    steps=EventStep,
    acts=ACTS,
    likely=likely,
    settle=settle,
    check=check,
    due=due,
    lists=(EVENTS,),
    leads_to=("feedback", "enquiry", "invitation", "event"),
)
