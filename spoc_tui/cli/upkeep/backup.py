"""`spoc backup`: a verified copy."""

from __future__ import annotations

from pathlib import Path

import click

from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import OUTPUT
from spoc_tui.cli.verbs import Verb, pass_desk


@click.command(cls=Verb)
@click.argument("file", required=False, type=OUTPUT)
@click.option("--force", is_flag=True, help="Write over FILE if there is one.")
@pass_desk
def backup(desk: Desk, file: Path | None, force: bool) -> None:
    """Make a verified copy of the database.

    It goes to FILE, or under its date into FILE where that is a folder; without FILE, into the
    backup folder beside the database.
    """
    made = desk.store.backup(file, overwrite=force)
    desk.say({"file": str(made)}, f"Copied and checked: {made}")
