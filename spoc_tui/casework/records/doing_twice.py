"""An act that was done already is not recorded once more unasked, on records of every kind."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_moment
from spoc_tui.casework.errors import NeedsConfirmation, Refused
from spoc_tui.casework.records.event import Event, EventKind
from spoc_tui.casework.text import fold

if TYPE_CHECKING:
    from spoc_tui.casework.records.shape import RecordCase

A_MOMENT = timedelta(minutes=1)
"""Within so long the same act, in the same words, is a key pressed twice."""
ONCE_A_MOMENT = frozenset(
    (
        EventKind.NOTE,
        EventKind.ANSWERED,
        EventKind.PROMISED,
        EventKind.PAYMENT_PROMISED,
        EventKind.PROGRESS,
        EventKind.VOICE,
    )
)
"""The acts that may be done again, but not in the same words at once. What is done once only each
act refuses itself; what may be meant a second time is asked about: to chase, to send to finance, to
record a payment.
"""


class DoneAlready(NeedsConfirmation):
    """That very act is on the timeline."""


def require_not_at_once(
    case: RecordCase, kind: EventKind, text: str, whom: str, now: datetime
) -> None:
    """Refuses the same act in the same words within A_MOMENT."""
    if kind in ONCE_A_MOMENT and (before := _same(case, kind, text, whom, now - A_MOMENT)):
        raise Refused(
            f"{case.record.reference} has that already, in the same words, since "
            f"{show_moment(before.at)}: {kind.words}. Nothing was recorded twice."
        )


def require_not_chased(case: RecordCase, whom: str, now: datetime, *, anyway: bool) -> None:
    """Asks before the same are chased again within A_MOMENT."""
    before = _same(case, EventKind.CHASED, "", whom, now - A_MOMENT)
    if before and not anyway:
        raise DoneAlready(
            f"{whom} was chased about {case.record.reference} just now, on "
            f"{show_moment(before.at)}. Chase again only if you mean to."
        )


def require_not_sent(case: RecordCase, whom: str, *, anyway: bool) -> bool:
    """Asks before it is sent again to the team that has it; whether it is sent again."""
    first: Event | None = None
    for event in case.timeline:
        if event.kind is EventKind.REOPENED:
            first = None
        elif event.kind is EventKind.TO_FINANCE:
            same = fold(event.whom) == fold(whom)
            first = (first or event) if same else None
    if first and not anyway:
        raise DoneAlready(
            f"{case.record.reference} was sent to {whom} already, on {show_moment(first.at)}. "
            "Chase them instead, or send it again if you mean to."
        )
    return first is not None


def require_not_paid_in(case: RecordCase, text: str, *, anyway: bool) -> None:
    """Asks before the same sum of the same day is recorded again."""
    before = _same(case, EventKind.PAID_IN, text, "", None)
    if before and not anyway:
        raise DoneAlready(
            f"{text} is on {case.record.reference} already, recorded on {show_moment(before.at)}. "
            "If as much came a second time that day, say that it is meant."
        )


def _same(
    case: RecordCase, kind: EventKind, text: str, whom: str, since: datetime | None
) -> Event | None:
    """The first event of that kind, text and person, since then."""
    return next(
        (
            event
            for event in case.timeline
            if (event.kind, event.text) == (kind, text)
            and fold(event.whom) == fold(whom)
            and (since is None or event.at >= since)
        ),
        None,
    )
