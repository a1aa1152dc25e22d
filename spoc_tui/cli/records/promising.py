"""Promises on an enquiry: made, kept, withdrawn."""

from __future__ import annotations

import click

from spoc_tui.cli import shapes
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import long_text, reference
from spoc_tui.cli.verbs import Verb, pass_desk

which = click.option(
    "--promise", "number", type=int, metavar="N", help="Which one, where several are open."
)


@click.command(cls=Verb)
@reference
@click.option("--text", required=True, help="What is promised.")
@click.option(
    "--by",
    metavar="WHEN",
    required=True,
    help="By which day, and by what time if one was given.",
)
@pass_desk
def promise(desk: Desk, reference: str, text: str, by: str) -> None:
    """Promise the caller something by a day, or a time of it."""
    when = desk.store.read_day_and_time(by, "by")
    case = desk.store.promises.make(reference, text, *when)
    made = case.promises[-1]
    done = f"Promise {made.number} on {{}}: {made.text}, by {desk.store.on_in_words(when)}."
    also = {"promise": made.number, "due": shapes.day(when.day), "due_time": shapes.hour(when.at)}
    desk.say_case(case, done, also=also)


@click.command(cls=Verb)
@reference
@which
@pass_desk
def kept(desk: Desk, reference: str, number: int | None) -> None:
    """Record that a promise was kept."""
    desk.say_case(desk.store.promises.keep(reference, number), "Kept a promise on {}.")


@click.command(cls=Verb)
@reference
@which
@long_text("--reason", "reason", required=True, help="Why.")
@pass_desk
def withdraw(desk: Desk, reference: str, number: int | None, reason: str) -> None:
    """Withdraw a promise, with the reason."""
    case = desk.store.promises.withdraw(reference, number, reason)
    desk.say_case(case, "Withdrew a promise on {}.")
