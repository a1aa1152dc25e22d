"""`spoc backups` and `spoc restore`: which copies there are, and putting one back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from spoc_tui.casework.dates.when import show_moment, to_iso
from spoc_tui.casework.errors import BadInput
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.verbs import Verb, pass_desk

if TYPE_CHECKING:
    from db.file.copies import Copy


@click.command(cls=Verb, epilog="“spoc backup” makes a copy, “spoc restore” puts one back.")
@pass_desk
def backups(desk: Desk) -> None:
    """List the copies of the database, the newest first."""
    from db.file import copies

    found = copies.copies_of(desk.database)
    verdicts = copies.verdicts_in(copies.folder_of(desk.database))
    shape = {
        "folder": str(copies.folder_of(desk.database)),
        "copies": [
            {
                "file": str(one.path),
                "made_at": to_iso(one.at),
                "made": copies.OCCASIONS[one.occasion],
                "whole": _verdict(one, verdicts),
            }
            for one in found
        ],
    }
    lines = [
        f"{show_moment(one.at)}  {one.path.name}  ({copies.OCCASIONS[one.occasion]}"
        f"{_VERDICTS[_verdict(one, verdicts)]})"
        for one in found
    ]
    head = f"In {copies.folder_of(desk.database)}:"
    none = "There is no copy yet. “spoc backup” makes one."
    desk.say(shape, "\n".join([head, *lines]) if found else none)


_VERDICTS = {True: ", whole", False: ", not whole", None: ""}


def _verdict(copy: Copy, verdicts: Mapping[str, bool]) -> bool | None:
    """Whether it passed the whole check; None where it was not looked through yet."""
    from db.file import copies

    return copies.is_passed(copy, verdicts) or (
        False if copies.verdict_key(copy.path) in verdicts else None
    )


@click.command(
    cls=Verb,
    epilog="Nothing is thrown away: what was there is put aside, and “spoc backups” lists it. "
    "Numbers that were read out since the copy was made are not given again.",
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--begin-anew", is_flag=True, help="Begin an empty database instead.")
@pass_desk
def restore(desk: Desk, file: Path | None, *, begin_anew: bool) -> None:
    """Put a copy in the place of the database: FILE, or the newest that is whole.

    The copy is checked first. Works where the database is damaged or gone; close every window that
    has it open before.
    """
    from db.upkeep import restoring

    if begin_anew and file is not None:
        raise BadInput("Name a FILE, or say --begin-anew: not both.", field="file")
    path = desk.database
    done = restoring.begin_anew(path, desk.now) if begin_anew else restoring.restore(path, file)
    said = f"Begun anew: {path} is empty."
    if done.copy is not None:
        last = f", with all that was done until {show_moment(done.last)}" if done.last else ""
        said = f"Put back and checked: {done.copy}{last}."
    kept = f"What was there is {done.kept}." if done.kept else ""
    shape = {
        "file": str(path),
        "restored": str(done.copy) if done.copy else None,
        "last": to_iso(done.last) if done.last else None,
        "replaced": str(done.kept) if done.kept else None,
    }
    desk.say(shape, "\n".join(filter(None, (said, kept))))
