"""The papers of stories as documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.stories.papers import COPY, REQUEST, IssueFacts, SharesFacts, StoryFacts
from spoc_tui.casework.text import fold
from spoc_tui.reports.stories.of_a_story import copy, request, tear_sheet
from spoc_tui.reports.stories.of_an_issue import for_communications
from spoc_tui.reports.stories.shares import shares

if TYPE_CHECKING:
    from spoc_tui.reports.documents.document import Document

    Facts = StoryFacts | IssueFacts | SharesFacts

LONGEST_SLUG = 60


def document(facts: Facts) -> Document:
    """The paper that these facts are for."""
    if isinstance(facts, SharesFacts):
        return shares(facts)
    if isinstance(facts, IssueFacts):
        return for_communications(facts)
    if facts.paper == REQUEST:
        return request(facts)
    return copy(facts) if facts.paper == COPY else tear_sheet(facts)


def file_name(facts: Facts, ending: str) -> str:
    """`copy-bowls-for-all-2026-12-03.docx`, `fair-shares-2026-12-03.docx`."""
    if isinstance(facts, SharesFacts):
        of = "fair-shares"
    else:
        called = facts.issue.name if isinstance(facts, IssueFacts) else facts.story.angle
        of = f"{facts.paper.name}-{_slug(called)}"
    return f"{of}-{facts.today.isoformat()}.{ending}"


def _slug(words: str) -> str:
    return fold(words)[:LONGEST_SLUG].strip().replace(" ", "-") or "story"
