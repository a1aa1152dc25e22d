"""`spoc rates`: the reference rates of late payment, and those the officer added."""

from __future__ import annotations

import click

from spoc_tui.casework import when
from spoc_tui.casework.date_fields import Direction
from spoc_tui.casework.reference_rates import OVER_BASE_RATE, show_percent
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.verbs import group, pass_desk


@group("rates")
@click.pass_context
def rates(ctx: click.Context) -> None:
    """List the Bank of England's base rates that late payment is reckoned with; add one."""
    if ctx.invoked_subcommand is not None:
        return
    desk = ctx.ensure_object(Desk)
    known = desk.store.rates.known()
    shape = [
        {
            "date": rate.date.isoformat(),
            "percent": show_percent(rate.percent),
            "statutory": show_percent(rate.percent + OVER_BASE_RATE),
            "added": rate.added,
        }
        for rate in known.all()
    ]
    lines = [
        f"{when.show_day(rate.date)}  {show_percent(rate.percent):>6}%  statutory "
        f"{show_percent(rate.percent + OVER_BASE_RATE):>6}%{'  (added)' * rate.added}"
        for rate in known.all()
    ]
    lines.append(
        f"The rates that came with the program are known to {when.show_day(known.known_to)}. "
        "The next is added with: spoc rates add DATE PERCENT"
    )
    desk.say(shape, "\n".join(lines))


@rates.command("add", begins=True, epilog="undo takes it away again. Sums that rest on it follow.")
@click.argument("day", metavar="DATE")
@click.argument("percent")
@pass_desk
def add(desk: Desk, day: str, percent: str) -> None:
    """Add the base rate of a 30 June or 31 December, in percent: 2026-12-31 3.75."""
    on = desk.store.read_day(day, "date", Direction.MOSTLY_PAST)
    rate = desk.store.rates.add(on, percent)
    statutory = show_percent(rate + OVER_BASE_RATE)
    shape = {
        "date": on.isoformat(),
        "percent": show_percent(rate),
        "statutory": statutory,
        "added": True,
    }
    said = f"Added {show_percent(rate)}% of {when.show_day(on)}: {statutory}% for interest that "
    desk.say(shape, f"{said}starts in the half-year after it.")
