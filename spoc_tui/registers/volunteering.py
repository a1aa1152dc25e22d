"""Roles from a volunteer centre, courses, and hours from HR: CSV or Excel with columns of any usual
name, and none of a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.volunteering.kept_out import COLUMN, is_of_a_person
from spoc_tui.registers.field_rows import Columns, OpenedRows, open_field_rows
from spoc_tui.registers.plain_text import file_name

ROLES = Columns(
    {
        "what": "role, what, title, role title, role name, opportunity, activity",
        "organisation": "organisation, organisation name, charity, group, host, for",
        "ward": "ward, area, location",
        "when": "when, time, times, availability, commitment, time commitment, hours",
        "places": "places, vacancies, how many, number wanted, wanted",
        "min_age": "minimum age, min age, from age",
        "dbs": "check, check needed, dbs check, dbs check needed, dbs needed, dbs level",
        "training": "training, training needed, induction",
        "expenses": "expenses, expenses paid, travel expenses",
        "opens": "opens, from, start date, opening date, posted",
        "closes": "closes, until, closing date, end date, deadline, apply by",
        "notes": "notes, comments, description, details",
    },
    ("what",),
    ("opens", "closes"),
    "Role, Organisation, Places, Check, Closes",
)
COURSES = Columns(
    {
        "about": "subject, course, course title, course name, title, topic, training",
        "on": "date, on, day, start date, course date, starts",
        "provider": "provider, trainer organisation, given by, by",
        "place": "where, place, venue, location",
        "free": "free, free of charge",
        "places": "places, places for sector, capacity, seats",
        "taken": "taken, booked, places taken, bookings",
        "book_by": "book by, deadline, booking deadline, closes, closing date",
        "notes": "notes, comments, description",
    },
    ("about", "on"),
    ("on", "book_by"),
    "Subject, Date, Provider, Places, Book by",
)
HOURS = Columns(
    {
        "directorate": "directorate, department, service, division",
        "starts": "from, start, starts, period from, first day",
        "on": "to, until, on, date, day, end, ends, period to, last day, quarter end",
        "hours": "hours, hours volunteered, volunteering hours, total hours",
        "people": "people, headcount, how many, number of people, number of staff",
        "policy_days": "days, policy days, days of leave, volunteering days",
        "notes": "notes, comments",
    },
    ("directorate", "hours"),
    ("starts", "on"),
    "Directorate, From, To, Hours, People",
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK = re.compile(
    r"(\d[\d,]*) ?(?::|h|hrs?|hours?)(?: ?([0-5]?\d) ?(?:m|mins?|minutes?)?)?", re.I
)
_HOURS_WORD = re.compile(r" ?(?:h|hrs?|hours?)$", re.IGNORECASE)


def opened(path: Path, columns: Columns) -> OpenedRows:
    """The list, opened. BadInput where it is none, or has a column of a person."""
    found = open_field_rows(path, columns)
    for column, _ in found.columns:  # read or left out
        if is_of_a_person(column):
            raise BadInput(
                f"{file_name(path)} has the column “{column[:40]}”: {COLUMN}", field="file"
            )
    return found


def require_years(typed: Mapping[str, str], days: Iterable[str]) -> None:
    """Refuses a day that is none, or has no year: which one is meant is not guessed in a list."""
    for name in days:
        day = typed.get(name, "")
        if day and not _ISO.fullmatch(day):
            raise BadInput(
                f"“{day[:40]}” is no whole date. Give the day with its month and year: 5 June 2026."
            )


def hours_and_minutes(typed: str) -> tuple[int, int]:
    """Seven hours and thirty minutes of “7.5”, “7:30” or “7h30”; BadInput where it is no such
    number, or has parts of a minute that are not to be told.
    """
    words = typed.strip()
    clock = _CLOCK.fullmatch(words)
    if clock is not None and (clock[2] or not _HOURS_WORD.search(words)):
        return int(clock[1].replace(",", "")), int(clock[2] or 0)
    try:
        hours = Decimal(_HOURS_WORD.sub("", words).replace(",", ""))
    except InvalidOperation:
        hours = Decimal(-1)
    if not hours.is_finite() or hours < 0:
        raise BadInput(f"“{words[:40]}” is no number of hours: 7.5, or 7:30.")
    minutes = int((hours * 60).to_integral_value())
    return divmod(minutes, 60)
