"""`spoc figures`: the figures that change with the years, each with its source and first day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from spoc_tui.casework.council.dated_figures import AS_TYPED, BASE_RATE, figure_on
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.payments.base_rates import base_rates
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.shapes import Shape, day
from spoc_tui.cli.verbs import group, pass_desk

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure


@group("figures")
@click.pass_context
def figures(ctx: click.Context) -> None:
    """List the figures that change with the years: thresholds, fees, counts of days; add one.

    The base rate that counts today is among them; “spoc rates” has all of these, and adds one.
    """
    if ctx.invoked_subcommand is not None:
        return
    desk = ctx.ensure_object(Desk)
    own = desk.store.dated_figures.all()
    rate = figure_on(base_rates(desk.store.rates.known()), BASE_RATE, desk.store.today())
    described = [f"{BASE_RATE}: {rate.words}", *map(_line, own)]
    desk.say([_shape(one) for one in (rate.figure, *own)], "\n".join(described))


@figures.command("on")
@click.argument("name")
@click.option("--on", metavar="WHEN", help="The day, if not today.")
@pass_desk
def on_(desk: Desk, name: str, on: str | None) -> None:
    """Show the figure that counts on a day; past the last one known, that it may have changed."""
    store = desk.store
    when = store.read_day(on, "on", Direction.ANY) if on is not None else store.today()
    known = [*store.dated_figures.all(), *base_rates(store.rates.known())]
    found = figure_on(known, name, when)
    shape = {**_shape(found.figure), "on": day(when), "assumed": found.assumed}
    desk.say(shape, f"{found.figure.name}: {found.words}.")


@figures.command(
    "add", begins=True, epilog=f"A VALUE is typed as {AS_TYPED}. undo removes it again."
)
@click.argument("name")
@click.argument("value")
@click.option("--from", "valid_from", metavar="WHEN", required=True, help="Its first day.")
@click.option("--source", metavar="TEXT", required=True, help="Where the figure comes from.")
@click.option("--checked", metavar="WHEN", help="When it was last checked, if not today.")
@click.option("--anyway", is_flag=True, help="Even in another unit, or beside a like name.")
@pass_desk
def add(
    desk: Desk,
    name: str,
    value: str,
    valid_from: str,
    source: str,
    checked: str | None,
    anyway: bool,
) -> None:
    """Add a figure from a day on; of the same name and day again, correct it."""
    store = desk.store
    begins = store.read_day(valid_from, "from", Direction.ANY)
    looked = store.read_day(checked, "checked", Direction.PAST) if checked else store.today()
    made = store.dated_figures.add(name, value, begins, source, looked, anyway=anyway)
    desk.say(_shape(made), f"Added {_line(made)}")


@figures.command("checked")
@click.argument("name")
@click.option("--when", metavar="WHEN", help="When, if not today.")
@pass_desk
def checked(desk: Desk, name: str, when: str | None) -> None:
    """Record that somebody looked, and the figure that counts then is still so."""
    store = desk.store
    on = store.read_day(when, "when", Direction.PAST) if when is not None else store.today()
    made = store.dated_figures.check(name, on)
    desk.say(_shape(made), f"Checked {_line(made)}")


def _shape(of: DatedFigure) -> Shape:
    return {
        "id": of.uid or None,
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
