"""`spoc backup`: a verified copy."""

from __future__ import annotations

from pathlib import Path

import click

from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import OUTPUT
from spoc_tui.cli.upkeep.checking import NOT_WHOLE
from spoc_tui.cli.verbs import Verb, pass_desk


@click.command(cls=Verb, epilog="Exit code 4 where the copy was made, and is not whole.")
@click.argument("file", required=False, type=OUTPUT)
@click.option("--force", is_flag=True, help="Write over FILE if there is one.")
@click.pass_context
@pass_desk
def backup(desk: Desk, ctx: click.Context, file: Path | None, force: bool) -> None:
    """Make a verified copy of the database.

    It goes to FILE, or under its date into FILE where that is a folder; without FILE, into the
    backup folder beside the database. The copy is looked through as “spoc check” does.
    """
    from db.file.copies import folder_of
    from db.upkeep import copy_verdicts

    made = desk.store.backup(file, overwrite=force)
    wrong = copy_verdicts.judge(made, desk.now, noted=made.parent == folder_of(desk.found))
    said = copy_verdicts.not_whole(made, wrong) if wrong else f"Copied and checked: {made}"
    desk.say({"file": str(made), "whole": not wrong, "wrong": list(wrong)}, said)
    if wrong:
        ctx.exit(NOT_WHOLE)
