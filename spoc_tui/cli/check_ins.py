"""`spoc check-ins`: recurring check-ins with the sector, and the agenda each brings along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from db.check_ins import FORMS
from spoc_tui.casework.date_fields import Direction
from spoc_tui.casework.when import show_day
from spoc_tui.cli import shapes
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import (
    ending_of,
    fields_said,
    fields_set,
    long_text,
    read_changes,
    to_file,
)
from spoc_tui.cli.verbs import group, pass_desk
from spoc_tui.cli.words import row

if TYPE_CHECKING:
    from spoc_tui.casework.check_ins import CheckIn, CheckInAgenda

NONE = (
    'No check-in is kept. Begin one with: spoc check-ins add "VCS Leaders\' Network" '
    '--every "6 weeks"'
)
name = click.argument("name", metavar="NAME")


@group("check-ins")
@click.pass_context
def check_ins(ctx: click.Context) -> None:
    """Keep recurring check-ins and make their agendas; alone: list them, the next first."""
    if ctx.invoked_subcommand is not None:
        return
    desk = ctx.ensure_object(Desk)
    today, found = desk.store.today(), desk.store.check_ins.all()
    lines = []
    for one in found:
        when = show_day(one.next_due) if one.next_due else "no more dates"
        late = " (due)" if one.next_due and one.next_due <= today else ""
        held = f"; last held {show_day(one.last_held)}" if one.last_held else ""
        lines.append(f"{when:<15}  {one.name}, {one.rule_words}{held}{late}")
    desk.say([shape(one) for one in found], "\n".join(lines) or NONE)


@check_ins.command(
    "add",
    begins=True,
    epilog="RULE: 6 weeks, fortnight, month, quarter, first Tuesday, last Friday of the month, or "
    "an RFC 5545 rule. A date on which nobody works moves to the next working day.",
)
@name
@click.option("--every", metavar="RULE", required=True, help="How often.")
@click.option("--from", "starts", metavar="WHEN", help="The day it is counted from; else today.")
@long_text("--notes", "notes", default="", help="What is to be remembered.")
@pass_desk
def add(desk: Desk, name: str, every: str, starts: str | None, notes: str) -> None:
    """Begin a check-in that comes again and again."""
    store = desk.store
    day = store.today() if starts is None else store.read_day(starts, "from", Direction.ANY)
    _say(desk, desk.store.check_ins.add(name, every, day, notes), "Added")


@check_ins.command("edit", epilog=fields_said(FORMS))
@name
@fields_set
@pass_desk
def edit(desk: Desk, name: str, pairs: tuple[str, ...], more: tuple[str, ...]) -> None:
    """Change fields of a check-in, each as it is typed."""
    typed = read_changes(pairs + more)
    before = desk.store.check_ins.find(name)
    after = desk.store.check_ins.edit(before.uid, typed)
    _say(desk, after, "Nothing to change in" if after == before else "Edited")


@check_ins.command("held")
@name
@click.option("--on", metavar="WHEN", help="When, if not today.")
@long_text("--notes", "notes", default="", help="What came of it.")
@pass_desk
def held(desk: Desk, name: str, on: str | None, notes: str) -> None:
    """Record that the next one was held."""
    day = desk.store.read_day(on, "on", Direction.PAST) if on is not None else None
    uid = desk.store.check_ins.find(name).uid
    _say(desk, desk.store.check_ins.held(uid, day, notes), "Held")


@check_ins.command("skip")
@name
@long_text("--because", "because", required=True, help="Why it is not held.")
@pass_desk
def skip(desk: Desk, name: str, because: str) -> None:
    """Leave the next one out, with the reason."""
    uid = desk.store.check_ins.find(name).uid
    _say(desk, desk.store.check_ins.skip(uid, because), "Skipped")


@check_ins.command("end")
@name
@pass_desk
def end(desk: Desk, name: str) -> None:
    """End a check-in; what was held stays on record."""
    uid = desk.store.check_ins.find(name).uid
    _say(desk, desk.store.check_ins.end(uid), "Ended")


@check_ins.command("agenda")
@name
@to_file(
    "md|html|docx",
    "md",
    "Write it there. A docx with no FILE goes to one named after the check-in, here.",
)
@pass_desk
def agenda(desk: Desk, name: str, form: str | None, file: Path | None, force: bool) -> None:
    """Write the agenda: what either side owes, what was done and heard since last time."""
    from spoc_tui.files import placed, write_private
    from spoc_tui.reports.check_in_agenda import check_in_agenda, file_name
    from spoc_tui.reports.forms import Form, written

    chosen = Form.read(form or ending_of(file) or Form.MARKDOWN, field="format")
    facts = desk.store.check_ins.agenda(desk.store.check_ins.find(name).uid)
    content = written(check_in_agenda(facts), chosen)
    if file is not None or not chosen.is_text:
        file = placed(file or Path.cwd(), file_name(facts, chosen))
        write_private(file, content, overwrite=force)
    text = content.decode() if chosen.is_text else None
    told = {
        "file": str(file) if file else None,
        "format": str(chosen),
        "text": text,
        **(_facts(facts) if desk.json else {}),
    }
    desk.say(told, f"The agenda is in {file}" if file else (text or "").rstrip("\n"))


def say_whole(desk: Desk, uid: str) -> None:
    """One in full, as `spoc show` prints it."""
    one = desk.store.check_ins.get(uid)
    parts = (
        ("Every", one.rule_words),
        ("Next", show_day(one.next_due) if one.next_due else "no more dates"),
        ("Last held", show_day(one.last_held) if one.last_held else "not yet"),
        ("Ended", show_day(one.ended_on) if one.ended_on else ""),
        ("Notes", one.notes),
    )
    lines = [row(name, text) for name, text in parts if text]
    desk.say(shape(one), "\n".join([f"The check-in {one.name}", *lines]))


def shape(of: CheckIn) -> dict[str, Any]:
    """The JSON shape of a check-in; `ended` is the day, or null."""
    return {
        "name": of.name,
        "id": of.uid,
        "every": of.rule_words,
        "rule": of.rule,
        "starts": shapes.day(of.starts),
        "notes": of.notes,
        "next": shapes.day(of.next_due),
        "last_due": shapes.day(of.last_due),
        "last_held": shapes.day(of.last_held),
        "ended": shapes.day(of.ended_on),
    }


def _facts(agenda: CheckInAgenda) -> dict[str, Any]:
    """What the agenda is made from, row by row as the document has it."""
    from spoc_tui.reports.check_in_agenda import parts

    rows = {
        part.code: [{**line._asdict(), "on": shapes.day(line.on)} for line in part.lines]
        for part in parts(agenda)
    }
    return {
        "check_in": shape(agenda.check_in),
        "since": shapes.day(agenda.since),
        "day": shapes.day(agenda.today),
        **rows,
    }


def _say(desk: Desk, of: CheckIn, done: str) -> None:
    """What an act did, and when the check-in is next."""
    said = f"{done} the check-in {of.name}"
    if of.is_open:
        when = f"next on {desk.store.in_words(of.next_due)}" if of.next_due else "no more dates"
        said += f", {of.rule_words}: {when}"
    desk.say(shape(of), f"{said}.")
