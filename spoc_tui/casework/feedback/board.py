"""The feedback board: what either side owes, what is late, what was kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.desk.desk import Band
from spoc_tui.casework.feedback.feedback import Feedback, FeedbackStatus
from spoc_tui.casework.records.side import Side

MONTHS_SHOWN = 12
"""How many months the picture of promises kept goes back."""


class NextStep(NamedTuple):
    """The next step on a feedback action, for the desk."""

    band: Band
    what: str
    """late, tell or close."""
    due: str | None
    since: date
    """Since when it waits: the longest first."""
    about: str | None = None
    """What is in place of its subject."""


def next_step(one: Feedback, today: date) -> NextStep | None:
    """The officer's next step on it now; None where nothing presses."""
    if one.is_late(today):
        assert one.due is not None
        return NextStep(Band.FEEDBACK, "late", one.due.isoformat(), one.due)
    if one.is_open and one.is_settled:
        if waiting := one.waiting:
            what = (
                one.done_text or one.action if one.done_at else f"we can't, because {one.because}"
            )
            return NextStep(Band.HEAR, "tell", None, waiting[0].since, what)
        return NextStep(Band.TIDY, "close", None, one.settled_on or today)
    return None


@dataclass(frozen=True)
class SideOwes:
    """One side of the board."""

    side: Side
    owed: tuple[Feedback, ...]
    """Agreed or under way, the longest late first; those without a day last."""
    heard: tuple[Feedback, ...]
    """Heard, and neither agreed nor refused; the longest first."""
    settled: tuple[Feedback, ...]
    """Done, or said not to be possible, the latest first; closed ones too."""
    late: int


def sides(all_of_it: Iterable[Feedback], today: date) -> tuple[SideOwes, SideOwes]:
    """The council's side, and the sector's."""
    listed = list(all_of_it)
    council, sector = (_side(side, listed, today) for side in Side)
    return council, sector


def _side(side: Side, listed: Sequence[Feedback], today: date) -> SideOwes:
    own = [one for one in listed if one.side is side]
    owed = [one for one in own if one.is_owed and one.status is not FeedbackStatus.HEARD]
    return SideOwes(
        side,
        tuple(sorted(owed, key=lambda one: (one.due or date.max, one.reference))),
        tuple(
            sorted(
                (one for one in own if one.status is FeedbackStatus.HEARD),
                key=lambda one: (one.heard_at, one.reference),
            )
        ),
        tuple(
            sorted(
                (one for one in own if one.is_settled),
                key=lambda one: (one.settled_on or date.min, one.reference),
                reverse=True,
            )
        ),
        sum(one.is_late(today) for one in own),
    )


@dataclass(frozen=True)
class Month:
    """A month of what was due: how much of it was done by its day, and how much was not."""

    first: date
    on_time: int
    late: int
    """Done after its day, or past it and not done."""


def kept_by_month(
    listed: Iterable[Feedback], today: date, months: int = MONTHS_SHOWN
) -> tuple[Month, ...]:
    """The last months, this one last. What cannot be done, or is not due yet, does not count."""
    first_rows_seen = [_months_back(today, back) for back in range(months - 1, -1, -1)]
    on_time, late = dict.fromkeys(first_rows_seen, 0), dict.fromkeys(first_rows_seen, 0)
    for one in listed:
        if one.due is None or one.due.replace(day=1) not in on_time:
            continue
        month = one.due.replace(day=1)
        if one.kept:
            on_time[month] += 1
        elif one.kept is False or one.is_late(today):
            late[month] += 1
    return tuple(Month(first, on_time[first], late[first]) for first in first_rows_seen)


def _months_back(day: date, back: int) -> date:
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


def still_waiting(listed: Iterable[Feedback]) -> list[tuple[Feedback, int]]:
    """The open actions with somebody who has not been told, and how many; longest waiting first."""
    found = [(one, len(one.waiting)) for one in listed if one.is_open and one.waiting]
    return sorted(found, key=lambda pair: (pair[0].waiting[0].since, pair[0].reference))


def heard_on(one: Feedback) -> date:
    """The day on which a loop began, in London."""
    return london_date(one.heard_at)
