"""A meeting of a group: planned, its agenda out, held, its notes out; or cancelled, with why.

Who came is in attending.py, what was reached and decided in meeting_acts.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import london_date, show_day, show_day_and_time
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.groups import attending, correcting, meeting_acts, papers, sending
from spoc_tui.casework.groups.carrying_over import carried_over
from spoc_tui.casework.groups.decision import Decision
from spoc_tui.casework.groups.member import Attendance, Invited, Member, members_on
from spoc_tui.casework.kinds import fields as its
from spoc_tui.casework.kinds.act import Change, act
from spoc_tui.casework.kinds.fields import Linked, day, day_time, line, link, rows, text, yes_no
from spoc_tui.casework.kinds.kind import CountedFigure, Due, Kind, Place, Takes
from spoc_tui.casework.kinds.record import DeclaredRecord, RecordRow
from spoc_tui.casework.records.link import ANY_RECORD
from spoc_tui.casework.records.require import require_past
from spoc_tui.casework.records.worded import Worded

if TYPE_CHECKING:
    from spoc_tui.casework.dates.when import DayAndTime
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.feedback.feedback import Feedback
    from spoc_tui.casework.groups.group import Group
    from spoc_tui.casework.kinds.act import Values
    from spoc_tui.casework.kinds.now import Now


class Step(Worded):
    """Where a meeting stands."""

    PLANNED = "planned"
    AGENDA_OUT = "agenda-out"
    HELD = "held"
    NOTES_OUT = "notes-out"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True, repr=False)
class AgendaItem(RecordRow):
    """Something on the agenda."""

    words: str = line("Item", "what is to be spoken of", needed=True, searched=True, column=0)
    about: Linked | None = link("Record", ANY_RECORD, "the record that it is about")
    asked_by: str = line("Asked by", "who wants it on the agenda", personal=True, said=True)
    reached: bool | None = yes_no("Reached", "what was not is carried over to the next meeting")
    carried: date | None = day("Carried over from", "the day on which it was not reached first")

    @property
    def carried_words(self) -> str:
        """“carried over from Thu 3 Sep 2026”; blank where it was not."""
        return f"carried over from {show_day(self.carried)}" if self.carried else ""


@dataclass(frozen=True, kw_only=True, repr=False)
class Meeting(DeclaredRecord):
    """One meeting."""

    group: Linked = link("Group", "group", "whose meeting it is", needed=True, column=0)
    due_on: date = day("Due", "the day that the group's rule gives", needed=True, typed=False)
    when: DayAndTime = day_time("When", "the day, and the time", needed=True, column=19)
    place: str = line("Where", "a room, or online", searched=True, column=20)
    papers: bool | None = yes_no(
        "Papers", "whether an agenda and notes go out; without them it is over once held"
    )
    items: tuple[AgendaItem, ...] = rows("Agenda", AgendaItem)
    attendance: tuple[Attendance, ...] = rows("Attendance", Attendance)
    notes: str = text("Notes", "what was said", searched=True)
    agenda_at: datetime | None = its.moment("Agenda out", typed=False)
    held: date | None = day("Held", typed=False)
    notes_at: datetime | None = its.moment("Notes out", typed=False)
    corrected: date | None = day("Corrected", "the last day", typed=False)
    corrections: str = text("Corrections", "what the notes said, and was put right", typed=False)
    to_send_again: bool | None = yes_no("To send again", "the corrected notes", typed=False)
    again_at: datetime | None = its.moment("Sent again", "the corrected notes", typed=False)
    decisions: tuple[Decision, ...] = its.records("Decisions", Decision, "meeting")
    members: tuple[Member, ...] = ()
    """Those of the group, on any day."""
    actions: tuple[Feedback, ...] = ()
    """What came of it and of none of its decisions: the first begun first."""

    @property
    def owed(self) -> tuple[Feedback, ...]:
        """The actions that came of it and are still to be done."""
        return tuple(one for one in self.actions if one.is_owed)

    @property
    def subject(self) -> str:
        return f"{self.group.name}, {show_day(self.day)}"

    @property
    def day(self) -> date:
        """The day on which it was held, or is to be."""
        return self.held or self.when.day

    @property
    def to_carry_over(self) -> tuple[AgendaItem, ...]:
        """What was not said to have been reached, as it goes on the next agenda."""
        return tuple(
            replace(item, uid="", reached=None, carried=item.carried or self.day)
            for item in self.items
            if not item.reached
        )

    @property
    def is_in_future(self) -> bool:
        """Whether it is neither held nor cancelled."""
        return self.is_open and self.held is None


def require_to_be_held(one: Meeting) -> None:
    """Refuses what makes sense only until it is held."""
    if one.held is not None:
        raise Refused(f"{one.reference} was held on {show_day(one.held)}.")


@act(
    "Add to the agenda",
    "on the agenda",
    needs=require_to_be_held,
    asks={
        "words": line("Item", "what is to be spoken of", needed=True),
        "about": link("Record", ANY_RECORD, "the record that it is about"),
        "asked_by": line("Asked by", "who wants it on the agenda"),
    },
)
def add_item(one: Meeting, now: Now, *, words: str, about: Linked | None, asked_by: str) -> Change:
    """Something is to be spoken of at it, after what is on its agenda."""
    item = AgendaItem(words=words, about=about, asked_by=asked_by)
    return Change({"items": (*one.items, item)}, text=f"{len(one.items) + 1}. {words}")


@act("Send the agenda", "agenda out", begins=Step.AGENDA_OUT, needs=require_to_be_held)
def send_agenda(one: Meeting, now: Now) -> Change:
    """The agenda, which is written as a paper, went to the members."""
    return Change({"agenda_at": now.at}, text=f"{len(one.items)} on it" if one.items else "")


@act(
    "Move it",
    "moved",
    needs=require_to_be_held,
    asks={
        "when": day_time(
            "When",
            "the new day and time",
            needed=True,
            ahead=True,
            otherwise="If it was held then, say that it was held: that is another act.",
        ),
        "why": line("Why", "why it is moved"),
    },
)
def move(one: Meeting, now: Now, *, when: DayAndTime, why: str) -> Change:
    """It is held on another day, or at another time."""
    described = f"from {show_day_and_time(one.when)} to {show_day_and_time(when)}"
    return Change({"when": when}, text=f"{described}: {why}" if why else described)


def require_come(one: Meeting, on: date | None, now: Now) -> None:
    """BadInput where nobody says on which day it was held, and its own is still to come."""
    if on is None and one.when.day > now.today:
        raise BadInput(
            f"{one.reference} is planned for {show_day(one.when.day)}, which is to come. Say on "
            "which day it was held, or move it.",
            field="on",
        )


@act(
    "It was held",
    "held",
    begins=Step.HELD,
    needs=require_to_be_held,
    asks={
        "on": day("On", "blank: the day it was planned for, once that has come", past=True),
        "notes": text("Notes", "what was said; they may follow"),
    },
)
def hold(one: Meeting, now: Now, *, on: date | None, notes: str) -> Change:
    """It was held, on its day or another. Without papers to send nothing more is to be done."""
    require_come(one, on, now)
    held = on or one.when.day
    require_past(held, now.today, "on")
    values = {"held": held, **({"notes": notes} if notes else {})}
    return Change(values, text=f"on {show_day(held)}", ends=not one.papers)


@act(
    "Cancel it",
    "cancelled",
    begins=Step.CANCELLED,
    needs=require_to_be_held,
    ends=True,
    asks={"why": text("Why", "why it is not held", needed=True)},
)
def cancel(one: Meeting, now: Now, *, why: str) -> Change:
    """It is not held, for a reason; the next one is due as ever, and has on its agenda what was to
    be spoken of.
    """
    over = "; ".join(item.words for item in one.to_carry_over)
    carried = f" (on the agenda of the next that is planned: {over})" if over else ""
    return Change(text=f"{why}{carried}")


@act(
    "Close it without notes",
    "closed",
    needs=sending.require_held,
    ends=True,
    asks={"why": text("Why", "why no notes go out", needed=True)},
)
def close(one: Meeting, now: Now, *, why: str) -> Change:
    """It was held, and no notes go out, for a reason."""
    return Change(text=why)


def fits(before: Meeting | None, after: Meeting) -> None:
    """Whoever is recorded as having come is a member on that day; what was there before stays."""
    stood = before.attendance if before else ()
    seats = {_seat(after, each) for each in members_on(after.members, after.day)}
    for one in after.attendance:
        if one in stood:
            continue
        if (one.organisation is None) == (one.team is None):
            raise BadInput("Say which organisation was there, or which team.", field="attendance")
        if _seat(after, one) not in seats:
            raise BadInput(
                f"{one.name} is no member of {after.group.name} on {show_day(after.day)}. Put it "
                "among the group’s members first, from a day on.",
                field="attendance",
            )


def edits(one: Meeting, changed: Mapping[str, Any], now: Now) -> Change:
    """Its group stays once it decided something: that is the group’s."""
    if "group" in changed and one.decisions:
        raise Refused(
            f"{one.reference} stays with {one.group.name}, which decided at it: "
            f"{'; '.join(each.named for each in one.decisions)}."
        )
    return Change()


def day_taken(one: Meeting) -> date | None:
    """Its day, on which its group has no other; what was cancelled takes none."""
    return None if one.status is Step.CANCELLED else one.day


def taken(one: Meeting, other: Meeting) -> str:
    """“VCS Network meets on Mon 4 May 2026 already: MTG-26-0001.”"""
    meets, instead = ("met", "") if other.held else ("meets", ", or cancel that one")
    return (
        f"{one.group.name} {meets} on {show_day(one.day)} already: {other.reference}. Give another "
        f"day{instead}."
    )


def last_meeting(meetings: Iterable[Meeting], before: date | None = None) -> Meeting | None:
    """The last one that was held, of those before a day where one is given."""
    held = [m for m in meetings if m.held is not None and (before is None or m.held < before)]
    return max(held, key=lambda meeting: (meeting.held, meeting.due_on), default=None)


def takes(group: Group, values: Values) -> Values:
    """Whether it has papers goes by its group; what was not reached goes on its agenda, unless it
    begins as one that is not held.
    """
    is_held = values.get("held") is not None
    is_off = values.get("closed_at") is not None and not is_held
    day = values["held"] if is_held else values["when"].day
    return {"papers": group.papers, "items": () if is_off else carried_over(group.meetings, day)}


def _seat(of: Meeting, one: Member | Attendance) -> tuple[str, str]:
    """What a member and who came for it have alike: the organisation as it is read today, or the
    team.
    """
    return of.read_as(one.organisation), one.team.uid if one.team else ""


def fills(values: Values) -> Values:
    """What is put on record by hand is due when it is held."""
    return {"due_on": values["when"].day}


def settle(one: Meeting) -> Step:
    """What was held was not cancelled, whatever else was noted."""
    if one.held is not None:
        return Step.HELD if one.notes_at is None else Step.NOTES_OUT
    if not one.is_open:
        return Step.CANCELLED
    return Step.PLANNED if one.agenda_at is None else Step.AGENDA_OUT


def likely(one: Meeting) -> Iterator[str]:
    """Until it is held: its agenda, itself. Then who came, what was decided and who is to do what
    of that, what was not reached, and once all of it is said its notes.
    """
    if one.held is None:
        if one.papers and one.agenda_at is None:
            yield from ("send-agenda", "add-item") if one.items else ("add-item", "send-agenda")
        yield from ("hold", "add-item", "move", "attend", "ask", "send-agenda")
        return
    if one.notes_at is not None:
        if one.to_send_again:
            yield "send-notes"
        yield from ("actions", "tell", "correct")
        return
    if attending.not_said_of(one):
        yield "attend"
    decided = meeting_acts.in_force(one)
    unsaid = any(item.reached is None for item in one.items)
    if unsaid and not decided:
        yield "decide"
    if decided and not decided[-1].actions:
        yield "add-action"
    if unsaid:
        yield "reach"
    yield from ("send-notes", "decide", "add-action", "reach", "attend", "declare", "actions")


def due(one: Meeting, days: WorkingDays) -> Iterator[Due]:
    """Itself, on its day."""
    if one.held is None:
        yield Due("meeting", one.when.day, at=one.when.at)


def outcome(one: Meeting) -> date | None:
    """When it was held, or cancelled."""
    if one.held is not None or one.closed_at is None:
        return one.held
    return london_date(one.closed_at)


KIND = Kind(
    code="meeting",
    letters="MTG",
    called="meeting",
    plural="meetings",
    record=Meeting,
    area="groups",
    steps=Step,
    acts=(
        add_item,
        send_agenda,
        move,
        hold,
        attending.attend,
        meeting_acts.reach,
        meeting_acts.declare,
        meeting_acts.decide,
        meeting_acts.add_action,
        meeting_acts.actions,
        sending.send_notes,
        sending.correct,
        cancel,
        close,
    ),
    likely=likely,
    settle=settle,
    fits=fits,
    edits=edits,
    corrects=correcting.corrects_meeting,
    place=Place("group", day_taken, taken),
    fills=fills,
    takes=Takes("group", takes),
    due=due,
    due_by_standards=sending.papers_due,
    once=("group", "due_on"),
    roles=Invited,
    outcome=outcome,
    comes_by="say that it was held, or cancel it",
    leads_to=("decision", "feedback", "enquiry"),
    papers=(papers.AGENDA, papers.NOTES, papers.ATTENDANCE, papers.CALENDAR),
    brings={"members": ("group", Member)},
    actions_in="actions",
    figures=(
        CountedFigure(
            "group.held", "Meetings held", "Meetings held in the period.", lambda one: one.held
        ),
    ),
)
