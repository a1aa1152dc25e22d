"""Directorates, teams, topics and themes to be merged, and records that name them."""

from __future__ import annotations

from buying_made import make_buying
from equality_made import make_equality
from factories import (
    make_award,
    make_bid,
    make_briefing,
    make_commitment,
    make_compact,
    make_enquiry,
    make_event,
    make_invitation,
    make_meeting,
    make_organisation,
    make_payment,
    make_window,
    team,
    topic,
)
from premises_made import make_premises
from prescribing_made import make_prescribing
from survey_made import make_survey
from volunteering_made import make_volunteering

from db.council.merging import references
from db.store import Store
from spoc_tui.casework.council.council import CouncilRecord, Directorate, Team, Theme, Topic

KINDS = {kind.called: kind for kind in (Directorate, Team, Topic, Theme)}


def two_of(store: Store, kind: type[CouncilRecord]) -> tuple[CouncilRecord, CouncilRecord]:
    """One that is new, and one that was there: the first is to be merged into the second."""
    more = {"team": {"directorate": "Planning"}, "topic": {"code": "parks"}}.get(kind.called, {})
    other = next(one for one in store.council.listed(kind) if one.name != "Planning")
    return store.council.add(kind, {"name": "Parks and trees", **more}), other


def pointed_to(store: Store, table: str, uid: str) -> set[tuple[str, str]]:
    """The tables and columns in which a row that was not removed points to this one."""
    return {
        (child, column)
        for child, column in references(store.connection, table)
        if store.connection.execute(
            f"SELECT 1 FROM {child} WHERE {column} = ? AND removed_at IS NULL", [uid]
        ).fetchone()
    }


def use(store: Store, kind: type[CouncilRecord], uid: str) -> None:
    """Records that name it wherever one can."""
    club = make_organisation(store).uid
    of = kind.called
    if kind is Directorate:
        store.council.edit(Team, team(store, "Revenues").uid, {"directorate": uid})
        make_payment(store, directorate=uid)
    if kind is Team:
        store.council.edit(Topic, topic(store).uid, {"team": uid})
        make_payment(store, team=uid)
        store.payments.to_finance(make_payment(store).uid, team=uid)
        meeting, seat = make_meeting(store), {"seat": "member", "starts": "today"}
        store.declared("group").add_row(meeting.group.uid, "members", {"team": uid, **seat})
        store.declared("meeting").add_row(
            meeting.uid, "attendance", {"team": uid, "came": "absent"}
        )
        make_window(store, team=uid)
        make_bid(store, team=uid)
        make_award(store, club, team=uid)
        make_commitment(store, team=uid)
        make_equality(store, "assessment", team=uid)
        make_prescribing(store, "assurance", team=uid)
        make_buying(store, "opportunity", team=uid)
        compact = make_compact(store).uid
        store.declared("compact").act(compact, "sign-up", {"role": "council", "team": uid})
        plan = make_invitation(store, team=uid)
        store.declared("invitation").act(plan.uid, "ask", {"role": "partner", "team": uid})
        event = make_event(store)
        store.declared("event").act(event.uid, "go", {"team": uid})
        make_premises(store, "space", team=uid)
        make_premises(store, "transfer", organisation=club, team=uid)
        store.declared("meeting").act(meeting.uid, "ask", {"role": "guest", "team": uid})
    topic_uid = uid if kind is Topic else None
    case = make_enquiry(store, organisation_uid=club, topic_uid=topic_uid)
    if kind is Team:
        store.routings.route(case.enquiry.uid, uid)
    if kind is Theme:
        store.enquiries.edit(case.enquiry.uid, {"themes": uid})
        request = make_premises(store, "request", organisation=club)
        store.declared("request").act(request.uid, "close", {"why": "too dear", "theme": uid})
        signup = make_volunteering(store, "signup", organisation=club)
        store.declared("signup").act(signup.uid, "give-up", {"theme": uid})
        coded = {"number": "1", "themes": uid, "by": "Me"}
        store.declared("response").act(make_survey(store, "response"), "code", coded)
    if kind is Directorate:
        make_briefing(store, uid)
        make_volunteering(store, "stafftime", directorate=uid)
        responses = store.declared("response")
        response = make_survey(store, "response")
        responses.add_row(response, "answers", {"number": "3", "directorate": uid, "words": "Ok"})
    if kind in (Team, Directorate):
        more = {"directorate": "Housing"} if kind is Team else {}
        earlier = store.council.add(kind, {"name": "As it was called before", **more})
        store.council.succeed(kind, earlier.uid, uid, store.today())
    if kind is not Topic:
        field = "theme" if of == "theme" else "owner"
        typed = {field: store.council.get(kind, uid).name, "action": "Plant a tree"}
        store.feedback.add("No trees.", [store.feedback.by("Rook Lane Bowls Club")], typed)
