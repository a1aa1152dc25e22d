"""How often an enquiry's answer clock ran, from its timeline: told when, what waits lay between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from spoc_tui.casework.figures.numbers import LATE, NOT_YET, WITHIN


class TimelineEvent(NamedTuple):
    """A line of a timeline, as far as the clock goes: its kind, its day in London, and the status
    after it where that is another; with `mark`, by which its reader knows it again.
    """

    kind: str
    on: date
    status: str | None
    mark: str = ""


@dataclass
class AnswerClock:
    """From a receipt or reopening on; the dates are None for what did not happen."""

    since: date
    told: date | None = None
    """First."""
    closed: date | None = None
    """Last."""
    waits: list[tuple[date, date]] = field(default_factory=list)
    """On the caller, until told."""
    waiting_since: date | None = None
    reopened: date | None = None
    """When this clock gave way to the next; `reopening` is that line's mark."""
    reopening: str = ""


def answer_clocks(received: date, timeline: Iterable[TimelineEvent]) -> list[AnswerClock]:
    """Each clock of an enquiry, in order; at the least one."""
    clock = AnswerClock(received)
    clocks = [clock]
    for one in timeline:
        if one.kind == "reopened":
            clock.reopened, clock.reopening = one.on, one.mark
            clock = AnswerClock(one.on)
            clocks.append(clock)
            continue
        if one.kind == "told" and clock.told is None:
            clock.told = one.on
            if clock.waiting_since is not None:
                clock.waits.append((clock.waiting_since, one.on))
        if one.status == "closed":
            clock.closed = one.on
        if one.status == "waiting":
            clock.waiting_since = one.on
        elif one.status is not None and clock.waiting_since is not None:
            if clock.told is None:
                clock.waits.append((clock.waiting_since, one.on))
            clock.waiting_since = None
    return clocks


def how_kept(by: date, done: date | None, ended: date | None, last: date) -> str | None:
    """Of what was to be done by a day: WITHIN, LATE or NOT_YET, as it stood on the `last` day.

    None where it `ended` by its day without being done: then it was due no more.
    """
    if done is not None and done <= last:
        return WITHIN if done <= by else LATE
    if ended is not None and ended <= last:
        return None if ended <= by else LATE
    return NOT_YET


def how_answered(clock: AnswerClock, by: date, last: date) -> str | None:
    """The same of a clock that was to stop by a day; None too where it was reopened by its day, or
    waited on the caller when the day came and still does.
    """
    if clock.reopened is not None and clock.reopened <= by:
        return None
    found = how_kept(by, clock.told, clock.closed, last)
    paused = clock.waiting_since is not None and clock.waiting_since <= by
    return None if found == NOT_YET and paused else found
