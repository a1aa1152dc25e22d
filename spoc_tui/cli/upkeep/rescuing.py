"""`spoc rescue`: what can be read of a damaged database, in a new one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from spoc_tui.casework.text import counted
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import OUTPUT
from spoc_tui.cli.upkeep.checking import NOT_WHOLE
from spoc_tui.cli.verbs import Verb, pass_desk

if TYPE_CHECKING:
    from db.upkeep.rescuing import Rescued


@click.command(
    cls=Verb,
    epilog="Exit code 4 where something of it is lost. The damaged file is never written to. "
    "Look for a copy that is whole first: “spoc backups”. The new file is put in the place of the "
    "database as a copy is.",
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.argument("new", required=False, type=OUTPUT)
@click.pass_context
@pass_desk
def rescue(desk: Desk, ctx: click.Context, file: Path | None, new: Path | None) -> None:
    """Save what can be read of a damaged database in a new file.

    FILE is the damaged one, by default the database; NEW is made, by default beside it. Rows are
    read page by page, around what is damaged. What cannot be read is taken from the history where
    that has it.
    """
    from db.upkeep import rescuing

    damaged = file or desk.database
    done = rescuing.rescue(damaged, new or rescuing.usual_name(damaged, desk.now()), desk.now)
    shape = {
        "file": str(done.file),
        "whole": not done.wrong,
        "wrong": list(done.wrong),
        "actions": done.history.actions,
        "as_sealed": done.history.as_sealed,
        "missing": done.history.missing,
        "kinds": [
            {
                "kind": table,
                "read": done.read[table],
                "from_history": done.taken_back[table],
                "set_right": done.set_right[table],
                "in_doubt": done.in_doubt[table],
                "left_out": done.left_out[table],
                "lost": done.lost[table],
            }
            for table in done.tables
        ],
    }
    desk.say(shape, "\n".join(_said(done)))
    if done.lost.total() or done.left_out.total() or done.wrong:
        ctx.exit(NOT_WHOLE)


_OUTSIDE_HISTORY = {
    "draft": "in doubt: not as it was kept",
    "counter": "worked out again from the references that are there",
}
"""What is said of what the history does not cover."""


def _said(done: Rescued) -> Iterator[str]:
    yield f"Written: {done.file}."
    for table in done.tables:
        parts = [f"{done.read[table]:,} read"]
        for count, words in (
            (done.taken_back, "from the history"),
            (done.set_right, "set right by the history"),
            (done.in_doubt, "in doubt: the history has it otherwise, or not all of it"),
            (done.left_out, "left out, for what it belongs to is lost"),
            (done.lost, "lost"),
        ):
            if count[table]:
                parts.append(f"{count[table]:,} {_OUTSIDE_HISTORY.get(table, words)}")
        yield f"  {table.replace('_', ' ').strip()}: {', '.join(parts)}."
    its = done.history
    if its.whole:
        yield f"Of the history all of {counted(its.actions, 'action')} is as it was sealed."
    else:
        yield (
            f"Of the history {its.as_sealed:,} of {counted(its.actions, 'action')} that could be "
            "read are as they were sealed"
            + (
                "; the others are sealed anew, in a chain of their own."
                if its.as_sealed < its.actions
                else "."
            )
        )
        if its.missing or not its.is_read:
            known = f"{counted(its.missing, 'action')} of it at least" if its.missing else "Some"
            yield f"Missing: {known}. What was done then is lost where no row has it."
    if done.wrong:
        yield f"The new file is not whole: {done.wrong[0]} “spoc --db {done.file} check” says more."
    else:
        yield f"The new file is whole. “spoc restore {done.file}” puts it in the database’s place."
