"""`spoc person`: the people at organisations, who come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.organisations.fields import PERSON
from spoc_tui.casework.organisations.profile import PreferredWay
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import describe_fields, fields_set, read_changes
from spoc_tui.cli.organisations import shapes as shapes
from spoc_tui.cli.verbs import VerbGroup, pass_desk

if TYPE_CHECKING:
    from spoc_tui.casework.organisations.organisation import Contact

at = click.option(
    "--at", "place", metavar="ORGANISATION", help="Where they are, if several have that name."
)


@click.group(cls=VerbGroup)
def person() -> None:
    """Add a person at an organisation, edit them, or mark that they left."""


@person.command("add")
@click.argument("organisation")
@click.argument("name")
@click.option("--role", default="", help="What they are there.")
@click.option("--phone", default="", help="Their number.")
@click.option("--email", default="", help="Their e-mail address.")
@click.option(
    "--preferred",
    metavar="HOW",
    default="",
    help=f"How to reach them: {', '.join(filter(None, PreferredWay))}.",
)
@click.option("--wards", metavar="NAMES", default="", help="Of a councillor: with semicolons.")
@click.option("--since", metavar="WHEN", default="", help="When they began.")
@pass_desk
def add(desk: Desk, /, organisation: str, name: str, **known: str) -> None:
    """Add a person at an organisation."""
    place = desk.store.organisations.find(organisation)
    made = desk.store.organisations.add_contact(place.uid, name, **known)
    desk.say(shapes.contact(made), f"Added {made.name} at {made.organisation}.")


@person.command("edit", epilog=describe_fields(PERSON))
@click.argument("person")
@at
@fields_set
@pass_desk
def edit(
    desk: Desk, person: str, place: str | None, pairs: tuple[str, ...], more: tuple[str, ...]
) -> None:
    """Change fields of a person, named by name or id."""
    typed = read_changes(pairs + more)
    before = _find(desk, person, place)
    after = desk.store.organisations.edit_contact(before.uid, typed)
    done = "Edited" if after != before else "Nothing to change for"
    desk.say(shapes.contact(after), f"{done} {after.name} at {after.organisation}.")


@person.command("left")
@click.argument("person")
@at
@click.option("--on", metavar="WHEN", default="today", show_default=True, help="The day they left.")
@pass_desk
def left(desk: Desk, person: str, place: str | None, on: str) -> None:
    """Mark that a person left; they stay on record. Blank left_on with edit takes it back."""
    found = _find(desk, person, place)
    day = desk.store.read_day(on, "on", Direction.PAST)
    gone = desk.store.organisations.left(found.uid, day)
    desk.say(shapes.contact(gone), f"{gone.name} left {gone.organisation} on {show_day(day)}.")


def _find(desk: Desk, typed: str, place: str | None) -> Contact:
    organisations = desk.store.organisations
    if place is None:
        return organisations.find_person(typed)
    return organisations.find_contact(organisations.find(place, field="at").uid, typed)
