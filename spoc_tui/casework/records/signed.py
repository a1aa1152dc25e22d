"""Who writes a paper, with what the history was as they wrote it: the anchor at its foot.

Whoever changes the history later, with all its seals, cannot change what was sent out: “spoc check
--anchor” tells whether the history still has what a paper names.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput

LETTERS = 12
"""How many of a seal are printed: of so many nobody finds two histories that have the same."""
_SEAL = re.compile(r"(?<![0-9a-f])[0-9a-f]{12,64}(?![0-9a-f])", re.IGNORECASE)
_ACTION = re.compile(r"action ([0-9][0-9,]*)", re.IGNORECASE)


class Anchor(NamedTuple):
    """The end of the history, as a paper names it."""

    seal: str
    """The first letters of the last action's."""
    place: int | None
    """Which action of its desk that is; None where it was not typed."""

    @classmethod
    def read(cls, typed: str) -> Anchor:
        """The anchor in what is typed, or copied from the foot of a paper; BadInput where there is
        none.
        """
        seal, action = _SEAL.search(typed), _ACTION.search(typed)
        if seal is None:
            raise BadInput(
                f"“{typed.strip()[:60]}” names no seal. Type the line at the foot of the paper, or "
                "the letters and figures after “seal”: 3f9a12bc88de.",
                field="anchor",
            )
        place = int(action[1].replace(",", "")) if action else None
        return cls(seal[0].lower(), place)


def anchor_line(seal: str, place: int, day: date) -> str:
    """The line at the foot of a paper; all papers have it from here."""
    return f"History: action {place:,} of {show_day(day)}, seal {seal[:LETTERS]}."


class Signed(str):
    """The officer who writes a paper."""

    __slots__ = ("anchor",)
    anchor: str
    """The line at its foot; blank where there is no history yet."""

    def __new__(cls, who: str, anchor: str = "") -> Signed:
        made = super().__new__(cls, who)
        made.anchor = anchor
        return made


def anchor_of(author: str) -> str:
    """The line at the foot of what an author writes; blank: there is none."""
    return author.anchor if isinstance(author, Signed) else ""
