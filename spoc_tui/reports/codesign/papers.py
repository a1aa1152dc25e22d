"""The papers of co-design as documents, and its events as entries for calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.codesign.papers import LETTER, BriefedFacts, EventsFacts, InvitationFacts
from spoc_tui.casework.text import fold
from spoc_tui.reports.codesign.events import briefed, events, events_calendar
from spoc_tui.reports.codesign.heard import heard
from spoc_tui.reports.codesign.letter import letter

if TYPE_CHECKING:
    from spoc_tui.reports.documents.document import Document

    Facts = InvitationFacts | EventsFacts | BriefedFacts

LONGEST_SLUG = 60


def document(facts: Facts) -> Document:
    """The paper that these facts are for."""
    if isinstance(facts, EventsFacts):
        return events(facts)
    if isinstance(facts, BriefedFacts):
        return briefed(facts)
    return letter(facts) if facts.paper == LETTER else heard(facts)


def data(facts: EventsFacts, form: str) -> tuple[bytes, list[object]]:
    """What calendars open; nothing is left out."""
    return events_calendar(facts), []


def file_name(facts: Facts, ending: str) -> str:
    """`what-we-heard-housing-strategy-2026-12-03.docx`, `events-2026-12-03.ics`."""
    if isinstance(facts, InvitationFacts):
        of = f"{facts.paper.name}-{_slug(facts.invitation.title)}"
    elif isinstance(facts, BriefedFacts) and facts.of:
        of = f"briefed-{_slug(facts.of)}"
    else:
        of = "events" if isinstance(facts, EventsFacts) else "briefed"
    return f"{of}-{facts.today.isoformat()}.{ending}"


def _slug(words: str) -> str:
    return fold(words)[:LONGEST_SLUG].strip().replace(" ", "-") or "plan"
