"""`spoc topics`: what enquiries are about."""

from __future__ import annotations

import click

from spoc_tui.casework.council.council import Topic
from spoc_tui.cli import shapes
from spoc_tui.cli.council.council import council_group
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.verbs import pass_desk


def _line(topic: Topic) -> str:
    retired = " (retired)" if topic.retired_on else ""
    return f"{topic.code:<14}  {topic.name}{retired}: {topic.facts}"


topics = council_group(
    Topic,
    shape=shapes.topic,
    line=_line,
    about_fields="With urgent=yes every enquiry of the topic is urgent. Days are "
    "working days; blank means the usual standard. Running deadlines that rest on them move.",
    about_merging="The other keeps its own days, and whether it is urgent; it has the words of "
    "both. "
    "Running deadlines move. One undo takes it back.",
)


@topics.command("add", begins=True)
@click.argument("code")
@click.argument("name")
@click.option("--team", default="", help="Where it usually goes.")
@click.option("--words", default="", help="The words that suggest it, with commas between.")
@click.option(
    "--urgent", default="no", metavar="yes|no", help="Whether its enquiries are urgent by default."
)
@click.option("--acknowledge-days", default="", metavar="N", help="Its own working days.")
@click.option("--answer-days", default="", metavar="N", help="Its own working days.")
@click.option("--reply-days", default="", metavar="N", help="Its own working days.")
@pass_desk
def add(desk: Desk, /, **typed: str) -> None:
    """Add a topic under a short code."""
    topic = desk.store.council.add(Topic, typed)
    desk.say(shapes.topic(topic), f"Added {topic.name}.\n{_line(topic)}")
