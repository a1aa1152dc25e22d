"""The council's standards: how soon things are to be done."""

from __future__ import annotations

from typing import NamedTuple


class Standards(NamedTuple):
    """The council's standards, in working days; a topic may have its own."""

    acknowledge_days: int = 2
    answer_days: int = 10
    reply_days: int = 5


USUAL = Standards()
"""Where nobody has set others."""
