"""A document as Markdown (CommonMark, with the tables that GitHub and pandoc read)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spoc_tui.casework.text import one_line
from spoc_tui.reports.documents.document import Document, Section, Table

_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~&$]")
_BEGINS_A_LINE = re.compile(r"^([0-9]+(?=[.)](?:\s|$))|(?=[-+=:]))(.)")
"""What would begin a list or underline a heading there: 23.8 does not."""


def as_markdown(document: Document) -> str:
    """The document; it ends with a newline."""
    top = [f"# {_text(document.title)}", f"{_text(document.notice)} {_text(document.written)}"]
    sections = [part for section in document.sections for part in _section(section)]
    foot = [_text(document.anchor)] if document.anchor else []
    return "\n\n".join([*top, *sections, *foot]) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield f"{'###' if section.part else '##'} {_text(section.title)}"
    if section.table:
        table = section.table.printed
        yield "\n".join(_grid(table) if table.heads else _list(table))
    yield from (_text(line) for line in section.lines)


TO_WRITE_ON = "\\_" * 40
"""A line that is written on by hand."""


def _list(table: Table) -> Iterator[str]:
    for row in table.rows:
        name, *cells = row
        if table.by_hand and not any((name, *cells)):
            yield f"- {TO_WRITE_ON}"
            continue
        described = ", ".join(_text(cell) for cell in cells if cell)
        if table.is_written_into(row):
            described = f"{described} {TO_WRITE_ON}".lstrip()
        yield f"- **{_text(name)}:** {described}" if described else f"- **{_text(name)}**"


def _grid(table: Table) -> Iterator[str]:
    yield _row(map(_text, table.heads))
    yield _row("---:" if place in table.sums else "---" for place in range(len(table.heads)))
    for cells in table.rows:
        yield _row(map(_text, cells))


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(text: str) -> str:
    """The text as Markdown shows it unchanged: no emphasis, link, list, table or HTML begins."""
    escaped = _MARKS.sub(r"\\\g<0>", one_line(text))
    return _BEGINS_A_LINE.sub(r"\1\\\2", escaped)
