"""`spoc facts`: the figures that change with the years, each with its source and first day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from spoc_tui.casework.council.dated_figures import FORMS
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.dates.when import show_day
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.shapes import Shape, day
from spoc_tui.cli.verbs import group, pass_desk

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure


@group("facts")
@click.pass_context
def facts(ctx: click.Context) -> None:
    """List the figures that change with the years: thresholds, fees, counts of days; add one."""
    if ctx.invoked_subcommand is not None:
        return
    desk = ctx.ensure_object(Desk)
    known = desk.store.dated_figures.all()
    none = "No figure is known yet. “spoc facts add --help” says how one is added."
    desk.say([_shape(one) for one in known], "\n".join(map(_line, known)) or none)


@facts.command("on")
@click.argument("name")
@click.option("--on", metavar="WHEN", help="The day, if not today.")
@pass_desk
def on_(desk: Desk, name: str, on: str | None) -> None:
    """Show the figure that counts on a day; past the last one known, that it may have changed."""
    store = desk.store
    when = store.read_day(on, "on", Direction.ANY) if on is not None else store.today()
    found = store.dated_figures.on(name, when)
    shape = {**_shape(found.figure), "on": day(when), "assumed": found.assumed}
    desk.say(shape, f"{found.figure.name}: {found.words}.")


@facts.command("add", begins=True, epilog=f"A VALUE is typed as {FORMS}. undo takes it away again.")
@click.argument("name")
@click.argument("value")
@click.option("--from", "valid_from", metavar="WHEN", required=True, help="Its first day.")
@click.option("--source", metavar="TEXT", required=True, help="Where it is from.")
@click.option("--checked", metavar="WHEN", help="When somebody last looked, if not today.")
@pass_desk
def add(
    desk: Desk, name: str, value: str, valid_from: str, source: str, checked: str | None
) -> None:
    """Add a figure from a day on; of the same name and day again, correct it."""
    store = desk.store
    begins = store.read_day(valid_from, "from", Direction.ANY)
    looked = store.read_day(checked, "checked", Direction.PAST) if checked else store.today()
    made = store.dated_figures.add(name, value, begins, source, looked)
    desk.say(_shape(made), f"Added {_line(made)}")


def _shape(of: DatedFigure) -> Shape:
    return {
        "id": of.uid,
        "name": of.name,
        "value": str(of.value.number),
        "unit": of.value.unit,
        "valid_from": day(of.valid_from),
        "source": of.source,
        "checked_on": day(of.checked_on),
    }


def _line(of: DatedFigure) -> str:
    checked = f", checked on {show_day(of.checked_on)}" if of.checked_on else ""
    return f"{of.name}: {of.value.words}, from {show_day(of.valid_from)} ({of.source}{checked})"
