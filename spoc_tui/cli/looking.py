"""Reading: one enquiry, its history, anything by its words, and what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from spoc_tui.casework import when
from spoc_tui.casework.desk import Band, DueItem
from spoc_tui.casework.text import display_safe
from spoc_tui.cli import shapes, words
from spoc_tui.cli.desk import Desk, pass_desk
from spoc_tui.cli.options import reference
from spoc_tui.cli.verbs import Verb

if TYPE_CHECKING:
    from datetime import date

    from db.store import Store

AT_ONCE = 500
"""How many rows of the agenda are read in full at once."""


@click.command(cls=Verb)
@reference
@pass_desk
def show(desk: Desk, reference: str) -> None:
    """Show an enquiry in full, with its timeline, hops and promises."""
    case = desk.store.enquiries.get(reference)
    shape = shapes.whole_case(desk.store, case)
    text = words.whole_case(case, shape["acknowledge_by_working"], shape["answer_by_working"])
    desk.say(shape, text)


@click.command(cls=Verb)
@reference
@pass_desk
def history(desk: Desk, reference: str) -> None:
    """Show who changed what on an enquiry, when, before and after."""
    store = desk.store
    entries = store.history.of(store.enquiries.get(reference).enquiry.uid)
    desk.say([shapes.entry(entry) for entry in entries], words.history(entries))


@click.command(cls=Verb)
@click.argument("text", nargs=-1, required=True)
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(1, 1_000),
    default=20,
    show_default=True,
    help="How many at most.",
)
@pass_desk
def find(desk: Desk, text: tuple[str, ...], limit: int) -> None:
    """Find organisations, people, numbers and words in enquiries."""
    found = desk.store.search.anything(display_safe(" ".join(text)), limit=limit)
    desk.say([shapes.hit(hit) for hit in found], words.hits(found))


@click.command(cls=Verb)
@click.option("--on", metavar="WHEN", help="As it will stand on this day, if not today.")
@pass_desk
def due(desk: Desk, on: str | None) -> None:
    """Show what needs doing, most pressing first."""
    day = desk.store.read_day(on, "on") if on else desk.store.today()
    items = _items(desk.store, day)
    desk.say([shapes.due(item) for item in items], words.agenda(items, day))


def _items(store: Store, day: date) -> list[DueItem]:
    keys = store.agenda.keys(day)
    items: list[DueItem] = []
    for start in range(0, len(keys), AT_ONCE):
        items += store.agenda.items(keys[start : start + AT_ONCE])
    return items + [
        DueItem(
            band=Band.DRAFT,
            kind="draft",
            uid=draft.uid,
            reference="",
            what="finish",
            due=when.london_date(draft.started_at),
            subject=draft.title,
            organisation=None,
            who=draft.who,
            team=None,
        )
        for draft in store.drafts.all()
    ]
