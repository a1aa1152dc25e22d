"""`spoc import`: a list from outside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from spoc_tui.cli import shapes
from spoc_tui.cli.desk import Desk, pass_desk
from spoc_tui.cli.verbs import VerbGroup

if TYPE_CHECKING:
    from spoc_tui.casework.importing import ImportReport

SHOWN = 20
"""How many rows the text tells of; --json has all."""


@click.group("import", cls=VerbGroup)
def import_() -> None:
    """Bring in a list from outside."""


@import_.command(
    "organisations",
    begins=True,
    epilog="The Charity Commission's and the CASC register's columns are known. A second import of "
    "the same file changes nothing. A copy of the database is made first; undo takes it all back.",
)
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option("--source", metavar="NAME", help="What to call the list, if not by its kind.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@pass_desk
def organisations(desk: Desk, file: Path, source: str | None, dry_run: bool) -> None:
    """Bring in a register of organisations from a CSV file."""
    from spoc_tui.registers.organisations import open_list

    opened = open_list(file)
    report = desk.store.organisations.import_list(
        opened.rows, source=(source or "").strip() or opened.source, dry_run=dry_run
    )
    desk.say(shapes.imported(report), _in_words(report))


def _in_words(report: ImportReport) -> str:
    lines = [f"{report.source}: {report.sentence}."]
    if report.dry_run:
        lines.append("Nothing was written: this was a dry run.")
    for row in report.rows[:SHOWN]:
        name = f" {row.name}" if row.name else ""
        lines.append(f"  line {row.line}, {row.verdict}{name}: {row.why}")
    if len(report.rows) > SHOWN:
        lines.append(f"  … and {len(report.rows) - SHOWN:,} more (--json lists them all)")
    return "\n".join(lines)
