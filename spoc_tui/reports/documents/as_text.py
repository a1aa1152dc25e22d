"""A document as plain text, as it goes into an e-mail: no markup, lines of 72 columns but for
those that are to be pasted.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from spoc_tui.casework.text import one_line
from spoc_tui.reports.charts.text import chart_lines
from spoc_tui.reports.documents.document import Document, Section, Table

LINE_WIDTH = 72
TO_WRITE_ON = "_" * 30
INDENT = "  "
"""Of the second and later lines of a cell."""


def as_text(document: Document, *, charts: bool = True) -> str:
    """The document; it ends with a newline. Without `charts` the tables are all that it has."""
    top = [_heading(document.title, "="), _paragraph(f"{document.notice} {document.written}")]
    sections = [part for section in document.sections for part in _section(section, charts)]
    foot = _paragraph(document.anchor)
    return "\n\n".join(filter(None, [*top, *sections, foot])) + "\n"


def _section(section: Section, charts: bool) -> Iterator[str]:
    yield _heading(section.title, "." if section.part else "-")
    chart = section.chart if charts else None
    if chart:
        yield "\n".join(chart_lines(chart, LINE_WIDTH))
    if section.spoken:
        yield "\n".join(_paragraph(line, INDENT) for line in section.spoken)
    elif section.table and not (chart and section.chart_for_table):
        yield from _grid(section.table) if section.table.heads else _list(section.table)
    yield from map(one_line if section.to_paste else _paragraph, section.lines)


def _heading(title: str, line: str) -> str:
    lines = wrap(one_line(title), LINE_WIDTH, break_on_hyphens=False)
    return "\n".join([*lines, line * max(map(len, lines), default=0)])


def _grid(table: Table) -> Iterator[str]:
    """Each row as lines that say the head of their column; without a first head, as one that begins
    with its first cell.
    """
    for name, *others in table.rows:
        heads = [head[:1].lower() + head[1:] for head in table.heads[1:]]
        if table.heads[0]:
            cells = zip(table.heads, (name, *others), strict=True)
            yield "\n".join(_paragraph(f"{head}: {cell}", INDENT) for head, cell in cells if cell)
        else:
            described = "; ".join(
                f"{h} {cell}" for h, cell in zip(heads, others, strict=True) if cell
            )
            yield _paragraph(f"{name}: {described}", INDENT)


def _list(table: Table) -> Iterator[str]:
    """One line a row."""
    rows = (
        (row[0], ", ".join(filter(None, row[1:])) or TO_WRITE_ON * table.is_written_into(row))
        for row in table.rows
    )
    yield "\n".join(
        _paragraph(f"{name}: {described}" if described else name, INDENT)
        for name, described in rows
    )


def _paragraph(text: str, indent: str = "") -> str:
    return "\n".join(
        wrap(one_line(text), LINE_WIDTH, subsequent_indent=indent, break_on_hyphens=False)
    )
