"""What an OpenDocument spreadsheet (.ods) has of links, and how large its sheets are: a few bytes
of one may stand for a thousand million cells.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

MOST_LINKS = 65_530
"""As many as a workbook of the usual kind may have."""
_NAME, _REPEATED_ROWS, _REPEATED_COLUMNS = (
    "table:name",
    "table:number-rows-repeated",
    "table:number-columns-repeated",
)


@dataclass
class OpenDocument:
    """`links` are the addresses by sheet, row and column (from 0); `most_cells` how many there are
    from the first cell to the last of the largest sheet.
    """

    links: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)
    most_cells: int = 0


def look_through(archive: zipfile.ZipFile) -> OpenDocument:
    """Goes through its content; BadZipFile where there is none that can be read."""
    reader = _Reader()
    try:
        with archive.open("content.xml") as content:
            reader.parser.ParseFile(content)
    except (KeyError, expat.ExpatError) as error:
        raise zipfile.BadZipFile("no content that can be read") from error
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found = OpenDocument()
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self._sheet = ""
        self._row = self._column = 0
        self._rows = self._columns = 1
        """How many rows, and cells, the one that is read stands for."""
        self._last_column = 0

    def _begin(self, name: str, said: dict[str, str]) -> None:
        if name == "table:table":
            self._sheet, self._row, self._last_column = said.get(_NAME, ""), 0, 0
        elif name == "table:table-row":
            self._rows, self._column = _count(said.get(_REPEATED_ROWS)), 0
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._columns = _count(said.get(_REPEATED_COLUMNS))
            if any(attribute.endswith("value-type") for attribute in said):
                self._last_column = max(self._last_column, self._column + self._columns)
                cells = (self._row + self._rows) * self._last_column
                self.found.most_cells = max(self.found.most_cells, cells)
        elif name == "text:a" and (address := said.get("xlink:href")):
            links = self.found.links.setdefault(self._sheet, {})
            if len(links) < MOST_LINKS:
                links.setdefault((self._row, self._column), address)

    def _end(self, name: str) -> None:
        if name == "table:table-row":
            self._row += self._rows
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._column += self._columns


def _count(written: str | None) -> int:
    return int(written) if written and written.isascii() and written.isdigit() else 1
