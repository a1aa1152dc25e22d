"""`spoc feedback`: what the sector said, what is done about it, and who has been told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from db.feedback.fields import FIELD_FORMS
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.records.kinds import FEEDBACK
from spoc_tui.casework.records.listing import MOST
from spoc_tui.casework.records.side import Side
from spoc_tui.casework.text import counted
from spoc_tui.cli.came_of import begun, came_of, in_words, source_of
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.feedback import shapes as shapes
from spoc_tui.cli.feedback import words as words
from spoc_tui.cli.filters import NEWEST, filtered, read_filters
from spoc_tui.cli.listed import beneath
from spoc_tui.cli.options import describe_fields, fields_set, long_text, read_changes, reference
from spoc_tui.cli.several import references
from spoc_tui.cli.verbs import VerbGroup, group, pass_desk

if TYPE_CHECKING:
    from spoc_tui.casework.feedback.feedback import Feedback
    from spoc_tui.cli.shapes import Shape

NOTHING_OPEN = "No feedback action is open. spoc feedback starter loads what the report asked for."
ANYWAY = click.option("--anyway", is_flag=True, help="Even if the day is past.")


@group("feedback")
@click.pass_context
def feedback(ctx: click.Context) -> None:
    """Keep the loop open until everybody who said it has been told; without a verb, list the open
    ones.
    """
    if ctx.invoked_subcommand is None:
        desk = ctx.ensure_object(Desk)
        open_ones = desk.store.feedback.all(open_only=True)
        _say_list(desk, open_ones, "" if open_ones else NOTHING_OPEN)


@feedback.command(
    "add",
    begins=True,
    epilog="NAME is an organisation's, or anybody's in your own words. An owner is a team, a "
    "directorate, a partner, an organisation, or whoever you write; it says the side, if "
    "--side does not. With --action and --due it is agreed at once.",
)
@long_text("--said", "said", required=True, help="What they said, in their words.")
@click.option("--by", "names", multiple=True, required=True, metavar="NAME", help="Who said it.")
@click.option("--said-on", metavar="WHEN", help="When, if not today.")
@click.option("--theme", metavar="T", help="Its theme: “spoc themes” lists them.")
@click.option("--action", metavar="TEXT", help="What is to be done.")
@click.option("--side", metavar="SIDE", help=f"Who owes it: {' or '.join(Side)}.")
@click.option("--owner", metavar="NAME", help="Who there.")
@click.option("--due", metavar="WHEN", help="By when.")
@click.option("--tell-how", metavar="TEXT", help="How it will be told, and to whom.")
@click.option("--heard-from", metavar="TEXT", help="Where it was said: a meeting, a survey.")
@click.option("--in", "record", metavar="REF", help="The record it was heard in.")
@came_of
@ANYWAY
@pass_desk
def add(
    desk: Desk,
    /,
    said: str,
    names: tuple[str, ...],
    said_on: str | None,
    anyway: bool,
    came_of: str | None,
    **typed: str | None,
) -> None:
    """Begin a loop: what was said, by whom, and what is to be done."""
    store = desk.store
    if came_of is not None and typed["record"] is not None:
        raise BadInput("--came-of and --in say the same: leave out one of them.", field="in")
    source = source_of(store, came_of)
    day = store.read_day(said_on, "said_on", Direction.PAST) if said_on else None
    fields = {name: text for name, text in typed.items() if text is not None}
    by = [store.feedback.by(name) for name in names]
    case = begun(
        store, source, lambda: store.feedback.add(said, by, fields, said_on=day, anyway=anyway)
    )
    unknown = [one.speaker for one in by if one.speaker]
    told = f"Not in the directory: {', '.join(unknown)}." if unknown else ""
    more = "\n".join(filter(None, (in_words(source), told)))
    desk.say_case(case, "Heard {}.", more=more)


@feedback.command("voice")
@reference
@click.option("--by", "names", multiple=True, metavar="NAME", help="Who said it too.")
@click.option("--of", "other", metavar="REF", help="All who said what that action answers.")
@long_text("--said", "said", default="", help="Their words, if not those it began with.")
@click.option("--said-on", metavar="WHEN", help="When, if not today.")
@pass_desk
def voice(
    desk: Desk,
    reference: str,
    names: tuple[str, ...],
    other: str | None,
    said: str,
    said_on: str | None,
) -> None:
    """Add who said it too; a closed action opens again."""
    store = desk.store
    if other is not None:
        if names:
            raise click.UsageError("Give --by or --of, not both.")
        desk.say_case(store.feedback.lead_to(other, reference), "Added those voices to {}.")
        return
    day = store.read_day(said_on, "said_on", Direction.PAST) if said_on else None
    by = [store.feedback.by(name) for name in names]
    desk.say_case(store.feedback.hear(reference, said, by, said_on=day), "Added to {}.")


@feedback.command("list")
@filtered(open_only=False, sort=NEWEST, limit=MOST)
@click.option("--waiting", is_flag=True, help="Only where somebody waits to hear; longest first.")
@click.option("--late", is_flag=True, help="Only those that are owed and late.")
@click.option("--side", metavar="SIDE", help=f"Only what one side owes: {' or '.join(Side)}.")
@click.option("--theme", metavar="T", help="Only those of a theme.")
@click.option("--directorate", metavar="D", help="Only what a directorate owes.")
@pass_desk
def list_(
    desk: Desk,
    /,
    waiting: bool,
    late: bool,
    side: str | None,
    theme: str | None,
    directorate: str | None,
    **asked: Any,
) -> None:
    """List the actions, the newest first."""
    from db.records.listing import list_records
    from spoc_tui.casework.council.council import Theme
    from spoc_tui.casework.feedback.board import still_waiting

    store = desk.store
    filters = replace(read_filters(store, asked), kinds=(FEEDBACK.code,))
    its = store.feedback.all(
        side=Side.read(side, field="side") if side else None,
        theme_uid=store.council.find(Theme, theme, retired=True).uid if theme else None,
        directorate_uid=store.council.find_directorate(directorate).uid if directorate else None,
    )
    if late:
        its = [one for one in its if one.is_late(store.today())]
    if waiting:
        its = [one for one, _ in still_waiting(its)]
    if waiting or late or side or theme or directorate:
        filters = replace(filters, among=[one.uid for one in its])
    found, more = list_records(store, filters)
    said = [] if desk.json else beneath(store, filters, found, more, "spoc feedback add")
    listed = {one.uid: place for place, one in enumerate(found)}
    actions = [one for one in its if one.uid in listed]
    if not waiting or asked["sort"] != NEWEST:
        actions.sort(key=lambda one: listed[one.uid])
    _say_list(desk, actions, "\n".join(said))


@feedback.command("show")
@references
@pass_desk
def show(desk: Desk, references: tuple[str, ...]) -> None:
    """Show an action in full, or several: who said it, who has been told, all that happened."""
    desk.say_wholes([whole(desk, one) for one in references])


@feedback.command("edit", epilog=describe_fields(FIELD_FORMS))
@reference
@fields_set
@ANYWAY
@pass_desk
def edit(
    desk: Desk, reference: str, pairs: tuple[str, ...], more: tuple[str, ...], anyway: bool
) -> None:
    """Change fields of an action, each as it is typed in the form."""
    typed = read_changes(pairs + more)
    before = desk.store.feedback.get(reference)
    case = desk.store.feedback.edit(reference, typed, anyway=anyway)
    if case == before:
        desk.say_case(case, "Nothing to change in {}.")
        return
    desk.say_case(case, f"Edited {{}}: {case.timeline[-1].text}.")


@feedback.command("board")
@click.option("--theme", metavar="T", help="Only a theme.")
@click.option("--directorate", metavar="D", help="Only a directorate.")
@click.option("--organisation", metavar="NAME", help="Only what an organisation said, or owes.")
@pass_desk
def board(desk: Desk, theme: str | None, directorate: str | None, organisation: str | None) -> None:
    """Show what either side owes, what is late, and the promises kept by month."""
    from spoc_tui.casework.council.council import Theme
    from spoc_tui.casework.feedback.board import kept_by_month, sides

    store, today = desk.store, desk.store.today()
    found = store.feedback.all(
        theme_uid=store.council.find(Theme, theme, retired=True).uid if theme else None,
        directorate_uid=store.council.find_directorate(directorate).uid if directorate else None,
        organisation_uid=store.organisations.find(organisation).uid if organisation else None,
    )
    both, months = sides(found, today), kept_by_month(found, today)
    shape = {
        side.side.value: {
            "owes": shapes.actions(store, side.owed),
            "heard": len(side.heard),
            "late": side.late,
            "settled": len(side.settled),
        }
        for side in both
    }
    kept = [{"month": f"{m.first:%Y-%m}", "on_time": m.on_time, "late": m.late} for m in months]
    desk.say({**shape, "by_month": kept}, words.board(both, months, today))


@feedback.command("starter", begins=True)
@pass_desk
def starter(desk: Desk) -> None:
    """Load what the Task Group's report asked for, as heard actions; one undo."""
    from db.feedback.starter import load_starter

    added = load_starter(desk.store)
    said = f"Heard {counted(len(added), 'action')}, {added[0]} to {added[-1]}." if added else ""
    desk.say({"added": added}, said or "Everything the report asked for is there already.")


def whole(desk: Desk, reference: str) -> tuple[Shape, str]:
    """An action in full: its shape and its text."""
    case, today = desk.store.feedback.get(reference), desk.store.today()
    links = desk.store.links.of(case.feedback.uid)
    shape = shapes.whole_action(desk.store, case, links) if desk.json else {}
    return shape, words.whole_action(case, today, links)


def _say_list(desk: Desk, found: list[Feedback], beneath: str) -> None:
    lines = words.listed(found, desk.store.today())
    desk.say(shapes.actions(desk.store, found), "\n".join(filter(None, (lines, beneath))))


def _add_the_others(to: VerbGroup) -> None:
    """The verbs that have modules of their own."""
    from spoc_tui.cli.feedback.bulletin import bulletin, bulletins
    from spoc_tui.cli.feedback.steps import STEPS

    for command in (*STEPS, bulletin, bulletins):
        to.add_command(command)


_add_the_others(feedback)
