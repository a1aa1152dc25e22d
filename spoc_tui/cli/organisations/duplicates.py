"""`spoc duplicates`: organisations that may be there twice, merged or kept apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.fields import ORGANISATION
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import describe_fields, how_many
from spoc_tui.cli.organisations import shapes as shapes
from spoc_tui.cli.verbs import group, pass_desk
from spoc_tui.cli.words import MOST_LISTED, not_listed, row

if TYPE_CHECKING:
    from spoc_tui.casework.organisations.likeness import DuplicatePair
    from spoc_tui.casework.organisations.organisation import Organisation
    from spoc_tui.cli.shapes import Shape

NO_DUPLICATES = "No two organisations look like one."


@group("duplicates")
@how_many("--limit", "How many pairs at most, the most likely first.", usual=20, most=MOST_LISTED)
@click.pass_context
def duplicates(ctx: click.Context, limit: int) -> None:
    """List possible duplicate organisations; merge two, or mark them as different."""
    if ctx.invoked_subcommand is not None:
        return
    desk = ctx.ensure_object(Desk)
    known = desk.store.duplicates
    pairs = known.pairs(limit)
    desk.say([_shape(pair) for pair in pairs], _lines(pairs, known.count() - len(pairs)))


def _sided(option: str, name: str, about: str) -> Callable[[Any], Any]:
    return click.option(option, name, multiple=True, metavar="FIELD", help=about)


@duplicates.command("merge", epilog=describe_fields(ORGANISATION))
@click.argument("survivor")
@click.argument("other")
@_sided("--take", "theirs", "A field to be as OTHER has it.")
@_sided("--keep", "ours", "A field to be as SURVIVOR has it, where both would be kept.")
@pass_desk
def merge(
    desk: Desk, survivor: str, other: str, theirs: tuple[str, ...], ours: tuple[str, ...]
) -> None:
    """Merge OTHER into SURVIVOR, as one act; both are found by either name after it.

    What SURVIVOR does not know is taken from OTHER, lists and notes are combined, and a consent
    is kept only if both gave it. All else stays as SURVIVOR has it.
    """
    known = desk.store.organisations
    one, two = (
        known.find_itself(survivor, field="survivor"),
        known.find_itself(other, field="other"),
    )
    made = desk.store.duplicates.merge(one.uid, two.uid, _sides(theirs, ours))
    desk.say(
        {**shapes.organisation(made), "merged": shapes.merged(known.merged_into(made.uid))},
        f"Merged {two.name} into {made.name}.",
    )


@duplicates.command("apart")
@click.argument("one")
@click.argument("other")
@pass_desk
def apart(desk: Desk, one: str, other: str) -> None:
    """Mark ONE and OTHER as different organisations, for good."""
    known = desk.store.organisations
    first, second = known.find(one, field="one"), known.find(other, field="other")
    desk.store.duplicates.keep_apart(first.uid, second.uid)
    desk.say(
        {"one": _one(first), "other": _one(second)},
        f"{first.name} and {second.name} are kept apart.",
    )


def _sides(theirs: tuple[str, ...], ours: tuple[str, ...]) -> dict[str, str]:
    """Whose value of each field that was named is kept."""
    taken, kept = ([name.strip().lower().replace("-", "_") for name in n] for n in (theirs, ours))
    if both := set(taken) & set(kept):
        raise BadInput(f"{', '.join(sorted(both))}: take it or keep it, not both.", field="take")
    return dict.fromkeys(taken, "theirs") | dict.fromkeys(kept, "ours")


def _shape(pair: DuplicatePair) -> Shape:
    return {"one": _one(pair.one), "other": _one(pair.other), "why": pair.why}


def _one(of: Organisation) -> Shape:
    return {
        "id": of.uid,
        "name": of.name,
        "postcode": of.postcode,
        "phone": of.phone,
        "identifiers": [identifier.text for identifier in of.identifiers],
    }


def _lines(pairs: list[DuplicatePair], more: int) -> str:
    if not pairs:
        return NO_DUPLICATES
    parts = [
        "\n".join(
            [
                f"{pair.why[:1].upper()}{pair.why[1:]}",
                *(row(*_line(one), 40) for one in (pair.one, pair.other)),
            ]
        )
        for pair in pairs
    ]
    if more:
        parts.append(not_listed(more, len(pairs) + more))
    both = f"{pairs[0].one.uid} {pairs[0].other.uid}"
    parts.append(
        f"Merge two, the first survives:  spoc duplicates merge {both}\n"
        f"Keep them apart:                spoc duplicates apart {both}"
    )
    return "\n\n".join(parts)


def _line(of: Organisation) -> tuple[str, str]:
    numbers = [identifier.text for identifier in of.identifiers]
    return of.name, ", ".join(filter(None, (of.postcode, of.phone, *numbers, f"id {of.uid}")))
