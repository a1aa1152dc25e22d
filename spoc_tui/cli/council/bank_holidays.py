"""`spoc holidays`: England's bank holidays, and those the officer added."""

from __future__ import annotations

from datetime import date

import click

from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.cli import shapes, words
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.verbs import group, pass_desk


@group("holidays")
@click.pass_context
def holidays(ctx: click.Context) -> None:
    """List this year's and next year's bank holidays; add one."""
    if ctx.invoked_subcommand is not None:
        return
    desk = ctx.ensure_object(Desk)
    year, added = desk.store.today().year, desk.store.holidays_added()
    known = desk.store.days.holidays_between(date(year - 1, 12, 31), date(year + 1, 12, 31))
    days = sorted({**dict(known), **added}.items())
    lines = [f"{when.show_day(day)}  {name}{' (added)' * (day in added)}" for day, name in days]
    known_to = when.show_day(desk.store.days.known_to)
    lines.append(f"GOV.UK's list goes to {known_to}; what comes after is worked out by rule.")
    desk.say(
        [{"date": day.isoformat(), "name": name, "added": day in added} for day, name in days],
        "\n".join(lines),
    )


@holidays.command("add", begins=True, epilog="undo removes it again, and moves the dates back.")
@click.argument("day", metavar="DATE")
@click.argument("name")
@pass_desk
def add(desk: Desk, day: str, name: str) -> None:
    """Add a bank holiday; deadlines that were not typed, and last days of windows, move."""
    on = desk.store.read_day(day, "date", Direction.ANY)
    moved = desk.store.holidays.add(on, name)
    stored = desk.store.holidays_added()[on]
    day_described = desk.store.in_words(on).removesuffix(f", {stored}")  # by now it names it
    described = [f"Added {stored}, {day_described}.", *words.moved(moved)]
    shape = {
        "date": on.isoformat(),
        "name": stored,
        "moved": [shapes.moved(move) for move in moved],
    }
    desk.say(shape, "\n".join(described))
