"""What the papers of premises have alike: their head, and a table that says when it is blank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.records.signed import Signed, anchor_of
from spoc_tui.reports.documents.document import Document, Section, Table
from spoc_tui.reports.fitting import short

if TYPE_CHECKING:
    from spoc_tui.casework.premises.papers import PremisesFacts

NOTHING = "Nothing."
LONGEST, LONGEST_NAME = 300, 120


def paper(facts: PremisesFacts, title: str, notice: str, sections: Sequence[Section]) -> Document:
    """A paper of premises as of today, signed."""
    by = short(facts.officer, LONGEST_NAME)
    return Document(
        title=short(title, LONGEST_NAME),
        notice=notice,
        written=f"As at {show_day(facts.today)}; written by {by}.",
        author=Signed(by, anchor_of(facts.officer)),
        day=facts.today,
        sections=tuple(sections),
    )


def tabled(
    title: str,
    rows: Iterable[Sequence[str]],
    widths: tuple[int, ...],
    heads: tuple[str, ...] = (),
    lines: Iterable[str] = (),
) -> Section:
    """A section with a table, or one that says that there is nothing in it."""
    found = tuple(tuple(short(cell, LONGEST) for cell in row) for row in rows)
    if not found:
        return Section(title, lines=(NOTHING, *lines))
    return Section(title, Table(found, widths, heads), lines=tuple(lines))
