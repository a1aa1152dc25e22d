"""`spoc AREA KIND import FILE`: a list whose lines come in as declared records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.coming_in import Asked, Verdict, list_named
from spoc_tui.casework.lists.importing import Progress
from spoc_tui.casework.text import shortened, with_article
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.from_lists import DRY_RUN, ROWS_SHOWN
from spoc_tui.cli.kinds.verbs import option_of
from spoc_tui.cli.options import given_fields
from spoc_tui.cli.stopping import progress_shown, stopped_between
from spoc_tui.cli.verbs import Verb, pass_desk

LEFT_OUT = "left out"

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.coming_in import LineIn, ListIn, ListOf
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.cli.shapes import Shape


def import_verb(kind: Kind[Any]) -> click.Command:
    """The verb that imports a list of a kind's records; of several lists it is told by its columns
    which one a file is, unless that is said.
    """

    @click.argument("file", type=click.Path(path_type=Path, readable=False))
    @pass_desk
    def import_(
        desk: Desk,
        /,
        file: Path,
        dry_run: bool,
        of: str | None = None,
        pairs: tuple[str, ...] = (),
        **typed: str | None,
    ) -> None:
        from db.kinds.importing import list_of_file, run_import

        its = list_named(kind, of) if of else list_of_file(kind, file)
        asked = Asked(given_fields(typed), _said(its, pairs))
        with progress_shown(quiet=desk.json) as described, stopped_between(described) as tell:
            try:
                found = run_import(
                    *(desk.store, kind, its, file, asked),
                    dry_run=dry_run,
                    tell=lambda done, of: tell(Progress(done, done / of, "importing")),
                )
            except KeyboardInterrupt:
                click.echo("Stopped. Nothing was imported.", err=True)
                raise
        desk.say(_shape(its, found), "\n".join(_told(its, found)))

    command = click.command("import", cls=Verb, help=_help(kind), epilog=_columns(kind))(import_)
    asked, *common = command.params
    fields = {name: field for each in kind.lists for name, field in each.asks.items()}
    command.params = [asked, *_own_options(kind), *map(option_of, fields.values()), *common]
    return command


def _own_options(kind: Kind[Any]) -> list[click.Parameter]:
    options: list[click.Parameter] = []
    if len(kind.lists) > 1:
        names = "|".join(one.name for one in kind.lists)
        about = "Which list it is; left out, it is told by its columns."
        options.append(click.Option(["--of"], metavar=names, help=about))
    answers = {_pair(one): one for one in kind.lists if one.answer is not None}
    if answers:
        about = "; ".join(
            f"What {with_article(one.called)} in the list means: {one.answer.help}"
            for one in answers.values()
            if one.answer is not None
        )
        options.append(
            click.Option(
                ["--as", "pairs"],
                metavar=" or ".join(answers),
                multiple=True,
                help=f"{about}; may be given several times.",
            )
        )
    about = "Only show what would happen."
    return [*options, click.Option(["--dry-run"], is_flag=True, help=about)]


def _pair(of: ListOf) -> str:
    """“NAME=ORGANISATION”, as what a list calls something is said to be something."""
    assert of.answer is not None
    return f"{of.called.upper()}={of.answer.label.upper()}"


def _help(kind: Kind[Any]) -> str:
    lists = "; ".join(f"{one.label[:1].lower()}{one.label[1:]} ({one.forms})" for one in kind.lists)
    return (
        f"Import a list. It may be one of: {lists}. Each line is taken, is there already, is held "
        "or refused, and it is said why; “spoc undo” takes back the whole import."
    )


def _columns(kind: Kind[Any]) -> str:
    named = len(kind.lists) > 1
    return " ".join(f"{one.name.upper()}: {one.help}" if named else one.help for one in kind.lists)


def _said(of: ListOf, pairs: tuple[str, ...]) -> dict[str, str]:
    said = {}
    for pair in pairs:
        name, sign, meant = pair.rpartition("=")
        if of.answer is None:
            raise BadInput(f"Nothing is asked of {of.label[:1].lower()}{of.label[1:]}.", field="as")
        if not sign or not name.strip() or not meant.strip():
            raise BadInput(f"“{pair[:60]}” is not of the form {_pair(of)}.", field="as")
        said[name] = meant
    return said


def _shape(of: ListOf, found: ListIn) -> Shape:
    """What came of a list, for other programs."""
    return {
        "list": of.name,
        "counts": {one.value: found.count(one) for one in Verdict},
        "lines": [
            {
                "line": one.line,
                "verdict": one.verdict.value,
                "what": one.what,
                "why": one.why,
                "reference": one.reference or None,
                "asks": one.asks or None,
                "proposed": one.proposed or None,
            }
            for one in found.lines
        ],
        "columns": dict(found.columns),
        **({"samples": _samples(found)} if found.samples else {}),
        "remarks": list(found.remarks),
        "dry_run": found.dry_run,
    }


def _told(of: ListOf, found: ListIn) -> list[str]:
    """The same as lines of text: the counts, then what is refused and held, then what is taken."""
    lines = [f"{found.summed}.", *found.remarks]
    if found.dry_run and found.samples:
        lines += map(_column, range(1, len(found.columns) + 1), found.columns, found.samples)
    for verdict in (Verdict.REFUSED, Verdict.HELD, Verdict.TAKEN):
        its = [one for one in found.lines if one.verdict is verdict]
        lines += [_line(of, one) for one in its[:ROWS_SHOWN]]
        if len(its) > ROWS_SHOWN:
            lines.append(f"  and {len(its) - ROWS_SHOWN:,} more {verdict.words}: --json has all.")
    return [*lines, *([DRY_RUN] if found.dry_run else [])]


def _samples(found: ListIn) -> Shape:
    names = (name for name, _ in found.columns)
    return {name: list(its) for name, its in zip(names, found.samples, strict=True)}


def _column(place: int, column: tuple[str, str], sample: tuple[str, ...]) -> str:
    """Its place, how it is headed, what it is read as, and some of what it has."""
    heading, read_as = column
    has = f": {', '.join(f'“{one}”' for one in sample)}" if sample else ""
    return f"  column {place}, “{shortened(heading, 60)}”, {read_as or LEFT_OUT}{has}"


def _line(of: ListOf, one: LineIn) -> str:
    line = f"  line {one.line}, {one.came_to}"
    said = ": ".join(filter(None, (one.what, one.why)))
    if one.asks and of.answer is not None:
        meant = one.proposed or of.answer.label.upper()
        said += f' If it is one: --as "{one.asks[:80]}={meant}".'
    if one.beside:
        said += f" Say it by --{one.beside.replace('_', '-')}."
    return f"{line}: {said}" if said else line
