"""`spoc brief`: the one-page sheet for colleagues who meet an organisation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from spoc_tui.cli import shapes
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import ending_of, to_file
from spoc_tui.cli.organisations import shapes as organisation_shapes
from spoc_tui.cli.papers import say_paper
from spoc_tui.cli.verbs import Verb, pass_desk

if TYPE_CHECKING:
    from spoc_tui.casework.enquiries.enquiry import Enquiry
    from spoc_tui.casework.organisations.briefing import Briefing


@click.command(cls=Verb)
@click.argument("organisation")
@to_file(
    "md|html|docx",
    "md",
    "Write it there. A docx with no FILE goes to one named after the organisation, here.",
)
@pass_desk
def brief(desk: Desk, organisation: str, form: str | None, file: Path | None, force: bool) -> None:
    """Write a one-page briefing sheet on an organisation, for use within the council."""
    from spoc_tui.reports.documents.formats import DocumentFormat, written
    from spoc_tui.reports.organisations.brief import briefing_sheet, file_name

    chosen = DocumentFormat.read(form or ending_of(file) or DocumentFormat.MARKDOWN, field="format")
    organisations = desk.store.organisations
    briefing = organisations.briefing(organisations.find(organisation).uid)
    content = written(briefing_sheet(briefing), chosen)
    say_paper(
        desk,
        content,
        chosen,
        file=file,
        force=force,
        name=file_name(briefing, chosen),
        said="The briefing sheet is in",
        facts=lambda: _facts(briefing),
    )


def _facts(briefing: Briefing) -> dict[str, Any]:
    """What the sheet is made from; like the sheet, without the officer's own notes."""
    organisation = organisation_shapes.organisation(briefing.organisation)
    del organisation["notes"]
    return {
        "day": shapes.day(briefing.day),
        "since": shapes.day(briefing.since),
        "organisation": organisation,
        "other_names": list(briefing.other_names),
        "branches": list(briefing.branches),
        "people": [organisation_shapes.contact(person) for person in briefing.people],
        "open": [_enquiry(one) for one in briefing.open_enquiries],
        **{
            section.key: [
                section.briefed(one, briefing.organisation.uid, briefing.day) for one in found
            ]
            for section, found in organisation_shapes.in_short(briefing.of_kinds)
        },
        "records": list(map(organisation_shapes.line, briefing.records)),
        "owed": [
            {
                "who": one.who,
                "what": one.what,
                "reference": one.reference,
                "due": shapes.day(one.by),
                "due_time": shapes.hour(one.at),
                "since": shapes.day(one.since),
            }
            for one in briefing.owed
        ],
        "promises": [
            {
                "reference": reference,
                "text": one.text,
                "due": shapes.day(one.due),
                "due_time": shapes.hour(one.due_time),
                "kept_at": shapes.moment(one.kept_at),
                "withdrawn_at": shapes.moment(one.withdrawn_at),
            }
            for reference, one in briefing.promises
        ],
        "asked": [_enquiry(one) for one in briefing.asked],
        "topics": dict(briefing.topics),
    }


def _enquiry(of: Enquiry) -> dict[str, Any]:
    """As the sheet has it: without the detail, the caller and their number."""
    return {
        "reference": of.reference,
        "subject": of.subject,
        "urgency": str(of.urgency),
        "status": str(of.status),
        "outcome": str(of.outcome) if of.outcome else None,
        "topic": of.topic,
        "team": of.team,
        "received_at": shapes.moment(of.received_at),
        "answer_by": shapes.day(of.answer_by),
        "waiting_for": of.waiting_for,
    }
