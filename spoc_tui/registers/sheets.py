"""Which sheet of a workbook is read, and its cells as text; alike for every kind of workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.registers.header import TITLE_ROWS, best_header, columns_shown
from spoc_tui.registers.plain_text import file_name, quoted
from spoc_tui.registers.records import FileRow, Knows, ReadingState

LAST_ROW = 1_048_576
SAVE_AS = (
    "Open it in Excel and choose File, Save As, “CSV UTF-8 (Comma delimited)”; then try again."
)


def chosen_sheet(
    path: Path,
    sheets: Mapping[str, bool],
    rows_of: Callable[[str], Iterator[FileRow | RefusedRow]],
    reading: ReadingState,
    knows: Knows,
    asked: str,
) -> str:
    """The name of the sheet that is `asked` for, or else of the first in sight that has a header,
    or rows; blank where none has. `sheets` says of each whether it is in sight. What is not read of
    them is said.
    """
    named = asked.strip().casefold()
    wanted = [
        name for name, seen in sheets.items() if (name.casefold() == named if named else seen)
    ]
    if not wanted:
        raise BadInput(
            f"{file_name(path)} has no sheet {quoted(asked)}. It has {columns_shown(sheets)}.",
            field="sheet",
        )
    chosen = ""
    with_rows: dict[str, int] = {}
    for name in wanted if named else list(sheets):
        first = list(islice(rows_of(name), TITLE_ROWS))
        if first:
            cells = [row.cells for row in first if isinstance(row, FileRow)]
            with_rows[name] = best_header(
                cells, knows, may_have_values=reading.heads_may_be_values
            )[1]
            if name in wanted and with_rows[name] and not chosen:
                chosen = name
    chosen = chosen or next((name for name in with_rows if name in wanted), "")
    others = [
        quoted(name) if sheets[name] else f"{quoted(name)} (hidden)"
        for name in with_rows
        if name != chosen
    ]
    if others:
        read = f"Only the sheet {quoted(chosen)} is read" if chosen else "No sheet is read"
        reading.remarks.append(f"{read}, not {', '.join(others)}. Name another sheet to read that.")
    return chosen


def cell_text(value: object) -> str:
    """A cell's value: days in ISO, whole numbers without `.0`, what went wrong as nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return "" if value.startswith("#") and value.endswith(("!", "?", "#N/A")) else value
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    return value.isoformat() if isinstance(value, date) else str(value)
