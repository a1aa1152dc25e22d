"""Prescribing in the words of a week's summary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.prescribing import figures as its
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.week.summary import WeekSummary


def described(summary: WeekSummary) -> Iterator[str]:
    """Who was referred and whether money followed; of how many services room is known."""
    numbers = summary.figures
    now = {code: int(value or 0) for code, value in numbers.values.items()}

    def part(code: str) -> int:
        return numbers.kept[code].within if code in numbers.kept else 0

    if referred := now[its.REFERRED]:
        away = now[its.TURNED_AWAY]
        turned = f", {away:,} turned away full" if away else ""
        without = part(its.UNFUNDED)
        yield (
            f"{counted(referred, 'referral')} to services in the months that ended{turned}; "
            f"{without:,} without money on record."
        )
    if of := sum(numbers.kept[its.KNOWN]) if its.KNOWN in numbers.kept else 0:
        full = f", {now[its.FULL]:,} full" if now[its.FULL] else ""
        yield f"Room is known of {part(its.KNOWN):,} of {counted(of, 'service')}{full}."
    if late := now[its.LATE]:
        yield f"{counted(late, 'assurance')} late."
