"""`spoc AREA KIND ROWS`: the rows of a declared record, each known by its number there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from spoc_tui.casework.kinds.fields import Rows, fields_of
from spoc_tui.casework.kinds.rows import numbered
from spoc_tui.casework.kinds.values import to_json
from spoc_tui.casework.text import with_article
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.kinds.verbs import help_of, option_of, say_edited
from spoc_tui.cli.options import describe_fields, fields_set, given_fields, read_changes, reference
from spoc_tui.cli.verbs import Verb, VerbGroup, pass_desk

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.kind import Kind

number = click.argument("number", metavar="N", type=click.IntRange(min=1))


def rows_group(kind: Kind[Any], field: Rows) -> VerbGroup:
    """The verbs of one of a kind's fields with rows: they are listed; where the officer types them,
    one is added, changed, taken away.
    """
    label = field.label_within
    made = VerbGroup(field.name, help=f"The {label} of {with_article(kind.called)}, by number.")
    made.add_command(_list(kind, field))
    if field.typed:
        for command in (_add(kind, field), _edit(kind, field), _remove(kind, field)):
            made.add_command(command)
    return made


def _list(kind: Kind[Any], field: Rows) -> click.Command:
    @click.command("list", cls=Verb, help="List them, with their numbers.")
    @reference
    @pass_desk
    def list_(desk: Desk, reference: str) -> None:
        one = desk.store.declared(kind.code).get(reference).record
        rows = getattr(one, field.name)
        none = f"{one.reference} has none."
        desk.say(to_json(field, rows), numbered(rows) or none)

    return list_


def _add(kind: Kind[Any], field: Rows) -> click.Command:
    @reference
    @pass_desk
    def add(desk: Desk, /, reference: str, **typed: str | None) -> None:
        records = desk.store.declared(kind.code)
        before = records.get(reference)
        case = records.add_row(reference, field.name, given_fields(typed))
        say_edited(desk, before, case)

    command = click.command("add", cls=Verb, help="Add one.")(add)
    asked, *common = command.params
    command.params = [asked, *map(option_of, fields_of(field.of).values()), *common]
    return command


def _edit(kind: Kind[Any], field: Rows) -> click.Command:
    forms = {name: help_of(each) for name, each in fields_of(field.of).items()}

    @click.command("edit", cls=Verb, help="Change fields of one.", epilog=describe_fields(forms))
    @reference
    @number
    @fields_set
    @pass_desk
    def edit(
        desk: Desk, reference: str, number: int, pairs: tuple[str, ...], more: tuple[str, ...]
    ) -> None:
        records, typed = desk.store.declared(kind.code), read_changes(pairs + more)
        before = records.get(reference)
        case = records.edit_row(reference, field.name, number, typed)
        if case == before:
            desk.say_case(case, "Nothing to change in {}.")
            return
        say_edited(desk, before, case)

    return edit


def _remove(kind: Kind[Any], field: Rows) -> click.Command:
    @click.command("remove", cls=Verb, help="Take one away.")
    @reference
    @number
    @pass_desk
    def remove(desk: Desk, reference: str, number: int) -> None:
        case = desk.store.declared(kind.code).remove_row(reference, field.name, number)
        desk.say_case(case, f"Edited {{}}: {case.timeline[-1].text}.")

    return remove
