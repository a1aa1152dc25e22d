"""How an enquiry may be handled: where it stands, and what each act refuses."""

from __future__ import annotations

from datetime import datetime

from spoc_tui.casework.dates.when import show_moment
from spoc_tui.casework.enquiries.enquiry import Case, Enquiry, Outcome, Routing, Status
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.records.require import require_closable, require_open
from spoc_tui.casework.text import fold

MORE_IS_A_NOTE = "For anything more, add a note."


def status_of(*, closed: bool, waiting: bool, answered: bool, with_team: bool) -> Status:
    """Where an enquiry stands, from the facts, in this order."""
    if closed:
        return Status.CLOSED
    if waiting:
        return Status.WAITING
    if answered:
        return Status.ANSWERED
    return Status.WITH_TEAM if with_team else Status.NEW


def check_route(case: Case, team_uid: str, reason: str) -> None:
    """Passing on needs a reason, and another team than the one that has it."""
    require_open(case.enquiry, "route it")
    hop = case.open_routing
    if hop is None:
        return
    if hop.team_uid == team_uid:
        raise Refused(f"{case.enquiry.reference} is with {hop.team} already.")
    if not reason.strip():
        raise Refused(f"{case.enquiry.reference} is with {hop.team}: passing it on needs a reason.")


def require_team(case: Case, act: str) -> Routing:
    """The hop it is with now; refuses to speak of a team where the enquiry is with none."""
    require_open(case.enquiry, act)
    if case.open_routing is None:
        raise Refused(f"{case.enquiry.reference} is with no team now. Route it first.")
    return case.open_routing


def check_acknowledge(case: Case) -> None:
    """The caller is acknowledged to once; a call may be, though it was by being logged."""
    enquiry = case.enquiry
    require_open(enquiry, "acknowledge it")
    first = next((e for e in case.timeline if e.kind is EventKind.ACKNOWLEDGED), None)
    if first is not None and enquiry.acknowledged_at is not None:
        raise Refused(
            f"{enquiry.reference} was acknowledged to the caller already, on "
            f"{show_moment(first.at)}. {MORE_IS_A_NOTE}"
        )


def check_team_acknowledged(case: Case) -> Routing:
    """The hop whose team has acknowledged; a team does so once."""
    hop = require_team(case, "record the team's acknowledgement")
    if hop.acknowledged_at is not None:
        raise Refused(
            f"{hop.team} acknowledged {case.enquiry.reference} already, on "
            f"{show_moment(hop.acknowledged_at)}. {MORE_IS_A_NOTE}"
        )
    return hop


def require_answered(case: Case) -> None:
    """Refuses to record that the caller was told, before there is an answer to tell."""
    enquiry = case.enquiry
    require_open(enquiry, "record that the caller was told")
    if enquiry.answered_at is None:
        raise Refused(
            f"{enquiry.reference} has no answer yet. Record the answer first, so that what the "
            "caller was told is known."
        )


def check_told(case: Case, at: datetime, whom: str) -> None:
    """Told is an answer that is on record, not before they asked, and each person once."""
    require_answered(case)
    enquiry = case.enquiry
    if at < enquiry.received_at:
        raise BadInput(
            "The caller cannot have been told before the enquiry was received.", field="when"
        )
    if enquiry.told_at is None:
        return
    usual = enquiry.contact or enquiry.caller or "the caller"
    for event in case.timeline:
        of_this_answer = event.kind is EventKind.TOLD and event.at >= enquiry.told_at
        if of_this_answer and fold(event.whom or usual) == fold(whom or usual):
            raise Refused(
                f"{enquiry.reference}: {event.whom or usual} was told already, on "
                f"{show_moment(event.at)}. If it was somebody else, say whom. {MORE_IS_A_NOTE}"
            )


def check_wait(enquiry: Enquiry) -> None:
    require_open(enquiry, "wait on the caller")
    if enquiry.waiting_since is not None:
        raise Refused(
            f"{enquiry.reference} is waiting on the caller already, for: {enquiry.waiting_for}."
        )


def check_resume(enquiry: Enquiry) -> None:
    require_open(enquiry, "go on with it")
    if enquiry.waiting_since is None:
        raise Refused(f"{enquiry.reference} is not waiting on the caller.")


def check_close(case: Case, outcome: Outcome, reason: str) -> None:
    """Closed only once the caller has been told or with a reason, and not over an open promise."""
    enquiry = case.enquiry
    require_closable(case.record, case.open_promises)
    if enquiry.told_at is None and not reason.strip():
        raise Refused(
            f"The caller of {enquiry.reference} has not been told. Tell them, "
            "or give the reason for closing without."
        )
