"""Shared by `spoc directorates`, `spoc teams` and `spoc topics`: all verbs but `add`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

import click

from spoc_tui.casework.council.council import CouncilRecord, Succeeded
from spoc_tui.casework.council.merging import describe_names
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import fields_set, read_changes
from spoc_tui.cli.verbs import VerbGroup, group, pass_desk

T = TypeVar("T", bound=CouncilRecord)

TERM_HELP = "from and until are its first and its last day."


def council_group(
    kind: type[T],
    *,
    shape: Callable[[T], dict[str, Any]],
    line: Callable[[T], str],
    lines: Callable[[Sequence[T]], str] | None = None,
    about_fields: str = "",
    about_merging: str = "",
    about_succession: str = "",
) -> VerbGroup:
    """A verb that lists one kind, and has the verbs edit, retire, restore, merge and remove.

    `line` tells of one; `lines` of all, where they are not simply one beneath the other. What can
    be succeeded has that verb too.
    """
    many = f"{kind.called}s"
    named = click.argument("name", metavar=kind.called.upper())

    def find(desk: Desk, typed: str, field: str | None = None) -> T:
        return desk.store.council.find(kind, typed, retired=True, field=field)

    @group(many, help=f"List the {many}; add, edit, retire, restore, merge or remove one.")
    @click.option("--retired", is_flag=True, help="The retired ones too.")
    @click.pass_context
    def listing(ctx: click.Context, retired: bool) -> None:
        if ctx.invoked_subcommand is not None:
            return
        desk = ctx.ensure_object(Desk)
        found = desk.store.council.listed(kind, retired=retired)
        text = lines(found) if lines else "\n".join(map(line, found))
        desk.say([shape(one) for one in found], text or f"There is no {kind.called}.")

    @listing.command(
        "edit",
        help=f"Change fields of a {kind.called}.",
        epilog=f"Fields: {', '.join(kind.fields)}. {about_fields}",
    )
    @named
    @fields_set
    @pass_desk
    def edit(desk: Desk, name: str, pairs: tuple[str, ...], more: tuple[str, ...]) -> None:
        typed = read_changes(pairs + more)
        one = desk.store.council.edit(kind, find(desk, name).uid, typed)
        desk.say(shape(one), f"Edited {one.name}.\n{line(one)}")

    @listing.command("retire", help=f"Take a {kind.called} out of the lists; its records keep it.")
    @named
    @pass_desk
    def retire(desk: Desk, name: str) -> None:
        one = desk.store.council.retire(kind, find(desk, name).uid)
        desk.say(shape(one), f"Retired {one.name}.")

    @listing.command("restore", help=f"Bring a retired {kind.called} back into the lists.")
    @named
    @pass_desk
    def restore(desk: Desk, name: str) -> None:
        one = desk.store.council.restore(kind, find(desk, name).uid)
        desk.say(shape(one), f"Brought back {one.name}.")

    @listing.command(
        "merge",
        help=f"Merge a {kind.called} into another, to which its records go.",
        epilog=about_merging,
    )
    @named
    @click.option("--into", required=True, help=f"The {kind.called} that stays.")
    @pass_desk
    def merge(desk: Desk, name: str, into: str) -> None:
        gone, other = find(desk, name), find(desk, into, "into")
        one = desk.store.council.merge(kind, gone.uid, other.uid)
        desk.say({**shape(one), "merged": {"id": gone.uid, "name": gone.name}}, _merged(gone, one))

    @listing.command("remove", help=f"Remove a {kind.called} that was never used.")
    @named
    @pass_desk
    def remove(desk: Desk, name: str) -> None:
        found = find(desk, name)
        desk.store.council.remove(kind, found.uid)
        desk.say({"removed": found.name, "id": found.uid}, f"Removed {found.name}.")

    if not issubclass(kind, Succeeded):
        return listing
    succeeded: type[Succeeded] = kind

    @listing.command(
        "succeed",
        help=f"Say which {kind.called} does its work after its last day.",
        epilog=about_succession,
    )
    @named
    @click.option("--by", required=True, help=f"The {kind.called} that does it from then on.")
    @click.option("--until", default="today", help="Its last day; without it, today.")
    @pass_desk
    def succeed(desk: Desk, name: str, by: str, until: str) -> None:
        gone, other = find(desk, name), find(desk, by, "by")
        day = desk.store.read_day(until, "until", Direction.ANY)
        one = desk.store.council.succeed(succeeded, gone.uid, other.uid, day)
        done = desk.store.history.page(0, 1)[0].action.label
        described = shape(cast("T", one))
        desk.say({**described, "succeeded": {"id": gone.uid, "name": gone.name}}, f"{done}.")

    return listing


def _merged(gone: CouncilRecord, one: CouncilRecord) -> str:
    of, into = describe_names(gone, one)
    return f"Merged {of} into {into}."
