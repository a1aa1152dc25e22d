"""Wards, and the councillors who speak for them: people of one organisation, by their role."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from spoc_tui.casework.text import compared

COUNCIL_MEMBERS = "Medway Council, members"
"""The organisation whose people with the role of councillor the councillors are."""
COUNCILLOR = "councillor"
BETWEEN = "; "
"""Between several wards in one text: the name of a ward may have a comma."""


class Councillor(NamedTuple):
    """A councillor, and what they are at."""

    uid: str
    name: str
    organisation_uid: str
    organisation: str
    wards: tuple[str, ...]
    since: date | None = None
    left_on: date | None = None

    def sits(self, on: date) -> bool:
        """Whether they sit on a day, as far as is known."""
        begun = self.since is None or self.since <= on
        return begun and (self.left_on is None or on < self.left_on)


def wards_in(text: str) -> tuple[str, ...]:
    """The names, each once, as they are written."""
    found = (" ".join(one.split()) for one in text.split(";"))
    return tuple(dict.fromkeys(filter(None, found)))


def is_in(wards: tuple[str, ...] | list[str], name: str) -> bool:
    """Whether a ward is among these, however it is written."""
    return compared(name) in {compared(one) for one in wards}
