"""How the lists overlap, as a document, and in the formats in which it is written."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.lists.overlap import Overlap
from spoc_tui.casework.organisations.organisation import organisations_counted
from spoc_tui.casework.records.worded import Worded
from spoc_tui.casework.spreadsheets import as_text
from spoc_tui.casework.text import counted, one_line
from spoc_tui.reports.documents.document import Document, Section, Table
from spoc_tui.reports.lists.overlap_picture import drawn, in_letters

NOTICE = "Counts only: no organisation and no person is named."
WORKING = (
    "An organisation counts once in each list whose latest issue has it. Those that were merged "
    "count with the one they were merged into; what is gone from a list’s latest issue does not "
    "count, nor what was undone. “Added by hand” are those that no list has named. Two count as "
    "two until it is decided that they are one."
)
PAGE_WIDTH = 80


class OverlapFormat(Worded):
    """A file format, by the extension of its files."""

    TEXT = "txt"
    PICTURE = "svg"
    MARKDOWN = "md"
    HTML = "html"
    CSV = "csv"

    @property
    def words(self) -> str:
        return {
            "txt": "plain text",
            "svg": "picture (SVG)",
            "md": "Markdown",
            "html": "web page, with the picture",
            "csv": "table (CSV)",
        }[self.value]


@dataclass(frozen=True)
class OverlapCount:
    """The overlap as it stood on a day, and who counted it."""

    overlap: Overlap
    day: date
    officer: str

    @property
    def written(self) -> str:
        return f"As at {show_day(self.day)}; counted by {one_line(self.officer)}."


def written(counted: OverlapCount, form: OverlapFormat) -> bytes:
    """What a file of that format holds; UTF-8."""
    match form:
        case OverlapFormat.TEXT:
            return "\n".join([*text(counted.overlap), "", counted.written, ""]).encode()
        case OverlapFormat.PICTURE:
            return drawn(counted.overlap, counted.written).encode()
        case OverlapFormat.MARKDOWN:
            from spoc_tui.reports.documents.as_markdown import as_markdown

            return as_markdown(document(counted)).encode()
        case OverlapFormat.HTML:
            from spoc_tui.reports.documents.as_html import as_html

            return as_html(document(counted)).encode()
        case OverlapFormat.CSV:
            return table(counted.overlap).encode("utf-8-sig")


def file_name(day: date, form: OverlapFormat) -> str:
    """`overlap-of-lists-2026-04-02.svg`."""
    return f"overlap-of-lists-{day.isoformat()}.{form}"


def text(overlap: Overlap, width: int = PAGE_WIDTH) -> list[str]:
    """The whole of it in plain characters, no line broader than `width`."""
    import textwrap

    return [
        *textwrap.wrap(sentence(overlap), width),
        "",
        *in_letters(overlap, width),
        "",
        *textwrap.wrap(WORKING, width),
    ]


def sentence(overlap: Overlap) -> str:
    """The figures that are asked for first."""
    every = overlap.organisations
    if not every:
        return "There are no organisations yet: “spoc import --help” says how a list is imported."
    closed = f"; {overlap.closed:,} closed" if overlap.closed else ""
    return (
        f"{organisations_counted(every)}, each counted once; {overlap.in_several:,} of them in "
        f"more than one list{closed}.{undecided(overlap)}"
    )


def undecided(overlap: Overlap) -> str:
    """How far the count can be trusted: what is not decided yet; blank where all is."""
    parts = []
    if overlap.undecided:
        rows = counted(overlap.undecided, "row waits", "rows wait")
        parts.append(f"{rows} in the review queue, and may be of organisations counted here")
    if overlap.alike:
        pairs = counted(overlap.alike, "pair of them may be one", "pairs of them may be one")
        parts.append(pairs)
    return f" Undecided: {'; '.join(parts)}." if parts else ""


def document(counted: OverlapCount) -> Document:
    """The lists with their sizes, and how many are in which of them."""
    overlap = counted.overlap
    lists = Table(
        tuple((one.name, f"{one.organisations:,}", f"{one.only:,}") for one in overlap.lists),
        (60, 20, 20),
        ("List", "Organisations", "In no other"),
    )
    combinations = Table(
        tuple((", ".join(one.lists), f"{one.organisations:,}") for one in overlap.combinations),
        (80, 20),
        ("In just these lists", "Organisations"),
    )
    picture = drawn(overlap, counted.written) if overlap.lists else ""
    return Document(
        title="How the lists overlap",
        notice=NOTICE,
        written=counted.written,
        author=counted.officer,
        day=counted.day,
        sections=(
            Section("In all", lines=(sentence(overlap),), picture=picture),
            Section("The lists", lists),
            Section("Which are in which lists", combinations),
            Section("How it was counted", lines=(WORKING,)),
        ),
    )


def table(overlap: Overlap) -> str:
    """A row for every combination: 1 under each list that it is of, and the organisations."""
    names = [one.name for one in overlap.lists]
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow([*map(as_text, map(one_line, names)), "organisations"])
    for one in overlap.combinations:
        rows.writerow([*(int(name in one.lists) for name in names), one.organisations])
    return out.getvalue()
