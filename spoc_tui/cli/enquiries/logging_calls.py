"""`spoc log`: a caller's question gets its reference, and what was done about it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.enquiries.enquiry import NewEnquiry, Urgency
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.records.channel import Channel
from spoc_tui.cli.came_of import begun, caller_from, came_of, in_words, source_of
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import long_text
from spoc_tui.cli.verbs import Verb, pass_desk

if TYPE_CHECKING:
    from datetime import date

    from spoc_tui.casework.council.council import Topic
    from spoc_tui.casework.enquiries.enquiry import Case

NO_TOPIC = "none"


@click.command(
    cls=Verb,
    begins=True,
    epilog='Only a subject is needed: “spoc log "Who lets the hall?"”. Without --topic the '
    "subject's words suggest one. Dates and how they were worked out are printed; undo takes the "
    "whole call back.",
)
@click.argument("line", metavar="SUBJECT", required=False)
@click.option("--subject", help="The same: what it is about, in one line.")
@click.option("--organisation", metavar="NAME-OR-ID", help="Who asks: a name, id or number.")
@click.option("--person", metavar="NAME", help="The person there, if they are on record.")
@click.option("--caller", default="", help="Who asks, in your own words.")
@click.option("--phone", default="", help="The number to call back.")
@click.option("--channel", default="phone", help=f"How they reached us: {', '.join(Channel)}.")
@click.option("--topic", metavar="CODE", help=f"The topic; “{NO_TOPIC}” leaves it open.")
@click.option(
    "--urgency", help=f"How pressing: {', '.join(Urgency)}. A topic may be urgent by itself."
)
@long_text("--detail", "detail", default="", help="The whole question.")
@click.option("--received", metavar="WHEN", help="When they asked, if not now.")
@click.option("--answer-by", metavar="WHEN", help="The day promised, instead of the clock's.")
@click.option("--follow-up", metavar="WHEN", help="The day to look at it again, and the time.")
@click.option("--route", metavar="TEAM", help="Send it to this team at once.")
@long_text("--answered", "answered", help="The answer given on the spot: told, and closed.")
@came_of
@pass_desk
def log(
    desk: Desk,
    line: str | None,
    subject: str | None,
    organisation: str | None,
    person: str | None,
    caller: str,
    phone: str,
    channel: str,
    topic: str | None,
    urgency: str | None,
    detail: str,
    received: str | None,
    answer_by: str | None,
    follow_up: str | None,
    route: str | None,
    answered: str | None,
    came_of: str | None,
) -> None:
    """Log a caller's question and read out its reference."""
    store = desk.store
    source = source_of(store, came_of)
    if source is not None and line is None and subject is None:
        subject = source.record.subject
    subject = _subject(line, subject)
    whose = caller_from(source, {"organisation": organisation, "caller": caller})
    organisation, caller = whose.get("organisation", organisation), whose.get("caller", caller)
    if answered is not None and not answered.strip():
        raise BadInput("Say what the answer is.", field="answered")
    organisation_uid = store.organisations.find(organisation).uid if organisation else None
    chosen = _topic(desk, topic, subject)
    day, at = store.read_day_and_time(follow_up, "follow_up") if follow_up else (None, None)
    new = NewEnquiry(
        subject=subject,
        received_at=desk.store.read_moment(received, "received") if received else desk.now(),
        channel=Channel.read(channel, field="channel"),
        urgency=Urgency.read(urgency, field="urgency") if urgency is not None else None,
        detail=detail,
        organisation_uid=organisation_uid,
        contact_uid=_person(desk, organisation_uid, person),
        caller=caller,
        phone=phone,
        topic_uid=chosen.uid if chosen else None,
        answer_by=_day(desk, answer_by, "answer_by", Direction.MOSTLY_AHEAD),
        follow_up_on=day,
        follow_up_time=at,
    )
    team_uid = store.council.find_team(route).uid if route else None
    case = begun(
        store, source, lambda: store.enquiries.log(new, route_to=team_uid, answered=answered)
    )
    suggested = chosen is not None and topic is None
    desk.say_case(
        case,
        f"Logged {{}}: {case.enquiry.title}",
        more="\n".join(
            filter(
                None,
                (
                    in_words(source),
                    _what_follows(
                        desk,
                        case,
                        suggested=suggested,
                        urgent=chosen is not None and chosen.urgent and urgency is None,
                    ),
                ),
            )
        ),
        also={"topic_suggested": suggested},
    )


def _day(desk: Desk, typed: str | None, field: str, direction: Direction) -> date | None:
    return desk.store.read_day(typed, field, direction) if typed else None


def _subject(line: str | None, subject: str | None) -> str:
    if line is not None and subject is not None:
        raise BadInput("Give the subject once: as a word, or with --subject.", field="subject")
    described = subject if line is None else line
    if described is None:
        raise BadInput('Say what it is about: spoc log "Who lets the hall?"', field="subject")
    return described


def _topic(desk: Desk, typed: str | None, subject: str) -> Topic | None:
    if typed is None:
        return desk.store.council.suggest(subject)
    if typed.strip().lower() in ("", NO_TOPIC):
        return None
    return desk.store.council.find_topic(typed)


def _person(desk: Desk, organisation_uid: str | None, typed: str | None) -> str | None:
    if not typed:
        return None
    if organisation_uid is None:
        raise BadInput("Name the organisation before the person there.", field="person")
    return desk.store.organisations.find_contact(organisation_uid, typed).uid


def _what_follows(desk: Desk, case: Case, *, suggested: bool, urgent: bool) -> str:
    """Who it was taken to be, the topic (which may be what makes it `urgent`), and the dates with
    how they were worked out.
    """
    from spoc_tui.cli.enquiries import shapes

    enquiry, by = case.enquiry, desk.store.deadlines.of(case)
    described = []
    if enquiry.organisation:
        described.append(
            f"From: {', '.join(filter(None, (enquiry.organisation, enquiry.contact)))}."
        )
    if enquiry.topic:
        why = ", suggested by the subject" if suggested else ""
        why += "; it is urgent by itself" if urgent else ""
        described.append(f"Topic: {enquiry.topic} ({enquiry.topic_code}){why}.")
    if not enquiry.is_open:
        return "\n".join(described)
    if enquiry.acknowledged_at is None:
        described.append(f"Acknowledge: {by.acknowledge.working}")
    working = shapes.working(by.answer, enquiry.answer_by, typed=enquiry.answer_by_typed)
    return "\n".join([*described, f"Answer: {working}"])
