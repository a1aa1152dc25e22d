"""`spoc stories from-week`: the one story that a week's summary tells begins one for print."""

from __future__ import annotations

import click

from spoc_tui.casework.errors import BadInput
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.verbs import Verb, pass_desk


@click.command("from-week", cls=Verb, begins=True)
@click.argument("week")
@click.option("--organisation", required=True, metavar="ORG", help="Whose story it is.")
@click.option("--issue", default="", metavar="ISSUE", help="For which issue it is.")
@click.option("--angle", default="", metavar="TEXT", help="What it tells; else its first sentence.")
@pass_desk
def from_week(desk: Desk, week: str, organisation: str, issue: str, angle: str) -> None:
    """Begin a story of the one that an issued summary tells (WK-2026-11-16-7-1)."""
    from spoc_tui.casework.stories.of_a_week import of_a_week

    issues = desk.store.week_issues
    issued = issues.get(week)
    words = issues.story_of(issued.uid)
    if not words.strip():
        raise BadInput(f"{issued.reference} tells no story.", field="week")
    typed = {**of_a_week(words, issued.reference), "organisation": organisation, "issue": issue}
    if angle:
        typed["angle"] = angle
    desk.say_case(desk.store.declared("story").add(typed), "Added {}.")


VERBS = {"from-week": from_week}
