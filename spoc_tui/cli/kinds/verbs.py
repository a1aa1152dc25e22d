"""`spoc AREA KIND`: the verbs of a declared kind, made from its declaration.

What an option means is what its field says; what a verb does is what its act says. A kind is
imported when one of its verbs is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import click

from spoc_tui.casework.kinds.catalogue import AREAS
from spoc_tui.casework.kinds.paper import area_papers
from spoc_tui.casework.records.kinds import DECLARED_KINDS, RecordKind, package_of_area
from spoc_tui.casework.records.listing import MOST, Filters, sorts_there
from spoc_tui.casework.text import with_article
from spoc_tui.cli.came_of import begun, came_of, in_words, shared, source_of
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.filters import filtered, read_filters
from spoc_tui.cli.from_lists import DRY_RUN
from spoc_tui.cli.listed import say_filtered, say_listed
from spoc_tui.cli.options import (
    describe_fields,
    fields_set,
    given_fields,
    long_text,
    read_changes,
    reference,
)
from spoc_tui.cli.several import do_to_each, references
from spoc_tui.cli.verbs import Verb, VerbGroup, pass_desk

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.act import Act
    from spoc_tui.casework.kinds.case import DeclaredCase
    from spoc_tui.casework.kinds.fields import DeclaredField
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.records.shape import RecordCase
    from spoc_tui.cli.shapes import Shape

OF_EVERY_RECORD = frozenset(("note", "promise"))
"""Acts that have a verb for records of every kind: “spoc note REF”."""

STARTER = "starter"
"""The verb by which an area begins with what the report says."""


class AreaGroup(VerbGroup):
    """A verb whose verbs are the kinds of an area."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        area = str(self.name)
        papers = (one.name for one in area_papers(area))
        return [*(kind.code for kind in _kinds_in(area)), *_own_verbs(area), *papers, STARTER]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == STARTER:
            from spoc_tui.cli.kinds.starter import starter_verb

            return starter_verb(str(self.name))
        own = _own_verbs(str(self.name))
        if cmd_name in own:
            return own[cmd_name]
        for paper in area_papers(str(self.name)):
            if paper.name == cmd_name:
                from spoc_tui.cli.kinds.area_papers import area_paper_verb

                return area_paper_verb(str(self.name), paper)
        found = (kind for kind in _kinds_in(str(self.name)) if kind.code == cmd_name)
        return next(map(_kind_group, found), None)


def area_group(name: str) -> AreaGroup:
    """The verb of an area; alone it lists what is open in it."""

    def listed(ctx: click.Context) -> None:
        if ctx.invoked_subcommand is None:
            desk = ctx.ensure_object(Desk)
            codes = tuple(kind.code for kind in _kinds_in(name))
            say_filtered(desk, Filters(kinds=codes), f"spoc {name}", f"spoc list --area {name} ")

    says = import_module(f"spoc_tui.casework.{package_of_area(name)}").__doc__ or ""
    callback = click.pass_context(listed)
    return AreaGroup(name, callback=callback, help=says, invoke_without_command=True)


def _own_verbs(area: str) -> Mapping[str, click.Command]:
    """The verbs of an area beside its kinds: VERBS of cli/AREA/verbs.py, where there is such."""
    room = f"spoc_tui.cli.{area}"
    if find_spec(room) is None or find_spec(f"{room}.verbs") is None:
        return {}
    found: Mapping[str, click.Command] = import_module(f"{room}.verbs").VERBS
    return found


def _kinds_in(area: str) -> list[RecordKind]:
    return [kind for kind in DECLARED_KINDS if kind.area == area]


def _kind_group(of: RecordKind) -> VerbGroup:
    """The verbs of a kind; alone it lists the open ones."""
    from spoc_tui.casework.kinds.catalogue import kind_of
    from spoc_tui.casework.kinds.fields import Rows
    from spoc_tui.casework.kinds.shared_acts import acts_of
    from spoc_tui.cli.kinds.rows import rows_group

    kind = kind_of(of.code)

    def listed(ctx: click.Context) -> None:
        if ctx.invoked_subcommand is None:
            options = f"spoc {kind.area} {kind.code} list "
            _say_list(ctx.ensure_object(Desk), kind, Filters(kinds=(of.code,)), options)

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
    if kind.lists:
        from spoc_tui.cli.kinds.importing import import_verb

        made.add_command(import_verb(kind))
    if kind.papers:
        from spoc_tui.cli.kinds.papers import paper_verb

        for paper in kind.papers:
            made.add_command(paper_verb(kind, paper))
    return made


