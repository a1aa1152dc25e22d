"""`spoc brief`: the one-page sheet for colleagues who meet an organisation."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from spoc_tui.cli import shapes
from spoc_tui.cli.common_keys import shaped
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import DOCUMENT_FORMS, ending_of, to_file
from spoc_tui.cli.organisations import shapes as organisation_shapes
from spoc_tui.cli.papers import say_document
from spoc_tui.cli.verbs import Verb, pass_desk

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.enquiries.enquiry import Enquiry
    from spoc_tui.casework.organisations.briefing import Briefing


@click.command(cls=Verb)
@click.argument("organisation")
@to_file(
    DOCUMENT_FORMS,
    "md",
    "Write it there. A docx with no FILE goes to one named after the organisation, here.",
)
@pass_desk
def brief(desk: Desk, organisation: str, form: str | None, file: Path | None, force: bool) -> None:
    """Write a one-page briefing sheet on an organisation, for use within the council."""
    from spoc_tui.reports.organisations.brief import briefing_sheet, file_name

    organisations = desk.store.organisations
    briefing = organisations.briefing(organisations.find(organisation).uid)
    say_document(
        desk,
        briefing_sheet(briefing),
        form or ending_of(file),
        file=file,
        force=force,
        name=lambda ending: file_name(briefing, ending),
        said="The briefing sheet is in",
        facts=lambda: _facts(desk.store, briefing),
    )


def _facts(store: Store, briefing: Briefing) -> dict[str, Any]:
    """The facts of the sheet; like it, without the officer's own notes."""
    uid, day = briefing.organisation.uid, briefing.day
    organisation = organisation_shapes.organisation(briefing.organisation)
    del organisation["notes"]
    return {
        "day": shapes.day(briefing.day),
        "since": shapes.day(briefing.since),
        "organisation": organisation,
        "other_names": list(briefing.other_names),
        "branches": list(briefing.branches),
        "people": [organisation_shapes.contact(person) for person in briefing.people],
        "open": shaped(store, briefing.open_enquiries, _enquiry),
        **{
            section.key: shaped(
                store, found, partial(section.briefed, organisation_uid=uid, today=day)
            )
            for section, found in organisation_shapes.in_short(briefing.of_kinds)
        },
        "records": shaped(store, briefing.records, lambda _: {}),
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
        "asked": shaped(store, briefing.asked, _enquiry),
        "topics": dict(briefing.topics),
    }


def _enquiry(of: Enquiry) -> dict[str, Any]:
    """As the sheet has it: without the detail, the caller and their number."""
    return {
        "urgency": str(of.urgency),
        "outcome": str(of.outcome) if of.outcome else None,
        "topic": of.topic,
        "received_at": shapes.moment(of.received_at),
        "answer_by": shapes.day(of.answer_by),
        "waiting_for": of.waiting_for,
    }
