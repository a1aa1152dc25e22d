"""Shared by the calendar files (RFC 5545): their heads, and how a change is told."""

from __future__ import annotations

from datetime import UTC, datetime

import icalendar

AT = "@spoc-tui"
"""How the uid of an event ends."""
_SEQUENCE_FROM = datetime(2020, 1, 1, tzinfo=UTC)


def begun(product: str) -> icalendar.Calendar:
    """A calendar to which events are added; `product` says what wrote it."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", product)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    return calendar


class TypedText(icalendar.vText):
    """A text that somebody typed: the library takes a backslash with an N for a new line."""

    def to_ical(self) -> bytes:
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return "\\n".join(escaped.replace("\r\n", "\n").replace("\r", "\n").split("\n")).encode()


def sequence_at(now: datetime) -> int:
    """A number that has grown whenever something was changed since: a calendar program puts an
    event in the place of one that has a lower one.
    """
    return int((now - _SEQUENCE_FROM).total_seconds())
