"""`spoc organisation`: who asks, added, shown, edited and listed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.fields import ORGANISATION
from spoc_tui.casework.organisations.profile import SizeBand
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import describe_fields, fields_too, how_many, read_pairs
from spoc_tui.cli.organisations import shapes as shapes
from spoc_tui.cli.organisations import words as words
from spoc_tui.cli.verbs import VerbGroup, pass_desk
from spoc_tui.cli.words import MOST_LISTED


def _several(name: str, field: str, metavar: str, about: str) -> Callable[[Any], Any]:
    return click.option(name, field, multiple=True, metavar=metavar, help=about)


identifiers = _several(
    "--identifier", "identifiers", "NUMBER", "A number in a register: GB-CHC-1234567."
)
other_names = _several("--other-name", "other_names", "NAME", "A name it also goes by.")


@click.group(cls=VerbGroup)
def organisation() -> None:
    """Add an organisation, show, edit or list them."""


@organisation.command("add", begins=True, epilog=describe_fields(ORGANISATION))
@click.argument("name")
@fields_too
@click.option("--phone", default="", help="Its number.")
@click.option("--postcode", default="", help="Its postcode.")
@identifiers
@other_names
@click.option("--anyway", is_flag=True, help="Even if there is one of that name or number.")
@pass_desk
def add(
    desk: Desk,
    /,
    name: str,
    pairs: tuple[str, ...],
    more: tuple[str, ...],
    phone: str,
    postcode: str,
    **known: Any,
) -> None:
    """Add an organisation; only the name need be known."""
    own = [
        f"{field}={described}"
        for field, described in (("phone", phone), ("postcode", postcode))
        if described
    ]
    fields = read_pairs((*own, *pairs, *more))
    made = desk.store.organisations.add(name, fields=fields, **known)
    desk.say(shapes.organisation(made), f"Added {made.name}.")


@organisation.command("show")
@click.argument("organisation")
@how_many(
    "--timeline",
    "How much of its timeline, the newest first.",
    usual=10,
    most=words.MOST_ENTRIES,
    least=0,
)
@pass_desk
def show(desk: Desk, organisation: str, timeline: int) -> None:
    """Show an organisation in full: profile, people, what is open, where facts came from."""
    meant = desk.store.organisations.find_itself(organisation)
    known = shapes.read_whole(desk.store, meant.merged_into_uid or meant.uid, timeline)
    into = meant.merged_into
    note = f"{meant.name} was merged into {into}, which is shown:\n\n" if into else ""
    shape = shapes.whole(desk.store, known) if desk.json else {}
    desk.say(shape, note + words.whole(known))


@organisation.command("edit", epilog=describe_fields(ORGANISATION))
@click.argument("organisation")
@fields_too
@identifiers
@_several("--no-identifier", "without_identifiers", "NUMBER", "A number it does not have.")
@other_names
@_several("--no-other-name", "without_names", "NAME", "A name it does not go by.")
@click.option("--anyway", is_flag=True, help="Even if another has that number.")
@pass_desk
def edit(
    desk: Desk,
    /,
    organisation: str,
    pairs: tuple[str, ...],
    more: tuple[str, ...],
    anyway: bool,
    **parts: tuple[str, ...],
) -> None:
    """Change fields of an organisation, its numbers and its other names."""
    fields = read_pairs(pairs + more)
    if not fields and not any(parts.values()):
        raise BadInput("Say what to change: --set FIELD=VALUE, --identifier …", field="set")
    organisations = desk.store.organisations
    before = organisations.find(organisation)
    after = organisations.edit(before.uid, fields, anyway=anyway, **parts)
    changed = after != before or parts["other_names"] or parts["without_names"]
    done = f"Edited {after.name}." if changed else f"Nothing to change in {after.name}."
    desk.say(shapes.organisation(after), done)


@organisation.command("list")
@how_many("--limit", "How many at most.", usual=50, most=MOST_LISTED)
@click.option("--tag", default="", help="Only those with this tag.")
@click.option("--size", metavar="BAND", help=f"Only those of this size: {', '.join(SizeBand)}.")
@click.option("--ward", default="", help="Only those in this ward.")
@pass_desk
def listing(desk: Desk, limit: int, tag: str, size: str | None, ward: str) -> None:
    """List organisations by name."""
    band = SizeBand.read(size, field="size") if size is not None else None
    organisations = desk.store.organisations
    found = organisations.page(0, limit, tag=tag, size=band, ward=ward)
    more = organisations.count(tag=tag, size=band, ward=ward) - len(found)
    desk.say([shapes.organisation(one) for one in found], words.listed(found, more))
