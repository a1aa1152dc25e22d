"""What is in a summary that was written, whatever its form."""

from __future__ import annotations

import email
import io
import re
from email import policy
from email.message import EmailMessage
from typing import Any

import docx
import openpyxl

from spoc_tui.casework.week.summary import WeekSummary
from spoc_tui.reports.week.formats import WeekFormat, week_written


def texts_of(summary: WeekSummary, form: WeekFormat) -> str:
    """The text of a form, with a space for each of its marks and breaks."""
    made = week_written(summary, form)
    if form is WeekFormat.EXCEL:
        book: Any = openpyxl.load_workbook(io.BytesIO(made))
        rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
        return "\n".join(" ".join(map(str, row)) for row in rows)
    if form is WeekFormat.WORD:
        word = docx.Document(io.BytesIO(made))
        cells = (row.cells for table in word.tables for row in table.rows)
        return "\n".join(" ".join(cell.text for cell in row) for row in cells)
    if form is WeekFormat.MAIL:
        mail = email.message_from_bytes(made, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        made = "\n".join(part.get_content() for part in mail.iter_parts()).encode()
    text = re.sub("<[^>]*>", " ", made.decode()).replace("\\", "")
    return re.sub(r"\s+", " ", text)
