"""`spoc check`: whether what is kept is whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from spoc_tui.casework.text import counted as several
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.verbs import Verb, pass_desk

if TYPE_CHECKING:
    from db.upkeep.wrong import Checked
    from spoc_tui.casework.records.signed import Anchor

NOT_WHOLE = 4
"""The exit code where something is wrong."""


@click.command(cls=Verb, epilog="Exit code 0 if all is well, 4 if it is not.")
@click.option(
    "--repair",
    is_flag=True,
    help="First make again all that follows from the rest: indexes, what is due, sums.",
)
@click.option(
    "--anchor",
    metavar="TEXT",
    help="Also tell whether the history still has what a paper names at its foot.",
)
@click.pass_context
@pass_desk
def check(desk: Desk, ctx: click.Context, *, repair: bool, anchor: str | None) -> None:
    """Check that no record was damaged, or changed without the history.

    The file itself, the seals of the history, every row beside the history that made it, what
    points where, the sums, what is half typed, and the indexes.
    """
    from db.upkeep import checking
    from spoc_tui.casework.records.signed import Anchor

    # Not by the desk's store: that keeps dates up, and makes what is not there.
    named = Anchor.read(anchor) if anchor is not None else None
    found = checking.check_file(desk.found, desk.now, repaired=repair, anchor=named)
    shape = {
        "whole": not found.wrong,
        "actions": found.actions,
        "rows": found.rows,
        "repaired": list(found.repaired),
        "left_out": found.left_out,
        "wrong": [
            {"part": str(one.part), "said": one.said, "to_do": one.to_do} for one in found.wrong
        ],
    }
    desk.say(shape, "\n".join([*_said(found, repair=repair), *_contained(named, found)]))
    if found.wrong:
        ctx.exit(NOT_WHOLE)


def _contained(anchor: Anchor | None, found: Checked) -> Iterator[str]:
    if anchor is not None and not any(anchor.seal in one.said for one in found.wrong):
        yield f"The history has the seal {anchor.seal}, as the paper names it."


def _said(found: Checked, *, repair: bool) -> Iterator[str]:
    if repair:
        yield from found.repaired or ("Nothing had to be made again.",)
    counted = f"{several(found.actions, 'action')} and {several(found.rows, 'row')}"
    if not found.wrong:
        if found.left_out:
            yield f"All that was looked at is whole: {counted}, what points where, and the sums."
            yield found.left_out
        else:
            yield f"All is whole: {counted}, what points where, the sums, and the indexes."
        return
    yield f"Not whole, of {counted}:"
    for part in dict.fromkeys(one.part for one in found.wrong):
        its = [one for one in found.wrong if one.part is part]
        yield from (f"  {one.said}" for one in its)
        if not any("spoc rescue" in one.said for one in its):  # it says that itself
            yield f"    {its[0].to_do}"
