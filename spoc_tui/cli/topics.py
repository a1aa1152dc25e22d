"""`spoc topics`: what enquiries are about."""

from __future__ import annotations

import click

from spoc_tui.casework.council import Topic
from spoc_tui.cli import shapes
from spoc_tui.cli.desk import Desk, pass_desk
from spoc_tui.cli.options import fields_set, read_pairs
from spoc_tui.cli.standing import add_standing_verbs
from spoc_tui.cli.verbs import group


@group("topics")
@click.option("--retired", is_flag=True, help="The retired ones too.")
@click.pass_context
def topics(ctx: click.Context, retired: bool) -> None:
    """List the topics; add, edit, retire, restore or remove one."""
    if ctx.invoked_subcommand is not None:
        return
    desk = ctx.ensure_object(Desk)
    found = desk.store.council.topics(retired=retired)
    text = "\n".join(map(_line, found)) or "There is no topic."
    desk.say([shapes.topic(topic) for topic in found], text)


@topics.command("add")
@click.argument("code")
@click.argument("name")
@click.option("--team", default="", help="Where it usually goes.")
@click.option("--words", default="", help="The words that suggest it, with commas between.")
@click.option("--acknowledge-days", default="", metavar="N", help="Its own working days.")
@click.option("--answer-days", default="", metavar="N", help="Its own working days.")
@click.option("--reply-days", default="", metavar="N", help="Its own working days.")
@pass_desk
def add(desk: Desk, /, **typed: str) -> None:
    """Add a topic under a short code."""
    topic = desk.store.council.add_topic(typed)
    desk.say(shapes.topic(topic), f"Added {topic.name}.\n{_line(topic)}")


@topics.command(
    "edit",
    epilog="Fields: code, name, team, words, acknowledge_days, answer_days, reply_days. Running "
    "deadlines that rest on its days move.",
)
@click.argument("code")
@fields_set
@pass_desk
def edit(desk: Desk, code: str, pairs: tuple[str, ...], more: tuple[str, ...]) -> None:
    """Change fields of a topic."""
    found = _find(desk, code)
    topic = desk.store.council.edit_topic(found.uid, read_pairs(pairs + more))
    desk.say(shapes.topic(topic), f"Edited {topic.name}.\n{_line(topic)}")


def _find(desk: Desk, typed: str) -> Topic:
    return desk.store.council.find_topic(typed, retired=True)


def _line(topic: Topic) -> str:
    own = (
        ("acknowledge", topic.acknowledge_days),
        ("answer", topic.answer_days),
        ("reply", topic.reply_days),
    )
    days = ", ".join(f"{name} in {count}" for name, count in own if count is not None)
    said = "; ".join(filter(None, (topic.team or "no team", days, ", ".join(topic.words))))
    retired = " (retired)" if topic.retired_on else ""
    return f"{topic.code:<14}  {topic.name}{retired}: {said}"


add_standing_verbs(topics, "topic", _find, shapes.topic)
