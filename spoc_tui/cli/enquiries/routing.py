"""The acts between the officer and a team: route, acknowledge, chase, sent back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import OUTPUT, long_text, reference
from spoc_tui.cli.verbs import pass_desk
from spoc_tui.cli.which_verb import EnquiryVerb
from spoc_tui.cli.words_to_send import words_file, write_new


@click.command(cls=EnquiryVerb, epilog="Passing it on from one team to the next needs a reason.")
@reference
@click.option("--to", "team", metavar="TEAM", required=True, help="The team, or its beginning.")
@click.option("--reason", default="", help="Why.")
@click.option("--reply-by", metavar="WHEN", help="The day agreed, instead of the clock's.")
@pass_desk
def route(desk: Desk, reference: str, team: str, reason: str, reply_by: str | None) -> None:
    """Send an enquiry to a team, or pass it on from one to the next."""
    store = desk.store
    day = store.read_day(reply_by, "reply_by", Direction.AHEAD) if reply_by else None
    team_uid = store.council.find_team(team).uid
    case = store.routings.route(reference, team_uid, reason=reason, reply_by=day)
    hop = case.open_routing
    by = f", to reply by {when.show_day(hop.reply_by)}" if hop else ""
    desk.say_case(case, f"Routed {{}} to {case.enquiry.team}{by}.")


@click.command(cls=EnquiryVerb)
@reference
@click.option("--team", is_flag=True, help="The team has acknowledged, not we the caller.")
@pass_desk
def acknowledge(desk: Desk, reference: str, team: bool) -> None:
    """Record that the caller, or the team, knows it is in hand."""
    if team:
        case = desk.store.routings.acknowledged(reference)
        desk.say_case(case, f"{case.enquiry.team} has acknowledged {{}}.")
    else:
        desk.say_case(desk.store.enquiries.acknowledge(reference), "Acknowledged {}.")


@click.command(cls=EnquiryVerb, epilog="The words name no caller and no phone number.")
@reference
@click.option(
    "--output",
    metavar="FILE",
    type=OUTPUT,
    help="Write the words to this file too.",
)
@click.option("--anyway", is_flag=True, help="Even if the team was chased just now.")
@pass_desk
def chase(desk: Desk, reference: str, output: Path | None, anyway: bool) -> None:
    """Ask the team again: record it, and print words to send."""
    output = words_file(output, reference)
    hand_over = partial(write_new, output) if output else None
    case, words = desk.store.routings.chase(reference, anyway=anyway, hand_over=hand_over)
    also = {"words": words, **({"file": str(output)} if output else {})}
    desk.say_case(case, "Chased {}. The words to send:", more=f"\n{words}", also=also)


@click.command("sent-back", cls=EnquiryVerb)
@reference
@long_text("--reason", "reason", required=True, help="Why.")
@pass_desk
def sent_back(desk: Desk, reference: str, reason: str) -> None:
    """Record that the team sent it back, and why; it is yours again."""
    desk.say_case(desk.store.routings.sent_back(reference, reason), "{} was sent back.")
