"""What papers of several areas have alike: what is at the top, and tables that fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.records.signed import Signed, anchor_of
from spoc_tui.reports.documents.document import Document, Section, Table
from spoc_tui.reports.fitting import short

LONGEST, LONGEST_NAME = 1_000, 120
NOTHING = "None."


def paper(
    title: str, notice: str, today: date, officer: str, sections: Sequence[Section]
) -> Document:
    """A paper with its title, what it is for, and who wrote it; with whoever signs it comes what is
    at its foot (`Store.signed_for`).
    """
    by = short(officer, LONGEST_NAME)
    return Document(
        title=short(title, LONGEST_NAME),
        notice=notice,
        written=f"As at {show_day(today)}; written by {by}.",
        author=Signed(by, anchor_of(officer)),
        day=today,
        sections=tuple(sections),
    )


def tabled(
    title: str,
    rows: Iterable[Sequence[str]],
    widths: tuple[int, ...],
    heads: tuple[str, ...] = (),
    lines: Iterable[str] = (),
    *,
    sums: tuple[int, ...] = (),
    part: bool = False,
) -> Section:
    """A section with a table, or one that says that there is nothing in it."""
    found = tuple(tuple(short(cell, LONGEST) for cell in row) for row in rows)
    if not found:
        return Section(title, lines=(NOTHING, *lines), part=part)
    return Section(title, Table(found, widths, heads, sums=sums), lines=tuple(lines), part=part)
