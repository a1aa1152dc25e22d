"""Buying in the words of a week's summary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.buying import figures as its
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.week.summary import WeekSummary


def described(summary: WeekSummary) -> Iterator[str]:
    """Contracts heard of, whom they reached, bids, what suppliers delivered."""
    numbers = summary.figures
    now = {code: int(value or 0) for code, value in numbers.values.items()}
    heard, reached = now[its.HEARD], now[its.REACHED]
    if heard or reached:
        told = f"organisations were told {counted(reached, 'time')}"
        yield f"{counted(heard, 'contract')} heard of; {told}."
    if bids := now[its.BIDS]:
        yield f"{counted(bids, 'bid')} submitted."
    if now[its.WON] or now[its.LOST]:
        unknown = f", {now[its.UNKNOWN]:,} not known" if now[its.UNKNOWN] else ""
        yield f"Of bids {now[its.WON]:,} won, {now[its.LOST]:,} lost{unknown}."
    if offers := now[its.OFFERS]:
        kept = numbers.kept[its.DELIVERED].within if its.DELIVERED in numbers.kept else 0
        yield f"{counted(offers, 'offer')} of suppliers due, {kept:,} delivered."
