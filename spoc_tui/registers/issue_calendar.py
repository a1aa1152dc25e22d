"""The issue calendar as a file for calendars: an entry that speaks of copy is a copy date, any
other the day on which its issue is out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from spoc_tui.casework.dates.when import london
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.text import compared, one_line
from spoc_tui.registers.field_rows import FieldRow, OpenedRows
from spoc_tui.registers.plain_text import file_name

MOST_BYTES = 5_000_000
ENDING = ".ics"
COLUMNS = (("SUMMARY", "name"), ("DTSTART", "copy by or out on"))
_OF_COPY = re.compile(r"\b(copy|deadline|submissions?)\b", re.IGNORECASE)
_NO_NAME = re.compile(
    r"\b(copy|deadline|submissions?|date|day|for|by|due|is|out|published|publication|delivery|"
    r"delivered|distribution|issue|the|of)\b|[-–—:,()]",
    re.IGNORECASE,
)


def open_issue_calendar(path: Path) -> OpenedRows:
    """Its issues, each with the days that its entries say. BadInput where it is no calendar."""
    import icalendar

    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(f"{file_name(path)} is too big for a calendar of issues.", field="file")
        calendar = icalendar.Calendar.from_ical(path.read_text("utf-8-sig"))
    except OSError as error:
        raise BadInput(
            f"{file_name(path)} cannot be read: {error.strerror or 'it is not there'}.",
            field="file",
        ) from None
    except ValueError:
        raise BadInput(
            f"{file_name(path)} is no calendar that can be read. Ask for it again, or type the "
            "issues in a table: Issue, Copy by, Out on.",
            field="file",
        ) from None
    rows = list(_rows(calendar))
    if not rows:
        raise BadInput(f"{file_name(path)} has no entries.", field="file")
    return OpenedRows(COLUMNS, iter(rows), [])


def _rows(calendar: Any) -> Iterator[FieldRow | RefusedRow]:
    found: dict[str, dict[str, str]] = {}
    first: dict[str, int] = {}
    for line, event in enumerate(calendar.walk("VEVENT"), 1):
        summary = one_line(str(event.get("summary", "")))[:200]
        day = _day_of(event)
        name = " ".join(_NO_NAME.sub(" ", summary).split())
        if "rrule" in event:
            yield RefusedRow(line, f"“{summary[:60]}” repeats: give each issue its own day.")
        elif day is None or not name:
            yield RefusedRow(line, f"“{summary[:60]}” has no day, or names no issue.")
        elif str(event.get("status", "")).upper() != "CANCELLED":
            key = compared(name)
            which = "copy_by" if _OF_COPY.search(summary) else "out_on"
            said = found.setdefault(key, {"name": name})
            first.setdefault(key, line)
            if said.get(which, day.isoformat()) != day.isoformat():
                yield RefusedRow(
                    line, f"“{summary[:60]}” is there with two days: keep the right one."
                )
            else:
                said[which] = day.isoformat()
    for key, typed in found.items():
        yield FieldRow(first[key], typed)


def _day_of(event: Any) -> date | None:
    """The day on which it begins, in London."""
    start = getattr(event.get("dtstart"), "dt", None)
    if isinstance(start, datetime):
        return start.astimezone(london()).date() if start.tzinfo else start.date()
    return start if isinstance(start, date) else None
