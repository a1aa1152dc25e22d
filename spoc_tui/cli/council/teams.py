"""`spoc teams`: whom enquiries go to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import click

from spoc_tui.casework.council.council import Team
from spoc_tui.cli import shapes
from spoc_tui.cli.council.council import TERM_HELP, council_group
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.verbs import pass_desk


def _line(team: Team) -> str:
    reached = ", ".join(filter(None, (team.lead, team.phone, team.inbox)))
    marks = "; ".join(filter(None, ("retired" if team.retired_on else "", team.term)))
    return f"  {team.name}" + f" ({marks})" * bool(marks) + f": {reached}" * bool(reached)


def _by_directorate(teams: Sequence[Team]) -> str:
    return "\n\n".join(
        "\n".join([directorate, *map(_line, members)])
        for directorate, members in groupby(teams, key=lambda team: team.directorate)
    )


teams = council_group(
    Team,
    shape=shapes.team,
    line=_line,
    lines=_by_directorate,
    about_merging="Its enquiries, payments, feedback and topics move to the other, which "
    "takes over an inbox, phone or lead that it lacks. One undo takes it back.",
    about_fields=TERM_HELP,
    about_succession="What is open goes to the other; what is over keeps the name that it had. One "
    "undo takes it back.",
)


@teams.command("add", begins=True)
@click.argument("name")
@click.option("--directorate", required=True, help="The directorate or partner it belongs to.")
@click.option("--inbox", default="", help="Its e-mail address.")
@click.option("--phone", default="", help="Its number.")
@click.option("--lead", default="", help="Who leads it.")
@pass_desk
def add(desk: Desk, /, **typed: str) -> None:
    """Add a team."""
    team = desk.store.council.add(Team, typed)
    desk.say(shapes.team(team), f"Added {team.name}, in {team.directorate}.")
