"""A kind of list that is known by its columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from spoc_tui.registers.cells import NUMBER_READERS
from spoc_tui.registers.records import FileRow


@dataclass(frozen=True)
class Reader:
    """Its name, its usual name as a source, and the field of each of its columns (in lower case).

    `needed` are the columns it is known by. `number` is the column that every row must have a
    readable number in (or, where it is no register's, any text): its key.
    """

    name: str
    source: str
    needed: frozenset[str]
    number: str
    mapping: Mapping[str, str]
    kind: str = ""
    scheme: str = ""
    """The register all its numbers are of, which its keys leave out."""
    of_other_tables: frozenset[str] = frozenset()
    """Columns of other tables of the same download, which have its `needed` columns too."""
    told_by_numbers: bool = False
    """Whether other lists may have such columns too, so that the numbers have to be readable."""

    def fits(self, header: Collection[str], sample: Collection[FileRow]) -> bool:
        """Whether a list with this header (in lower case) and these first rows is of this kind."""
        if not self.needed <= set(header):
            return False
        field = self.mapping[self.number]
        if not self.told_by_numbers:
            return True
        place = list(header).index(self.number)
        numbers = [row.cells[place] for row in sample if row.cells[place].strip()]
        readable = sum(NUMBER_READERS[field][0](number) is not None for number in numbers)
        return readable * 2 >= len(numbers)
