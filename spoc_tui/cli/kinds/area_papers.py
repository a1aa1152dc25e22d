"""`spoc AREA PAPER`: the papers about an area, and what is published of it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from db.organisations.addressed import addressed
from db.records.rooms import room_of
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.paper import Narrowed
from spoc_tui.casework.records.kinds import package_of_area
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.kinds.papers import shape_of
from spoc_tui.cli.options import DOCUMENT_FORMS, ending_of, for_groups, to_file
from spoc_tui.cli.papers import say_document
from spoc_tui.cli.verbs import Verb, pass_desk

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.paper import AreaPaper
    from spoc_tui.casework.organisations.addressed import Addressed
    from spoc_tui.cli.shapes import Shape


def area_paper_verb(area: str, paper: AreaPaper) -> click.Command:
    """The verb that writes a paper about an area."""
    forms = "|".join(paper.forms) or DOCUMENT_FORMS
    usual = paper.forms[0] if paper.forms else "md"
    where = (
        "Write it there."
        if paper.forms
        else ("Write it there. A docx with no FILE goes to one named after the paper, here.")
    )

    @to_file(forms, usual, where)
    @pass_desk
    def write(
        desk: Desk, /, form: str | None, file: Path | None, force: bool, **narrowed: Any
    ) -> None:
        of, facts = _of(desk, area, paper, Narrowed(**narrowed))
        chosen = form or ending_of(file)
        if paper.forms:
            _say_data(desk, paper, of, facts, chosen or usual, file, force)
            return
        document = of.document(facts)
        to = addressed(desk.store, Narrowed(**narrowed)) if paper.for_groups else None
        say_document(
            desk,
            document,
            chosen,
            file=file,
            force=force,
            name=lambda ending: of.file_name(facts, ending),
            said="\n".join([*_said_to(to), f"{paper.label} written:"]),
            facts=lambda: {**shape_of(document), **_to(to)},
        )

    made = click.command(paper.name, cls=Verb, help=paper.help)(write)
    options = [
        click.Option([f"--{one}"], metavar="NAME", help=f"Only of this {one}.", default="")
        for one in paper.of_one
    ]
    if paper.for_groups:
        options += for_groups()
    if paper.of_a_year:
        about = "The year in which it begins, 1 April; by default, this one."
        years = click.IntRange(1990, 2100)
        options.append(click.Option(["--year"], metavar="YEAR", type=years, help=about))
    made.params = [*options, *made.params]
    return made


def _of(desk: Desk, area: str, paper: AreaPaper, of: Narrowed) -> tuple[Any, Any]:
    """What makes the papers of an area, and what this one is made of."""
    package = package_of_area(area)
    reports = import_module(f"spoc_tui.reports.{package}.papers")
    facts = room_of(package, "papers").area_facts(desk.store, paper, of, desk.settings)
    return reports, facts


def _to(to: Addressed | None) -> Shape:
    """For whom it is; their addresses are in no document."""
    if to is None:
        return {}
    each = [one._asdict() for one in to.organisations]
    return {"for": to.described, "to": each, "emails": list(to.emails)}


def _said_to(to: Addressed | None) -> list[str]:
    """How many it is for, and the addresses in one line, to be pasted where none sees another."""
    return [to.words, *filter(None, ["; ".join(to.emails)])] if to else []


def _say_data(
    desk: Desk, paper: AreaPaper, of: Any, facts: Any, form: str, file: Path | None, force: bool
) -> None:
    """Writes what other programs read, and says what is not in it."""
    from spoc_tui.files import placed, write_private

    if form not in paper.forms:
        known = ", ".join(paper.forms)
        raise BadInput(f"“{form[:20]}” is no form of it. Choose one of: {known}.", field="format")
    content, left = of.data(facts, form)
    if file is not None:
        file = placed(file, of.file_name(facts, form))
        write_private(file, content, overwrite=force)
    text = content.decode("utf-8-sig")
    shape = {
        "file": str(file) if file else None,
        "format": form,
        "text": text,
        "left_out": [one._asdict() for one in left],
    }
    lines = [f"{paper.label} written: {file}"] if file else [text.rstrip()]
    if left and file:
        lines.append(f"Left out, for what is lacking ({len(left):,}):")
        lines += [f"  {one.reference}  {one.what}: {one.why}" for one in left]
    desk.say(shape, "\n".join(lines))
