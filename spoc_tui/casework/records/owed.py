"""The side that owes the other something."""

from __future__ import annotations

from datetime import date, time
from typing import NamedTuple

COUNCIL, THEY = "The council", "They"


class Owed(NamedTuple):
    """A promise or debt of one side to the other."""

    who: str
    """COUNCIL, THEY, or who else owes it on the sector's side."""
    what: str
    reference: str
    by: date | None = None
    at: time | None = None
    """The time of that day, where one was given."""
    since: date | None = None
    """Since when it is owed or was asked for, where there is no day by which."""
