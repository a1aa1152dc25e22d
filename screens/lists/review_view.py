"""The review queue, as the rows of lists; and the marked one beside what is here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from screens.widgets.columns import Column, DropOrder
from screens.widgets.list_source import Row, one_line
from spoc_tui.casework.dates import when
from spoc_tui.casework.lists.answers import Answer
from spoc_tui.casework.lists.facts import describe_field, describe_value
from spoc_tui.casework.lists.said import FACTS
from spoc_tui.casework.text import display_safe

if TYPE_CHECKING:
    from datetime import date

    from db.lists.differences import Difference
    from db.lists.held_rows import HeldRow
    from db.lists.standing_answers import StandingAnswer
    from db.store import Store
    from spoc_tui.casework.organisations.organisation import Organisation

HELD_COLUMNS = (
    Column("In the list", least=20),
    Column("May be", least=20),
    Column("List", 20, goes=DropOrder.NARROW),
)
DIFFERENCE_COLUMNS = (
    Column("Organisation", least=16),
    Column("Field", 10),
    Column("Here", least=16),
    Column("The list says", least=16),
    Column("List", 14, goes=DropOrder.NARROW),
)
ANSWER_COLUMNS = (
    Column("List", least=20),
    Column("Field", 14),
    Column("Where something else is here", least=14),
)
MARKED = "*"
UNKNOWN = "(not known)"
Sides = Iterable[tuple[str, str, str]]
"""What it is, what the list says, what is here."""


def held_row(held: HeldRow, marked: bool = False) -> Row:
    """One row of the list of held rows."""
    may_be = held.organisation or f"{len(held.names)} organisations in one name"
    cells = (held.name, may_be, held.source)
    return Row(held.uid, cells, mark=MARKED if marked else "")


def difference_row(one: Difference, marked: bool = False) -> Row:
    """One row of the list of differences."""
    cells = (one.organisation, describe_field(one.field), one.ours, one.listed, one.source)
    return Row(one.uid, cells, mark=MARKED if marked else "")


def answer_row(one: StandingAnswer) -> Row:
    """One row of the list of what is always done with differences."""
    return Row(one.uid, (one.source, describe_field(one.field), one.answer.words))


def describe_answer(one: StandingAnswer, key: Callable[[str], str]) -> Text:
    """What a standing answer does, and how it is changed."""
    field = describe_field(one.field)
    does = {
        Answer.TAKEN: f"what the list says of the {field} is taken",
        Answer.LEFT: f"the {field} that is here is kept",
    }[one.answer]
    return Text(
        f"Where {one_line(one.source)} says otherwise than you or another list, {does}, unasked. "
        f"{key('ask_again')} asks again; {key('always_take')} always takes it, "
        f"{key('never_take')} never."
    )


def describe_held_row(held: HeldRow, store: Store, today: date) -> Group:
    """A held row field by field, beside the organisation that it may be."""
    known = store.organisations.get(held.organisation_uid) if held.organisation_uid else None
    seen = when.show_day(when.london_date(held.seen_at), today)
    why = one_line(held.why[:1].upper() + held.why[1:])
    return Group(
        Text(f"{why}. {one_line(held.source)}, {seen}", style="bold"),
        _side_by_side(_sides(held, known, store)),
    )


def _sides(held: HeldRow, known: Organisation | None, store: Store) -> Sides:
    for fact in FACTS:
        listed = held.name if fact == "name" else describe_value(fact, held.said.get(fact))
        if listed:
            here_said = describe_value(fact, _stored(known, fact)) if known else ""
            yield describe_field(fact), listed, here_said
    if known is None:
        for what, listed_words in held.also.items():
            yield what, "; ".join(listed_words), ""
        return
    here = {
        "numbers": [number.text for number in known.identifiers],
        "other names": [one.name for one in store.organisations.other_names(known.uid)],
        "people": [
            ", ".join(filter(None, (one.name, one.role, one.phone, one.email)))
            for one in store.organisations.contacts(known.uid)
        ],
    }
    for what, listed_words in held.also.items():
        yield what, "; ".join(listed_words), "; ".join(here[what])


def _stored(known: Organisation, fact: str) -> object:
    """A fact of an organisation as lists have it: one text, days in ISO."""
    value = getattr(known, fact)
    return ", ".join(value) if isinstance(value, tuple) else value


def describe_difference(one: Difference, today: date) -> Group:
    """A difference in full."""
    seen = when.show_day(when.london_date(one.seen_at), today)
    return Group(
        Text(f"{one_line(one.organisation)}: {one_line(one.source)}, {seen}", style="bold"),
        _side_by_side([(describe_field(one.field), one.listed, one.ours)]),
    )


def _side_by_side(sides: Sides) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    table.add_row("", Text("The list says", style="underline"), Text("Here", style="underline"))
    for what, listed, ours in sides:
        same = listed.casefold() == ours.casefold()
        style = "dim" if same else "bold"
        table.add_row(
            Text(what),
            Text(display_safe(listed), style=style),
            Text(
                "the same" if same else display_safe(ours) or UNKNOWN, style="dim" if same else ""
            ),
        )
    return table