def _add(kind: Kind[Any]) -> click.Command:
    @came_of
    @pass_desk
    def add(desk: Desk, /, came_of: str | None, **typed: str | None) -> None:
        store, source = desk.store, source_of(desk.store, came_of)
        given = {**shared(kind, source), **given_fields(typed)}
        case = begun(store, source, lambda: store.declared(kind.code).add(given))
        said = (in_words(source), case.timeline[0].text, _remarked(desk, case))
        more = "\n".join(filter(None, said))
        desk.say_case(case, "Added {}.", more=more)

    command = click.command(
        "add", cls=Verb, begins=True, help=f"Put {with_article(kind.called)} on record."
    )(add)
    options = (option_of(field, alone=True) for field in _typed_fields(kind).values())
    command.params = [*options, *command.params]
    return command


def _list(kind: Kind[Any]) -> click.Command:
    steps = ", ".join(kind.steps)

    @click.command(
        "list",
        cls=Verb,
        help=f"List the {kind.plural}, what is due first at the top.",
        epilog=f"A FIELD is one of: {', '.join(sorts_there(_sorts(kind)))}.",
    )
    @filtered()
    @click.option("--step", metavar="STEP", help=f"Only those at a step, open or not: {steps}.")
    @click.option("--words", metavar="TEXT", help="Only those that have these words.")
    @pass_desk
    def list_(desk: Desk, /, step: str | None, words: str | None, **asked: Any) -> None:
        filters = read_filters(desk.store, asked, _sorts(kind))
        filters = replace(filters, kinds=(kind.code,))
        if step is not None:  # which says itself whether it is open
            at = kind.steps.read(step, field="step")
            filters = replace(filters, status=at.value, open_only=False)
        if words is not None:
            hits = desk.store.search.anything(words, limit=MOST, kind=kind.code)
            filters = replace(filters, among=[hit.uid for hit in hits])
        _say_list(desk, kind, filters)

    return list_


def _sorts(kind: Kind[Any]) -> list[str]:
    """The fields of a kind by which its records can be ordered, beside what all have: those of one
    value that a list can show.
    """
    from spoc_tui.casework.kinds.fields import Link, Text

    return [
        name
        for name, field in kind.fields.items()
        if field.stored and not field.several and not isinstance(field, Link | Text)
    ]


def _show(kind: Kind[Any]) -> click.Command:
    @click.command(
        "show",
        cls=Verb,
        help=f"Show {with_article(kind.called)} in full, with its timeline; or several.",
    )
    @references
    @pass_desk
    def show(desk: Desk, references: tuple[str, ...]) -> None:
        desk.say_wholes([whole(desk, kind.code, one) for one in references])

    return show


