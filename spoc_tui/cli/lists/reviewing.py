"""`spoc review`: the review queue of held rows and differences from lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from db.lists.held_rows import HeldDecision
from spoc_tui.casework.lists.facts import describe_field, describe_value
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import how_many
from spoc_tui.cli.shapes import moment
from spoc_tui.cli.verbs import group, pass_desk
from spoc_tui.cli.words import row

if TYPE_CHECKING:
    from db.lists.differences import Difference
    from db.lists.held_rows import HeldRow
    from spoc_tui.cli.shapes import Shape

_ALIKE = click.option(
    "--alike", is_flag=True, help="And all that wait of its list for the same reason, as one."
)
NOTHING_TO_REVIEW = "The review queue is empty."


@group("review")
@how_many("--limit", "How many of each at most.", usual=20, most=10_000)
@click.pass_context
def review(ctx: click.Context, limit: int) -> None:
    """List the review queue: held rows and differences from lists; settle them."""
    if ctx.invoked_subcommand is not None:
        return
    desk = ctx.ensure_object(Desk)
    store = desk.store
    held = store.held_rows.waiting(limit=limit)
    differences = store.differences.open(limit=limit)
    more = store.held_rows.count() + store.differences.count() - len(held) - len(differences)
    shape = {"held": list(map(_held, held)), "differences": list(map(_difference, differences))}
    desk.say(shape, _in_words(held, differences, more))


@review.command("same")
@click.argument("uid", metavar="ID")
@_ALIKE
@pass_desk
def same(desk: Desk, uid: str, alike: bool) -> None:
    """The held row is that organisation: take what the list says."""
    _settle_held(desk, HeldDecision.SAME, uid, alike, "{name} is {organisation}.")


@review.command("another")
@click.argument("uid", metavar="ID")
@_ALIKE
@pass_desk
def another(desk: Desk, uid: str, alike: bool) -> None:
    """The held row is of another organisation: add it."""
    _settle_held(desk, HeldDecision.ANOTHER, uid, alike, "Added {name}.")


@review.command("branch")
@click.argument("uid", metavar="ID")
@_ALIKE
@pass_desk
def branch(desk: Desk, uid: str, alike: bool) -> None:
    """The held row is a branch of that organisation: add it as one."""
    _settle_held(desk, HeldDecision.BRANCH, uid, alike, "Added {name}, a branch of {organisation}.")


@review.command("leave-out")
@click.argument("uid", metavar="ID")
@_ALIKE
@pass_desk
def leave_out(desk: Desk, uid: str, alike: bool) -> None:
    """The held row is not wanted, until the list says something else of it."""
    _settle_held(desk, HeldDecision.LEFT_OUT, uid, alike, "Left out {name}.")


@review.command("take")
@click.argument("uid", metavar="ID")
@pass_desk
def take(desk: Desk, uid: str) -> None:
    """Take what the list says."""
    one = desk.store.differences.take(uid)
    desk.say(_difference(one), f"{one.organisation}: took the {_field(one)} of {one.source}.")


@review.command("leave")
@click.argument("uid", metavar="ID")
@pass_desk
def leave(desk: Desk, uid: str) -> None:
    """Keep what is recorded here, until the list says something else."""
    one = desk.store.differences.leave(uid)
    desk.say(_difference(one), f"{one.organisation}: left the {_field(one)} as it is.")


def _settle_held(desk: Desk, decision: HeldDecision, uid: str, alike: bool, said: str) -> None:
    rows = desk.store.held_rows
    settled = rows.settle(decision, rows.alike(uid) if alike else [uid])
    if not alike:
        [held] = settled
        desk.say(_held(held), said.format(name=held.name, organisation=held.organisation))
        return
    lines = [said.format(name=one.name, organisation=one.organisation) for one in settled]
    desk.say({"held": list(map(_held, settled))}, "\n".join(lines))


def _held(of: HeldRow) -> Shape:
    return {
        "id": of.uid,
        "name": of.name,
        "source": of.source,
        "organisation": {"id": of.organisation_uid, "name": of.organisation},
        "why": of.why,
        "said": dict(of.said),
        "also": {what: list(words) for what, words in of.also.items()},
        "seen_at": moment(of.seen_at),
    }


def _difference(of: Difference) -> Shape:
    return {
        "id": of.uid,
        "organisation": {"id": of.organisation_uid, "name": of.organisation},
        "source": of.source,
        "field": of.field,
        "ours": of.ours,
        "listed": of.listed,
        "seen_at": moment(of.seen_at),
    }


def _field(of: Difference) -> str:
    return describe_field(of.field)


def _in_words(held: list[HeldRow], differences: list[Difference], more: int) -> str:
    if not held and not differences:
        return NOTHING_TO_REVIEW
    parts = []
    for one in held:
        said = {
            describe_field(fact): describe_value(fact, value) for fact, value in one.said.items()
        }
        said |= {what: "; ".join(words) for what, words in one.also.items()}
        lines = [f"{one.name} of {one.source}: {one.why}", row("id", one.uid)]
        parts.append("\n".join([*lines, *(row(what, words) for what, words in said.items())]))
    for other in differences:
        lines = [f"{other.organisation}: {_field(other)}", row("id", other.uid)]
        parts.append("\n".join([*lines, row("here", other.ours), row(other.source, other.listed)]))
    if more:
        parts.append(f"… and {more:,} more (--limit)")
    how = []
    if held:
        uid = held[0].uid
        how.append(f"Settle a held row: spoc review same {uid} (or: another, branch, leave-out)")
    if differences:
        uid = differences[0].uid
        how.append(f"Settle a difference: spoc review take {uid} (or: leave)")
    return "\n\n".join([*parts, "\n".join(how)])
