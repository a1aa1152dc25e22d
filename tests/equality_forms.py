"""The council's form of an impact assessment as Word has it, made up."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from docx import Document

HEADS = ("Adverse impact", "Advance equality", "Foster good relations")
GROUPS = ("Age", "Disability")


def add_form(
    document: Any,
    title: str = "The market moves",
    on: str = "4 June 2020",
    ticked: Mapping[str, str] = {"Age": "✓--"},
    plan: Sequence[tuple[str, str, str]] = (),
    mitigation: str = "The bus stop moves as well.",
    recommendation: str = "To proceed with the change.",
    authorised: str = "16 June 2020",
) -> None:
    """A form: at its top and in its sections tables whose cells say what is to be filled in."""
    top = [
        ("TITLE\nName / description of the issue being assessed", title),
        ("DATE\nDate the DIA is completed", on),
        ("LEAD OFFICER\nName, title and dept of person responsible", "Ann Lee, Head of Markets"),
    ]
    _table(document, top)
    _section(
        document,
        "1",
        "Summary description of the proposed change\nHow does it compare with now?",
        "It moves to the High Street.",
    )
    _section(document, "2", "Summary of evidence used to support this assessment", "A survey.")
    grid = [("Protected characteristic groups (Equality Act 2010)", *HEADS)]
    for name in (*GROUPS, *(one for one in ticked if one not in GROUPS)):
        marks = ticked.get(name, "---")
        grid.append((name, *("" if mark == "-" else mark for mark in marks)))
    _table(document, [("3", "What is the likely impact of the proposed change?\nIs it likely to:")])
    _table(document, grid)
    _section(document, "4", "Summary of the likely impacts\nWho will be affected?", "Older people.")
    _section(
        document,
        "5",
        "What actions can be taken to mitigate likely adverse impacts, improve equality of "
        "opportunity or foster good relations?",
        mitigation,
    )
    _table(document, [("6", "Action plan\nActions to mitigate adverse impact")])
    _table(document, [("Action", "Lead", "Deadline or review date"), *plan])
    _section(
        document,
        "7",
        "Recommendation\nThe recommendation by the lead officer should be stated below. This may "
        "be:\nto proceed with the change implementing action plan if appropriate\nconsider "
        "alternatives\ngather further evidence",
        recommendation,
    )
    _table(
        document,
        [
            ("8", "Authorisation\nThe authorising officer is consenting that:"),
            ("Assistant Director", "Bea Hale"),
            ("Date", authorised),
        ],
    )


def as_bytes(*forms: Mapping[str, Any]) -> bytes:
    """A Word file with these forms."""
    document, file = Document(), io.BytesIO()
    for one in forms:
        add_form(document, **one)
    document.save(file)
    return file.getvalue()


def _section(document: Any, number: str, head: str, said: str) -> None:
    _table(document, [(number, head)])
    _table(document, [(said,)])


def _table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=0, cols=max(map(len, rows)))
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=False):
            cell.text = text
    document.add_paragraph("")
