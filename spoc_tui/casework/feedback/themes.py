"""What is said under each theme: how much, by how many, and whether it grows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from spoc_tui.casework.council.council import Theme
from spoc_tui.casework.feedback.feedback import Feedback

RECENT_PERIOD = timedelta(days=91)
"""A quarter: what was said within it is held against what was said in the one before."""


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


def count_themes(
    themes: Sequence[Theme],
    feedback: Iterable[Feedback],
    enquiries: Iterable[ThemedEnquiry],
    today: date,
    first_day: date | None = None,
) -> list[ThemeCount]:
    """Every theme, the most said first; `first_day` is that of the first record of all, None:
    long ago.
    """
    listed, asked = list(feedback), list(enquiries)
    counts = [
        _count(
            theme,
            [one for one in listed if one.theme_uid == theme.uid],
            [one for one in asked if one.theme_uid == theme.uid],
            today,
            first_day,
        )
        for theme in themes
    ]
    return sorted(
        counts, key=lambda one: (-one.voices - one.enquiries, -one.actions, one.theme.name.lower())
    )


def _count(
    theme: Theme,
    feedback: list[Feedback],
    enquiries: list[ThemedEnquiry],
    today: date,
    first_day: date | None,
) -> ThemeCount:
    voices = {voice.uid: voice for one in feedback for voice in one.voices}
    organisations = {one.organisation_uid for one in voices.values()}
    organisations |= {one.organisation_uid for one in enquiries}
    days = [voice.said_on for voice in voices.values()] + [one.received for one in enquiries]
    recent, earlier = today - RECENT_PERIOD, today - 2 * RECENT_PERIOD
    known = first_day is None or first_day <= earlier + timedelta(days=1)
    return ThemeCount(
        theme,
        voices=len(voices),
        organisations=len(organisations - {None}),
        actions=len(feedback),
        open=sum(one.is_open for one in feedback),
        enquiries=len(enquiries),
        lately=sum(recent < day <= today for day in days),
        before=sum(earlier < day <= recent for day in days) if known else None,
    )
