"""A forward plan, and a list of events: CSV or Excel with columns of any usual name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from spoc_tui.casework.errors import BadInput
from spoc_tui.registers.field_rows import Columns

PLANS = Columns(
    {
        "title": "title, plan, strategy, what, consultation, name, subject, item",
        "team": "team, service, lead team",
        "directorate": "directorate, department, owner, lead directorate",
        "opened": "opens, open, opened, start, starts, from, start date, opening date",
        "closes": "closes, close, closed, end, ends, until, end date, closing date, deadline",
        "stage": "stage, status",
        "how": "how, how to take part, method, format",
        "notes": "notes, comments, description",
    },
    ("title", "opened"),
    ("opened", "closes"),
    "Title, Directorate, Opens, Closes",
)
EVENTS = Columns(
    {
        "name": "event, name, title, what",
        "organisation": "host, organisation, organiser, group, held by",
        "when": "date, when, day, on",
        "time": "time, at, starts, start time",
        "place": "place, where, venue, location",
        "ward": "ward",
        "asked_by": "asked by, contact, from",
        "notes": "notes, comments, description",
    },
    ("name", "when"),
    ("when",),
    "Event, Host, Date, Time, Where",
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def require_years(typed: Mapping[str, str], days: Iterable[str]) -> None:
    """Refuses a day that is none, or has no year: which one is meant is not guessed in a list."""
    for name in days:
        day = typed.get(name, "")
        if day and not _ISO.fullmatch(day):
            raise BadInput(
                f"“{day[:40]}” is no whole date. Give the day with its month and year: 5 June 2026."
            )
