"""`spoc teams`: whom enquiries go to."""

from __future__ import annotations

from itertools import groupby

import click

from spoc_tui.casework.council import Team
from spoc_tui.cli import shapes
from spoc_tui.cli.desk import Desk, pass_desk
from spoc_tui.cli.options import fields_set, read_pairs
from spoc_tui.cli.standing import add_standing_verbs
from spoc_tui.cli.verbs import group


@group("teams")
@click.option("--retired", is_flag=True, help="The retired ones too.")
@click.pass_context
def teams(ctx: click.Context, retired: bool) -> None:
    """List the teams; add, edit, retire, restore or remove one."""
    if ctx.invoked_subcommand is not None:
        return
    desk = ctx.ensure_object(Desk)
    found = desk.store.council.teams(retired=retired)
    parts = []
    for directorate, members in groupby(found, key=lambda team: team.directorate):
        parts.append("\n".join([directorate, *map(_line, members)]))
    desk.say([shapes.team(team) for team in found], "\n\n".join(parts) or "There is no team.")


@teams.command("add")
@click.argument("name")
@click.option("--directorate", required=True, help="The directorate or partner it belongs to.")
@click.option("--inbox", default="", help="Its e-mail address.")
@click.option("--phone", default="", help="Its number.")
@click.option("--lead", default="", help="Who leads it.")
@pass_desk
def add(desk: Desk, name: str, directorate: str, inbox: str, phone: str, lead: str) -> None:
    """Add a team."""
    team = desk.store.council.add_team(
        {"name": name, "directorate": directorate, "inbox": inbox, "phone": phone, "lead": lead}
    )
    desk.say(shapes.team(team), f"Added {team.name}, in {team.directorate}.")


@teams.command("edit", epilog="Fields: name, directorate, inbox, phone, lead.")
@click.argument("name")
@fields_set
@pass_desk
def edit(desk: Desk, name: str, pairs: tuple[str, ...], more: tuple[str, ...]) -> None:
    """Change fields of a team."""
    found = _find(desk, name)
    team = desk.store.council.edit_team(found.uid, read_pairs(pairs + more))
    desk.say(shapes.team(team), f"Edited {team.name}.\n{_line(team)}")


def _find(desk: Desk, typed: str) -> Team:
    return desk.store.council.find_team(typed, retired=True)


def _line(team: Team) -> str:
    reached = ", ".join(filter(None, (team.lead, team.phone, team.inbox)))
    retired = " (retired)" if team.retired_on else ""
    return f"  {team.name}{retired}{': ' if reached else ''}{reached}"


add_standing_verbs(teams, "team", _find, shapes.team)
