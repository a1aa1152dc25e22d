"""`spoc directorates`: the parts of the council, and the partners outside it."""

from __future__ import annotations

import click

from spoc_tui.casework.council import Directorate
from spoc_tui.cli import shapes
from spoc_tui.cli.desk import Desk, pass_desk
from spoc_tui.cli.standing import add_standing_verbs
from spoc_tui.cli.verbs import group


@group("directorates")
@click.option("--retired", is_flag=True, help="The retired ones too.")
@click.pass_context
def directorates(ctx: click.Context, retired: bool) -> None:
    """List directorates and partners; add, rename, retire or remove one."""
    if ctx.invoked_subcommand is not None:
        return
    desk = ctx.ensure_object(Desk)
    found = desk.store.council.directorates(retired=retired)
    text = "\n".join(map(_line, found)) or "There is no directorate."
    desk.say([shapes.directorate(directorate) for directorate in found], text)


@directorates.command("add")
@click.argument("name")
@click.option("--partner", is_flag=True, help="It is outside the council.")
@pass_desk
def add(desk: Desk, name: str, partner: bool) -> None:
    """Add a directorate, or a partner outside the council."""
    made = desk.store.council.add_directorate(name, partner=partner)
    desk.say(shapes.directorate(made), f"Added {_line(made)}.")


@directorates.command("rename")
@click.argument("name")
@click.argument("new_name")
@pass_desk
def rename(desk: Desk, name: str, new_name: str) -> None:
    """Give a directorate or partner another name."""
    council = desk.store.council
    renamed = council.rename_directorate(_find(desk, name).uid, new_name)
    desk.say(shapes.directorate(renamed), f"Renamed to {_line(renamed)}.")


def _find(desk: Desk, typed: str) -> Directorate:
    return desk.store.council.find_directorate(typed, retired=True)


def _line(directorate: Directorate) -> str:
    marks = [mark for mark, on in _marks(directorate) if on]
    return directorate.name + (f" ({', '.join(marks)})" if marks else "")


def _marks(directorate: Directorate) -> tuple[tuple[str, bool], ...]:
    return ("partner", directorate.partner), ("retired", directorate.retired_on is not None)


add_standing_verbs(directorates, "directorate", _find, shapes.directorate)