def _edit(kind: Kind[Any]) -> click.Command:
    forms = {name: help_of(field) for name, field in _typed_fields(kind).items()}

    @click.command(
        "edit",
        cls=Verb,
        help=f"Change fields of {with_article(kind.called)}, each as it is typed in the form.",
        epilog=describe_fields(forms),
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
        say_edited(desk, before, case)

    return edit


def say_edited(desk: Desk, before: DeclaredCase, case: DeclaredCase) -> None:
    """What was changed, and what is to be put right of the record by that."""
    desk.say_case(
        case, f"Edited {{}}: {case.timeline[-1].text}.", more=_remarked(desk, case, before)
    )


def _remarked(desk: Desk, case: DeclaredCase, before: DeclaredCase | None = None) -> str:
    """The remarks on a record, on a line each; `before` it was changed, or that is new."""
    from spoc_tui.casework.kinds.remarks import remarks

    dues = desk.store.declared(case.kind_code).dues
    stood = dues(before.record) if before is not None else None
    return "\n".join(remarks(stood, dues(case.record), desk.store.today()))


def _act(kind: Kind[Any], act: Act[Any]) -> click.Command:
    done = f"{act.done[:1].upper()}{act.done[1:]}:"

    @references
    @pass_desk
    def do(
        desk: Desk, /, references: tuple[str, ...], dry_run: bool = False, **typed: str | None
    ) -> None:
        its, given = desk.store.declared(kind.code), given_fields(typed)
        if dry_run:
            would = "\n".join(its.would(one, act.name, given) for one in references)
            desk.say({"would": would.splitlines(), "dry_run": True}, f"{would}\n{DRY_RUN}")
            return
        cases = do_to_each(
            desk.store,
            references,
            done,
            lambda _, uid: its.act(uid, act.name, given),
            lambda _: its,
        )
        # A date that was typed is said back in full, and not once more.
        says = act.shown or not desk.understood
        noted = (lambda case: _noted(case, given)) if says else (lambda _: "")
        desk.say_cases(cases, f"{done} {{}}.", noted=noted)

    command = click.command(act.name, cls=Verb, help=act.help)(do)
    asked, *common = command.params
    command.params = [asked, *map(option_of, act.asks.values()), *common]
    if act.shown:
        about = "Only show what would happen."
        command.params.insert(-len(common), click.Option(["--dry-run"], is_flag=True, help=about))
    return command


def _noted(case: RecordCase, given: Mapping[str, str]) -> str:
    """What the timeline says of an act beside its name, where that is more than what was typed."""
    text = case.timeline[-1].text
    if not text or text in given.values():
        return ""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}"


# What the options are.


def _typed_fields(kind: Kind[Any]) -> Mapping[str, DeclaredField]:
    return {name: one for name, one in kind.fields.items() if one.typed and one.stored}


def option_of(field: DeclaredField, *, alone: bool = False) -> click.Parameter:
    """The option of a field; `alone`, where no argument may follow it, yes may be left out."""
    from spoc_tui.casework.kinds.fields import Text, YesNo

    name = f"--{field.name.replace('_', '-')}"
    if isinstance(field, Text):
        made = long_text(name, field.name, help=f"{help_of(field)}.")(lambda: None)
        (option,) = made.__click_params__  # type: ignore[attr-defined]
        return option  # type: ignore[no-any-return]
    # Said of any other, click would take what begins with a hyphen for an option: -1, a day ago.
    yes_alone: dict[str, Any] = {"is_flag": False, "flag_value": "yes"}
    return click.Option(
        [name, field.name],
        metavar=_form(field),
        help=f"{help_of(field)}.",
        **(yes_alone if alone and isinstance(field, YesNo) else {}),
    )


def help_of(field: DeclaredField) -> str:
    """“Copy by: the last day for stories (needed)”."""
    means = f": {field.help}" if field.help else ""
    return f"{field.label}{means}{' (needed)' if field.needed else ''}"


def _form(field: DeclaredField) -> str:
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


# What is answered.


def whole(desk: Desk, code: str, reference: str) -> tuple[Shape, str]:
    """A record in full: its shape and its text."""
    from spoc_tui.cli.kinds import shapes as kind_shapes
    from spoc_tui.cli.kinds import words as kind_words

    records = desk.store.declared(code)
    case = records.get(reference)
    shape = kind_shapes.whole_record(desk.store, case) if desk.json else {}
    return shape, kind_words.whole_record(records.kind, case, records.dues(case.record))


def _say_list(desk: Desk, kind: Kind[Any], filters: Filters, options: str = "") -> None:
    """Answers with the records of a kind that filters leave, in JSON with all their fields."""
    from db.records.listing import list_records
    from spoc_tui.cli.kinds import shapes as kind_shapes

    store = desk.store
    found, more = list_records(store, filters)
    shapes = []
    if desk.json:
        its = store.declared(kind.code).by_uids([one.uid for one in found])
        shapes = kind_shapes.records(store, kind, [its[one.uid] for one in found])
    begin = f"spoc {kind.area} {kind.code} add"
    say_listed(desk, found, shapes, filters, more, begin, options)


def __getattr__(name: str) -> AreaGroup:
    """The verb of each area, by its code: made when it is asked for."""
    if name not in AREAS:
        raise AttributeError(name)
    return area_group(name)
