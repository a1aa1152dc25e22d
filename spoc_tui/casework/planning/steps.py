"""Where a window stands, who is asked in it, and whether the developer understood."""

from __future__ import annotations

from spoc_tui.casework.records.worded import Worded


class Step(Worded):
    """Where a window stands."""

    SPOTTED = "spotted"
    FRONT_LOADED = "front-loaded"
    OPEN = "open"
    CONSORTIUM_ASKED = "consortium-asked"
    COUNCILLORS_ASKED = "councillors-asked"
    VIEWS_IN = "views-in"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    UNDERSTOOD = "developer-asked"
    AGREED = "in-the-agreement"
    RECEIVED = "received"
    ALLOCATED = "allocated"
    SPENT = "spent"
    TOLD = "suggesters-told"
    EVALUATED = "evaluated"
    DROPPED = "dropped"

    @property
    def words(self) -> str:
        return {"sent": "sent to planning", "acknowledged": "planning acknowledged"}.get(
            self.value, super().words
        )


class Role(Worded):
    """What those are who are asked in a window."""

    CONSORTIUM = "consortium"
    COUNCILLOR = "councillor"
    GROUP = "group"


class Understood(Worded):
    """Whether the developer understood what the sector said."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        return {"unknown": "not known"}.get(self.value, self.value)
