"""What an offer or need matches, and what a contract speaks against: links to other records."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from spoc_tui.casework.dates.when import show_day


class Match(NamedTuple):
    """The record at the other end of a match."""

    uid: str
    kind: str
    reference: str
    what: str
    """What that is, in a few words."""
    words: str
    on: date

    @property
    def described(self) -> str:
        """“OFR-26-0001: 40 hours of plumbing, Tue 3 Mar 2026”."""
        return f"{self.reference}: {self.what}, {show_day(self.on)}"


class Gap(NamedTuple):
    """A record against which a contract speaks."""

    uid: str
    kind: str
    reference: str
    what: str
    words: str
    on: date

    @property
    def described(self) -> str:
        """“COM-26-0001: They say what social value is: no definition”."""
        return ": ".join(filter(None, (self.reference, self.what, self.words)))
