"""`spoc undo` and `spoc redo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from spoc_tui.cli import shapes
from spoc_tui.cli.desk import Desk, pass_desk
from spoc_tui.cli.verbs import Verb

if TYPE_CHECKING:
    from db.undo import Proposal

yes = click.option("--yes", is_flag=True, help="Do not ask, however many records it touches.")


@click.command(cls=Verb, epilog="Again undoes the action before. It names what has gone out.")
@yes
@pass_desk
def undo(desk: Desk, yes: bool) -> None:
    """Undo the last action, whatever it was, and say what it was."""
    proposal = desk.store.propose_undo()
    _ask_first(desk, f"Undo “{proposal.action.label}”?", proposal, yes)
    undone = desk.store.undo(proposal.action.uid)
    out = f"\nWhat cannot be called back: {proposal.gone_out}." if proposal.gone_out else ""
    shape = {
        "undone": undone.label,
        "gone_out": proposal.gone_out,
        "at": shapes.moment(undone.at),
    }
    desk.say(shape, f"Undid: {undone.label}.{out}")


@click.command(cls=Verb)
@yes
@pass_desk
def redo(desk: Desk, yes: bool) -> None:
    """Go forward again after an undo."""
    proposal = desk.store.propose_redo()
    label = proposal.action.label
    _ask_first(desk, f"Do “{label}” again?", proposal, yes)
    redone = desk.store.redo()
    shape = {
        "redone": redone.label,
        "gone_out": proposal.gone_out,
        "at": shapes.moment(redone.at),
    }
    desk.say(shape, f"Did again: {redone.label}.")


def _ask_first(desk: Desk, question: str, proposal: Proposal, yes: bool) -> None:
    """Asks where much would change and somebody sits there; Abort on a no."""
    from db.undo import ASK_ABOVE

    touched = proposal.action.records
    if yes or touched <= ASK_ABOVE or not desk.interactive():
        return
    if not desk.ask(f"{question} It touched {touched:,} records."):
        raise click.Abort
