"""Excel workbooks (.xlsx) as rows of text."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Generator, Iterator
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations import RefusedRow
from spoc_tui.registers.header import TITLE_ROWS, best_header, columns_shown
from spoc_tui.registers.plain_text import file_name, quoted
from spoc_tui.registers.records import Knows, Reading, Record, numbered

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

LAST_ROW = 1_048_576
MOST_TEXT = 30_000_000
"""In bytes. A workbook's texts stand all together, and are all kept while it is read."""
SAVE_AS = (
    "Open it in Excel and choose File, Save As, “CSV UTF-8 (Comma delimited)”; then try again."
)


def records(
    path: Path, file: IO[bytes], reading: Reading, knows: Knows, sheet: str
) -> Generator[Record | RefusedRow, None, None]:
    """The rows with something in them of the sheet named, or else of the first that has a header,
    or rows. A formula gives the value it had when the workbook was saved.
    """
    reading.blanks_left_out = True
    try:
        yield from _chosen(path, _opened(path, file), reading, knows, sheet)
    except BadInput:
        raise
    except Exception as error:  # openpyxl raises whatever it stumbles over in a damaged file.
        raise BadInput(
            f"{file_name(path)} is an Excel workbook that cannot be read. {SAVE_AS}", field="file"
        ) from error


def _opened(path: Path, file: IO[bytes]) -> Workbook:
    with zipfile.ZipFile(file) as archive:
        texts = [info for info in archive.infolist() if "sharedstrings" in info.filename.lower()]
    if sum(info.file_size for info in texts) > MOST_TEXT:
        raise BadInput(
            f"{file_name(path)} holds more text than can be read from a workbook. {SAVE_AS}",
            field="file",
        )
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts of a workbook that are not read
        return load_workbook(file, read_only=True, data_only=True, keep_links=False)


def _chosen(
    path: Path, workbook: Workbook, reading: Reading, knows: Knows, sheet: str
) -> Iterator[Record | RefusedRow]:
    names = [one.title for one in workbook.worksheets]
    wanted = [name for name in names if not sheet or name.casefold() == sheet.strip().casefold()]
    if not wanted:
        raise BadInput(
            f"{file_name(path)} has no sheet {quoted(sheet)}. It has {columns_shown(names)}.",
            field="sheet",
        )
    with_rows = []
    for name in wanted:
        rows = _rows(workbook[name], reading)
        first = list(islice(rows, TITLE_ROWS))
        cells = [row.cells for row in first if isinstance(row, Record)]
        if best_header(cells, knows)[1]:
            yield from chain(first, rows)
            return
        with_rows += [name] if first else []
    if with_rows:
        yield from _rows(workbook[with_rows[0]], reading)


def _rows(sheet: Any, reading: Reading) -> Iterator[Record | RefusedRow]:
    """The rows of a sheet as openpyxl opens one to be read only."""
    reading.size = sheet.max_row or 0
    # What a sheet says of its own size is often wrong.
    sheet.reset_dimensions()
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > LAST_ROW:
            raise BadInput(f"A sheet has {LAST_ROW:,} rows at most.", field="file")
        reading.place = number
        cells = [_text(value) for value in values]
        if any(map(str.strip, cells)):
            yield numbered(number, cells)


def _text(value: object) -> str:
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
