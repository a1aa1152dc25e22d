"""Lists of postcodes with the ward each is in: those with a header, and Code-Point Open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.organisations.postcodes import PostcodeRow, correct_postcode
from spoc_tui.casework.text import clean_line, fold
from spoc_tui.registers import files
from spoc_tui.registers.header import TITLE_ROWS, best_header
from spoc_tui.registers.plain_text import file_name, quoted
from spoc_tui.registers.records import FileRow, ReadingState

HEADERS_OF_FIELD = {
    "postcode": "postcode, post code, pcds, pcd2, pcd, pc",
    "ward": "ward name, ward, electoral ward, wdnm, wd name",
    "ward_code": "ward code, wdcd, wd code, osward, wc, admin ward code",
    "authority": "authority, local authority, local authority name, ladnm, district, council, "
    "district name, dc, authority name, laua, oslaua, ladcd, district code, admin district code",
}
"""Each field with the headers that mean it; of several columns the first header here counts."""
CODE_POINT = {"postcode": 0, "authority": 8, "ward_code": 9}
"""The places in Code-Point Open, whose rows have so many cells:"""
CODE_POINT_WIDTH = 10
_MEANS = {head: field for field, heads in HEADERS_OF_FIELD.items() for head in heads.split(", ")}
_RANK = {head: place for place, head in enumerate(_MEANS)}
# `lad23nm`, `wd22cd` … say of which year they are.
_YEAR = re.compile(r"(?<=[a-z])[0-9]{2}(?=(?:nm|cd)$)")
_CODE = re.compile(r"[EWSN][0-9]{8}")


def open_postcodes(path: Path) -> Iterator[PostcodeRow | RefusedRow]:
    """The rows, read as they are asked for; BadInput, with what to do, where it is no such list."""
    found = files.records(path, ReadingState(), lambda cell: _folded_head(cell) in _MEANS, "")
    first = list(islice(found, TITLE_ROWS))
    place, places = _places(path, first)
    return _rows(chain(first[place:], found), places)


def _places(path: Path, first: Sequence[FileRow | RefusedRow]) -> tuple[int, dict[str, int]]:
    """Where the rows begin, and where each field is in them."""
    cells = [[] if isinstance(row, RefusedRow) else row.cells for row in first]
    place, _ = best_header(cells, lambda cell: _folded_head(cell) in _MEANS)
    heads = [_folded_head(cell) for cell in cells[place]] if cells else []
    known = sorted(
        (at for at, head in enumerate(heads) if head in _MEANS), key=lambda at: -_RANK[heads[at]]
    )
    places = {_MEANS[heads[at]]: at for at in known}
    if "postcode" in places and {"ward", "ward_code"} & set(places):
        return place + 1, places
    if cells and len(cells[0]) == CODE_POINT_WIDTH and correct_postcode(cells[0][0]):
        return 0, CODE_POINT
    raise BadInput(
        f"{file_name(path)} is no list of postcodes that can be read: its header must name a "
        "column postcode and a column ward name or ward code; or it is Code-Point Open.",
        field="file",
    )


def _folded_head(head: str) -> str:
    return _YEAR.sub("", fold(head[:100]))


def _rows(
    rows: Iterator[FileRow | RefusedRow], places: dict[str, int]
) -> Iterator[PostcodeRow | RefusedRow]:
    needed = max(places.values())
    for row in rows:
        if isinstance(row, RefusedRow):
            yield row
        elif len(row.cells) <= needed:
            yield RefusedRow(row.line, f"Cells in this row: {len(row.cells)}, too few.")
        else:
            try:
                yield _row(row.line, {field: row.cells[at] for field, at in places.items()})
            except BadInput as error:
                yield RefusedRow(row.line, str(error))


def _row(line: int, cells: dict[str, str]) -> PostcodeRow:
    postcode = correct_postcode(cells["postcode"][:40])
    if not postcode:
        raise BadInput(f"{quoted(cells['postcode'])} is no postcode.")
    given = {
        field: clean_line(cell, field=field) for field, cell in cells.items() if field != "postcode"
    }
    if _CODE.fullmatch(given.get("ward", "")):
        given = {**given, "ward": "", "ward_code": given["ward"]}
    if not given.get("ward") and not given.get("ward_code"):
        raise BadInput(f"{postcode} is in no ward.")
    return PostcodeRow(line, postcode, **given)
