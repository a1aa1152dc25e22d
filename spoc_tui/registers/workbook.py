"""Excel workbooks (.xlsx) as rows of text."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.registers import sheet_cells
from spoc_tui.registers.links import address_within, links_of
from spoc_tui.registers.plain_text import file_name
from spoc_tui.registers.records import FileRow, Knows, Linked, ReadingState, numbered
from spoc_tui.registers.sheets import LAST_ROW, SAVE_AS, chosen_sheet

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
        reading.linked = reading.linked or _has_formulas(file)
        yield from _chosen(path, file, _opened(file), reading, knows, sheet)
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
    """Whether any sheet has one, by which a cell may be a link."""
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


def _opened(file: IO[bytes]) -> Workbook:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts of a workbook that are not read
        return load_workbook(file, read_only=True, keep_links=False)


def _chosen(
    path: Path,
    file: IO[bytes],
    workbook: Workbook,
    reading: ReadingState,
    knows: Knows,
    sheet: str,
) -> Iterator[FileRow | RefusedRow]:
    def rows_of(name: str, links: Mapping[tuple[int, int], str]) -> Iterator[FileRow | RefusedRow]:
        return _rows(workbook[name], reading, links, sizes[name])

    sizes = {one.title: one.max_row or 0 for one in workbook.worksheets}
    sheets = {one.title: one.sheet_state == "visible" for one in workbook.worksheets}
    if name := chosen_sheet(path, sheets, lambda name: rows_of(name, {}), reading, knows, sheet):
        place = getattr(workbook[name], "_worksheet_path", "")
        yield from rows_of(name, links_of(file, place))


def _rows(
    sheet: Any, reading: ReadingState, links: Mapping[tuple[int, int], str], size: int
) -> Iterator[FileRow | RefusedRow]:
    """The rows of a sheet as openpyxl opens one to be read only; `links` are the addresses that
    cells lead to.
    """
    linked_rows = {row for row, _ in links}
    reading.linked = reading.linked or bool(links)
    reading.size, reading.tell = size, lambda: reading.place
    for number, cells, formulas, not_calculated in sheet_cells.rows_of(sheet):
        if number > LAST_ROW:
            raise BadInput(f"A sheet has {LAST_ROW:,} rows at most.", field="file")
        reading.place = number
        if number in linked_rows:
            for place, cell in enumerate(cells):
                if cell and (address := links.get((number, place + 1))):
                    cells[place] = Linked.to(address, cell)
        for place, formula in formulas.items():
            if match := _LINK.match(formula):
                cells[place] = Linked.to(address_within(match[1]), cells[place] or match[1])
        if any(map(str.strip, cells)):
            yield numbered(number, cells)
        elif not_calculated is not None:
            yield RefusedRow(
                number,
                f"Column {_letters(not_calculated)} is a formula that was never calculated. Open "
                "the workbook in Excel, save it there, and try again.",
            )


def _letters(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(place + 1)
