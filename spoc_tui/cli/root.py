"""`spoc` itself: which verbs there are and where each is found."""

from __future__ import annotations

import gc

import click

from spoc_tui import __version__
from spoc_tui.casework.kinds.catalogue import AREAS
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.verbs import LazyGroup

VERB_SECTIONS = {
    "A call": {
        "log": "enquiries.logging_calls:log",
        "find": "search.finding:find",
        "show": "records.showing:show",
        "history": "records.showing:history",
        "edit": "enquiries.answering:edit",
        "note": "enquiries.answering:note",
        "link": "records.linking:link",
        "unlink": "records.linking:unlink",
    },
    "To the team": {
        "route": "enquiries.routing:route",
        "acknowledge": "enquiries.routing:acknowledge",
        "chase": "enquiries.routing:chase",
        "sent-back": "enquiries.routing:sent_back",
    },
    "Back to the caller": {
        "answer": "enquiries.answering:answer",
        "told": "enquiries.answering:told",
        "wait": "enquiries.answering:wait",
        "resume": "enquiries.answering:resume",
        "close": "enquiries.answering:close",
        "reopen": "enquiries.answering:reopen",
    },
    "Promises": {
        "promise": "records.promising:promise",
        "kept": "records.promising:kept",
        "withdraw": "records.promising:withdraw",
    },
    "Payments": {
        "pay": "payments.payments:pay",
        "interest": "payments.interest:interest",
        "rates": "payments.rates:rates",
    },
    "Feedback": {
        "feedback": "feedback.feedback:feedback",
        "themes": "feedback.themes:themes",
        "check-ins": "groups.check_ins:check_ins",
    },
    **{area.heading: {code: f"kinds.verbs:{code}"} for code, area in AREAS.items()},
    "The week and the year": {
        "week": "week.week:week",
        "year": "year.year:year",
    },
    "The day": {
        "due": "records.showing:due",
        "list": "records.listing:list_",
        "drafts": "records.drafts:drafts",
        "undo": "history.undoing:undo",
        "redo": "history.undoing:redo",
    },
    "Organisations, people, lists and set-up": {
        "organisation": "organisations.organisations:organisation",
        "brief": "organisations.briefing:brief",
        "person": "organisations.people:person",
        "import": "lists.importing:import_",
        "review": "lists.reviewing:review",
        "duplicates": "organisations.duplicates:duplicates",
        "export": "exports.exporting:export",
        "overlap": "lists.overlap:overlap",
        "teams": "council.teams:teams",
        "topics": "council.topics:topics",
        "directorates": "council.directorates:directorates",
        "holidays": "council.bank_holidays:holidays",
        "figures": "council.figures:figures",
    },
    "The program": {
        "demo": "opening:demo",
        "backup": "upkeep.backup:backup",
        "backups": "upkeep.restoring:backups",
        "restore": "upkeep.restoring:restore",
        "check": "upkeep.checking:check",
        "rescue": "upkeep.rescuing:rescue",
        "settings": "council.settings:settings",
    },
}
"""Verb to module and name, in the order in which the help shows them."""
EARLIER = {"facts": "figures"}
"""What verbs were called: they are still done, and no help names them."""


@click.command(
    cls=LazyGroup,
    sections=VERB_SECTIONS,
    earlier=EARLIER,
    invoke_without_command=True,
    subcommand_metavar="[VERB]...",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="“spoc log --help” says more of that verb, and so for each. A REF is a reference: "
    "ENQ-26-0143, or 143 alone: an enquiry, or after another kind's verb one of that kind. A WHEN "
    "is a date as it is typed in the forms: 25/12, 25 dec 2026, fri, tomorrow, +3 (days), "
    "3wd (working days), 2w (weeks), next week; a moment, a promise and a follow-up take a time as "
    "well: 9.30, yesterday at 3, fri at noon. Without a year it is the nearest.",
)
@click.version_option(__version__, prog_name="spoc", message="%(prog)s %(version)s")
@click.pass_context
def spoc(ctx: click.Context) -> int | None:
    """Open the single point of contact's desk, or do one thing at it.

    \b
    spoc demo
    spoc log "Who lets the hall?" --organisation "rook lane" --route property
    spoc answer 400 --text "Property does: 01634 …"
    spoc told 400
    spoc close 400 --outcome resolved
    spoc due --json
    """
    if ctx.invoked_subcommand is not None:
        gc.enable()
        return None
    desk = ctx.ensure_object(Desk)
    if desk.json:
        raise click.UsageError("--json needs a verb: the desk itself has no JSON.", ctx)
    from spoc_tui.cli.opening import open_desk

    return open_desk(desk)
