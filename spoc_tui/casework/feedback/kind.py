"""Feedback actions in words (casework/records/every_kind.py)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.feedback.feedback import Feedback, FeedbackStatus
from spoc_tui.casework.records.every_kind import Greeting, InWords
from spoc_tui.casework.records.owed import COUNCIL, THEY, Owed
from spoc_tui.casework.records.side import Side
from spoc_tui.casework.text import one_line


def _line(one: Feedback, organisation_uid: str, today: date) -> str:
    late = "!! " if one.is_late(today) else ""
    return f"{late}{one.reference} {one.subject}: {one.stands_with(organisation_uid, today)}"


def _greeting(found: Sequence[Feedback], organisation_uid: str, today: date) -> Iterator[Greeting]:
    """The lines of a greeting: what is owed and late, and what they are to be told."""
    late = sorted((one for one in found if one.is_late(today)), key=lambda one: one.due or date.max)
    if late:
        first = late[0]
        owner = "they" if first.owner_uid == organisation_uid else first.owed_by
        by = f"{owner}, by {show_day(first.due, today)}" if first.due else owner
        said = f"!! Owed by {one_line(by)} ({first.reference}): {one_line(first.subject)}"
        yield Greeting(f"{said}{_and_more(late)}", late=True)
    tell = [one for one in found if one.is_to_tell(organisation_uid)]
    if tell:
        said = f"> Tell them what came of {tell[0].reference}: {one_line(tell[0].subject)}"
        yield Greeting(f"{said}{_and_more(tell)}")


def _and_more(listed: Sequence[Feedback]) -> str:
    return f", and {len(listed) - 1:,} more" if len(listed) > 1 else ""


def _owed_by_council(one: Feedback, organisation_uid: str) -> Iterator[Owed]:
    if one.side is Side.COUNCIL and _is_owed(one):
        yield _owed_action(COUNCIL, one)
    if one.is_to_tell(organisation_uid):
        what = f"Tell them what came of it: {one.subject}"
        yield Owed(COUNCIL, what, one.reference, since=one.settled_on)


def _owed_by_others(one: Feedback, organisation_uid: str) -> Iterator[Owed]:
    if one.side is Side.SECTOR and _is_owed(one):
        who = f"{one.owed_by[:1].upper()}{one.owed_by[1:]}"
        yield _owed_action(THEY if one.owner_uid == organisation_uid else who, one)


def _is_owed(action: Feedback) -> bool:
    """Whether it is to be done: agreed, or given a day."""
    agreed = action.status is not FeedbackStatus.HEARD or action.due is not None
    return action.is_owed and agreed


def _owed_action(who: str, action: Feedback) -> Owed:
    since = london_date(action.agreed_at) if action.agreed_at else None
    return Owed(who, action.subject, action.reference, by=action.due, since=since)


IN_WORDS = InWords(
    heading="Feedback",
    line=_line,
    greeting=_greeting,
    counted=lambda count: f"feedback open: {count:,}",
    owed_by_council=_owed_by_council,
    owed_by_others=_owed_by_others,
)
