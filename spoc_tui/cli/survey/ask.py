"""`spoc survey ask`: asks many organisations at once to answer a round."""

from __future__ import annotations

from typing import Any

import click

from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import for_groups
from spoc_tui.cli.verbs import Verb, pass_desk


@click.command("ask", cls=Verb)
@click.argument("round_", metavar="ROUND")
@click.option("--on", default="", metavar="WHEN", help="The day; left out: today.")
@pass_desk
def ask(desk: Desk, /, round_: str, on: str, **narrowed: Any) -> None:
    """Ask all active organisations of a tag, a size or a ward; with none of them, all there are.

    It is one act, and one undo. Whoever was asked before is left as they are; the e-mail addresses
    are given, to be pasted where none sees another.
    """
    from db.areas.survey.asking import ask_many
    from spoc_tui.casework.kinds.paper import Narrowed

    done = ask_many(desk.store, round_, Narrowed(**narrowed), on)
    to = done.meant
    lines = (f"{len(done.case.record.parties):,} asked by now.", to.words, "; ".join(to.emails))
    also = {"for": to.described, "emails": list(to.emails)}
    desk.say_case(done.case, "Asked: {}.", more="\n".join(filter(None, lines)), also=also)


ask.params = [*ask.params[:1], *for_groups(), *ask.params[1:]]
