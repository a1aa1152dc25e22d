"""The directory as a file: CSV, an Excel workbook or JSON, written row by row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import BinaryIO

from spoc_tui.casework.lists.people import people_text
from spoc_tui.casework.organisations.directory import (
    DirectoryEntry,
    DirectoryValue,
    columns,
    values,
)
from spoc_tui.casework.organisations.organisation import Contact
from spoc_tui.casework.records.worded import Worded
from spoc_tui.casework.spreadsheets import as_text
from spoc_tui.casework.text import display_safe, one_line

VALUE_SEPARATOR = "; "
"""What is between several in one cell."""


class DirectoryFormat(Worded):
    """A file format, by the extension of its files."""

    CSV = "csv"
    EXCEL = "xlsx"
    JSON = "json"

    @property
    def words(self) -> str:
        return {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}[self.value]


def file_name(day: date, form: DirectoryFormat, *, published: bool) -> str:
    """`directory-2026-04-02.xlsx`, `directory-to-publish-2026-04-02.csv`."""
    return f"directory-{'to-publish-' if published else ''}{day.isoformat()}.{form}"


def write(
    entries: Iterable[DirectoryEntry], form: DirectoryFormat, out: BinaryIO, *, published: bool
) -> int:
    """Writes all entries; returns how many they were."""
    heads = columns(published=published)
    rows = (_row(entry, heads) for entry in entries)
    match form:
        case DirectoryFormat.CSV:
            return _write_csv(rows, heads, out)
        case DirectoryFormat.JSON:
            return _write_json(rows, heads, out)
        case DirectoryFormat.EXCEL:
            from spoc_tui.reports.documents.as_xlsx import write_sheet

            return write_sheet((list(map(plain, row)) for row in rows), heads, out)


def plain(value: DirectoryValue) -> str | int | date:
    """What a cell holds: several in one text, “yes” and “no”, and nothing for what is unknown.

    What parts several from one another is within none of them: there it becomes a comma.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value if value.isprintable() else display_safe(value)
    if isinstance(value, int | date):
        return value
    people = [one for one in value if isinstance(one, Contact)]
    if people:
        return one_line(people_text(people))
    return VALUE_SEPARATOR.join(one_line(str(part)).replace(";", ",") for part in value)


def _row(entry: DirectoryEntry, heads: Sequence[str]) -> list[DirectoryValue]:
    known = values(entry)
    return [known[head] for head in heads]


def _write_csv(
    rows: Iterable[Sequence[DirectoryValue]], heads: Sequence[str], out: BinaryIO
) -> int:
    # The mark at the beginning tells Excel that this is UTF-8.
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    try:
        writer = csv.writer(text)
        writer.writerow(heads)
        count = 0
        for row in rows:
            writer.writerow([as_text(str(plain(value))) for value in row])
            count += 1
        text.flush()
    finally:
        text.detach()
    return count


def _write_json(
    rows: Iterable[Sequence[DirectoryValue]], heads: Sequence[str], out: BinaryIO
) -> int:
    """An array with an organisation a line."""
    count = 0
    out.write(b"[")
    for count, row in enumerate(rows, 1):
        of = json.dumps(dict(zip(heads, row, strict=True)), default=_json)
        out.write(f"{',' if count > 1 else ''}\n{of}".encode())
    out.write(b"\n]\n")
    return count


def _json(value: object) -> object:
    """What JSON has no word for."""
    if isinstance(value, Contact):
        return {
            "name": value.name,
            "role": value.role,
            "phone": value.phone,
            "email": value.email,
        }
    assert isinstance(value, date)
    return value.isoformat()
