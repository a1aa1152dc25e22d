"""A group that meets: a consortium, a network, a board; its members, and when it next meets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from spoc_tui.casework.dates.when import DayAndTime, show_day, show_day_and_time
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.groups import lists, papers
from spoc_tui.casework.groups.meeting import Meeting, require_come
from spoc_tui.casework.groups.member import Member, Seat, check_members, two_chairs
from spoc_tui.casework.kinds import fields as its
from spoc_tui.casework.kinds.act import Begin, Change, Do, act
from spoc_tui.casework.kinds.fields import Linked, day, line, number, records, rows, text, yes_no
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.kinds.running_out import Term
from spoc_tui.casework.records.letters import LETTERS
from spoc_tui.casework.records.require import require_closed
from spoc_tui.casework.records.worded import Worded

if TYPE_CHECKING:
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now


_SHORT = re.compile("[A-Za-z]{2,8}")


class Step(Worded):
    """Where a group stands."""

    RUNNING = "running"
    ENDED = "ended"


class GroupForm(Worded):
    """The form of a group."""

    CONSORTIUM = "consortium"
    LIAISON = "liaison"
    NETWORK = "network"
    BOARD = "board"
    CHECK_IN = "check-in"


@dataclass(frozen=True, kw_only=True, repr=False)
class Group(DeclaredRecord):
    """A group, with its members and its meetings."""

    name: str = line("Name", "whom it is with", needed=True, searched=True, column=0)
    short: str = line("Short name", "in the numbers of its decisions: SLG", most=8, searched=True)
    form: GroupForm | None = its.choice(
        "Kind", GroupForm, "consortium, liaison, network, board, check-in"
    )
    terms: str = text("Terms", "what it is for", searched=True)
    rule: str = its.recurrence("How often", "6 weeks, first tuesday; blank: no rule", column=26)
    starts: date = day("From", "its dates are counted from it", needed=True)
    ends: date | None = day("Until", "the last day; blank: it goes on")
    virtual: bool | None = yes_no("Online", "whether it can decide without meeting")
    papers: bool | None = yes_no(
        "Papers", "whether an agenda and notes go out; without them a meeting is over once held"
    )
    quorum: int | None = number("Quorum", "how many members must be there; blank: it has none")
    notes: str = text("Notes", "what is to be remembered", searched=True)
    members: tuple[Member, ...] = rows("Members", Member)
    meetings: tuple[Meeting, ...] = records("Meetings", Meeting, "group")

    @property
    def subject(self) -> str:
        return self.name

    @property
    def last_held(self) -> date | None:
        """The last day on which it met."""
        return max((one.held for one in self.meetings if one.held), default=None)

    @property
    def last_due(self) -> date | None:
        """The last day on which it was to meet, and did or did not."""
        over = (one.due_on for one in self.meetings if not one.is_in_future)
        return max(over, default=None)

    @property
    def rule_words(self) -> str:
        """“every 6 weeks”; blank where it has no rule."""
        from spoc_tui.casework.dates.recurrence import rule_in_words

        return rule_in_words(self.rule) if self.rule else ""

    @property
    def planned(self) -> Meeting | None:
        """The meeting to come that is on record."""
        return next((one for one in self.meetings if one.is_in_future), None)


class Next(NamedTuple):
    """When a group meets next: the day that its rule names, and the working day that it is on."""

    named: date
    day: date


def next_meeting(one: Group, days: WorkingDays) -> Next | None:
    """The next one by its rule, after all that were held, cancelled or planned: on the first
    working day from the one that is named. None without a rule, or after its last day.
    """
    from spoc_tui.casework.dates.recurrence import nominal_dates

    if not one.rule:
        return None
    last = max((meeting.due_on for meeting in one.meetings), default=date.min)
    named = next((each for each in nominal_dates(one.rule, one.starts) if each > last), None)
    if named is None or (one.ends is not None and named > one.ends):
        return None
    return Next(named, days.on_or_after(named))


def next_due(one: Group, days: WorkingDays) -> date | None:
    """The day on which it meets next, planned or by its rule; None where it does no more."""
    if not one.is_open:
        return None
    if one.planned is not None:
        return one.planned.when.day
    following = next_meeting(one, days)
    return following.day if following else None


def check(one: Group) -> None:
    """Its rule names a day, it does not end before it starts, and its members go together."""
    from spoc_tui.casework.dates.recurrence import HOW_OFTEN, nominal_dates

    Term(one.starts, one.ends).check()
    check_members(one.members)
    check_short(one.short)
    if one.rule and next(nominal_dates(one.rule, one.starts), None) is None:
        since = show_day(one.starts)
        raise BadInput(f"Counted from {since}, that names no day. {HOW_OFTEN}", field="rule")


def check_short(short: str) -> None:
    """A short name is a few letters, and not those of any kind of record."""
    if not short:
        return
    if _SHORT.fullmatch(short) is None:
        raise BadInput(
            f"“{short}” is no short name. It is 2 to 8 letters, as SLG: the numbers of its "
            "decisions begin with it.",
            field="short",
        )
    if short.upper() in LETTERS.values():
        raise BadInput(
            f"References begin with {short.upper()} already. Choose other letters.", field="short"
        )


def require_none_planned(one: Group) -> None:
    """Refuses what makes sense only when no meeting is to come."""
    if one.planned is not None:
        when = show_day_and_time(one.planned.when)
        raise Refused(f"{one.name} meets on {when}: {one.planned.reference}. Hold or cancel that.")


def require_ended(one: Group) -> None:
    """Refuses to open again what goes on."""
    require_closed(one)


@act(
    "Plan the next meeting",
    "meeting planned",
    needs=require_none_planned,
    asks={
        "when": its.day_time(
            "When",
            "blank: the next day that its rule names",
            ahead=True,
            otherwise="One that is over is put on record as held: that is another act.",
        ),
        "place": line("Where", "a room, or online"),
    },
)
def plan(one: Group, now: Now, *, when: DayAndTime | None, place: str) -> Change:
    """Puts its next meeting on record, with what the last one did not reach."""
    due = next_meeting(one, now.days) or (when and Next(when.day, when.day))
    if due is None:
        raise BadInput(f"{one.name} has no rule that names a day. Say when.", field="when")
    on = when or DayAndTime(due.day)
    moved = f", moved on from {show_day(due.named)}" if on.day == due.day != due.named else ""
    values = {
        "group": Linked(one.uid, one.name),
        "due_on": due.day,
        "when": on,
        "place": place,
    }
    return Change(text=show_day_and_time(on) + moved, then=(Begin("meeting", values),))


@act(
    "Record that the next meeting was held",
    "meeting held",
    asks={
        "on": day("On", "blank: the day it was planned for, else today", past=True),
        "notes": text("Notes", "what was said"),
    },
)
def hold(one: Group, now: Now, *, on: date | None, notes: str) -> Change:
    """The next meeting was held, planned or not, on its day or another."""
    if one.planned is not None:
        require_come(one.planned, on, now)
    held = on or (one.planned.when.day if one.planned else now.today)
    if one.last_held is not None and held <= one.last_held:
        raise Refused(
            f"{one.name} was held on {show_day(one.last_held)} already. "
            "Give a later day, or skip the one that was not held."
        )
    described = f"on {show_day(held)}"
    if one.planned is not None:
        given = {"on": held, "notes": notes}
        return Change(text=described, then=(Do("meeting", one.planned.uid, "hold", given),))
    closed = {} if one.papers else {"closed_at": now.at, "closed_why": described}
    values = {**_following(one, now), "when": DayAndTime(held), "held": held, "notes": notes}
    return Change(text=described, then=(Begin("meeting", {**values, **closed}),))


@act(
    "Skip the next meeting",
    "meeting skipped",
    asks={"why": text("Why", "why it is not held", needed=True)},
)
def skip(one: Group, now: Now, *, why: str) -> Change:
    """The next meeting, planned or not, is cancelled for a reason; the one after is due as ever."""
    if one.planned is not None:
        return Change(text=why, then=(Do("meeting", one.planned.uid, "cancel", {"why": why}),))
    values = {**_following(one, now), "closed_at": now.at, "closed_why": why}
    return Change(text=why, then=(Begin("meeting", values),))


def _following(one: Group, now: Now) -> dict[str, Any]:
    """What the next meeting by its rule begins with; Refused where there is none."""
    due = next_meeting(one, now.days)
    if due is None:
        raise Refused(f"{one.name} has no more dates. Plan a meeting first.")
    group = Linked(one.uid, one.name)
    return {"group": group, "due_on": due.day, "when": DayAndTime(due.day)}


@act(
    "Open it again",
    "reopened",
    on_closed=True,
    needs=require_ended,
    asks={"why": text("Why", "why it goes on", needed=True)},
)
def reopen(one: Group, now: Now, *, why: str) -> Change:
    """An ended group goes on, for a reason; it has no last day."""
    return Change({"closed_at": None, "closed_why": "", "ends": None}, text=why)


@act("End it", "ended", begins=Step.ENDED, needs=require_none_planned, ends=True)
def close(one: Group, now: Now) -> Change:
    """Today is its last day; the meetings held stay on record."""
    return Change({"ends": now.today})


def settle(one: Group) -> Step:
    """It runs until it is ended."""
    return Step.RUNNING if one.is_open else Step.ENDED


def due(one: Group, days: WorkingDays) -> Iterator[Due]:
    """Its next meeting, unless one is planned; its end and that of the chair's term; what is to be
    put right of its members: a seat that nobody has, an organisation that is no more, two chairs.
    """
    following = None if one.planned else next_meeting(one, days)
    if following is not None and one.form is GroupForm.CHECK_IN:
        yield Due("check-in", following.day, one.rule_words, band="feedback")
    elif following is not None:
        yield Due("meeting", following.day)
    yield from Term(ends=one.ends, ends_shown=2).due(days)
    for member in one.members:
        if member.seat is Seat.CHAIR:
            yield from member.term.due(days)
        if member.person is None and member.ends is None:
            yield Due("fill a seat", member.starts, member.name, band="tidy")
        its = member.organisation and one.stand.get(member.organisation.uid)
        if its and its.state == "closed" and member.ends is None:
            yield Due("replace", member.starts, f"{member.name} is closed", band="tidy")
    for chair, after in two_chairs(one.members):
        described = f"{chair.name} has the chair already when {after.name} begins"
        yield Due("two chairs", after.starts, described, band="tidy")


KIND = Kind(
    code="group",
    letters="GRP",
    called="group",
    plural="groups",
    record=Group,
    area="groups",
    steps=Step,
    acts=(plan, hold, skip, close, reopen),
    edited_as={"Fill a seat, or change one": ("members",), "Change how often it meets": ("rule",)},
    settle=settle,
    check=check,
    due=due,
    distinct="name",
    short="short",
    papers=(papers.ACTIONS, papers.DECISIONS),
    lists=(lists.MEMBERS,),
    leads_to=("meeting", "decision", "feedback", "enquiry"),
)
