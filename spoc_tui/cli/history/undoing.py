"""`spoc undo` and `spoc redo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from spoc_tui.casework.dates import when
from spoc_tui.cli import shapes
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.verbs import Verb, pass_desk

if TYPE_CHECKING:
    from db.history.proposing import UndoProposal

yes = click.option("--yes", is_flag=True, help="Do not ask. (A script is never asked.)")


@click.command(
    cls=Verb,
    epilog="Again undoes the action before. It names what has gone out. With --action, an older "
    "one is undone where nothing later rests on it; what does is named.",
)
@click.option(
    "--action",
    metavar="ID",
    help="The action of that id, as “spoc history” shows it, in place of the last.",
)
@yes
@pass_desk
def undo(desk: Desk, action: str | None, yes: bool) -> None:
    """Undo the last action, whatever it was, or the one named; and say what it was."""
    from db.history.proposing import find_action

    named = find_action(desk.store, action) if action is not None else None
    proposal = desk.store.propose_undo(named)
    act, already_sent = proposal.action, proposal.already_sent
    question = f"Undo “{act.label}” of {when.show_moment(act.at)}?"
    if not (yes or _agreed(desk, question, proposal)):
        desk.say({"undone": None, "gone_out": "", "at": None}, "Nothing was undone.")
        return
    undone = desk.store.undo(act.uid)
    out = f"\nWhat cannot be called back: {already_sent}." if already_sent else ""
    shape = {"undone": undone.label, "gone_out": already_sent, "at": shapes.moment(undone.at)}
    desk.say(shape, f"Undid: {undone.label}.{out}")


@click.command(cls=Verb)
@yes
@pass_desk
def redo(desk: Desk, yes: bool) -> None:
    """Go forward again after an undo."""
    proposal = desk.store.propose_redo()
    action = proposal.action
    question = f"Do “{action.label}” again, undone {when.show_moment(action.at)}?"
    if not (yes or _agreed(desk, question, proposal)):
        desk.say({"redone": None, "gone_out": "", "at": None}, "Nothing was done again.")
        return
    redone = desk.store.redo(action.uid)
    shape = {
        "redone": redone.label,
        "gone_out": proposal.already_sent,
        "at": shapes.moment(redone.at),
    }
    desk.say(shape, f"Did again: {redone.label}.")


def _agreed(desk: Desk, question: str, proposal: UndoProposal) -> bool:
    """Asks whoever sits there wherever the screens would; nobody there: yes."""
    if not (proposal.ask and desk.interactive()):
        return True
    already_sent = f"Note that {proposal.already_sent}." if proposal.already_sent else ""
    return desk.ask(" ".join(filter(None, (question, proposal.many, already_sent))))
