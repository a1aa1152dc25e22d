"""`spoc themes`: what feedback is about, and how much is said under each."""

from __future__ import annotations

import click

from spoc_tui.casework.council.council import Theme
from spoc_tui.cli.council.council import council_group
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.feedback import shapes as shapes
from spoc_tui.cli.feedback import words as words
from spoc_tui.cli.verbs import pass_desk


def _line(theme: Theme) -> str:
    retired = " (retired)" if theme.retired_on else ""
    paragraph = f" ({theme.paragraph})" if theme.paragraph else ""
    return f"{theme.name}{paragraph}{retired}"


themes = council_group(
    Theme,
    shape=shapes.theme,
    line=_line,
    about_merging="Its feedback and enquiries move to the other. One undo takes it back.",
)


@themes.command("add", begins=True)
@click.argument("name")
@click.option("--paragraph", default="", help="Of the report, where it comes from there.")
@pass_desk
def add(desk: Desk, /, **typed: str) -> None:
    """Add a theme."""
    theme = desk.store.council.add(Theme, typed)
    desk.say(shapes.theme(theme), f"Added {_line(theme)}.")


@themes.command("count")
@pass_desk
def count(desk: Desk) -> None:
    """Show how much is said under each, by how many, and whether it grows."""
    counts = desk.store.feedback.theme_counts()
    desk.say([shapes.theme_count(one) for one in counts], words.themes(counts))


@themes.command("show")
@click.argument("name", metavar="THEME")
@pass_desk
def show(desk: Desk, name: str) -> None:
    """Show a theme: its counts, its actions, and the enquiries that carry it."""
    store, today = desk.store, desk.store.today()
    theme = store.council.find(Theme, name, retired=True)
    (of,) = store.feedback.theme_counts([theme])
    found = store.feedback.all(theme_uid=theme.uid)
    asked = store.feedback.themed_enquiries(theme.uid)
    shape = {
        **shapes.theme_count(of),
        "feedback": shapes.actions(desk.store, found),
        "enquiry_references": [one.reference for one in asked],
    }
    lines = [words.themes([of]), "", words.listed(found, today) or "No action has it yet."]
    lines += [f"{one.reference}  {one.subject}" for one in asked]
    desk.say(shape, "\n".join(lines))
