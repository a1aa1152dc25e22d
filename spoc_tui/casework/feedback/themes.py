"""Themes: how much is said under each, by how many, and whether it grows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from spoc_tui.casework.council.council import Theme

RECENT_PERIOD = timedelta(days=91)
"""A quarter: what was said within it is held against what was said in the one before."""


class Quarters(NamedTuple):
    """The last quarter and the one before, each by its first day and its last."""

    lately: tuple[date, date]
    before: tuple[date, date]

    @classmethod
    def up_to(cls, day: date) -> Quarters:
        """Of which the last ends on that day."""
        earlier, one = day - RECENT_PERIOD, timedelta(days=1)
        return cls((earlier + one, day), (earlier - RECENT_PERIOD + one, earlier))


class ThemedEnquiry(NamedTuple):
    """An enquiry that carries a theme."""

    theme_uid: str
    uid: str
    reference: str
    subject: str
    organisation_uid: str | None
    received: date


@dataclass(frozen=True)
class ThemeCount:
    """A theme, and what was said under it."""

    theme: Theme
    voices: int
    """How many times it was said, enquiries left out; one voice on two actions counts once."""
    organisations: int
    """How many organisations said it, or asked about it."""
    actions: int
    open: int
    enquiries: int
    lately: int
    """Voices and enquiries of the last quarter."""
    before: int | None
    """Those of the quarter before; None where the records do not go back to its beginning."""

    @property
    def trend(self) -> str:
        """growing, steady or fading; blank where there is nothing to hold it against."""
        if self.before is None:
            return ""
        if self.lately == self.before:
            return "steady"
        return "growing" if self.lately > self.before else "fading"


def most_said_first(counts: Iterable[ThemeCount]) -> list[ThemeCount]:
    """In the order of a list of themes."""
    return sorted(
        counts, key=lambda one: (-one.voices - one.enquiries, -one.actions, one.theme.name.lower())
    )
