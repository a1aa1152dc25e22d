"""A group's decision, in a meeting or outside one; what came of it, and whether it was done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.groups import where_decided
from spoc_tui.casework.groups.correcting import corrects_decision as corrects
from spoc_tui.casework.groups.correcting import edits
from spoc_tui.casework.groups.member import Attendance, Member, Seat, members_on, sits_for
from spoc_tui.casework.groups.where_decided import ItsGroup, ItsMeeting
from spoc_tui.casework.kinds import party
from spoc_tui.casework.kinds.act import Change, Owed, act, owner_as_typed
from spoc_tui.casework.kinds.fields import (
    Linked,
    choice,
    day,
    line,
    link,
    text,
    yes_no,
)
from spoc_tui.casework.kinds.kind import CountedFigure, Due, Kind, Takes
from spoc_tui.casework.kinds.party import Party
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.records.require import require_closed, require_order
from spoc_tui.casework.records.side import Side
from spoc_tui.casework.records.worded import Worded
from spoc_tui.casework.text import counted, names_in_short

if TYPE_CHECKING:
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.feedback.feedback import Feedback
    from spoc_tui.casework.kinds.act import Values
    from spoc_tui.casework.kinds.now import Now


class Step(Worded):
    """Where a decision stands."""

    ASKED = "open-for-answers"
    DECIDED = "decided"
    CARRIED_OUT = "carried-out"
    WITHDRAWN = "withdrawn"


class Asked(Worded):
    """What those are who are asked about a decision outside a meeting."""

    MEMBER = "member"
    ADVISER = "adviser"


@dataclass(frozen=True, kw_only=True, repr=False)
class Decision(DeclaredRecord):
    """A decision of a group, and the actions that came of it."""

    words: str = line(
        "Decision", "what is decided", needed=True, searched=True, column=0, most=1_000
    )
    group: Linked = link("Group", "group", "who decides it", needed=True, column=20)
    meeting: Linked | None = link("Meeting", "meeting", "blank: it is decided outside one")
    item: str = line("Item", "of the agenda", searched=True)
    decided: date | None = day("Decided", "blank: those asked are still to answer", past=True)
    closes: date | None = day("Answers by", "outside a meeting: the last day for answers")
    against: bool | None = yes_no("Against", "whether anybody was against it")
    opposed: str = line("Opposed", "who was against, as the notes are to say it", personal=True)
    year: str = line("Year", "that its number has", needed=True, typed=False, shown=False)
    sent: date | None = day("Sent round", "when the members had it in writing", typed=False)
    corrected: date | None = day("Corrected", "the last day", typed=False)
    corrections: str = text("Corrections", "what was sent round, and was put right", typed=False)
    carried: date | None = day("Carried out", typed=False)
    members: tuple[Member, ...] = ()
    """Those of the group."""
    attendance: tuple[Attendance, ...] = ()
    """That at the meeting."""
    met: ItsMeeting | None = None
    decides: ItsGroup | None = None
    actions: tuple[Feedback, ...] = ()
    """What came of it: the first begun first."""

    @property
    def subject(self) -> str:
        return self.words

    @property
    def owed(self) -> tuple[Feedback, ...]:
        """The actions that came of it and are still to be done."""
        return tuple(one for one in self.actions if one.is_owed)

    @property
    def interests(self) -> tuple[Attendance, ...]:
        """The attendance rows of those who declared an interest in its item."""
        return tuple(one for one in self.attendance if self.item and one.has_interest_in(self.item))

    @property
    def against_words(self) -> str:
        """“against: Ann Lee”, “nobody was against”; blank where nothing was given."""
        if self.opposed:
            return f"against: {self.opposed}"
        return {True: "not all were for it", False: "nobody was against", None: ""}[self.against]


def require_decided(one: Decision) -> None:
    """Refuses what makes sense only once it is decided."""
    if one.decided is None:
        raise Refused(f"{one.named} is not decided yet. Say that it is, or withdraw it.")


def require_undecided(one: Decision) -> None:
    """Refuses what makes sense only until it is decided."""
    if one.decided is not None:
        raise Refused(f"{one.named} was decided on {show_day(one.decided)}.")


def require_nothing_owed(one: Decision) -> None:
    """Refuses to call it carried out while something that came of it is still to be done."""
    require_decided(one)
    if one.owed:
        named = "; ".join(f"{each.reference} by {each.owed_by}" for each in one.owed)
        raise Refused(
            f"{one.named} is not carried out yet: {named}. Say of each that it is done, or that it "
            "cannot be."
        )


def require_over(one: Decision) -> None:
    """Refuses to open again what is open."""
    require_closed(one)


def require_not_sent(one: Decision) -> None:
    """Refuses to send round what the members have."""
    require_decided(one)
    if one.sent is not None:
        raise Refused(f"{one.named} was sent round on {show_day(one.sent)}.")


def require_somebody_to_ask(one: Decision) -> None:
    """Refuses to ask the members where all were asked, or it is decided."""
    require_undecided(one)
    if not _to_ask(one):
        raise Refused(f"On {one.named} every member was asked. Remind those who have not answered.")


@act("Ask the members", "members asked", needs=require_somebody_to_ask)
def ask_members(one: Decision, now: Now) -> Change:
    """Every member of the group is asked, but for those who were, and for observers."""
    new = tuple(party.ask(one.parties, each, now.today) for each in _to_ask(one))
    return Change(text=names_in_short([each.who for each in new]), then=new)


def _to_ask(one: Decision) -> list[Party]:
    """The members who were not asked yet."""
    asked = {(each.organisation, each.team) for each in one.parties if each.asked is not None}
    return [
        Party(
            role=Asked.MEMBER.value,
            organisation=each.organisation,
            team=each.team,
            contact=each.person,
        )
        for each in one.members
        if each.ends is None
        and each.seat is not Seat.OBSERVER
        and (each.organisation, each.team) not in asked
    ]


@act(
    "It is decided",
    "decided",
    begins=Step.DECIDED,
    needs=require_undecided,
    asks={
        "on": day("On", "blank: today", past=True),
        "against": yes_no("Against", "whether anybody was against it"),
        "opposed": line("Opposed", "who was against, as the notes are to say it"),
    },
)
def decide(
    one: Decision, now: Now, *, on: date | None, against: bool | None, opposed: str
) -> Change:
    """Those asked have answered, or had their time."""
    silent = [each.who for each in party.silent(one.parties)]
    unheard = f"; not heard: {names_in_short(silent)}" if silent else ""
    decided = on or now.today
    values = {"decided": decided, "against": against, "opposed": opposed}
    return Change(values, text=f"on {show_day(decided)}{unheard}")


ACTION = {
    "what": line("What", "what is to be done", needed=True, most=1_000),
    "owner": line("Owner", "one: a team, directorate, organisation, or in your own words"),
    "side": choice("Side", Side, "council or sector; blank: that of the owner"),
    "due": day("By", "the day by which it is owed"),
}
"""What is asked of an action that comes of a decision."""


@act("Add an action", "action added", needs=require_decided, asks=ACTION)
def add_action(
    one: Decision, now: Now, *, what: str, owner: str, side: Side | None, due: date | None
) -> Change:
    """Something is to be done of it, by one side or the other: a feedback action, linked to it."""
    owner = sits_for(members_on(one.members, one.decided or now.today), owner)
    by = f", {owner_as_typed(owner)}" if owner else ""
    when = f", by {show_day(due)}" if due else ""
    action = Owed(what, one.words, one.group.name, owner, side, due, one.decided)
    return Change(text=f"{what}{by}{when}", then=(action,))


@act("Send it round", "sent round", needs=require_not_sent, on_closed=True)
def circulate(one: Decision, now: Now) -> Change:
    """The members have it in writing: from now on a change to it is a correction. What a meeting
    decided is sent round with its notes.
    """
    return Change({"sent": now.today})


@act(
    "It is carried out",
    "carried out",
    begins=Step.CARRIED_OUT,
    needs=require_nothing_owed,
    ends=True,
    asks={"on": day("On", "blank: today", past=True)},
)
def carry_out(one: Decision, now: Now, *, on: date | None) -> Change:
    """Everything that came of it is done, or was found not to be possible."""
    carried = on or now.today
    require_order(
        one.decided, carried, f"{one.named} was not carried out before it was decided", "on"
    )
    done = f"; {counted(len(one.actions), 'action')} settled" if one.actions else ""
    return Change({"carried": carried}, text=f"on {show_day(carried)}{done}")


@act(
    "Withdraw it",
    "withdrawn",
    begins=Step.WITHDRAWN,
    ends=True,
    asks={"why": text("Why", "why it is withdrawn", needed=True)},
)
def close(one: Decision, now: Now, *, why: str) -> Change:
    """It is withdrawn, for a reason; its number is not used again."""
    return Change(text=why)


@act(
    "Open it again",
    "reopened",
    on_closed=True,
    needs=require_over,
    asks={"why": text("Why", "why it is opened again", needed=True)},
)
def reopen(one: Decision, now: Now, *, why: str) -> Change:
    """It holds after all, or was not carried out, for a reason."""
    return Change({"closed_at": None, "closed_why": "", "carried": None}, text=why)


def settle(one: Decision) -> Step:
    """Withdrawn is what ended and was not carried out."""
    if one.carried is not None:
        return Step.CARRIED_OUT
    if not one.is_open:
        return Step.WITHDRAWN
    return Step.ASKED if one.decided is None else Step.DECIDED


def check(one: Decision) -> None:
    """It has a day on which it was decided, or one by which those asked are to answer."""
    if one.decided is None and one.closes is None and one.meeting is None:
        raise BadInput(
            "Say on which day it was decided, or by which those asked are to answer.",
            field="decided",
        )
    if one.meeting is not None and one.closes is not None:
        raise BadInput(
            "What a meeting decides has no day for answers. Leave out one of the two.",
            field="closes",
        )


def fills(values: Values) -> Values:
    """Its number has the year in which it was decided, or is to be."""
    on = values.get("decided") or values.get("closes")
    return {"year": str(on.year) if on else ""}


def likely(one: Decision) -> Iterator[str]:
    """Until it is decided: to ask the members, what they answer, that it is. Then what is to be
    done of it, who hears of it, and that it was carried out.
    """
    if one.decided is None:
        if one.parties and any(each.is_silent for each in one.parties):
            yield from ("answer", "decide", "remind", "ask-members")
        elif one.parties:
            yield from ("decide", "ask-members")
        yield from ("ask-members", "decide")
        return
    if any(each.waits_to_hear for each in one.parties):
        yield "tell"
    if not one.actions:
        yield "add-action"
    if one.meeting is None:
        yield "circulate"
    if one.actions and not one.owed:
        yield "carry-out"
    yield from ("add-action", "circulate", "carry-out")


def due(one: Decision, days: WorkingDays) -> Iterator[Due]:
    """The last day for answers, and who is to be told what was decided; once nothing is owed of it,
    whether it was carried out.
    """
    if one.decided is None:
        if one.closes is not None:
            silent = [each.who for each in party.silent(one.parties)]
            yield Due("decide", one.closes, names_in_short(silent) if silent else "")
        return
    waiting = [each.who for each in one.parties if each.waits_to_hear]
    if waiting:
        yield Due("tell", one.decided, names_in_short(waiting), band="hear")
    if not one.owed:
        settled = (each.settled_on for each in one.actions if each.settled_on)
        since = max(settled, default=one.decided)
        yield Due("check done", max(since, one.decided), band="tidy")


def outcome(one: Decision) -> date | None:
    """When it was decided, or withdrawn."""
    if one.decided is not None or one.closed_at is None:
        return one.decided
    return london_date(one.closed_at)


def days_to_done(one: Decision) -> int | None:
    """How many days it took from the decision until it was carried out; None: it was not."""
    if one.decided is None or one.carried is None:
        return None
    return (one.carried - one.decided).days


KIND = Kind(
    code="decision",
    letters="DEC",
    called="decision",
    plural="decisions",
    record=Decision,
    area="groups",
    steps=Step,
    acts=(ask_members, decide, add_action, circulate, carry_out, close, reopen),
    likely=likely,
    settle=settle,
    check=check,
    fits=where_decided.fits,
    fills=fills,
    takes=Takes("meeting", where_decided.taken_from),
    edits=edits,
    corrects=corrects,
    due=due,
    roles=Asked,
    outcome=outcome,
    comes_by="say that it is decided, or withdraw it",
    brings={"members": ("group", Member), "attendance": ("meeting", Attendance)},
    sees={"met": ("meeting", ItsMeeting), "decides": ("group", ItsGroup)},
    actions_in="actions",
    leads_to=("feedback", "meeting", "decision"),
    figures=(
        CountedFigure(
            "group.decisions",
            "Decisions",
            "Decisions made in the period, at a meeting or outside one; what was withdrawn since "
            "with them.",
            lambda one: one.decided,
        ),
    ),
)
