"""The outcome of each row of a list, as a table to keep."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from spoc_tui.casework.lists.importing import RowReport
from spoc_tui.casework.spreadsheets import as_text

REPORT_COLUMNS = ("line", "verdict", "name", "what", "field", "here", "listed", "kept")


def as_csv(rows: Iterable[RowReport]) -> Iterator[bytes]:
    """A row of the list a row, one more for each further field that it changed; for Excel too."""
    yield _line(REPORT_COLUMNS, mark="\ufeff")
    for row in rows:
        first = (str(row.line), row.verdict, row.name, row.why)
        changes = [
            (change.field, change.before, change.after, "yes" if change.kept else "no")
            for change in row.changes
        ]
        for cells in changes or [("", "", "", "")]:
            yield _line((*first, *cells))


def _line(cells: Iterable[str], mark: str = "") -> bytes:
    out = StringIO()
    csv.writer(out).writerow(map(as_text, cells))
    return (mark + out.getvalue()).encode()
