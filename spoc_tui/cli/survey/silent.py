"""`spoc survey silent`: who was asked in a round and has not answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import click

from spoc_tui.casework.text import counted
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.verbs import Verb, pass_desk

if TYPE_CHECKING:
    from datetime import date

    from spoc_tui.casework.survey.round import Round
    from spoc_tui.casework.survey.silent import Silent

NOBODY = "Nobody is to be rung: whoever was asked by name has answered, or is excused."
NOBODY_ASKED = "Nobody was asked by name in {0} yet. “spoc survey ask {0}” asks many at once."
IN_WORDS_ONLY = "{0} is known in words only: nobody is rung for it."


@click.command("silent", cls=Verb)
@click.argument("round_", metavar="ROUND")
@pass_desk
def silent(desk: Desk, round_: str) -> None:
    """List who has not answered a round (RND-26-0002), small ones first, each with the number.

    What they say is put down with the verb “answer”.
    """
    from db.areas.survey.silent import silent as read

    of = cast("Round", desk.store.declared("round").get(round_).record)
    found = read(desk.store, of.uid)
    shape = [
        {
            "id": one.organisation or None,
            "name": one.name,
            "person": one.person,
            "phone": one.number,
            "size": one.size.value,
            "asked": one.asked.isoformat(),
            "reminded": one.reminded.isoformat() if one.reminded else None,
        }
        for one in found
    ]
    desk.say(
        {"round": of.reference, "silent": shape},
        _in_words(of, found, desk.store.today()),
    )


def _in_words(of: Round, found: Sequence[Silent], today: date) -> str:
    """A line for each: the number, who it is, how big, and when they were asked last."""
    if not found:
        why = IN_WORDS_ONLY if of.is_in_words_only else NOBODY if of.is_asked else NOBODY_ASKED
        return why.format(of.reference)
    who = counted(len(found), "organisation has", "organisations have")
    lines = [f"{who} not answered {of.reference}, small ones first:"]
    for one in found:
        person = f" (ask for {one.person})" if one.person else ""
        lines.append(
            f"  {one.number or 'no number known':<16}{one.name}{person}; {one.size.value}, "
            f"{one.when(today)}"
        )
    return "\n".join(lines)
