"""`spoc drafts`: what is half logged, listed and dropped."""

from __future__ import annotations

import click

from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.text import shortened
from spoc_tui.cli import shapes
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.verbs import group, pass_desk

LONGEST_TITLE = 60
"""How much of what was typed is in a line."""


@group("drafts")
@click.pass_context
def drafts(ctx: click.Context) -> None:
    """List the drafts of calls, payments and feedback; delete one."""
    if ctx.invoked_subcommand is not None:
        return
    desk = ctx.ensure_object(Desk)
    found = list(enumerate(desk.store.drafts.all(), start=1))
    lines = [
        f"{number}. {when.show_moment(draft.started_at)}  {_short(draft.title)}"
        + (f" ({_short(draft.who)})" if draft.who else "")
        for number, draft in found
    ]
    desk.say(
        [shapes.draft(draft, number) for number, draft in found],
        "\n".join(lines) or "Nothing is half logged.",
    )


@drafts.command("drop", epilog="A draft is outside the history: undo does not bring it back.")
@click.argument("which", metavar="N")
@pass_desk
def drop(desk: Desk, which: str) -> None:
    """Delete a draft, by its number in the list or its id."""
    for number, draft in enumerate(desk.store.drafts.all(), start=1):
        if which in (str(number), draft.uid):
            desk.store.drafts.drop(draft.uid)
            described = f"Dropped: {_short(draft.title)}."
            desk.say({"dropped": shapes.draft(draft, number)}, described)
            return
    raise NotFound(f"There is no draft {which[:40]}. “spoc drafts” lists them.")


def _short(typed: str) -> str:
    return shortened(typed, LONGEST_TITLE)
