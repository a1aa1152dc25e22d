"""How far a story or an issue has got."""

from __future__ import annotations

from spoc_tui.casework.records.worded import Worded


class StoryStep(Worded):
    """Where a story stands."""

    IDEA = "idea"
    ASKED = "asked"
    DRAFTED = "drafted"
    APPROVED = "approved"
    SENT = "sent"
    PUBLISHED = "published"
    CUT = "cut"
    HELD = "held"

    @property
    def words(self) -> str:
        return "approved by them" if self is StoryStep.APPROVED else super().words
