"""Whether a column of days has the month before the day, and what is said of that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from spoc_tui.casework.dates.in_cells import is_month_first
from spoc_tui.registers.plain_text import quoted
from spoc_tui.registers.records import FileRow

DAYS = ("removed_on", "published_on", "named_on", "paid_on")
"""The fields that are a day."""


def month_first(
    header: Sequence[str], mapping: Mapping[str, str], sample: Iterable[FileRow]
) -> dict[str, bool | None]:
    """By column of days, whether its first rows show that the month comes first; None: they may be
    read either way, and are read as days before months.
    """
    rows = list(sample)
    return {
        column: is_month_first(row.cells[place] for row in rows)
        for place, column in enumerate(header)
        if mapping.get(column) in DAYS
    }


def describe_order(found: Mapping[str, bool | None]) -> list[str]:
    """What is to be said of columns of which it does not go without saying."""
    said = []
    for column, is_first in found.items():
        if is_first:
            said.append(f"The days in {quoted(column)} have the month first: 3/4 is 4 March.")
        elif is_first is None:
            said.append(
                f"The days in {quoted(column)} are read with the day first: 3/4 is 3 April. "
                "Nothing in the first rows shows which way they are."
            )
    return said
