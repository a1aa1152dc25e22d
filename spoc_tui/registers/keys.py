"""The numbers of a row, and the key by which its list knows it from one issue to the next."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.organisation import ListedOrganisation
from spoc_tui.casework.organisations.postcodes import correct_postcode
from spoc_tui.casework.text import fold
from spoc_tui.registers.cells import NUMBER_READERS, read_identifiers
from spoc_tui.registers.missing import line_of
from spoc_tui.registers.plain_text import quoted
from spoc_tui.registers.records import FileColumn

if TYPE_CHECKING:
    from spoc_tui.registers.reader import Reader


_OWN_ID = re.compile(r"(?=.*[0-9])\S{2,60}")


class KeyReader:
    """Reads them by the columns of each field, and the kind of list it is, if that is known."""

    def __init__(
        self,
        header: Sequence[str],
        columns: Mapping[str, Sequence[FileColumn]],
        reader: Reader | None,
    ) -> None:
        self.reader = reader
        self.place = header.index(reader.number) if reader else 0
        self.keys = columns.get("key", ())
        self.postcodes = columns.get("postcode", ())
        self.linked = columns.get("linked_number", ())
        self.numbers = [
            (field, column) for field in NUMBER_READERS for column in columns.get(field, ())
        ]

    def identifiers(self, cells: list[str]) -> tuple[Identifier, ...]:
        """The numbers that can be read."""
        found: dict[Identifier, None] = {}
        for field, (place, column) in self.numbers:
            if not (cell := line_of(cells[place], column)):
                continue
            if field == "org_id":
                found.update(dict.fromkeys(read_identifiers(cell)))
            elif number := NUMBER_READERS[field][0](cell):
                found[self._linked(number, cells)] = None
        return tuple(found)

    def unread(self, cells: list[str]) -> list[str]:
        """What is there in place of a number, each with its column: “Reg no: applied”.

        A nought is how lists write that there is none.
        """
        described = []
        for field, (place, column) in self.numbers:
            text = line_of(cells[place], column) if cells[place] else ""
            read = read_identifiers if field == "org_id" else NUMBER_READERS[field][0]
            if text.strip("0. ") and not read(text):
                described.append(f"{column}: {text}")
        return described

    def _linked(self, number: Identifier, cells: list[str]) -> Identifier:
        if number.scheme != "GB-CHC" or number.linked or not self.linked:
            return number
        linked = cells[self.linked[0].place].strip().removesuffix(".0")
        return (
            Identifier(number.scheme, number.number, int(linked)) if _is_linked(linked) else number
        )

    def key(self, cells: list[str], identifiers: tuple[Identifier, ...]) -> str:
        """The key by which the list itself knows the row; '' where it has none. BadInput where it
        is a register's and should have it.
        """
        if self.reader:
            return self._register_key(self.reader, cells, identifiers)
        for place, column in self.keys:
            if key := line_of(cells[place], column):
                return key
        return identifiers[0].text if identifiers else self._own_id(cells)

    def _own_id(self, cells: list[str]) -> str:
        """A key that the list made itself, in place of a register and a number."""
        for field, (place, column) in self.numbers:
            if field == "org_id" and cells[place]:
                text = line_of(cells[place], column)
                if _OWN_ID.fullmatch(text) and not read_identifiers(text):
                    return text
        return ""

    def is_by_number(self, listed: ListedOrganisation) -> bool:
        """Whether a row is known by its number in a register, which others may quote."""
        numbers = listed.identifiers
        return not self.reader and bool(numbers) and listed.key == numbers[0].text

    def with_name(self, listed: ListedOrganisation) -> str:
        """The key of one of several rows that quote one number."""
        return f"{listed.key} {fold(listed.name) or listed.name}"

    def name_key(self, cells: list[str], name: str) -> str:
        """Its key where it has no other: the name, folded, and the postcode."""
        folded = fold(name) or name
        for place, _ in self.postcodes:
            if postcode := correct_postcode(cells[place]):
                return f"{folded} {postcode}"
        return folded

    def _register_key(
        self, reader: Reader, cells: list[str], identifiers: tuple[Identifier, ...]
    ) -> str:
        typed = line_of(cells[self.place], reader.number)
        if not typed:
            raise BadInput(f"There is nothing in the column {reader.number}.")
        field = reader.mapping[reader.number]
        if field not in NUMBER_READERS:
            return typed
        read, what = NUMBER_READERS[field]
        number = read(typed)
        if number is None or (reader.scheme and number.scheme != reader.scheme):
            raise BadInput(f"{quoted(typed)} is not {what}.")
        return identifiers[0].text.removeprefix(f"{reader.scheme}-")


def _is_linked(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= len("9999")
