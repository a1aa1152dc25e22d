"""What an organisation does about an opportunity, and a closing day that was another before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.buying.steps import Part, Result
from spoc_tui.casework.kinds.fields import Linked, choice, day, day_time, line, link, text
from spoc_tui.casework.kinds.record import RecordRow

if TYPE_CHECKING:
    from spoc_tui.casework.dates.when import DayAndTime


@dataclass(frozen=True, kw_only=True, repr=False)
class Bidder(RecordRow):
    """One organisation: whether it is interested or bids, with what, and what became of that."""

    organisation: Linked = link("Organisation", "organisation", needed=True, column=0)
    part: Part = choice(
        "Part", Part, "interested, lead, partner, alone or declined", needed=True, said=True
    )
    on: date = day("Since", "the day it said so", needed=True, past=True)
    brings: str = text("Brings", "what it has that a bid needs", searched=True, said=True)
    why: str = line("Why not", "why it declined", searched=True, said=True)
    cleared: str = line(
        "Cleared", "what procurement said, where it was told before others", said=True
    )
    submitted: date | None = day("Submitted", "when its bid went in", past=True, said=True)
    result: Result | None = choice("Result", Result, "what became of its bid", said=True)
    result_on: date | None = day("Result known", "since when", past=True, said=True)

    @property
    def waits(self) -> bool:
        """Whether its bid is to be submitted."""
        return self.part.is_bid and self.submitted is None

    @property
    def is_out(self) -> bool:
        """Whether its bid was submitted, and it is not known what became of it."""
        return self.submitted is not None and self.result is None


@dataclass(frozen=True, kw_only=True, repr=False)
class Deadline(RecordRow):
    """A closing day that was another before."""

    closed: DayAndTime = day_time("Closed", "as it was", needed=True)
    until: date = day("Until", "when another took its place", needed=True, past=True)
    why: str = line("Why", "where the other is from", column=0)
