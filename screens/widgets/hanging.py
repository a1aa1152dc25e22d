"""A line that goes on beneath its own words, and not beneath what is before them."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text


def hanging(*before: str, words: str, gap: int = 1) -> Table:
    """Words after what is before them, with a gap between; nothing in it is markup."""
    line = Table.grid(padding=(0, gap, 0, 0), expand=True)
    for _ in before:
        line.add_column(no_wrap=True)
    line.add_column(ratio=1)
    line.add_row(*map(Text, (*before, words)))
    return line
