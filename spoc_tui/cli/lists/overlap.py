"""`spoc overlap`: how many organisations are in which of the lists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import ending_of, to_file
from spoc_tui.cli.verbs import Verb, pass_desk

if TYPE_CHECKING:
    from spoc_tui.casework.lists.overlap import Overlap
    from spoc_tui.cli.shapes import Shape


@click.command(cls=Verb)
@to_file("txt|svg|md|html|csv", "txt", "Write it there.")
@pass_desk
def overlap(desk: Desk, form: str | None, file: Path | None, force: bool) -> None:
    """Show how many organisations are in which lists, as a table and a picture."""
    from spoc_tui.files import placed, require_free, write_private
    from spoc_tui.reports.lists.overlap import OverlapCount, OverlapFormat, file_name, text, written

    chosen = OverlapFormat.read(form or ending_of(file) or OverlapFormat.TEXT, field="format")
    store = desk.store
    if file is not None:
        file = placed(file, file_name(store.today(), chosen))
        if not force:
            require_free(file)
    counted = OverlapCount(store.lists.overlap(), store.today(), store.signed)
    shape = {"file": str(file) if file else None, "format": str(chosen), **_shape(counted.overlap)}
    if file is not None:
        write_private(file, written(counted, chosen), overwrite=force)
        desk.say(shape, f"How the lists overlap is in {file}")
    elif chosen is OverlapFormat.TEXT:
        desk.say(shape, "\n".join(text(counted.overlap)))
    else:
        desk.say(shape, written(counted, chosen).decode("utf-8-sig").rstrip("\n"))


def _shape(of: Overlap) -> Shape:
    return {
        "organisations": of.organisations,
        "in_several": of.in_several,
        "closed": of.closed,
        "undecided": of.undecided,
        "may_be_one": of.alike,
        "lists": [
            {"name": one.name, "organisations": one.organisations, "only": one.only}
            for one in of.lists
        ],
        "combinations": [
            {"lists": list(one.lists), "organisations": one.organisations}
            for one in of.combinations
        ],
    }
