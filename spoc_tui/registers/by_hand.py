"""The rows of a list kept by hand: which are no organisation, and what their cells stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from spoc_tui.casework.dates.in_cells import day_in_cell
from spoc_tui.casework.lists.fields import LEFT_OUT
from spoc_tui.casework.text import fold
from spoc_tui.registers.cells import CODED, parts_of
from spoc_tui.registers.days import month_first
from spoc_tui.registers.plain_text import quoted
from spoc_tui.registers.records import FileRow, Linked

LONGEST_LINE = 300
"""In characters, of what is one line of a record (casework/text.py)."""
_AS_WRITTEN = ('"', '""', "''", "”", "“", "〃", "″", "ditto", "-do-", "do", "do.", "as above", "^")
_MARKS = (*_AS_WRITTEN, "- do -", "ditto.", "same as above", "as before", '" "', "“ ”", "-ditto-")
DITTO = frozenset(
    mark for one in _MARKS for mark in (one, one.capitalize(), one.title(), one.upper())
)
_TOTAL = re.compile(
    r"(?:grand|sub|overall|running|page)?[ -]*totals?(?:\s*[:=].*|\s*\(.*\)|\s+[£0-9,. ]+)?",
    re.IGNORECASE,
)
_TOTAL_OF = re.compile(r"(?:sub[ -]?|grand )?totals? .*|.* (?:sub[ -]?)?totals?:?", re.IGNORECASE)
_REMARK = re.compile(
    r"(?:key|notes?|n\.?b\.?|source|legend|(?:last )?updated|printed|correct as)\b[^a-z]{0,3}"
    r"(?:[:=*]|on |at |[0-9]).*|page [0-9]+.*|[*†‡©].*|end of (?:list|report|file).*",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[-(]?£? ?[0-9][0-9,]*(?:\.[0-9]+)?%?\)?")
_LONGEST_SUM = 10
"""In characters: what has more is a telephone."""
_GROUPS = re.compile(
    r"(?:clubs|groups|societies|organisations|charities|associations|services|churches|schools|"
    r"centres|projects|trusts|networks|forums|teams|activities)$",
    re.IGNORECASE,
)
_WORDS_OF_REMARK = 12
MOSTLY = 0.5
_NO_LINE = frozenset(("name", "notes", "purpose", "people", LEFT_OUT, *CODED))
_LOOKS = {
    "postcode": re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}", re.IGNORECASE).fullmatch,
    "email": re.compile(r".*@.*").fullmatch,
}
"""By field, what stands in its column and not in the next."""
_SEVERAL = frozenset(("other_name", "org_id"))
_DITTO_FIRST = "There is a ditto mark in the column {}, and nothing above it."


class Filled(NamedTuple):
    """A row's cells as they are meant, what is too long for its field (“Facebook: https://…”), and
    the addresses that its words lead to.
    """

    cells: list[str]
    notes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


class RowsByHand:
    """Looks at the rows of one list: {column: field}, and its first rows."""

    def __init__(
        self,
        header: Sequence[str],
        mapping: Mapping[str, str],
        sample: Sequence[FileRow],
        *,
        linked: bool,
    ) -> None:
        fields = [mapping[column] for column in header]
        self._header = tuple(header)
        self._fields = fields
        self._name = fields.index("name")
        self._linked = linked
        turned = month_first(header, mapping, sample)
        self._turned = [place for place, column in enumerate(header) if turned.get(column)]
        self._lines = [place for place, field in enumerate(fields) if field not in _NO_LINE]
        self._above: list[str] = []
        self._neighbours = [
            (place, field)
            for place, field in enumerate(fields[:-1])
            if field in ("postcode", "email") and fields[place + 1] not in (field, "address")
        ]
        bare = [row for row in sample if self._is_bare(row.cells)]
        names = [row.cells[self._name] for row in sample if not self._is_bare(row.cells)]
        self._is_sparse = len(bare) > MOSTLY * len(sample)
        """Whether a row with no more than a name is nothing particular."""
        self._in_capitals = sum(map(str.isupper, names)) > MOSTLY * len(names)
        self._places = {
            fold(row.cells[place])
            for row in sample
            for place, field in enumerate(fields)
            if field in ("address", "ward", "authority", "kind") and row.cells[place]
        } - {""}

    def no_organisation(self, cells: Sequence[str]) -> str:
        """Why a row is none; blank where it is one."""
        name = cells[self._name].strip()
        if ("otal" in name or "OTAL" in name) and self._is_total(name, cells):
            return f"{quoted(name)} is a sum of other rows, no organisation."
        if not name or not self._is_bare(cells):
            return ""
        if _REMARK.fullmatch(name) or (name.endswith(".") and _is_long(name)):
            return f"{quoted(name)} is a remark on the list, no organisation."
        if not self._is_sparse and self._is_heading(name):
            return (
                f"{quoted(name)} seems to be a heading of the rows below it. If it is an "
                "organisation, put what else is known of it into its row."
            )
        return ""

    def filled(self, cells: list[str]) -> Filled:
        """The cells with what stands above where there is a ditto mark, the addresses of links,
        and without what is too long. ValueError, in a sentence, for a row that cannot be meant so.
        """
        cells = self._days_turned(self._undittoed(cells))
        self._refuse_shifted(cells)
        notes: list[str] = []
        links: list[str] = []
        if self._linked:
            cells = self._led_to(cells, links)
        if max(map(len, cells)) > LONGEST_LINE:
            for place in self._lines:
                if self._is_too_long(cells[place], self._fields[place]):
                    if not notes:
                        cells = cells.copy()
                    notes.append(f"{self._header[place]}: {cells[place].strip()}")
                    cells[place] = ""
        return Filled(cells, tuple(notes), tuple(links))

    def _is_too_long(self, cell: str, field: str) -> bool:
        if len(cell) <= LONGEST_LINE:
            return False
        return field not in _SEVERAL or any(len(part) > LONGEST_LINE for part in parts_of(cell))

    def _undittoed(self, cells: list[str]) -> list[str]:
        if not DITTO.isdisjoint(cells):
            meant = cells.copy()
            for place, cell in enumerate(cells):
                if cell in DITTO:
                    if not (self._above and self._above[place]):
                        raise ValueError(_DITTO_FIRST.format(self._header[place]))
                    meant[place] = self._above[place]
            cells = meant
        self._above = cells
        return cells

    def _days_turned(self, cells: list[str]) -> list[str]:
        """With the days of columns that have the month first as they are meant."""
        for place in self._turned:
            if day := day_in_cell(cells[place], month_first=True):
                cells = cells.copy()
                cells[place] = day.isoformat()
        return cells

    def _refuse_shifted(self, cells: Sequence[str]) -> None:
        for place, field in self._neighbours:
            cell, following, looks = cells[place], cells[place + 1], _LOOKS[field]
            if following and cell and looks(following.strip()) and not looks(cell.strip()):
                raise ValueError(
                    f"The cells seem to stand one column too far to the right: in "
                    f"{self._header[place]} is {quoted(cell)}, and {quoted(following)} beside it."
                )

    def _led_to(self, cells: list[str], links: list[str]) -> list[str]:
        """The address for the words, where a link is in a column of addresses; else they are
        kept, and the address too.
        """
        meant = []
        for cell, field in zip(cells, self._fields, strict=True):
            if not isinstance(cell, Linked):
                meant.append(cell)
            elif field in ("web", "email", "person_email", *CODED):
                meant.append(cell.address)
            elif field == "notes":
                meant.append(f"{cell} ({cell.address})" if cell != cell.address else cell)
            else:
                meant.append(str(cell))
                links.append(cell.address)
        return meant

    def _is_bare(self, cells: Sequence[str]) -> bool:
        """Whether a row has no more than a name."""
        name = self._name
        return not ("".join(cells[:name]).strip() or "".join(cells[name + 1 :]).strip())

    def _is_total(self, name: str, cells: Sequence[str]) -> bool:
        if _TOTAL.fullmatch(name):
            return True
        others = [cell.strip() for place, cell in enumerate(cells) if place != self._name]
        figures = [cell for cell in others if cell]
        return (
            bool(figures)
            and all(len(cell) < _LONGEST_SUM and _FIGURE.fullmatch(cell) for cell in figures)
            and bool(_TOTAL_OF.fullmatch(name))
        )

    def _is_heading(self, name: str) -> bool:
        return (
            (name.isupper() and not self._in_capitals)
            or name.endswith(":")
            or len(name) == 1
            or fold(name) in self._places
            or bool(_GROUPS.search(name))
        )


def _is_long(name: str) -> bool:
    return len(name.split()) >= _WORDS_OF_REMARK
