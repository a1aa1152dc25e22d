"""Payment complaints in the words of a week's summary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.figures.figure import NOT_KNOWN
from spoc_tui.casework.figures.hiding import FEW, some
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.payments.totals import assumed_described
from spoc_tui.casework.working_lines import days_in_words

if TYPE_CHECKING:
    from spoc_tui.casework.week.summary import WeekSummary


def described(summary: WeekSummary) -> Iterator[str]:
    """How much is still owed, since when, and what that comes to."""
    now = summary.figures.values
    count = now["payments.open"] or 0
    if not count:
        return
    pence = show_pounds(int(now["payments.outstanding"] or 0))
    oldest = now["payments.oldest"]
    of_them = "" if count == 1 else "the oldest "
    since = f", {of_them}for {days_in_words(int(oldest))}" if oldest is not None else ""
    complaints = "1 payment complaint" if count == 1 else f"{count:,} payment complaints"
    one, many = ("was", "were") if summary.is_over else ("is", "are")
    come_to = f", {pence}," if count == 1 else f", {pence} in all,"
    yield f"{complaints}{come_to} {one if count == 1 else many} still owed{since}."
    if count >= FEW:
        parts = summary.parts({band: of for band, (of, _) in summary.figures.owed.items()})
        by_age = (f"{some(parts[band])} {_band_described(band)}" for band in summary.figures.owed)
        yield f"By age: {', '.join(by_age)}."
    if interest := now["payments.interest"] or 0:
        of_them = "it" if count == 1 else "them"
        assumed = assumed_described(int(now.get("payments.assumed") or 0), int(count))
        aside = f" ({assumed})" if assumed else ""
        yield f"Statutory interest on {of_them} comes to {show_pounds(int(interest))}{aside}."


def _band_described(band: str) -> str:
    return "of an age not known" if band == NOT_KNOWN else f"of {band} days"
