"""What `spoc directorates`, `spoc teams` and `spoc topics` have alike: all but `add`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from spoc_tui.casework.council import CouncilRecord
from spoc_tui.casework.council_merging import names_said
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import fields_set, read_changes
from spoc_tui.cli.verbs import VerbGroup, group, pass_desk

T = TypeVar("T", bound=CouncilRecord)


def council_group(
    kind: type[T],
    *,
    shape: Callable[[T], dict[str, Any]],
    line: Callable[[T], str],
    lines: Callable[[Sequence[T]], str] | None = None,
    about_fields: str = "",
    about_merging: str = "",
) -> VerbGroup:
    """A verb that lists one kind, and has the verbs edit, retire, restore, merge and remove.

    `line` tells of one; `lines` of all, where they are not simply one beneath the other.
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

    return listing


def _merged(gone: CouncilRecord, one: CouncilRecord) -> str:
    of, into = names_said(gone, one)
    return f"Merged {of} into {into}."
