"""`spoc check`: whether what is kept is whole."""

from __future__ import annotations

from dataclasses import asdict

import click

from spoc_tui.cli.desk import Desk
from spoc_tui.cli.verbs import Verb, pass_desk

NOT_WHOLE = 4
"""The exit code where something is wrong."""


@click.command(
    cls=Verb,
    epilog="Exit code 0 where all is whole, 4 where it is not: then keep the file as it is, and go "
    "back to the newest copy in the backup folder.",
)
@click.pass_context
@pass_desk
def check(desk: Desk, ctx: click.Context) -> None:
    """Check that nothing that is kept was damaged or changed past the history."""
    from db.checking import check as look

    found = look(desk.store)
    counted = f"{found.actions:,} actions and {found.rows:,} rows"
    words = [f"All is whole: {counted}, what points where, and the text indexes."]
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
