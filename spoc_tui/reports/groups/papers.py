"""The papers of groups and their meetings as documents. They are for the members: all are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.groups.papers import AGENDA, ATTENDANCE, DECISIONS, NOTES, MeetingFacts
from spoc_tui.casework.text import fold
from spoc_tui.reports.groups import group_papers, meeting_papers
from spoc_tui.reports.groups.calendar_entry import calendar_entry

if TYPE_CHECKING:
    from spoc_tui.casework.groups.papers import GroupFacts
    from spoc_tui.reports.documents.document import Document

LONGEST_SLUG = 60


def document(facts: GroupFacts | MeetingFacts) -> Document:
    """The paper that these facts are for."""
    if isinstance(facts, MeetingFacts):
        return {
            AGENDA: meeting_papers.agenda,
            NOTES: meeting_papers.notes,
            ATTENDANCE: meeting_papers.attendance_sheet,
        }[facts.paper](facts)
    if facts.paper == DECISIONS:
        return group_papers.decision_list(facts)
    return group_papers.action_list(facts)


def calendar(facts: GroupFacts | MeetingFacts) -> bytes:
    """The entry for calendars that these facts are for."""
    if not isinstance(facts, MeetingFacts):
        raise TypeError("a group is no entry of a calendar")
    return calendar_entry(facts)


def file_name(facts: GroupFacts | MeetingFacts, ending: str) -> str:
    """`agenda-sector-liaison-group-2026-12-03.docx`."""
    group = facts.group
    slug = fold(group.short or group.name)[:LONGEST_SLUG].strip().replace(" ", "-")
    if isinstance(facts, MeetingFacts):
        of = facts.meeting.day.isoformat()
    else:
        of = str(facts.year) if facts.paper == DECISIONS else facts.today.isoformat()
    named = "meeting" if facts.paper.is_calendar else facts.paper.name
    return f"{named}-{slug or 'group'}-{of}.{ending}"
