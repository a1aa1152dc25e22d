"""Every act of every declared kind: a record of it with something in it, what may be typed into its
acts, and chance doing any of them at a desk.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from buying_made import need_with_a_match, offer_beside_a_need, opportunity_with_a_bid
from desks import Desk
from equality_made import make_equality, to_choose_from
from factories import (
    FixedClock,
    make_award,
    make_bid,
    make_briefing,
    make_commitment,
    make_compact,
    make_decision,
    make_event,
    make_group,
    make_invitation,
    make_issue,
    make_meeting,
    make_model,
    make_organisation,
    make_pilot,
    make_scheme,
    make_story,
    make_window,
)
from premises_made import (
    disposal_with_a_tenant,
    make_premises,
    request_with_a_space,
)
from prescribing_made import make_prescribing
from survey_made import make_survey
from volunteering_made import make_volunteering, mentoring_of_two, signup_with_a_certificate

from db.store import Store
from spoc_tui.casework.errors import BadInput, NotFound, Refused
from spoc_tui.casework.kinds import fields as its
from spoc_tui.casework.kinds.act import Act
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.planning.pilot import SiteRole
from spoc_tui.casework.records.kinds import DECLARED_KINDS, RecordKind
from spoc_tui.casework.records.link import ANY_RECORD, Says


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


def window_of_somebody(store: Store) -> str:
    """A window about which the member of a group may be asked."""
    group = make_group(store, "Better Together")
    seat = {"organisation": "Rook Lane", "seat": "member", "starts": "today"}
    store.declared("group").add_row(group.uid, "members", seat)
    council = make_organisation(store, "Medway Council, members").uid
    store.organisations.add_contact(council, "Ann", role="councillor", wards="Strood")
    more = {"opened": "+1", "notice": "newspaper", "wards": "Strood"}
    return make_window(store, group=group.uid, **more).uid


def scheme_of_somebody(store: Store) -> str:
    """A scheme, and a window with an agreement, in which it can be put forward and secured."""
    windows = store.declared("window")
    if not windows.count():
        window = make_window(store).uid
        windows.act(window, "send", {})
        windows.act(window, "agree", {})
    return make_scheme(store, organisation="Rook Lane").uid


def pilot_with_sites(store: Store) -> str:
    """A pilot that can be evaluated once its milestone is reached."""
    sites = json.dumps([{"role": str(role), "ward": "Strood North"} for role in SiteRole])
    return make_pilot(store, milestones='[{"words": "Sites chosen"}]', sites=sites).uid


def compact_with_a_next(store: Store) -> str:
    """A compact with a milestone, and another to take its place."""
    with store.action("Made a compact"):
        compact = make_compact(store, milestones='[{"words": "Cabinet agrees"}]').uid
        if store.declared("compact").count() == 1:
            make_compact(store, "Another compact", version="2")
    return compact


def commitment_with_evidence(store: Store) -> str:
    """A promise against which a model speaks, and on which an award without notice is offered."""
    with store.action("Made a commitment"):
        make_compact(store)
        commitment = make_commitment(store, offers="short-notices", starts="2026-01-01").uid
        make_award(store, "Rook Lane", ends="2026-05-31")
        model = make_model(store).uid
        store.links.link(model, commitment, Says.AGAINST, words="52 days late")
    return commitment


def plan_of_somebody(store: Store) -> str:
    """A plan to which somebody is invited, and said something."""
    with store.action("Made an invitation"):
        plan = make_invitation(store).uid
        its = store.declared("invitation")
        its.act(plan, "ask", {"role": "sector", "called": "Ann Lee"})
        its.act(plan, "answer", {"who": "Ann Lee", "said": "Some words"})
        its.act(plan, "ask", {"role": "sector", "called": "Bo Day"})
    return plan


def event_of_today(store: Store) -> str:
    return make_event(store, when="today", going='[{"called": "Ann Lee"}]').uid


def purpose_with_a_proposal(store: Store) -> str:
    """What is known of whom Rook Lane serves, with a tag; its free tags propose another."""
    with store.action("Made a purpose"):
        to_choose_from(store, "Age", "Disability")
        club = store.organisations.find("Rook Lane")
        store.organisations.edit(club.uid, {"tags": "older people"})
        served = '[{"group": "Disability", "source": "its constitution", "on": "2026-03-02"}]'
        return str(make_equality(store, "purpose", serves=served).uid)


def assessment_to_plan(store: Store) -> str:
    """A draft, with the list to choose from."""
    with store.action("Made an assessment"):
        to_choose_from(store, "Age")
        return str(make_equality(store, "assessment").uid)


def another_characteristic(store: Store) -> str:
    """One that is not there yet."""
    name = f"Age {store.declared('characteristic').count() + 1}"
    return str(make_equality(store, "characteristic", name=name, code=name.replace(" ", "-")).uid)


def story_that_may_go_out(store: Store) -> str:
    """A story with words, of an organisation that agreed to be named, for an issue."""
    with store.action("Made a story"):
        issue = make_issue(store)
        store.organisations.edit(store.organisations.find("Rook Lane").uid, {"named_on": "today"})
        story = make_story(store, issue=issue.reference).uid
        store.declared("story").act(story, "draft", {"words": "Come and bowl."})
        store.declared("story").act(story, "approve", {})
    return story


MAKE: dict[str, Callable[[Store], str]] = {
    "group": lambda store: make_group(store).uid,
    "meeting": lambda store: meeting_of_somebody(store),
    "decision": lambda store: decision_of_somebody(store),
    "window": lambda store: window_of_somebody(store),
    "scheme": lambda store: scheme_of_somebody(store),
    "pilot": pilot_with_sites,
    "bid": lambda store: make_bid(store, lead="Rook Lane").uid,
    "award": lambda store: make_award(store, "Rook Lane", ends="2026-04-01").uid,
    "model": lambda store: make_model(store).uid,
    "space": lambda store: make_premises(store, "space").uid,
    "request": request_with_a_space,
    "holding": lambda store: make_premises(store, "holding").uid,
    "transfer": lambda store: make_premises(store, "transfer").uid,
    "nomination": lambda store: make_premises(store, "nomination").uid,
    "listing": lambda store: make_premises(store, "listing", organisation="Rook Lane").uid,
    "disposal": disposal_with_a_tenant,
    "relief": lambda store: make_premises(store, "relief").uid,
    "compact": compact_with_a_next,
    "commitment": commitment_with_evidence,
    "invitation": plan_of_somebody,
    "event": event_of_today,
    "briefing": lambda store: (
        make_briefing(store, on="2026-03-02", shown='[{"organisation": "Rook Lane"}]').uid
    ),
    "assessment": assessment_to_plan,
    "purpose": purpose_with_a_proposal,
    "characteristic": another_characteristic,
    "publication": lambda store: make_equality(store, "publication").uid,
    "service": lambda store: make_prescribing(store, "service").uid,
    "assurance": lambda store: make_prescribing(store, "assurance").uid,
    "opportunity": opportunity_with_a_bid,
    "offer": offer_beside_a_need,
    "need": need_with_a_match,
    "role": lambda store: make_volunteering(store, "role").uid,
    "signup": signup_with_a_certificate,
    "course": lambda store: make_volunteering(store, "course").uid,
    "stafftime": lambda store: make_volunteering(store, "stafftime", on="2026-04-01").uid,
    "mentoring": mentoring_of_two,
    "story": story_that_may_go_out,
    "issue": lambda store: make_issue(store).uid,
    "round": lambda store: make_survey(store, "round"),
    "response": lambda store: make_survey(store, "response"),
}
"""By kind, what makes one in a store that has the organisation Rook Lane; its uid."""

OTHERS = tuple(
    one.code for one in DECLARED_KINDS if one.code not in ("group", "meeting", "decision", "issue")
)
"""The kinds of areas of which tests over all kinds make one as it comes."""


def any_of(store: Store, code: str) -> str:
    """The uid of a new record of a declared kind, and the organisation Rook Lane if need be."""
    if not store.organisations.namesakes("Rook Lane Bowls Club"):
        make_organisation(store)
    return MAKE[code](store)


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
        case its.Link(of="space"):
            return "SPC-26-0001"
        case its.Link(of="need"):
            return "NED-26-0001"
        case its.Link(of="round"):
            return "RND-26-0001"
        case its.Link(of="characteristic"):
            return "Age"
        case its.Link(of="team") if field.needed:
            return "Planning"
        case its.Link(of="compact"):
            return "CPT-26-0001" if field.name == "into" else "CPT-26-0002"
        case its.Link():
            return ""
    return "Some words"


SAID = {
    "apologies": "",
    "deputies": "Rook",
    "absent": "",
    "unreached": "1",
    "referred": "9",
    "decision": "",
    "lines": "Rook: Some words",
    "guests": "Some words",
    "window": "SEC-26-0001",
    "offer": "AWD-26-0001",
    "match": "",
    "much": "1",
    "record": "MDL-26-0001",
    "says": "against",
    "mentor": "Strood Mentors",
}
"""By name, what is typed where words must fit something else."""


def given_for(act: Act[Any], one: DeclaredRecord | None = None) -> dict[str, str]:
    """What may be typed into all that an act asks, on a record: of those asked there, the last."""
    said = {**SAID, "who": "Rook"} if act.name == "declare" else dict(SAID)
    numbers = [party.number for party in one.parties if party.number] if one else []
    if numbers and act.name != "declare":
        said["who"] = str(numbers[-1])
    return {name: said.get(name, typed_for(field)) for name, field in act.asks.items()}


def do_all(
    store: Store, clock: FixedClock, kind: RecordKind, uid: str, acts: Sequence[str]
) -> bool:
    """Does one act after another, minutes apart; False, and none of them, where one is refused."""
    records = store.declared(kind.code)
    for count, name in enumerate(acts):
        clock.advance(minutes=2)  # done once more after a moment, it is meant
        try:
            records.act(uid, name, given_for(records.acts[name], records.get(uid).record))
        except (Refused, BadInput, NotFound):
            for _ in range(count):
                store.undo()
            return False
    return True


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
        one = records.get(desk.one(kind.table)["uid"]).record
        records.act(one.uid, act.name, given_for(act, one))

    verb.__name__ = f"act_on_{kind.code}"
    return verb


DECLARED = tuple(doing(kind) for kind in DECLARED_KINDS for doing in (_making, *[_acting] * 3))
"""What makes one of each kind, and what does any act on one."""
