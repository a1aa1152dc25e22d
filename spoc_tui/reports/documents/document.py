"""A short document before it has a format: a title, and sections of tables and lines.

All text in it is plain: each format (as_markdown, as_html, as_docx) escapes it in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from spoc_tui.casework.records.signed import anchor_of
from spoc_tui.casework.week.charts import Chart

LONGEST_PROPERTY = 255
"""Word and Excel take no longer title or author of a file."""


@dataclass(frozen=True)
class Table:
    """Rows of cells. Without heads the first cell of a row names what is in the others."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    """Of the columns, in hundredths of the page."""
    heads: tuple[str, ...] = ()
    sums: tuple[int, ...] = ()
    """Which columns, counted from 0, hold sums or counts: set to the right."""
    total: bool = False
    """Whether the last row adds up the others."""
    by_hand: tuple[int, ...] = ()
    """Which columns are written into by hand, once it is printed: its rows are ruled, and as high
    as a signature.
    """

    def is_written_into(self, row: tuple[str, ...]) -> bool:
        """Whether a row that says what is asked has a blank cell for the answer."""
        return bool(row[0]) and any(place and not row[place] for place in self.by_hand)

    @property
    def printed(self) -> Table:
        """It without the columns that are blank under their head, their room shared among the
        others.
        """
        if not self.heads:
            return self
        kept = [
            place
            for place in range(len(self.heads))
            if not place or place in self.by_hand or any(row[place] for row in self.rows)
        ]
        if len(kept) == len(self.heads):
            return self
        whole, room = sum(self.widths), sum(self.widths[place] for place in kept)
        widths = [self.widths[place] * whole // room for place in kept]
        widths[0] += whole - sum(widths)

        def places(of: tuple[int, ...]) -> tuple[int, ...]:
            return tuple(kept.index(place) for place in of if place in kept)

        return replace(
            self,
            rows=tuple(tuple(row[place] for place in kept) for row in self.rows),
            widths=tuple(widths),
            heads=tuple(self.heads[place] for place in kept),
            sums=places(self.sums),
            by_hand=places(self.by_hand),
        )


@dataclass(frozen=True)
class Section:
    """A heading, a chart and a table if there are any, and the lines beneath them."""

    title: str
    table: Table | None = None
    lines: tuple[str, ...] = ()
    picture: str = ""
    """An SVG drawing that the program made; a web page shows it, the other formats do without."""
    chart: Chart | None = None
    """What is drawn of the table; Markdown does without."""
    chart_for_table: bool = False
    """Whether the chart says all that the table does, so that plain text needs only one of them."""
    spoken: tuple[str, ...] = ()
    """What plain text says in place of the table, in sentences, where its cells say too little."""
    to_paste: bool = False
    """Whether its lines go into another text: each is one line of a plain text, however long."""
    part: bool = False
    """Whether it is a part of the section before it, with a smaller heading."""


@dataclass(frozen=True)
class Document:
    """A title, a notice that is at the top and the foot of the page, and the sections."""

    title: str
    notice: str
    written: str
    """By whom, and as at which day."""
    author: str
    day: date
    sections: tuple[Section, ...]
    page: str = ""
    """The same as a web page of its own, that is filled in; blank: it is made of the sections."""

    @property
    def anchor(self) -> str:
        """The line at its foot by which it is told what the history was then; blank: none."""
        return anchor_of(self.author)
