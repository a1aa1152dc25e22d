"""`spoc AREA KIND`: the verbs of a declared kind, made from its declaration.

What an option means is what its field says; what a verb does is what its act says. A kind is
imported when one of its verbs is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from spoc_tui.casework.records.kinds import DECLARED, RecordKind
from spoc_tui.casework.text import with_article
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.from_lists import DRY_RUN
from spoc_tui.cli.options import fields_said, fields_set, long_text, read_changes, reference
from spoc_tui.cli.verbs import Verb, VerbGroup, pass_desk

if TYPE_CHECKING:
    from db.kinds.records import DeclaredRecords
    from spoc_tui.casework.kinds.act import Act
    from spoc_tui.casework.kinds.fields import Field
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.kinds.record import Record

OF_EVERY_RECORD = frozenset(("note", "promise"))
"""Acts that have a verb for records of every kind: “spoc note REF”."""


class AreaGroup(VerbGroup):
    """A verb whose verbs are the kinds of an area."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [kind.code for kind in _kinds_in(str(self.name))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = (kind for kind in _kinds_in(str(self.name)) if kind.code == cmd_name)
        return next(map(_kind_group, found), None)


def area_group(name: str) -> AreaGroup:
    """The verb of an area; alone it lists what is open in it."""

    def listed(ctx: click.Context) -> None:
        if ctx.invoked_subcommand is None:
            desk = ctx.ensure_object(Desk)
            found = [
                (records, one)
                for kind in _kinds_in(name)
                for records in [desk.store.declared(kind.code)]
                for one in records.page(open_only=True)
            ]
            _say_list(desk, found, "Nothing is open there.")

    says = import_module(f"spoc_tui.casework.{name}").__doc__ or ""
    callback = click.pass_context(listed)
    return AreaGroup(name, callback=callback, help=says, invoke_without_command=True)


def _kinds_in(area: str) -> list[RecordKind]:
    return [kind for kind in DECLARED if kind.area == area]


def _kind_group(of: RecordKind) -> VerbGroup:
    """The verbs of a kind; alone it lists the open ones."""
    from spoc_tui.casework.kinds.catalogue import kind_of
    from spoc_tui.casework.kinds.fields import Rows
    from spoc_tui.casework.kinds.shared_acts import acts_of
    from spoc_tui.cli.kinds.rows import rows_group

    kind = kind_of(of.code)

    def listed(ctx: click.Context) -> None:
        if ctx.invoked_subcommand is None:
            desk = ctx.ensure_object(Desk)
            records = desk.store.declared(of.code)
            found = [(records, one) for one in records.page(open_only=True)]
            _say_list(desk, found, f"No {kind.called} is open.")

    made = VerbGroup(
        of.code,
        callback=click.pass_context(listed),
        help=" ".join((kind.record.__doc__ or "").split()),
        invoke_without_command=True,
    )
    acts = (act for name, act in acts_of(kind).items() if name not in OF_EVERY_RECORD)
    for command in (_add(kind), _list(kind), _show(kind), _edit(kind)):
        made.add_command(command)
    for act in acts:
        made.add_command(_act(kind, act))
    for field in kind.fields.values():
        if isinstance(field, Rows):
            made.add_command(rows_group(kind, field))
    if kind.papers:
        from spoc_tui.cli.kinds.papers import paper_verb

        for paper in kind.papers:
            made.add_command(paper_verb(kind, paper))
    return made


def _add(kind: Kind[Any]) -> click.Command:
    @pass_desk
    def add(desk: Desk, /, **typed: str | None) -> None:
        case = desk.store.declared(kind.code).add(said(typed))
        desk.say_case(case, "Added {}.")

    command = click.command(
        "add", cls=Verb, begins=True, help=f"Put {with_article(kind.called)} on record."
    )(add)
    command.params = [*map(option_of, _typed_fields(kind).values()), *command.params]
    return command


def _list(kind: Kind[Any]) -> click.Command:
    steps = ", ".join(kind.steps)

    @click.command("list", cls=Verb, help=f"List the {kind.plural}, the last begun first.")
    @click.option("--open", "open_only", is_flag=True, help="Only those that are not closed.")
    @click.option("--step", metavar="STEP", help=f"Only those that stand there: {steps}.")
    @click.option("--words", metavar="TEXT", help="Only those that have these words.")
    @pass_desk
    def list_(desk: Desk, open_only: bool, step: str | None, words: str | None) -> None:
        records = desk.store.declared(kind.code)
        at = kind.steps.read(step, field="step") if step is not None else ""
        found = records.page(open_only=open_only, step=at)
        if words is not None:
            hits = desk.store.search.anything(words, limit=len(found), kind=kind.code)
            uids = {hit.uid for hit in hits}
            found = [one for one in found if one.uid in uids]
        _say_list(desk, [(records, one) for one in found], f"There is no such {kind.called}.")

    return list_


