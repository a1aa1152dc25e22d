"""`spoc rates`: the reference rates of late payment, and those the officer added."""

from __future__ import annotations

import click

from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.payments.rates import OVER_BASE_RATE, KnownRate, show_percent
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.verbs import group, pass_desk


@group("rates")
@click.pass_context
def rates(ctx: click.Context) -> None:
    """List the Bank of England's base rates that late payment is calculated with; add one."""
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
            "expected": rate.expected,
        }
        for rate in known.all()
    ]
    lines = [
        f"{when.show_day(rate.date)}  {show_percent(rate.percent):>6}%  statutory "
        f"{show_percent(rate.percent + OVER_BASE_RATE):>6}%{_mark(rate)}"
        for rate in known.all()
    ]
    lines.append(
        f"The rates that came with the program are known to {when.show_day(known.known_to)}. "
        "“spoc rates add --help” says how the next is added."
    )
    lines += [
        f"To be added: the base rate of {when.show_day(day)}."
        for day in desk.store.rates.to_add(desk.store.today())
    ]
    desk.say(shape, "\n".join(lines))


def _mark(rate: KnownRate) -> str:
    return "  (expected)" if rate.expected else "  (added)" * rate.added


@rates.command("add", begins=True, epilog="undo removes it again. Sums that rest on it follow.")
@click.argument("day", metavar="DATE")
@click.argument("percent")
@click.option(
    "--expected",
    is_flag=True,
    help="Its day is to come: sums on it are assumed until the rate itself is added.",
)
@pass_desk
def add(desk: Desk, day: str, percent: str, expected: bool) -> None:
    """Add the base rate of a 30 June or 31 December, in percent: 2026-06-30 3.75."""
    on = desk.store.read_day(day, "date", Direction.ANY)
    rate = desk.store.rates.add(on, percent, expected=expected)
    statutory = show_percent(rate + OVER_BASE_RATE)
    shape = {
        "date": on.isoformat(),
        "percent": show_percent(rate),
        "statutory": statutory,
        "added": True,
        "expected": expected,
    }
    what = "as expected, " if expected else ""
    described = (
        f"Added {what}{show_percent(rate)}% of {when.show_day(on)}: {statutory}% for interest that "
    )
    desk.say(shape, f"{described}starts in the half-year after it.")
