"""Opens the desk, on the officer's own database or on the demo's."""

from __future__ import annotations

from pathlib import Path

import click

from spoc_tui.casework.errors import BadInput
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.quick_desk import find_demo, made_app, run
from spoc_tui.cli.verbs import Verb, pass_desk


def open_desk(desk: Desk, *, demo: bool = False) -> int | None:
    """Runs the desk until it is left; returns the process's exit code."""
    return run(made_app(desk, demo=demo), desk)


@click.command(cls=Verb)
@click.option("--fresh", is_flag=True, help="Rebuild it.")
@click.option("--build-only", is_flag=True, help="Only build it, and print where it is.")
@click.option(
    "--files",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Only put the sample lists of the guide there.",
)
@pass_desk
def demo(desk: Desk, fresh: bool, build_only: bool, folder: Path | None) -> int | None:
    """Open a desk with invented data; your own is not touched.

    It is built at the day's first start and used again after. “spoc demo --build-only” says where
    it is, for --db or SPOC_DB, so that any verb can be tried on it.
    """
    if folder is not None:
        _say_samples(desk, folder)
        return None
    if desk.path is not None:
        raise BadInput("The demo has a database of its own: leave --db out.", field="db")
    if desk.json and not build_only:
        raise BadInput("--json needs --build-only: the desk itself is no document.", field="json")
    find_demo(desk, fresh=fresh)
    if build_only:
        desk.say({"file": str(desk.path)}, str(desk.path))
        return None
    return open_desk(desk, demo=True)


def _say_samples(desk: Desk, folder: Path) -> None:
    """Writes the sample lists into the folder, over those that are there."""
    from spoc_tui.casework.dates.when import london_date
    from spoc_tui.demo.sample_files import sample_files
    from spoc_tui.files import write_private

    made = sample_files(london_date(desk.now()))
    for name, content in made.items():
        write_private(folder / name, content, overwrite=True)
    desk.say(
        {"folder": str(folder), "files": list(made)}, f"{', '.join(made)} are in {folder.resolve()}"
    )
