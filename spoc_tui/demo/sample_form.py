"""The council's form of an impact assessment, filled in, as a Word file that can be imported."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_TOP = (
    ("TITLE", "Made-up parking permits"),
    ("DATE", "{on}"),
    ("LEAD OFFICER", "A made-up post"),
    ("1 Summary description of the proposed change", "Permits are given out by post alone."),
    ("2 Summary of evidence used to support this assessment", "A made-up survey of 40 households."),
    ("3 What is the likely impact of the proposed change?",),
)
_GRID = (
    ("Characteristic", "Adverse impact", "Advance equality", "Foster good relations"),
    ("Age", "✓", "", ""),
    ("Disability", "✓", "", ""),
    ("Sex", "", "", ""),
)
_REST = (
    ("4 Summary of the likely impacts", "Whoever cannot use the site has a longer way."),
    ("5 What mitigates, improves or fosters", "A telephone number, and help at the hub."),
    ("6 Action plan",),
    ("Action", "Lead", "Deadline"),
    ("Print the telephone number on the letter", "Planning", "{due}"),
    ("7 Recommendation", "To proceed with the change."),
    ("8 Authorisation", "{on}"),
)


def sample_form(on: date, due: date) -> bytes:
    """One that was completed and authorised on a day; its action is due by another."""
    from docx import Document

    document, file = Document(), io.BytesIO()
    said = {"on": on.strftime("%d/%m/%Y"), "due": due.strftime("%d/%m/%Y")}
    for rows in (_TOP, _GRID, _REST):
        _add_table(document, [[cell.format(**said) for cell in row] for row in rows])
        document.add_paragraph("")
    document.save(file)
    return file.getvalue()


def _add_table(document: WordDocument, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=0, cols=max(map(len, rows)))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = text
