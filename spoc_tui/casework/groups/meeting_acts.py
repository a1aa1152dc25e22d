"""The acts that write up a meeting: what was reached, what was decided, who is to do what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.choosing import choose
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.groups.attending import names_of
from spoc_tui.casework.groups.decision import ACTION, Decision
from spoc_tui.casework.groups.member import members_on, sits_for
from spoc_tui.casework.kinds.act import Begin, Change, Do, Owed, act
from spoc_tui.casework.kinds.fields import Linked, line, number, text, yes_no
from spoc_tui.casework.records.side import Side
from spoc_tui.casework.text import compared, shortened

if TYPE_CHECKING:
    from spoc_tui.casework.groups.meeting import AgendaItem, Meeting
    from spoc_tui.casework.kinds.now import Now

RECALLED = 60
"""How much of an item or decision is shown where one is asked for by its number."""


def require_items(one: Meeting) -> None:
    """Refuses an act on the items where there are none."""
    if not one.items:
        raise Refused(f"{one.reference} has nothing on its agenda.")


def require_items_spoken_of(one: Meeting) -> None:
    """Refuses to say what was reached where there is nothing to reach, or before it is held."""
    require_items(one)
    if one.held is None:
        raise Refused(f"{one.reference} was not held yet. Say that it was, then what it reached.")


def require_somebody_there(one: Meeting) -> None:
    """Refuses to declare an interest where nobody is recorded as being there."""
    require_items(one)
    if not one.attendance:
        raise Refused(f"Nobody is recorded as being at {one.reference}. Say who came first.")


def require_under_way(one: Meeting) -> None:
    """Refuses to write up a decision before the day of the meeting is known to have come."""
    if one.held is None:
        raise Refused(f"{one.reference} was not held yet. Say that it was, then what it decided.")


def require_a_decision(one: Meeting) -> None:
    """Refuses an action that comes of nothing."""
    if not in_force(one):
        raise Refused(f"Nothing was decided at {one.reference} yet. Add the decision first.")


def agenda_of(one: Meeting) -> str:
    """Its items on a line each, with their numbers."""
    items = (shortened(item.words, RECALLED) for item in one.items)
    return "\n".join(f"{number}. {words}" for number, words in enumerate(items, 1))


def decided_by(one: Meeting) -> str:
    """Its decisions, on a line each, with their numbers."""
    return "\n".join(f"{each.named}: {shortened(each.words, RECALLED)}" for each in in_force(one))


@act(
    "Say what was reached",
    "items reached",
    needs=require_items_spoken_of,
    recalls=agenda_of,
    asks={"unreached": line("Not reached", "numbers of the items that were not: 3, 5")},
)
def reach(one: Meeting, now: Now, *, unreached: str) -> Change:
    """All items were reached, but for those whose numbers are given: they are carried over."""
    over = {each.uid for each in _items(one, unreached, "unreached")}
    items = tuple(replace(item, reached=item.uid not in over) for item in one.items)
    left = "; ".join(item.words for item in items if not item.reached)
    return Change({"items": items}, text=f"carried over: {left}" if left else "all of them")


@act(
    "Declare an interest",
    "interest declared",
    needs=require_somebody_there,
    recalls=agenda_of,
    asks={
        "who": line("Who", "the member", needed=True),
        "item": number("Item", "its number on the agenda", needed=True, least=1),
    },
)
def declare(one: Meeting, now: Now, *, who: str, item: int) -> Change:
    """A member has an interest of their own in an item, such as a contract that they hold."""
    row = choose(
        who,
        one.attendance,
        lambda each: names_of(one, each),
        what="such member there",
        field="who",
        uid=lambda each: each.uid,
    )
    about = _item(one, item, "item")
    if row.has_interest_in(about.words):
        raise Refused(f"{row.name} has declared an interest in that already.")
    described = "; ".join(filter(None, (row.interest, about.words)))
    rows = tuple(
        replace(each, interest=described) if each is row else each for each in one.attendance
    )
    return Change({"attendance": rows}, text=f"{row.name}: {about.words}")


def _items(one: Meeting, typed: str, field: str) -> list[AgendaItem]:
    """The items of these numbers, typed with commas."""
    parts = [part.strip(" .") for part in typed.replace(";", ",").split(",")]
    for part in filter(None, parts):
        if not part.isdecimal():
            raise BadInput(f"“{part}” is no number of an item. Type 3, 5.", field=field)
    return [_item(one, int(part), field) for part in filter(None, parts)]


def _item(one: Meeting, number: int, field: str) -> AgendaItem:
    """The item of a number; BadInput where none has it."""
    if not 1 <= number <= len(one.items):
        there = f"They are numbered 1 to {len(one.items)}." if one.items else "There is none."
        raise BadInput(f"{one.reference} has no item {number}. {there}", field=field)
    return one.items[number - 1]


@act(
    "Add a decision",
    "decision",
    needs=require_under_way,
    recalls=agenda_of,
    asks={
        "words": line("Decision", "what was decided", needed=True, most=1_000),
        "item": number("Item", "its number on the agenda; blank: of none", least=1),
        "against": yes_no("Against", "whether anybody was against it"),
        "opposed": line("Opposed", "who was against, as the notes are to say it"),
    },
)
def decide(
    one: Meeting, now: Now, *, words: str, item: int | None, against: bool | None, opposed: str
) -> Change:
    """It was decided at the meeting; its item was reached by that."""
    about = None if item is None else _item(one, item, "item")
    values = {
        "group": one.group,
        "meeting": Linked(one.uid, one.subject),
        "words": words,
        "item": about.words if about else "",
        "decided": one.day,
        "against": True if opposed else against,
        "opposed": opposed,
    }
    reached = tuple(replace(each, reached=True) if each is about else each for each in one.items)
    declared = [row.name for row in one.attendance if about and row.has_interest_in(about.words)]
    described = f" (interest declared: {', '.join(declared)})" if declared else ""
    return Change({"items": reached}, text=f"{words}{described}", then=(Begin("decision", values),))


@act(
    "Add an action",
    "action",
    needs=require_a_decision,
    recalls=decided_by,
    asks={"decision": line("Decision", "its number; blank: the last of the meeting"), **ACTION},
)
def add_action(
    one: Meeting,
    now: Now,
    *,
    decision: str,
    what: str,
    owner: str,
    side: Side | None,
    due: date | None,
) -> Change:
    """Something is to be done of a decision of the meeting, by one side or the other."""
    its = in_force(one)
    of = its[-1] if not decision else _decision(its, decision)
    who = sits_for(members_on(one.members, one.day), owner)
    given = {"what": what, "owner": who, "side": side, "due": due}
    return Change(text=f"{of.named}: {what}", then=(Do("decision", of.uid, "add-action", given),))


@act(
    "Paste actions",
    "actions pasted",
    needs=require_under_way,
    on_closed=True,
    shown=True,
    asks={
        "lines": text("Lines", "who: what: by when, a line each", needed=True),
        "decision": line("Decision", "that they came of, its number; blank: of the meeting"),
    },
)
def actions(one: Meeting, now: Now, *, lines: str, decision: str) -> Change:
    """What past notes say is to be done, by one side or the other: an action of each line, but for
    those that are there already. A line without a day is taken, and said to have none.
    """
    from spoc_tui.casework.groups.pasted_actions import known_of, read_actions

    its = _decision(in_force(one), decision) if decision else None
    there = its.actions if its else one.actions
    seats = members_on(one.members, one.day)
    pasted = [
        each._replace(who=sits_for(seats, each.who, place=each.place))
        for each in read_actions(lines, met=one.day, days=now.days, field="lines")
    ]
    follows: list[Do | Owed] = []
    described: list[str] = []
    names = {compared(each.name): one.also_called(each.organisation) for each in one.members}
    for each, known in known_of(pasted, there, names):
        if known is not None:
            described.append(f"{each.described}: {known.reference} already")
            continue
        described.append(each.on_timeline)
        if its is not None:
            given = {"what": each.what, "owner": each.who, "due": each.due}
            follows.append(Do("decision", its.uid, "add-action", given, each.place))
        else:
            by, on = one.group.name, one.day
            words = f"Notes of {show_day(on)}"
            follows.append(Owed(each.what, words, by, each.who, None, each.due, on, each.place))
    if not follows:
        raise Refused(f"Everything is there already: {'; '.join(described)}.")
    return Change(text="\n".join(described), then=tuple(follows))


def in_force(one: Meeting) -> list[Decision]:
    """Its decisions that were not withdrawn."""
    return [each for each in one.decisions if each.is_open and each.decided is not None]


def _decision(among: Sequence[Decision], typed: str) -> Decision:
    """The decision that is meant, by its number, its reference or the end of either."""
    return choose(
        typed,
        among,
        lambda each: (each.number, each.reference, each.named.rsplit("-", 1)[-1].lstrip("0")),
        what="such decision of this meeting",
        field="decision",
        uid=lambda each: each.uid,
    )
