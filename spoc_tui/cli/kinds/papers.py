"""`spoc AREA KIND PAPER REF`: the papers that go out about a declared record."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from db.records.rooms import room_of
from spoc_tui.casework.records.kinds import PACKAGE_OF
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import DOCUMENT_FORMS, OUTPUT, ending_of, reference, to_file
from spoc_tui.cli.papers import say_document
from spoc_tui.cli.verbs import Verb, pass_desk

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.kinds.paper import Paper
    from spoc_tui.cli.shapes import Shape
    from spoc_tui.reports.documents.document import Document

CALENDAR_ENDING = "ics"


def paper_verb(kind: Kind[Any], paper: Paper) -> click.Command:
    """The verb that writes a paper."""
    return _calendar_verb(kind, paper) if paper.is_calendar else _document_verb(kind, paper)


def _calendar_verb(kind: Kind[Any], paper: Paper) -> click.Command:
    """The verb that writes an entry for calendars."""

    @reference
    @click.option("--force", is_flag=True, help="Write over FILE if there is one.")
    @click.option("--output", "file", metavar="FILE", type=OUTPUT, help="Write it there.")
    @pass_desk
    def write(desk: Desk, /, reference: str, file: Path | None, force: bool) -> None:
        from spoc_tui.files import placed, write_private

        of, facts = _of(desk, kind, reference, paper)
        content = of.calendar(facts)
        if file is not None:
            file = placed(file, of.file_name(facts, CALENDAR_ENDING))
            write_private(file, content, overwrite=force)
        text = content.decode()
        told = {"file": str(file) if file else None, "format": CALENDAR_ENDING, "text": text}
        desk.say(told, f"{paper.label} written: {file}" if file else text.rstrip("\r\n"))

    return click.command(paper.name, cls=Verb, help=paper.help)(write)


def _of(
    desk: Desk, kind: Kind[Any], reference: str, paper: Paper, year: int | None = None
) -> tuple[Any, Any]:
    """What makes the papers of an area, and what this one is made of."""
    package = PACKAGE_OF[kind.code]
    facts = room_of(package, "papers").facts(desk.store, kind.code, reference, paper, year)
    return import_module(f"spoc_tui.reports.{package}.papers"), facts


def _document_verb(kind: Kind[Any], paper: Paper) -> click.Command:

    @to_file(
        DOCUMENT_FORMS,
        "md",
        "Write it there. A docx with no FILE goes to one named after the paper, here.",
    )
    @pass_desk
    def write(
        desk: Desk,
        /,
        form: str | None,
        file: Path | None,
        force: bool,
        year: int | None = None,
        reference: str = "",
    ) -> None:
        of, facts = _of(desk, kind, reference, paper, year)
        document = of.document(facts)
        say_document(
            desk,
            document,
            form or ending_of(file),
            file=file,
            force=force,
            name=lambda ending: of.file_name(facts, ending),
            said=f"{paper.label} written:",
            facts=lambda: shape_of(document),
        )

    of_what = write if paper.of_all else reference(write)
    made = click.command(paper.name, cls=Verb, help=paper.help)(of_what)
    if paper.of_a_year:
        about = "The year; by default, this one."
        year = click.Option(["--year"], metavar="YEAR", type=click.IntRange(1990, 2100), help=about)
        made.params.insert(1, year)
    return made


def shape_of(document: Document) -> Shape:
    """The content of a paper, section by section, each row by its headings in their order."""
    return {
        "title": document.title,
        "sections": [
            {
                "title": section.title,
                "heads": list(section.table.heads) if section.table else [],
                "rows": [list(row) for row in section.table.rows] if section.table else [],
                "lines": list(section.lines),
            }
            for section in document.sections
        ],
    }
