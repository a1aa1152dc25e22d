"""Which feedback actions of an organisation a briefing sheet has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.feedback.feedback import Feedback


def recent_feedback(feedback: Sequence[Feedback], uid: str, since: date) -> tuple[Feedback, ...]:
    """Of the feedback that organisation `uid` said or owes, the newest first, what a sheet has:
    what is open, what it said since, and what came of anything since.
    """
    open_ones = [one for one in feedback if one.is_open]
    ended = [
        one for one in feedback if not one.is_open and any(day >= since for day in _days(one, uid))
    ]
    return (*open_ones, *ended)


def _days(one: Feedback, uid: str) -> Iterator[date]:
    """The days on which an organisation said it or was told of it, and on which it ended."""
    yield from (voice.said_on for voice in one.of(uid))
    moments = (*(voice.told_at for voice in one.of(uid)), one.done_at, one.cannot_at, one.closed_at)
    yield from (london_date(at) for at in moments if at is not None)
