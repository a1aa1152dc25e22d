"""`spoc check-ins`: the groups that you meet again and again, by name; short for `spoc groups`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import SpocError
from spoc_tui.cli import shapes
from spoc_tui.cli.desk import Desk, began
from spoc_tui.cli.options import (
    DOCUMENT_FORMS,
    describe_fields,
    ending_of,
    fields_set,
    long_text,
    read_changes,
    to_file,
)
from spoc_tui.cli.papers import say_document
from spoc_tui.cli.verbs import group, pass_desk

if TYPE_CHECKING:
    from datetime import date

    from spoc_tui.casework.feedback.agenda import GroupAgenda
    from spoc_tui.casework.groups.group import Group
    from spoc_tui.casework.kinds.case import BegunRecord

NO_GROUPS = (
    'No group is kept. Begin one with: spoc check-ins add "VCS Leaders\' Network" --every "6 weeks"'
)
FIELD_FORMS = {
    "name": "whom it is with; never blank",
    "every": "6 weeks, month, quarter, first tuesday, or an RFC 5545 rule",
    "starts": "WHEN; the dates are counted from it",
    "notes": "what is to be remembered; blank: nothing",
}
"""The fields of `edit`; all that a group has: spoc groups group edit."""
FIELD_NAMES = {"every": "rule"}
"""What a field of a group is called here, by that name."""
name = click.argument("name", metavar="NAME")


@group("check-ins")
@click.pass_context
def check_ins(ctx: click.Context) -> None:
    """List the groups you meet regularly, the next first, and make their agendas.

    Each is a group: “groups group” says and does more.
    """
    if ctx.invoked_subcommand is not None:
        return
    from db.areas.groups.agenda import by_next

    desk = ctx.ensure_object(Desk)
    today, found = desk.store.today(), by_next(desk.store)
    lines = []
    for one, due in found:
        when = show_day(due) if due else "no more dates"
        late = " (due)" if due and due <= today else ""
        held = f"; last held {show_day(one.last_held)}" if one.last_held else ""
        named = ", ".join(filter(None, (one.name, one.rule_words)))
        lines.append(f"{when:<15}  {named}{held}{late}")
    desk.say([shape(one, due) for one, due in found], "\n".join(lines) or NO_GROUPS)


@check_ins.command(
    "add",
    begins=True,
    epilog="RULE: 6 weeks, fortnight, month, quarter, first Tuesday, last Friday of the month, or "
    "an RFC 5545 rule. A date on which nobody works moves to the next working day. The same, with "
    "all that a group has: “groups group add”.",
)
@name
@click.option("--every", metavar="RULE", required=True, help="How often.")
@click.option("--from", "starts", metavar="WHEN", help="The day it is counted from; else today.")
@long_text("--notes", "notes", default="", help="What is to be remembered.")
@pass_desk
def add(desk: Desk, name: str, every: str, starts: str | None, notes: str) -> None:
    """Add a group that you check in with regularly."""
    typed = {"name": name, "rule": every, "starts": starts or "today", "notes": notes}
    with _named_here(starts="from"):
        case = desk.store.declared("group").add({**typed, "form": "check-in"})
    _say(desk, case.record.uid, "Added")


@check_ins.command("edit", epilog=describe_fields(FIELD_FORMS))
@name
@fields_set
@pass_desk
def edit(desk: Desk, name: str, pairs: tuple[str, ...], more: tuple[str, ...]) -> None:
    """Change fields of a group, each as it is typed."""
    from db.records.typed_fields import check_fields

    typed = read_changes(pairs + more)
    check_fields(typed, FIELD_FORMS, "A check-in")
    uid, groups = _uid(desk, name), desk.store.declared("group")
    before = groups.get(uid)
    with _named_here():
        after = groups.edit(
            uid, {FIELD_NAMES.get(field, field): text for field, text in typed.items()}
        )
    _say(desk, uid, "Nothing to change in" if after == before else "Edited")


@check_ins.command("held")
@name
@click.option("--on", metavar="WHEN", help="When, if not today.")
@long_text("--notes", "notes", default="", help="What came of it.")
@pass_desk
def held(desk: Desk, name: str, on: str | None, notes: str) -> None:
    """Record that the next one was held; the same is “groups group hold”."""
    _act(desk, name, "hold", {"on": on or "", "notes": notes}, "Held")


@check_ins.command("skip")
@name
@long_text("--because", "because", required=True, help="Why it is not held.")
@pass_desk
def skip(desk: Desk, name: str, because: str) -> None:
    """Leave the next one out, with the reason: it is cancelled, as by “groups group skip”."""
    _act(desk, name, "skip", {"why": because}, "Skipped")


@check_ins.command("end")
@name
@pass_desk
def end(desk: Desk, name: str) -> None:
    """End a group: today is its last day, as by “groups group close”."""
    _act(desk, name, "close", {}, "Ended")


@check_ins.command("agenda")
@name
@to_file(
    DOCUMENT_FORMS,
    "md",
    "Write it there. A docx with no FILE goes to one named after the group, here.",
)
@pass_desk
def agenda(desk: Desk, name: str, form: str | None, file: Path | None, force: bool) -> None:
    """Write the agenda: what either side owes, what was done and heard since last time."""
    from db.areas.groups import agenda as groups
    from spoc_tui.reports.groups.agenda import file_name, group_agenda

    facts = groups.agenda(desk.store, _uid(desk, name))
    say_document(
        desk,
        group_agenda(facts),
        form or ending_of(file),
        file=file,
        force=force,
        name=lambda ending: file_name(facts, ending),
        said="The agenda is in",
        facts=lambda: _facts(desk, facts),
    )


def shape(of: Group, due: date | None) -> dict[str, Any]:
    """The JSON shape of a group as a check-in, which is `due` next; `ended` is the day, or null."""
    return {
        "name": of.name,
        "id": of.uid,
        "reference": of.reference,
        "every": of.rule_words,
        "rule": of.rule,
        "starts": shapes.day(of.starts),
        "notes": of.notes,
        "next": shapes.day(due),
        "last_due": shapes.day(of.last_due),
        "last_held": shapes.day(of.last_held),
        "ended": None if of.is_open else shapes.day(of.ends),
    }


def _facts(desk: Desk, agenda: GroupAgenda) -> dict[str, Any]:
    """The facts of the agenda, row by row as the document has it."""
    from spoc_tui.casework.groups.group import next_due
    from spoc_tui.reports.groups.agenda import parts

    rows = {
        part.code: [{**line._asdict(), "on": shapes.day(line.on)} for line in part.lines]
        for part in parts(agenda)
    }
    return {
        "check_in": shape(agenda.group, next_due(agenda.group, desk.store.days)),
        "since": shapes.day(agenda.since),
        "day": shapes.day(agenda.today),
        **rows,
    }


def _uid(desk: Desk, name: str) -> str:
    return desk.store.declared("group").uid_of(name)


@contextmanager
def _named_here(**here: str) -> Iterator[None]:
    """An error about a field names it as it is called here."""
    named = {own: said for said, own in FIELD_NAMES.items()} | here
    try:
        yield
    except SpocError as error:
        error.field = named.get(error.field or "", error.field)
        raise


def _act(desk: Desk, name: str, act: str, given: Mapping[str, str], done: str) -> None:
    uid = _uid(desk, name)
    with _named_here(why="because"):
        case = desk.store.declared("group").act(uid, act, given)
    _say(desk, uid, done, case.begun)


def _say(desk: Desk, uid: str, done: str, begun: Sequence[BegunRecord] = ()) -> None:
    """Says what an act did, and when the group is next met."""
    from spoc_tui.casework.groups.group import next_due

    of = cast("Group", desk.store.declared("group").get(uid).record)
    due = next_due(of, desk.store.days)
    said = f"{done} {of.reference}, {of.name}"
    if of.is_open:
        when = f"next on {desk.store.in_words(due)}" if due else "no more dates"
        said += f", {of.rule_words}: {when}" if of.rule else f": {when}"
    others = {"begun": shapes.begun(begun)} if begun else {}
    desk.say({**shape(of, due), **others}, " ".join(filter(None, (f"{said}.", began(begun)))))
