"""`spoc export all` and `spoc import all`: the whole database, exported and imported again."""

from __future__ import annotations

from pathlib import Path

import click

from spoc_tui.casework.errors import NotFound
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import OutputFolder
from spoc_tui.cli.verbs import Verb, pass_desk

_FOLDER = OutputFolder()


@click.command(
    "all",
    cls=Verb,
    epilog="DIR is made, for your eyes only: it holds all that the database does, the people and "
    "the history too. Each table is there as CSV (in which a text that a spreadsheet would take "
    "for a formula has ' before it) and as JSON; dictionary.md says what every column is. After "
    "“spoc export all folder”, “spoc --db new.db import all folder” makes an equal database.",
)
@click.argument("folder", metavar="DIR", type=_FOLDER)
@click.option("--force", is_flag=True, help="Replace the export that DIR holds.")
@pass_desk
def all_(desk: Desk, folder: Path, force: bool) -> None:
    """Write everything, as CSV and JSON, with what each column means."""
    from db.exports.everything import how_much, write_all

    rows = write_all(desk.store, folder, force=force)
    desk.say(
        {"folder": str(folder), "tables": rows},
        f"{how_much(rows)} in {folder}. It names people: keep it as safe as the database.",
    )


@click.command(
    "all",
    cls=Verb,
    begins=True,
    epilog="DIR is what “spoc export all folder” wrote; its files must be as they were written. "
    "The database must be new: “spoc --db new.db import all folder”; one that was worked in is "
    "never written over. Whatever is wrong, nothing is imported.",
)
@click.argument("folder", metavar="DIR", type=_FOLDER)
@pass_desk
def import_all(desk: Desk, folder: Path) -> None:
    """Make a new database equal to the one that was exported."""
    from db.exports.everything import how_much
    from db.exports.everything_read import read_all

    path = desk.database
    if desk.named is not None and not path.parent.is_dir():
        raise NotFound(
            f"There is no folder {path.parent}. Check --db or SPOC_DB, or make the folder first."
        )
    rows = read_all(path, folder, now=desk.now)
    desk.say(
        {"folder": str(folder), "database": str(path), "tables": rows},
        f"{how_much(rows)} brought into {path}.",
    )
