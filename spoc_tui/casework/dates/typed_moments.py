"""Moments up to now as an officer types them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from spoc_tui.casework.dates.clock_times import elapsed
from spoc_tui.casework.dates.fields import DateRequest, Direction, check_year, plain, quoted, settle
from spoc_tui.casework.dates.moment_phrases import Phrase, iso_moment, london_moment, moment_phrase
from spoc_tui.casework.dates.when import london_date, show_moment
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput

_EXAMPLES = "Type for example 14:30, 9.15am, yesterday at 3, 10 mins ago, 2/4/2026 14:30."


def read_moment(
    text: str, *, now: datetime, days: WorkingDays, field: str = "received"
) -> datetime:
    """The moment an officer means, in UTC and not later than `now` (aware, UTC); else BadInput.

    A day as in `read_day` for the past, a time in London (`14:30`, `2pm`, `9.15`, `1530`, `at 3`),
    or both; `10 mins ago`; or an ISO moment. A time alone is today's; where that is still to come
    it is refused with yesterday's. A day alone is noon, and today alone is now. Where the clocks go
    back a time is twice and means the first; where they go forward the hour left out is refused.
    """
    typed = plain(text, _EXAMPLES, field)
    today = london_date(now)
    asked = DateRequest(today, days, Direction.PAST, today, today, timed=True)
    try:
        found = _moments(typed, now, asked)
    except (ValueError, OverflowError) as why:
        raise BadInput(
            f"{quoted(text)} is not a date and time: {why}. {_EXAMPLES}", field=field
        ) from None
    if found is None:
        raise BadInput(f"{quoted(text)} is not a date and time. {_EXAMPLES}", field=field)
    moments, tell = found
    check_year(moments[0].date(), text, field)
    return settle(
        text,
        moments,
        asked,
        can_mean=lambda moment: moment <= now,
        show=show_moment,
        tell=tell,
        give="a moment up to now",
        field=field,
    )


def _moments(typed: str, now: datetime, asked: DateRequest) -> tuple[list[datetime], str] | None:
    """The moments that words can mean, in UTC and the nearest first, and what to type of several.

    ValueError, with a clause that says what is wrong, where there is no such moment.
    """
    if typed in ("now", "just now"):
        return [now], ""
    if iso := iso_moment(typed, asked):
        return [iso], ""
    since = elapsed(typed)
    if since is not None:
        return [now + since], ""
    phrase = moment_phrase(typed, asked)
    if phrase is None:
        return None
    return list(_each(phrase, now, asked.today)), phrase.days.tell


def _each(phrase: Phrase, now: datetime, today: date) -> Iterator[datetime]:
    for n, day in enumerate(phrase.days.days):
        if phrase.at is None and day == today:
            yield now
            continue
        try:
            yield london_moment(datetime.combine(day, phrase.at or time(12))).astimezone(UTC)
        except ValueError:
            if n == 0:
                raise
