"""`spoc` itself: which verbs there are and where each is found."""

from __future__ import annotations

import gc

import click

from spoc_tui import __version__
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.verbs import LazyGroup

SECTIONS = {
    "A call": {
        "log": "logging_calls:log",
        "find": "finding:find",
        "show": "looking:show",
        "history": "looking:history",
        "edit": "answering:edit",
        "note": "answering:note",
        "link": "linking:link",
        "unlink": "linking:unlink",
    },
    "To the team": {
        "route": "routing:route",
        "acknowledge": "routing:acknowledge",
        "chase": "routing:chase",
        "sent-back": "routing:sent_back",
    },
    "Back to the caller": {
        "answer": "answering:answer",
        "told": "answering:told",
        "wait": "answering:wait",
        "resume": "answering:resume",
        "close": "answering:close",
        "reopen": "answering:reopen",
    },
    "Promises": {
        "promise": "promising:promise",
        "kept": "promising:kept",
        "withdraw": "promising:withdraw",
    },
    "Payments": {
        "pay": "payments:pay",
        "interest": "interest:interest",
        "rates": "rates:rates",
    },
    "Feedback": {
        "feedback": "feedback:feedback",
        "themes": "themes:themes",
        "check-ins": "check_ins:check_ins",
    },
    "Groups": {
        "groups": "kinds:groups",
    },
    "Stories": {
        "stories": "kinds:stories",
    },
    "The week": {
        "week": "week:week",
    },
    "The day": {
        "due": "looking:due",
        "drafts": "drafts:drafts",
        "undo": "undoing:undo",
        "redo": "undoing:redo",
    },
    "Whom and what there is": {
        "organisation": "organisations:organisation",
        "brief": "briefing:brief",
        "person": "people:person",
        "import": "importing:import_",
        "review": "reviewing:review",
        "duplicates": "duplicates:duplicates",
        "export": "exporting:export",
        "overlap": "overlapping:overlap",
        "teams": "teams:teams",
        "topics": "topics:topics",
        "directorates": "directorates:directorates",
        "holidays": "bank_holidays:holidays",
        "facts": "facts:facts",
    },
    "The program": {
        "demo": "opening:demo",
        "backup": "keeping:backup",
        "check": "checking:check",
        "settings": "own_settings:settings",
    },
}
"""Verb to module and name, in the order in which the help shows them."""


@click.command(
    cls=LazyGroup,
    sections=SECTIONS,
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
        raise click.UsageError("--json needs a verb: the desk itself is no document.", ctx)
    from spoc_tui.cli.opening import open_desk

    return open_desk(desk)
