"""Workbooks that are no .xlsx as rows of text: OpenDocument (.ods), old Excel (.xls) and binary
(.xlsb). A sheet of one is in memory as a whole while it is read, in a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Generator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.registers import open_document, workbook_process
from spoc_tui.registers.links import address_within
from spoc_tui.registers.plain_text import file_name
from spoc_tui.registers.records import FileRow, Knows, Linked, ReadingState, numbered
from spoc_tui.registers.sheets import chosen_sheet

MOST_BYTES = 40_000_000
"""Of a workbook, or of a part of one that is compressed."""
MOST_CELLS = 2_000_000
"""Of a sheet, from its first row and column to its last: some 120 bytes of memory each."""
_LINK = bytes.fromhex("d0c9ea79f9bace118c8200aa004ba90b")
"""What a link in an old workbook begins with."""
_LINKS_OF_BINARY = "xl/worksheets/_rels/"
LINKS_NOT_READ = (
    "The addresses that words lead to are not read of such a workbook. If they matter, save it as "
    "an Excel workbook (.xlsx)."
)
TOO_LARGE = (
    "{} is too large for a workbook of its kind. Open it, save the list as CSV, and try again."
)
NO_WORKBOOK = (
    "{} is no workbook that can be read: damaged, with a password, or no workbook at all. Open it, "
    "save the list as CSV or as an Excel workbook (.xlsx), and try again."
)
HAS_PASSWORD = "{} has a password. Open it, save it without one, and try again."
Links = Mapping[str, Mapping[tuple[int, int], str]]
"""By sheet, the addresses that cells lead to, by row and column from 0."""


def records(
    path: Path, file: IO[bytes], reading: ReadingState, knows: Knows, sheet: str
) -> Generator[FileRow | RefusedRow, None, None]:
    """The rows with something in them of the sheet named, or else of the first in sight that has a
    header, or rows. A formula gives the value it had when the workbook was saved.
    """
    links = _looked_through(path, file, reading)
    reading.blanks_left_out = True
    found = list(_printed(path, file))
    seen = {name: is_seen for name, is_seen, _ in found}
    first = {name: rows for name, _, rows in found}

    def rows_of(name: str) -> Iterator[FileRow | RefusedRow]:
        return _rows(first[name], {}, reading)

    if name := chosen_sheet(path, seen, rows_of, reading, knows, sheet):
        yield from _rows(_printed(path, file, name), links.get(name, {}), reading)


def _looked_through(path: Path, file: IO[bytes], reading: ReadingState) -> Links:
    """The links of a workbook, as far as they can be read. BadInput where it is too large."""
    too_large = BadInput(TOO_LARGE.format(file_name(path)), field="file")
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise too_large
    if not content.startswith(b"PK"):
        reading.remarks += [LINKS_NOT_READ] if _LINK in content else []
        return {}
    with zipfile.ZipFile(file) as archive:
        if max(info.file_size for info in archive.infolist()) > MOST_BYTES:
            raise too_large
        if "xl/workbook.bin" in archive.namelist():
            relations = [one for one in archive.namelist() if one.startswith(_LINKS_OF_BINARY)]
            if any(b"/hyperlink" in archive.read(one) for one in relations):
                reading.remarks.append(LINKS_NOT_READ)
            return {}
        found = open_document.look_through(archive)
    if found.most_cells > MOST_CELLS:
        raise too_large
    return found.links


def _printed(path: Path, file: IO[bytes], *asked: str) -> Iterator[Any]:
    """What another process prints of the workbook (workbook_process.py). BadInput where it comes to
    another end than it should.
    """
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    with subprocess.Popen(
        [sys.executable, "-P", "-m", workbook_process.__name__, *asked],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as child:
        assert child.stdout is not None
        try:
            yield from map(json.loads, child.stdout)
            ended = child.wait()
        finally:
            child.kill()
    if ended:
        said = HAS_PASSWORD if ended == workbook_process.HAS_PASSWORD else NO_WORKBOOK
        raise BadInput(said.format(file_name(path)), field="file")


def _rows(
    rows: Sequence[list[str]] | Iterator[list[str]],
    links: Mapping[tuple[int, int], str],
    reading: ReadingState,
) -> Iterator[FileRow | RefusedRow]:
    reading.linked = reading.linked or bool(links)
    reading.size = reading.place = 0  # how many there are is not known before the end
    reading.tell = lambda: reading.place
    linked_rows = {row for row, _ in links}
    for number, cells in enumerate(rows, 1):
        if number - 1 in linked_rows:
            for place, cell in enumerate(cells):
                if cell and (address := links.get((number - 1, place))):
                    cells[place] = Linked.to(address_within(address), cell)
        if any(map(str.strip, cells)):
            yield numbered(number, cells)
