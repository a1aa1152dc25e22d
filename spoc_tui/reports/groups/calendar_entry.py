"""A meeting as an entry for other people's calendars (RFC 5545): opened again after it was moved or
cancelled, it takes the place of what is there.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import icalendar

from spoc_tui.casework.dates.when import london
from spoc_tui.casework.groups.meeting import Step
from spoc_tui.reports.documents.calendars import AT, TypedText, begun, sequence_at

if TYPE_CHECKING:
    from spoc_tui.casework.groups.meeting import Meeting
    from spoc_tui.casework.groups.papers import MeetingFacts

PRODUCT = "-//spoc-tui//spoc groups meeting ics//EN"
_A_YEAR = timedelta(days=366)


def calendar_entry(facts: MeetingFacts) -> bytes:
    """The file: one event, in London's time; of a meeting without a time its whole day."""
    meeting = facts.meeting
    event = icalendar.Event()
    event.add("uid", f"{meeting.uid}{AT}")
    event.add("dtstart", _start_of(meeting))
    event.add("dtstamp", facts.now)
    event.add("last-modified", facts.now)
    event.add("sequence", sequence_at(facts.now))
    event.add("status", "CANCELLED" if meeting.status is Step.CANCELLED else "CONFIRMED")
    event.add("summary", TypedText(facts.group.name))
    if meeting.place:
        event.add("location", TypedText(meeting.place))
    if meeting.items:
        described = (f"{number}. {item.words}" for number, item in enumerate(meeting.items, 1))
        event.add("description", TypedText("\n".join(described)))
    calendar = begun(PRODUCT)
    calendar.add_component(event)
    # Programs that do not know the zone by its name need to be told when its clocks change.
    on = meeting.day
    calendar.add_missing_timezones(first_date=on - _A_YEAR, last_date=on + _A_YEAR)
    content: bytes = calendar.to_ical()
    return content


def _start_of(meeting: Meeting) -> date | datetime:
    """What was held on another day than its own had no time that is known."""
    if meeting.when.at is None or meeting.day != meeting.when.day:
        return meeting.day
    return datetime.combine(meeting.when.day, meeting.when.at, london())
