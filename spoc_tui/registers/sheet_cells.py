"""The rows of a sheet of an Excel workbook (.xlsx) as its file has them, one after the other.
openpyxl says what the workbook has; of every cell it would make an object, and take far longer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from xml.parsers import expat

from spoc_tui.registers.sheets import cell_text

_PIECE = 1 << 16
DAYS_KEPT = 10_000
"""How many days are kept as they are shown: the same come again and again."""


class SheetRow(NamedTuple):
    """A row: its number, what its cells show, and of those with a formula that, by their places
    from 0.
    """

    number: int
    cells: list[str]
    formulas: Mapping[int, str]
    not_calculated: int | None
    """The place of the first formula without a result, not even an empty text; None: all have."""


def rows_of(sheet: Any) -> Iterator[SheetRow]:
    """The rows of a sheet that openpyxl opened to be read only, those that it says nothing of left
    out.
    """
    reader = _Reader(sheet)
    last = 0
    with sheet.parent._archive.open(sheet._worksheet_path) as file:
        while piece := file.read(_PIECE):
            reader.read(piece)
            for row in reader.taken():
                if row.number > last:
                    yield row
                    last = row.number
        reader.read(b"", is_last=True)


class _Reader:
    """Reads the file of a sheet, piece by piece. What is done for a cell is done a million times:
    it is quick rather than parted.
    """

    def __init__(self, sheet: Any) -> None:
        workbook = sheet.parent
        self._strings, self._epoch = sheet._shared_strings, workbook.epoch
        self._days = {*map(str, workbook._date_formats)}
        self._spans = {*map(str, workbook._timedelta_formats)}
        self._day = lru_cache(DAYS_KEPT)(self._day_of)
        self._rows: list[SheetRow] = []
        self._number = self._column = 0
        self._within = self._is_heard = False
        """Whether a row was begun; whether what is read now is of a cell."""
        self._kind, self._style = "n", "0"
        self._heard: list[str] = []
        self._value = ""
        self._formula: str | None = None
        self._shared_as = ""
        self._shared: dict[str, str] = {}
        self._begin_row()
        self._names: dict[str, str] = {}
        """The names of elements without what may stand before them."""
        self._places: dict[str, int] = {}
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._begins
        self._parser.EndElementHandler = self._ends
        self._parser.CharacterDataHandler = self._hears

    def read(self, piece: bytes, *, is_last: bool = False) -> None:
        """The next piece of the file."""
        self._parser.Parse(piece, is_last)

    def taken(self) -> list[SheetRow]:
        """The rows that were read since this was asked last."""
        rows, self._rows = self._rows, []
        return rows

    def _begin_row(self) -> None:
        self._cells: list[str] = []
        self._formulas: dict[int, str] = {}
        self._not_calculated: int | None = None

    def _begins(self, name: str, attributes: dict[str, str]) -> None:
        if name not in self._names:
            self._names[name] = name.rpartition(":")[2]
        bare = self._names[name]
        if bare == "c" and self._within:
            letters = attributes.get("r", "").rstrip("0123456789")
            self._column = self._place_of(letters) if letters else self._column + 1
            self._kind = attributes.get("t", "n")
            self._style = attributes.get("s", "0")
            self._value, self._formula, self._is_heard = "", None, False
            self._heard.clear()
        elif bare == "v" and self._within:
            self._is_heard = True
            self._heard.clear()
        elif bare == "row":
            self._within = True
            self._number = int(float(attributes["r"])) if "r" in attributes else self._number + 1
            self._column = 0
            self._begin_row()
        elif not self._within:
            return
        elif bare == "t":
            self._is_heard = True
        elif bare == "f":
            self._is_heard = True
            self._heard.clear()
            self._shared_as = attributes.get("si", "") if attributes.get("t") == "shared" else ""
        elif bare == "rPh":  # how a text is said, within it
            self._within = False

    def _place_of(self, letters: str) -> int:
        if letters not in self._places:
            from openpyxl.utils import column_index_from_string

            self._places[letters] = column_index_from_string(letters)
        return self._places[letters]

    def _hears(self, text: str) -> None:
        if self._is_heard:
            self._heard.append(text)

    def _ends(self, name: str) -> None:
        bare = self._names[name]
        if not self._within:
            self._within = bare == "rPh"
        elif bare == "v":
            self._value, self._is_heard = "".join(self._heard), False
        elif bare == "c":
            self._end_cell()
        elif bare == "t":
            self._is_heard = False
        elif bare == "f":
            self._formula, self._is_heard = "".join(self._heard), False
            if self._shared_as:
                self._formula = self._shared.setdefault(self._shared_as, self._formula)
        elif bare == "row":
            self._within = False
            row = SheetRow(self._number, self._cells, self._formulas, self._not_calculated)
            self._rows.append(row)

    def _end_cell(self) -> None:
        kind, value, cells, at = self._kind, self._value, self._cells, self._column - 1
        if kind == "s" and value:
            shown = cell_text(self._strings[int(value)])
        elif kind == "inlineStr":
            shown = cell_text("".join(self._heard))
        else:
            shown = self._shown(value) if value else ""
        while len(cells) <= at:
            cells.append("")
        cells[at] = shown
        if self._formula is not None:
            self._formulas[at] = f"={self._formula}"
            if not value and kind == "n" and self._not_calculated is None:
                self._not_calculated = at

    def _shown(self, value: str) -> str:
        """What a cell has that is no shared text, as text."""
        kind = self._kind
        if kind == "b":
            return cell_text(bool(int(value)))
        if kind == "d":
            return _moment(value)
        if kind != "n":
            return cell_text(value)
        if self._style in self._days:
            return self._day(value, self._style)
        return cell_text(_number_of(value))

    def _day_of(self, value: str, style: str) -> str:
        from openpyxl.utils.datetime import from_excel

        is_span = style in self._spans
        try:
            return cell_text(from_excel(_number_of(value), self._epoch, timedelta=is_span))
        except (OverflowError, ValueError):
            return ""  # no day that there is


def _moment(value: str) -> str:
    """A day or a time that is written in full."""
    from openpyxl.utils import datetime as of_openpyxl

    read: Any = of_openpyxl.from_ISO8601
    return cell_text(read(value))


def _number_of(value: str) -> float:
    return float(value) if "." in value or "E" in value or "e" in value else int(value)
