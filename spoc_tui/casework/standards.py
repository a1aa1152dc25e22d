"""The council's standards: how soon things are to be done."""

from __future__ import annotations

from typing import NamedTuple


class Standards(NamedTuple):
    """The council's standards, in working days but for the reasonable time; a topic may have its
    own.
    """

    acknowledge_days: int = 2
    answer_days: int = 10
    reply_days: int = 5
    reasonable_days: int = 30
    """How many days the council may have a claim before it goes to the Chief Finance Officer: the
    report's “reasonable time” (appendix 1 b), which has no number there.
    """
    silence_days: int = 5
    """How long the finance team may leave it without an answer."""


USUAL = Standards()
"""Where nobody has set others."""
