"""Every act of every declared kind: a record of it with something in it, what may be typed into its
acts, and chance doing any of them at a desk.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desks import Desk
from factories import make_decision, make_group, make_issue, make_meeting

from db.store import Store
from spoc_tui.casework.kinds import fields as its
from spoc_tui.casework.kinds.act import Act
from spoc_tui.casework.records.kinds import DECLARED_KINDS, RecordKind
from spoc_tui.casework.records.link import ANY_RECORD


def meeting_of_somebody(store: Store) -> str:
    """A meeting with something on its agenda, of a group that has a member."""
    group = make_group(store)
    members = store.declared("group")
    members.add_row(
        group.uid, "members", {"organisation": "Rook Lane", "seat": "member", "starts": "today"}
    )
    meeting = make_meeting(store, group, when="today", papers="yes")
    store.declared("meeting").add_row(meeting.uid, "items", {"words": "Some words"})
    return meeting.uid


def decision_of_somebody(store: Store) -> str:
    """A decision that the member of a group may be asked about."""
    meeting = store.declared("meeting").get(meeting_of_somebody(store)).record
    store.declared("meeting").act(meeting.uid, "cancel", {"why": "snow"})
    return make_decision(store, store.declared("group").get(meeting.group.uid).record).uid


MAKE: dict[str, Callable[[Store], str]] = {
    "group": lambda store: make_group(store).uid,
    "meeting": lambda store: meeting_of_somebody(store),
    "decision": lambda store: decision_of_somebody(store),
    "issue": lambda store: make_issue(store).uid,
}
"""By kind, what makes one in a store that has the organisation Rook Lane; its uid."""


def typed_for(field: its.DeclaredField) -> str:
    """Something that may be typed into a field."""
    match field:
        case its.Day() | its.Moment():
            return "today"
        case its.DayTime():
            return "+7"
        case its.Choice():
            return str(next(iter(field.of)).value)
        case its.YesNo():
            return "yes"
        case its.Whom() | its.Number() | its.Money() | its.Percent():
            return "1"
        case its.Link(of="organisation"):
            return "Rook Lane"
        case its.Link(of=of) if of == ANY_RECORD:
            return "ENQ-26-0001"
        case its.Link():
            return ""
    return "Some words"


SAID = {
    "apologies": "",
    "deputies": "Rook",
    "absent": "",
    "unreached": "1",
    "decision": "",
    "lines": "Rook: Some words",
    "guests": "Some words",
}
"""By name, what is typed where words must fit something else."""


def given_for(act: Act[Any]) -> dict[str, str]:
    """What may be typed into all that an act asks."""
    said = {**SAID, "who": "Rook"} if act.name == "declare" else SAID
    return {name: said.get(name, typed_for(field)) for name, field in act.asks.items()}


# At a desk: see tests/desks.py.


def _making(kind: RecordKind) -> Callable[[Desk], None]:
    def verb(desk: Desk) -> None:
        MAKE[kind.code](desk.store)

    verb.__name__ = f"make_{kind.code}"
    return verb


def _acting(kind: RecordKind) -> Callable[[Desk], None]:
    def verb(desk: Desk) -> None:
        records = desk.store.declared(kind.code)
        act = records.acts[desk.chance.choice(sorted(records.acts))]
        records.act(desk.one(kind.table)["uid"], act.name, given_for(act))

    verb.__name__ = f"act_on_{kind.code}"
    return verb


DECLARED = tuple(doing(kind) for kind in DECLARED_KINDS for doing in (_making, *[_acting] * 3))
"""What makes one of each kind, and what does any act on one."""
