"""`spoc check`: whether what is kept is whole."""

from __future__ import annotations

from dataclasses import asdict

import click

from spoc_tui.casework.text import counted as several
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.verbs import Verb, pass_desk

NOT_WHOLE = 4
"""The exit code where something is wrong."""


@click.command(
    cls=Verb,
    epilog="Exit code 0 if all is well, 4 if it is not. --repair rebuilds an index. "
    "Where anything else is wrong, keep the file as it is, and go back to the newest copy in the "
    "backup folder.",
)
@click.option("--repair", is_flag=True, help="Rebuild the indexes first.")
@click.pass_context
@pass_desk
def check(desk: Desk, ctx: click.Context, *, repair: bool) -> None:
    """Check that no record was damaged, or changed without the history."""
    from db.upkeep import checking

    # Not by the desk's store: that keeps dates up, and makes what is not there.
    found = checking.check_file(desk.found, desk.now, repaired=repair)
    counted = f"{several(found.actions, 'action')} and {several(found.rows, 'row')}"
    words = [f"All is whole: {counted}, what points where, and the indexes."]
    if found.wrong:
        words = [f"Not whole, of {counted}:", *(f"  {one.said}" for one in found.wrong)]
    shape = {
        "whole": not found.wrong,
        "actions": found.actions,
        "rows": found.rows,
        "wrong": [asdict(one) for one in found.wrong],
    }
    desk.say(shape, "\n".join(words))
    if found.wrong:
        ctx.exit(NOT_WHOLE)
