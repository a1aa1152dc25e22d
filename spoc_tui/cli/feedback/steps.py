"""The steps of a feedback action: agreed or not, in progress, done, told, closed."""

from __future__ import annotations

import click

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.text import names_in_short
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import long_text, reference
from spoc_tui.cli.verbs import Verb, pass_desk


@click.command("agree", cls=Verb)
@reference
@click.option("--action", metavar="TEXT", help="What is to be done, if that is not recorded yet.")
@click.option("--owner", metavar="NAME", help="Who owes it.")
@click.option("--side", metavar="SIDE", help="Which side: council or sector.")
@click.option("--due", metavar="WHEN", help="By when.")
@click.option("--anyway", is_flag=True, help="Even if the day is past.")
@pass_desk
def agree(desk: Desk, /, reference: str, anyway: bool, **typed: str | None) -> None:
    """Agree that it is to be done."""
    fields = {name: text for name, text in typed.items() if text is not None}
    desk.say_case(desk.store.feedback.agree(reference, fields, anyway=anyway), "Agreed to {}.")


@click.command("cannot", cls=Verb)
@reference
@long_text("--because", "because", required=True, help="Why: they are to be told.")
@pass_desk
def cannot(desk: Desk, reference: str, because: str) -> None:
    """Say that it cannot be done, and why."""
    desk.say_case(desk.store.feedback.cannot(reference, because), "{} cannot be done.")


@click.command("progress", cls=Verb)
@reference
@long_text("--text", "text", required=True, help="What progress was made.")
@pass_desk
def progress(desk: Desk, reference: str, text: str) -> None:
    """Note progress on it; the first note marks it as in progress."""
    desk.say_case(desk.store.feedback.progress(reference, text), "Noted progress on {}.")


@click.command("done", cls=Verb)
@reference
@long_text("--text", "text", default="", help="What was done, in the words that are told.")
@click.option(
    "--action", default="", metavar="TEXT", help="What was to be done, if that was not recorded."
)
@pass_desk
def done(desk: Desk, reference: str, text: str, action: str) -> None:
    """Mark it as done: now those who said it are to be told."""
    desk.say_case(desk.store.feedback.done(reference, text, action=action), "{} is done.")


@click.command("told", cls=Verb)
@reference
@click.option("--to", "names", multiple=True, metavar="NAME", help="Who was told; may be repeated.")
@click.option("--all", "everybody", is_flag=True, help="Everybody who still waits to hear.")
@click.option("--how", metavar="CHANNEL", help=f"{', '.join(Channel)}; by default, phone.")
@click.option("--when", "at", metavar="WHEN", help="When, if not now.")
@long_text("--text", "text", default="", help="What they were told, if not what was done.")
@pass_desk
def told(
    desk: Desk,
    reference: str,
    names: tuple[str, ...],
    everybody: bool,
    how: str | None,
    at: str | None,
    text: str,
) -> None:
    """Record who has been told what came of it."""
    if bool(names) is everybody:
        raise BadInput("Say --to NAME for each who was told, or --all.", field="to")
    waited = {one.who for one in desk.store.feedback.get(reference).feedback.waiting}
    case = desk.store.feedback.told(
        reference,
        names,
        everybody=everybody,
        channel=Channel.read(how, field="how", what="channel") if how else Channel.PHONE,
        at=desk.store.read_moment(at, "when") if at else None,
        text=text,
    )
    whom = waited - {one.who for one in case.feedback.waiting}
    desk.say_case(case, f"Told of {{}}: {names_in_short(sorted(whom))}.")


@click.command("close", cls=Verb, epilog="It closes once everybody who said it has been told.")
@reference
@click.option(
    "--without",
    "reasons",
    multiple=True,
    metavar="NAME=REASON",
    help="Somebody who is not to be told, and why; may be repeated.",
)
@pass_desk
def close(desk: Desk, reference: str, reasons: tuple[str, ...]) -> None:
    """Close the loop."""
    given = {}
    for one in reasons:
        name, sign, reason = one.partition("=")
        if not sign or not name.strip():
            raise BadInput(f"“{one[:60]}” is not of the form NAME=REASON.", field="without")
        given[name.strip()] = reason
    desk.say_case(desk.store.feedback.close(reference, given), "Closed {}.")


@click.command("reopen", cls=Verb)
@reference
@long_text("--reason", "reason", required=True, help="Why.")
@pass_desk
def reopen(desk: Desk, reference: str, reason: str) -> None:
    """Open a closed action again."""
    desk.say_case(desk.store.feedback.reopen(reference, reason), "Reopened {}.")


@click.command("note", cls=Verb)
@reference
@long_text("--text", "text", required=True, help="What to note.")
@pass_desk
def note(desk: Desk, reference: str, text: str) -> None:
    """Add a note to an action, closed or not."""
    desk.say_case(desk.store.feedback.note(reference, text), "Noted on {}.")


STEPS: tuple[click.Command, ...] = (
    agree,
    cannot,
    progress,
    done,
    told,
    close,
    reopen,
    note,
)
"""The verbs, in the order in which a loop goes."""
