"""How people reach the officer, and the officer them."""

from __future__ import annotations

from spoc_tui.casework.records.worded import Worded


class Channel(Worded):
    """How a caller reached us, or how they were told."""

    PHONE = "phone"
    EMAIL = "email"
    MEETING = "meeting"
    EVENT = "event"
    LETTER = "letter"
    WALK_IN = "walk-in"
    SOCIAL = "social"

    @property
    def words(self) -> str:
        return {"email": "e-mail", "walk-in": "walk-in", "social": "social media"}.get(
            self.value, self.value
        )

    @property
    def acknowledged_by_being_logged(self) -> bool:
        """Calls, meetings and walk-ins: the caller has heard us write it down."""
        return self in (Channel.PHONE, Channel.MEETING, Channel.WALK_IN)