def _show(kind: Kind[Any]) -> click.Command:
    @click.command(
        "show", cls=Verb, help=f"Show {with_article(kind.called)} in full, with its timeline."
    )
    @reference
    @pass_desk
    def show(desk: Desk, reference: str) -> None:
        say_whole(desk, kind.code, reference)

    return show


def _edit(kind: Kind[Any]) -> click.Command:
    forms = {name: help_of(field) for name, field in _typed_fields(kind).items()}

    @click.command(
        "edit",
        cls=Verb,
        help=f"Change fields of {with_article(kind.called)}, each as it is typed in the form.",
        epilog=fields_said(forms),
    )
    @reference
    @fields_set
    @pass_desk
    def edit(desk: Desk, reference: str, pairs: tuple[str, ...], more: tuple[str, ...]) -> None:
        records, typed = desk.store.declared(kind.code), read_changes(pairs + more)
        before = records.get(reference)
        case = records.edit(reference, typed)
        if case == before:
            desk.say_case(case, "Nothing to change in {}.")
            return
        desk.say_case(case, f"Edited {{}}: {case.timeline[-1].text}.")

    return edit


def _act(kind: Kind[Any], act: Act[Any]) -> click.Command:
    @reference
    @pass_desk
    def do(desk: Desk, /, reference: str, dry_run: bool = False, **typed: str | None) -> None:
        records = desk.store.declared(kind.code)
        if dry_run:
            would = records.would(reference, act.name, said(typed))
            desk.say({"would": would.splitlines(), "dry_run": True}, f"{would}\n{DRY_RUN}")
            return
        case = records.act(reference, act.name, said(typed))
        desk.say_case(case, f"{act.done[:1].upper()}{act.done[1:]}: {{}}.")

    command = click.command(act.name, cls=Verb, help=act.help)(do)
    asked, *common = command.params
    command.params = [asked, *map(option_of, act.asks.values()), *common]
    if act.shown:
        about = "Only say what would happen."
        command.params.insert(-len(common), click.Option(["--dry-run"], is_flag=True, help=about))
    return command


# What the options are.


def _typed_fields(kind: Kind[Any]) -> Mapping[str, Field]:
    return {name: one for name, one in kind.fields.items() if one.typed and one.stored}


def option_of(field: Field) -> click.Parameter:
    from spoc_tui.casework.kinds.fields import Text

    name = f"--{field.name.replace('_', '-')}"
    if isinstance(field, Text):
        made = long_text(name, field.name, help=f"{help_of(field)}.")(lambda: None)
        (option,) = made.__click_params__  # type: ignore[attr-defined]
        return option  # type: ignore[no-any-return]
    return click.Option([name, field.name], metavar=_form(field), help=f"{help_of(field)}.")


def help_of(field: Field) -> str:
    """“Copy by: the last day for stories (needed)”."""
    means = f": {field.help}" if field.help else ""
    return f"{field.label}{means}{' (needed)' if field.needed else ''}"


def _form(field: Field) -> str:
    from spoc_tui.casework.kinds import fields as its

    match field:
        case its.Day() | its.DayTime() | its.Moment():
            return "WHEN"
        case its.Number() | its.Percent():
            return "N"
        case its.Money():
            return "£"
        case its.YesNo():
            return "yes|no"
        case its.Choice():
            return "|".join(code.value for code in field.of)
        case its.Link(of="organisation" | "contact" | "team" | "directorate" | "theme"):
            return "NAME"
        case its.Link():
            return "REF"
        case its.Whom():
            return "N|NAME"
    return "TEXT"


def said(typed: Mapping[str, str | None]) -> dict[str, str]:
    return {name: text for name, text in typed.items() if text is not None}


# What is answered.


def say_whole(desk: Desk, code: str, reference: str) -> None:
    """Answers with a record in full."""
    from spoc_tui.cli.kinds import shapes as kind_shapes
    from spoc_tui.cli.kinds import words as kind_words

    records = desk.store.declared(code)
    case = records.get(reference)
    dues = records.dues(case.record)
    shape = kind_shapes.whole_record(records.kind, case, dues) if desk.json else {}
    desk.say(shape, kind_words.whole_record(records.kind, case, dues))


def _say_list(desk: Desk, found: Sequence[tuple[DeclaredRecords, Record]], none: str) -> None:
    from spoc_tui.cli.kinds import shapes as kind_shapes
    from spoc_tui.cli.kinds import words as kind_words

    shapes, lines = [], []
    for records, one in found:
        dues = records.dues(one)
        shapes.append(kind_shapes.record(records.kind, one, dues))
        lines.append(kind_words.line(one, dues))
    desk.say(shapes, "\n".join(lines) or none)


groups, stories = map(area_group, ("groups", "stories"))
