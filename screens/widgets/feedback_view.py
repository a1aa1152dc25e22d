"""A feedback action in full: what was said and by whom, what is done, who waits to hear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import Group
from rich.table import Table
from rich.text import Text

from screens.widgets.case_view import (
    Fact,
    Timeline,
    describe_due,
    facts_table,
    has_to_do_with,
    text_block,
)
from screens.widgets.list_source import one_line
from spoc_tui.casework.dates import when
from spoc_tui.casework.feedback.feedback import Feedback, FeedbackCase, Speaker
from spoc_tui.casework.records.link import DescribedLink

MOST_SHOWN = 40
"""How many of those who said it are shown, the waiting ones first; the rest are counted."""


def drawn_feedback(case: FeedbackCase, today: date, links: Sequence[DescribedLink] = ()) -> Group:
    """The case as text in two columns; nothing in it is markup."""
    feedback = case.feedback
    parts: list[Text | Table | Timeline] = [
        Text(f"{feedback.reference}  {_standing(feedback, today)}", style="bold"),
        Text(one_line(feedback.subject), style="bold"),
        Text(),
        facts_table(_facts(case, today)),
        Text(),
        _heading("You said"),
        text_block(feedback.said),
    ]
    if feedback.done_text or feedback.because:
        heading = "We did" if feedback.done_at else "We can't, because"
        parts += [Text(), _heading(heading), text_block(feedback.done_text or feedback.because)]
    parts += [Text(), _heading("Who said it"), facts_table(_speakers(feedback))]
    parts += has_to_do_with(feedback.other_links(links))
    happened = Timeline(case.timeline)
    return Group(*parts, Text(), _heading("What happened"), happened)


def _standing(feedback: Feedback, today: date) -> str:
    late = ", late" if feedback.is_late(today) else ""
    waiting = len(feedback.waiting)
    hear = f", {waiting:,} to hear" if feedback.is_settled and feedback.is_open and waiting else ""
    return f"{feedback.status.words}{late}{hear}"


def _facts(case: FeedbackCase, today: date) -> Iterator[Fact]:
    feedback = case.feedback
    yield "owed by", feedback.owed_by_side
    if feedback.due is not None:
        owed = feedback.is_owed
        yield (
            "by",
            describe_due(feedback.due, today) if owed else when.show_day(feedback.due, today),
        )
    if feedback.settled_on is not None:
        kept = {True: ", on time", False: ", late", None: ""}[feedback.kept]
        said = f"{when.show_day(feedback.settled_on)}{kept}"
        yield "done" if feedback.done_at else "refused", said
    for name, text in (
        ("theme", feedback.theme),
        ("to tell", feedback.tell_how),
        ("heard from", feedback.heard_from),
        ("heard in", feedback.heard_in_reference),
        ("paragraph", feedback.paragraph),
    ):
        if text:
            yield name, text
    for promise in case.open_promises:
        yield "promise", f"{promise.number}. {promise.text}, by {describe_due(promise.by, today)}"


def _speakers(feedback: Feedback) -> Iterator[Fact]:
    waiting = feedback.waiting
    told = [one for one in feedback.speakers if not one.is_waiting]
    shown = [*waiting, *told][:MOST_SHOWN]
    first = feedback.said
    for one in shown:
        words = {voice.said for voice in one.voices} - {first}
        yield _told(one), "\n".join([one.called, *(f"“{said}”" for said in sorted(words))])
    if left := len(waiting) + len(told) - len(shown):
        yield "", f"and {left:,} more"


def _told(one: Speaker) -> str:
    if one.is_waiting:
        return "waits"
    voice = one.voices[0]
    if voice.told_at is None:
        return "not told"
    return f"told {when.show_day(when.london_date(voice.told_at))}"


def _heading(text: str) -> Text:
    return Text(text, style="bold underline")
