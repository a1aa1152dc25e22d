"""Reading: one enquiry, the history of a record, and what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.desk.desk import Band, DueItem
from spoc_tui.casework.errors import BadInput
from spoc_tui.cli import shapes, words
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.every_kind import printed
from spoc_tui.cli.several import references
from spoc_tui.cli.verbs import Verb, pass_desk

if TYPE_CHECKING:
    from datetime import date

    from db.store import Store

ROWS_READ_AT_ONCE = 500
"""How many rows of the agenda are read in full at once."""
LISTED = 20
"""How many actions the history lists by default."""


@click.command(cls=Verb)
@references
@pass_desk
def show(desk: Desk, references: tuple[str, ...]) -> None:
    """Show a record in full, with its timeline, whatever its kind; or several.

    A number alone is an enquiry's; where no enquiry has it, that of the only record that does, or
    whose reference ends so.
    """
    from db.records.identifying import identify_record

    meant = [identify_record(desk.store, one) for one in references]
    desk.say_wholes([printed(kind).whole(desk, uid) for kind, uid in meant])


@click.command(
    cls=Verb,
    epilog="A record's history begins with the first; the desk's with the last. What was undone, "
    "removed or retired keeps its history. The id at the end of each line is what “undo --action” "
    "takes.",
)
@click.argument("enquiry", metavar="[REF]", required=False)
@click.option("--organisation", metavar="NAME", help="Of an organisation, by name, number or id.")
@click.option("--team", metavar="NAME", help="Of a team.")
@click.option("--topic", metavar="CODE", help="Of a topic.")
@click.option("--directorate", metavar="NAME", help="Of a directorate or partner.")
@click.option("--check-in", metavar="NAME", help="Of a group that you meet, by name.")
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(1),
    help=f"How many at most, the latest; for the desk's actions, {LISTED} by default.",
)
@pass_desk
def history(desk: Desk, /, limit: int | None, **records: str | None) -> None:
    """Show who changed what on a record, or the desk's last actions.

    A record is what has a reference, or what one of the options names.
    """
    named = [(kind, typed) for kind, typed in records.items() if typed is not None]
    if len(named) > 1:
        raise BadInput("Give a REF or one of the options that name a record: one history at once.")
    reading = desk.store.history
    if not named:
        actions = reading.page(0, limit or LISTED)
        desk.say([shapes.listed_action(action) for action in actions], words.actions(actions))
        return
    kind, typed = named[0]
    if kind == "enquiry":
        from db.records.identifying import identify_record

        kind, typed = identify_record(desk.store, typed, undone=True)
    if kind == "check_in":
        kind = "group"
    uid = reading.find(kind, typed)
    entries = reading.of(kind, uid)
    if limit is not None:
        entries = entries[-limit:]
    name = reading.name_of(kind, uid)
    desk.say([shapes.entry(entry) for entry in entries], words.history(name, entries))


@click.command(cls=Verb)
@click.option("--on", metavar="WHEN", help="The desk as it will be on this day, if not today.")
@pass_desk
def due(desk: Desk, on: str | None) -> None:
    """Show what needs doing, most pressing first."""
    day = desk.store.read_day(on, "on", Direction.MOSTLY_AHEAD) if on else desk.store.today()
    items = _items(desk.store, day)
    desk.say([shapes.due(item) for item in items], words.agenda(items, day))


def _items(store: Store, day: date) -> list[DueItem]:
    keys = store.agenda.keys(day)
    items: list[DueItem] = []
    for start in range(0, len(keys), ROWS_READ_AT_ONCE):
        items += store.agenda.items(keys[start : start + ROWS_READ_AT_ONCE])
    return items + [
        DueItem(
            band=Band.DRAFT,
            kind="draft",
            uid=draft.uid,
            reference="",
            what="finish",
            due=when.london_date(draft.started_at),
            at=None,
            subject=draft.title,
            organisation=None,
            who=draft.who,
            team=None,
        )
        for draft in store.drafts.all()
    ]
