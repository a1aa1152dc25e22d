"""`spoc directorates`: the parts of the council, and the partners outside it."""

from __future__ import annotations

import click

from spoc_tui.casework.council.council import Directorate
from spoc_tui.cli import shapes
from spoc_tui.cli.council.council import TERM_HELP, council_group
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.verbs import pass_desk


def _line(directorate: Directorate) -> str:
    marks = (("partner", directorate.partner), ("retired", directorate.retired_on))
    described = ", ".join([*(mark for mark, on in marks if on), *filter(None, [directorate.term])])
    return directorate.name + (f" ({described})" if described else "")


directorates = council_group(
    Directorate,
    shape=shapes.directorate,
    line=_line,
    about_fields=f"partner is yes or no. {TERM_HELP}",
    about_succession="Each of its teams is succeeded by that of its name in the other, which is "
    "added where there is none. What is open goes there; what is over keeps the name that it had. "
    "One undo takes it back.",
    about_merging="Its teams go there; where the other has a team of the same name, the two are "
    "merged as well. One undo takes it back.",
)


@directorates.command("add", begins=True)
@click.argument("name")
@click.option("--partner", is_flag=True, help="It is outside the council.")
@pass_desk
def add(desk: Desk, name: str, partner: bool) -> None:
    """Add a directorate, or a partner outside the council."""
    typed = {"name": name, "partner": "yes" if partner else "no"}
    made = desk.store.council.add(Directorate, typed)
    desk.say(shapes.directorate(made), f"Added {_line(made)}.")
