"""Excel workbooks (.xlsx) as rows of text."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Generator, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.registers.links import address_within, links_of
from spoc_tui.registers.plain_text import file_name
from spoc_tui.registers.records import FileRow, Knows, Linked, ReadingState, numbered
from spoc_tui.registers.sheets import LAST_ROW, SAVE_AS, cell_text, chosen_sheet

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MOST_TEXT = 30_000_000
"""In bytes. A workbook's texts are all together, and are all kept while it is read."""
_LINK = re.compile(r'=HYPERLINK\(\s*"([^"]+)"', re.IGNORECASE)


def records(
    path: Path, file: IO[bytes], reading: ReadingState, knows: Knows, sheet: str
) -> Generator[FileRow | RefusedRow, None, None]:
    """The rows with something in them of the sheet named, or else of the first that has a header,
    or rows. A formula gives the value it had when the workbook was saved; a row of nothing but
    formulas that were never calculated is refused.
    """
    reading.blanks_left_out = True
    try:
        _refuse_much_text(path, file)
        formulas = _opened(file, values=False) if _has_formulas(file) else None
        yield from _chosen(path, file, _opened(file), formulas, reading, knows, sheet)
    except BadInput:
        raise
    except Exception as error:  # openpyxl raises whatever it stumbles over in a damaged file.
        raise BadInput(
            f"{file_name(path)} is an Excel workbook that cannot be read. {SAVE_AS}", field="file"
        ) from error


def _refuse_much_text(path: Path, file: IO[bytes]) -> None:
    with zipfile.ZipFile(file) as archive:
        texts = [info for info in archive.infolist() if "sharedstrings" in info.filename.lower()]
    if sum(info.file_size for info in texts) > MOST_TEXT:
        raise BadInput(
            f"{file_name(path)} holds more text than can be read from a workbook. {SAVE_AS}",
            field="file",
        )


def _has_formulas(file: IO[bytes]) -> bool:
    """Whether any sheet has one: then it is read twice, for what they are and what they gave."""
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            with archive.open(name) as sheet:
                end = b""
                while part := sheet.read(1 << 16):
                    if b"<f>" in end + part or b"<f " in end + part:
                        return True
                    end = part[-2:]
    return False


def _opened(file: IO[bytes], *, values: bool = True) -> Workbook:
    """The workbook, with what its formulas gave (`values`) or as they are written."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts of a workbook that are not read
        return load_workbook(file, read_only=True, data_only=values, keep_links=False)


def _chosen(
    path: Path,
    file: IO[bytes],
    workbook: Workbook,
    formulas: Workbook | None,
    reading: ReadingState,
    knows: Knows,
    sheet: str,
) -> Iterator[FileRow | RefusedRow]:
    def rows_of(name: str, links: Mapping[tuple[int, int], str]) -> Iterator[FileRow | RefusedRow]:
        written = formulas[name] if formulas else None
        return _rows(workbook[name], written, reading, links, sizes[name])

    sizes = {one.title: one.max_row or 0 for one in workbook.worksheets}
    sheets = {one.title: one.sheet_state == "visible" for one in workbook.worksheets}
    if name := chosen_sheet(path, sheets, lambda name: rows_of(name, {}), reading, knows, sheet):
        place = getattr(workbook[name], "_worksheet_path", "")
        yield from rows_of(name, links_of(file, place))


def _rows(
    sheet: Any,
    written: Any | None,
    reading: ReadingState,
    links: Mapping[tuple[int, int], str],
    size: int,
) -> Iterator[FileRow | RefusedRow]:
    """The rows of a sheet as openpyxl opens one to be read only; `written` is the same with its
    formulas as they are written, where it has any; `links` are the addresses that cells lead to.
    """
    linked_rows = {row for row, _ in links}
    reading.linked = reading.linked or bool(links) or written is not None
    reading.size, reading.tell = size, lambda: reading.place
    for number, (cells, row, as_written) in enumerate(_read(sheet, written), 1):
        if number > LAST_ROW:
            raise BadInput(f"A sheet has {LAST_ROW:,} rows at most.", field="file")
        reading.place = number
        if number in linked_rows:
            for place, cell in enumerate(cells):
                if cell and (address := links.get((number, place + 1))):
                    cells[place] = Linked.to(address, cell)
        for place, cell in enumerate(as_written[: len(cells)]):
            if cell.data_type == "f" and (match := _LINK.match(str(cell.value))):
                cells[place] = Linked.to(address_within(match[1]), cells[place] or match[1])
        if any(map(str.strip, cells)):
            yield numbered(number, cells)
        elif column := _not_calculated(row, as_written):
            yield RefusedRow(
                number,
                f"Column {column} is a formula that was never calculated. Open the workbook in "
                "Excel, save it there, and try again.",
            )


def _read(
    sheet: Any, written: Any | None
) -> Iterator[tuple[list[str], Sequence[Any], Sequence[Any]]]:
    """What each row shows; with its cells, and those as they are written, where it has formulas:
    openpyxl makes an object of each cell only where one is asked for.
    """
    # What a sheet says of its own size is often wrong.
    sheet.reset_dimensions()
    if written is None:
        for values in sheet.iter_rows(values_only=True):
            yield [cell_text(value) for value in values], (), ()
        return
    written.reset_dimensions()
    for row, as_written in zip(sheet.iter_rows(), written.iter_rows(), strict=False):
        yield [cell_text(cell.value) for cell in row], row, as_written


def _not_calculated(row: Sequence[Any], as_written: Sequence[Any]) -> str:
    """The letter of the first formula without a result, not even an empty text; blank: none."""
    for cell, written in zip_longest(row, as_written):
        without = cell is None or (cell.value is None and cell.data_type == "n")
        if written is not None and written.data_type == "f" and without:
            return str(written.column_letter)
    return ""
