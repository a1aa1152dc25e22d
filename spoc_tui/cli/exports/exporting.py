"""`spoc export`: the directory, or what is due, exported as a file."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import organisations_counted
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import OUTPUT, ending_of, to_file
from spoc_tui.cli.verbs import VerbGroup, pass_desk

if TYPE_CHECKING:
    from spoc_tui.casework.organisations.directory import DirectoryEntry


@click.group(cls=VerbGroup)
def export() -> None:
    """Export the directory, or what is due, as a file."""


@export.command(
    "directory",
    epilog="All of it is for your own eyes: it names people. With --published it holds the "
    "organisations that agreed to be published and are not closed, without people, notes and "
    "consents. In CSV a text that a spreadsheet would take for a formula has ' before it.",
)
@click.option("--published", is_flag=True, help="Only what may be published.")
@to_file("csv|xlsx|json", "csv (xlsx is Excel)", "Write it there; otherwise it is printed.")
@pass_desk
def directory(
    desk: Desk, form: str | None, published: bool, file: Path | None, force: bool
) -> None:
    """Write every organisation, all that is known of it, to a file or to standard output."""
    from spoc_tui.files import placed, private_file
    from spoc_tui.reports.organisations.directory import DirectoryFormat, file_name, write

    usual = DirectoryFormat.JSON if desk.json and file is None else DirectoryFormat.CSV
    chosen = DirectoryFormat.read(form or ending_of(file) or usual, field="format")
    if file is not None:
        file = placed(file, file_name(desk.store.today(), chosen, published=published))
        with private_file(file, overwrite=force) as out, _directory(desk, published) as found:
            count = write(found, chosen, out, published=published)
        shape = {
            "file": str(file),
            "format": str(chosen),
            "published": published,
            "organisations": count,
        }
        desk.say(shape, f"{organisations_counted(count)} in {file}")
        return
    if chosen is DirectoryFormat.EXCEL:
        raise BadInput("An Excel workbook needs a file: --output directory.xlsx", field="output")
    if desk.json and chosen is not DirectoryFormat.JSON:
        raise BadInput("--json prints JSON. For CSV name a file: --output FILE", field="format")
    with _directory(desk, published) as found:
        desk.say_bytes(lambda out: write(found, chosen, out, published=published))


def _directory(desk: Desk, published: bool) -> closing[Generator[DirectoryEntry, None, None]]:
    """It is closed before the store is, whatever goes wrong."""
    return closing(desk.store.organisations.directory(published=published))


@export.command(
    "calendar",
    epilog="Write it again after changes and open it again: your calendar program then moves what "
    "has moved and removes what is done. Its own earlier file it writes over, and it needs that "
    "file to know what is done; any other file only with --force. The titles hold the subjects as "
    "you typed them, without phone numbers.",
)
@click.option(
    "--output",
    "file",
    metavar="FILE",
    type=OUTPUT,
    help="Write it there; otherwise to spoc-calendar.ics, here.",
)
@click.option("--force", is_flag=True, help="Write over FILE even if another program made it.")
@pass_desk
def calendar(desk: Desk, file: Path | None, force: bool) -> None:
    """Write what is due on which day to a file for your calendar program (.ics)."""
    from db.desk.calendar_file import write_calendar
    from spoc_tui.files import placed
    from spoc_tui.reports.desk.calendar_file import FILE_NAME

    file = placed(file or Path.cwd(), FILE_NAME)
    written = write_calendar(desk.store, file, overwrite=force)
    desk.say({"file": str(file), **written._asdict()}, written.described(file))


def _add_the_others(to: VerbGroup) -> None:
    """The verb that has a module of its own."""
    from spoc_tui.cli.exports.everything import all_

    to.add_command(all_)


_add_the_others(export)
