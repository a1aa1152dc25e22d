"""Due dates as an iCalendar file (RFC 5545), which a calendar program updates when it is opened
again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import icalendar

from spoc_tui.casework.dates.when import DayAndTime, london
from spoc_tui.casework.desk.calendar_entries import CalendarEntry
from spoc_tui.reports.documents.calendars import AT, TypedText, begun, sequence_at

FILE_NAME = "spoc-calendar.ics"
CALENDAR_NAME = "spoc: what is due"
PRODUCT = "-//spoc-tui//spoc export calendar//EN"


@dataclass(frozen=True)
class OwnCalendar:
    """What an earlier file of ours holds."""

    entries: tuple[CalendarEntry, ...]
    """Those that are not cancelled in it."""
    sequence: int
    """The highest in it."""


def calendar_file(
    entries: Sequence[CalendarEntry], now: datetime, earlier: OwnCalendar | None = None
) -> bytes:
    """The file as it is at an aware moment; what only the earlier one has is cancelled in it."""
    sequence = sequence_at(now)
    if earlier is not None:
        # It grows even where the laptop's clock was set back.
        sequence = max(sequence, earlier.sequence + 1)
    calendar = begun(PRODUCT)
    calendar.add("name", CALENDAR_NAME)
    calendar.add("x-wr-calname", CALENDAR_NAME)
    for entry in entries:
        calendar.add_component(_event(entry, now, sequence, "CONFIRMED"))
    for entry in no_longer_due(entries, earlier):
        calendar.add_component(_event(entry, now, sequence, "CANCELLED"))
    content: bytes = calendar.to_ical()
    return content


def no_longer_due(
    entries: Iterable[CalendarEntry], earlier: OwnCalendar | None
) -> list[CalendarEntry]:
    """What is in the earlier file, not cancelled, and is not due any more."""
    due = {entry.key for entry in entries}
    return [entry for entry in earlier.entries if entry.key not in due] if earlier else []


def read_own(content: bytes) -> OwnCalendar | None:
    """What a file holds, if it is one of ours and whole; None for any other."""
    try:
        calendar = icalendar.Calendar.from_ical(content.decode("utf-8-sig"))
    except ValueError:
        return None
    if calendar.name != "VCALENDAR" or str(calendar.get("prodid")) != PRODUCT:
        return None
    found, sequence = [], 0
    for event in calendar.walk("VEVENT"):
        uid, by, number = str(event.get("uid")), _due_of(event), event.get("sequence")
        if uid.endswith(AT) and by is not None:
            sequence = max(sequence, number if isinstance(number, int) else 0)
            if event.get("status") != "CANCELLED":
                title, detail = str(event.get("summary", "")), str(event.get("description", ""))
                found.append(CalendarEntry(uid.removesuffix(AT), by.day, title, detail, by.at))
    return OwnCalendar(tuple(found), sequence)


def _event(entry: CalendarEntry, now: datetime, sequence: int, status: str) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{entry.key}{AT}")
    event.add("dtstart", _start_of(entry))
    event.add("dtstamp", now)
    event.add("last-modified", now)
    event.add("sequence", sequence)
    event.add("status", status)
    event.add("transp", "TRANSPARENT")  # a day with something due is not a day that is taken
    event.add("summary", TypedText(entry.title))
    if entry.detail:
        event.add("description", TypedText(entry.detail))
    return event


def _start_of(entry: CalendarEntry) -> date | datetime:
    """The whole day, or the moment in UTC, which every calendar shows in its own time."""
    if entry.at is None:
        return entry.day
    return datetime.combine(entry.day, entry.at, london()).astimezone(UTC)


def _due_of(event: icalendar.Component) -> DayAndTime | None:
    """Its day, and its time; None where somebody made it something else."""
    start = event.get("dtstart")
    day = start.dt if isinstance(start, icalendar.vDDDTypes) else None
    if isinstance(day, datetime):
        local = day.astimezone(london())
        return DayAndTime(local.date(), local.time())
    return DayAndTime(day) if isinstance(day, date) else None
