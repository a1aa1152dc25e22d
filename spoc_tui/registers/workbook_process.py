"""Reads a workbook in a process of its own, and prints what it has as lines of JSON. What reads it
ends its whole process over some damaged files, or takes all memory: then only this one ends.

Run as a module with the workbook as its standard input, it prints for each sheet its name, whether
it is in sight, and its first rows; with the name of a sheet as its argument, all rows of that one.
Each row begins in the first column, and has no blank cells at its end.
"""

from __future__ import annotations

import faulthandler
import io
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from spoc_tui.registers.header import TITLE_ROWS
from spoc_tui.registers.sheets import cell_text

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MOST_MEMORY = 1_500_000_000
"""In bytes, where the system keeps such a limit."""
MOST_SECONDS = 60
"""Within which a workbook is opened: over some damaged ones it would never end."""
NO_WORKBOOK, HAS_PASSWORD = 4, 5
"""What the process ends with where there is nothing to print."""


def main() -> int:
    """Prints what is asked of the workbook; what the process is to end with."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    _keep_limits()
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        if sys.argv[1:]:
            for row in _rows(workbook.get_sheet_by_name(sys.argv[1])):
                print(json.dumps(row))
        else:
            for one in workbook.sheets_metadata:
                first = list(islice(_rows(workbook.get_sheet_by_name(one.name)), TITLE_ROWS))
                print(json.dumps([one.name, one.visible is SheetVisibleEnum.Visible, first]))
    except PasswordError:
        return HAS_PASSWORD
    except CalamineError:
        return NO_WORKBOOK
    return 0


def _rows(sheet: CalamineSheet) -> Iterator[list[str]]:
    faulthandler.cancel_dump_traceback_later()
    before = [""] * (sheet.start[1] if sheet.start else 0)
    for row in sheet.iter_rows():
        cells = [*before, *map(cell_text, row)]
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def _keep_limits() -> None:
    # A thread of Python's would not come to its turn while a file is read.
    faulthandler.dump_traceback_later(MOST_SECONDS, exit=True)
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    sys.exit(main())
