"""`spoc import`: a list from outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from spoc_tui.casework.choosing import MOST_CANDIDATES
from spoc_tui.casework.lists.importing import RowVerdict
from spoc_tui.casework.text import counted
from spoc_tui.cli import shapes
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.exports.everything import import_all
from spoc_tui.cli.from_lists import DRY_RUN, ROWS_SHOWN, read_mapped
from spoc_tui.cli.options import OUTPUT
from spoc_tui.cli.stopping import progress_shown, stopped_between
from spoc_tui.cli.verbs import VerbGroup, pass_desk
from spoc_tui.files import placed, private_file, require_free

if TYPE_CHECKING:
    from spoc_tui.casework.lists.importing import ImportReport
    from spoc_tui.casework.organisations.postcodes import PostcodeReport


@click.group("import", cls=VerbGroup)
def import_() -> None:
    """Import a list from outside."""


@import_.command(
    "organisations",
    begins=True,
    epilog="FILE is CSV (any separator and encoding), Excel, JSON, JSON lines, or a zip of one of "
    "them. The Charity Commission's extract, the CASC register and the directory's own export are "
    "known by their columns; of others --dry-run shows what each column is taken for. A second "
    "import of the same file changes nothing. A copy of the database is made first; undo takes it "
    "all back.",
)
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option("--source", metavar="NAME", default="", help="What to call the list.")
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="COLUMN=FIELD",
    help="What a column says (- leaves it out); remembered for the source. Repeat for more.",
)
@click.option(
    "--area",
    metavar="AREA",
    default="",
    help="Only what is there: an authority, wards, beginnings of postcodes (ME4, ME7 1), or a "
    "file with one a line.",
)
@click.option("--sheet", metavar="NAME", default="", help="Which sheet of a workbook.")
@click.option(
    "--whole/--part",
    default=None,
    help="Whether organisations missing from the file have left the list; by default they have, "
    "unless that is most of them.",
)
@click.option("--dry-run", is_flag=True, help="Only show what would happen.")
@click.option(
    "--report",
    "report_file",
    metavar="FILE",
    type=OUTPUT,
    help="Save what became of every row, as CSV.",
)
@click.option("--force", is_flag=True, help="Write over the report's file.")
@pass_desk
def organisations(
    desk: Desk,
    file: Path,
    source: str,
    mapped: tuple[str, ...],
    area: str,
    sheet: str,
    whole: bool | None,
    dry_run: bool,
    report_file: Path | None,
    force: bool,
) -> None:
    """Import a list of organisations."""
    if report_file:
        report_file = placed(report_file, "import-report.csv")
        if not force:
            require_free(report_file)
    lists = desk.store.lists
    opened = lists.open(file, source=source, mapping=read_mapped(mapped), area=area, sheet=sheet)
    with progress_shown(quiet=desk.json) as described, stopped_between(described) as tell:
        try:
            report = lists.run_import(opened, whole=whole, dry_run=dry_run, tell=tell)
        except KeyboardInterrupt:
            click.echo("Stopped. Nothing was imported.", err=True)
            raise
    # Said before the report is written: that may fail, and the list is in all the same.
    desk.say(
        shapes.imported(report, opened.mapping, opened.remarks),
        _in_words(report, opened.mapping, opened.remarks),
    )
    if report_file:
        from spoc_tui.reports.lists.import_report import as_csv

        with private_file(report_file, overwrite=force) as out:
            out.writelines(as_csv(report.every()))


@import_.command(
    "postcodes",
    begins=True,
    epilog="FILE is a list with a column postcode and a column ward name (or ward code), or OS "
    "Code-Point Open. What is known of the same authority is replaced. Organisations whose ward is "
    "blank are given theirs; undo takes that back.",
)
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--authority", metavar="NAME", default="", help="Whose wards these are, if not as FILE says."
)
@click.option("--dry-run", is_flag=True, help="Only show what would happen.")
@pass_desk
def postcodes(desk: Desk, file: Path, authority: str, dry_run: bool) -> None:
    """Import which ward each postcode is in, and give organisations their wards by it."""
    from spoc_tui.casework.text import clean_line
    from spoc_tui.registers.postcodes import open_postcodes

    report = desk.store.postcodes.run_import(
        open_postcodes(file),
        authority=clean_line(authority, field="authority"),
        dry_run=dry_run,
    )
    desk.say(shapes.postcodes(report), _postcodes_in_words(report))


import_.add_command(import_all)


def _postcodes_in_words(report: PostcodeReport) -> str:
    lines = [
        f"{counted(report.postcodes, 'postcode')} in {counted(report.wards, 'ward')}; "
        f"{report.refused:,} refused. "
        f"Organisations given a ward: {report.organisations:,}."
    ]
    if report.dry_run:
        lines.append(DRY_RUN)
    if report.without_name:
        lines.append(
            f"  Of {report.without_name:,} only the ward's code is known. A list with ward names "
            "and ward codes, imported first, names them."
        )
    lines += [f"  line {row.line}, refused: {row.why}" for row in report.refusals[:ROWS_SHOWN]]
    if report.refused > ROWS_SHOWN:
        more, listed = report.refused - ROWS_SHOWN, len(report.refusals)
        lines.append(f"  … and {more:,} more (--json lists {listed:,})")
    return "\n".join(lines)


def _in_words(report: ImportReport, mapping: Mapping[str, str], remarks: Sequence[str]) -> str:
    said = filter(None, (report.answers_described, *remarks))
    lines = [f"{report.source}: {report.sentence}.", *(f"  {remark}" for remark in said)]
    if report.dry_run:
        lines += [f"  {column}: {field}" for column, field in mapping.items()]
        lines.append(DRY_RUN)
    for row in report.rows[:ROWS_SHOWN]:
        name = f" {row.name}" if row.name else ""
        lines.append(f"  line {row.line}, {row.verdict}{name}: {row.why}")
    if len(report.rows) > ROWS_SHOWN:
        more = len(report.rows) - ROWS_SHOWN
        lines.append(f"  … and {more:,} more (--json or --report FILE has them all)")
    if report.gone:
        names = ", ".join(report.gone[:MOST_CANDIDATES]) + (
            " …" if len(report.gone) > MOST_CANDIDATES else ""
        )
        lines.append(f"  No longer in the list, and marked so: {names}")
    if report.unmarked:
        lines.append(
            f"  {report.unmarked:,} that the list had are not in this file. They are not marked as "
            "gone, for it seems to be another part of the list; --whole marks them."
        )
    if report.successors:
        once = "once it is imported" if report.dry_run else "now"
        lines.append(f"{report.successors_described} Asked about {once}: spoc duplicates")
    if report.counts[RowVerdict.HELD]:
        lines.append("Held rows wait to be looked at: spoc review")
    return "\n".join(lines)
