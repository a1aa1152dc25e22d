"""The two sides that owe one another what was agreed."""

from __future__ import annotations

from spoc_tui.casework.records.worded import Worded


class Side(Worded):
    """Who owes an action."""

    COUNCIL = "council"
    SECTOR = "sector"
