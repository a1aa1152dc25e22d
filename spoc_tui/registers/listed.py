"""A row of cells as the organisation it tells of, by the fields its columns are taken for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.lists.fields import FACT_OF, is_plain_note
from spoc_tui.casework.lists.several_names import names_in
from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.organisation import (
    ListedOrganisation,
    ListRow,
    RefusedRow,
    RowElsewhere,
)
from spoc_tui.casework.organisations.postcodes import correct_postcode
from spoc_tui.casework.organisations.profile import band_of
from spoc_tui.casework.text import clean_line, fold
from spoc_tui.registers.by_hand import LONGEST_LINE, RowsByHand
from spoc_tui.registers.cells import FACT_READERS, SUMS, first_phone, is_phone, parts_of
from spoc_tui.registers.keys import KeyReader
from spoc_tui.registers.missing import line_of, text_of
from spoc_tui.registers.people import PeopleReader
from spoc_tui.registers.records import FileColumn, FileRow
from spoc_tui.registers.states import RegisterState, read_state

if TYPE_CHECKING:
    from spoc_tui.casework.lists.area import Area
    from spoc_tui.registers.reader import Reader

_LAST_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2})[.,\s]*$", re.IGNORECASE)


class RowReader:
    """Reads the rows of one list: {column: field}, and the kind of list it is, if that is known."""

    def __init__(
        self,
        header: Sequence[str],
        mapping: Mapping[str, str],
        reader: Reader | None,
        area: Area | None,
        sample: Sequence[FileRow] = (),
        *,
        linked: bool = False,
        of_people: bool = False,
    ) -> None:
        self.header = tuple(column.lower() for column in header) if reader else tuple(header)
        self.reader = reader
        self.area = area
        self.columns: dict[str, list[FileColumn]] = {}
        for place, column in enumerate(header):
            name = self.header[place]
            self.columns.setdefault(mapping[column], []).append(FileColumn(place, name))
        self.names = self.columns["name"]
        self.postcodes = self.columns.get("postcode", [])
        self.facts = [
            (FACT_OF.get(field, field), FACT_READERS[field], column)
            for field, columns in self.columns.items()
            if field in FACT_READERS
            for column in columns
        ]
        self.sums = [
            (read, column)
            for fact, read, column in self.facts
            if fact in SUMS and not reader  # a register's own say what they say
        ]
        self.keys = KeyReader(self.header, self.columns, reader)
        self.people = PeopleReader(header, mapping, all_one=of_people)
        self.by_hand = (
            None
            if reader or len(header) == 1
            else RowsByHand(header, mapping, sample, linked=linked)
        )

    def read(self, row: FileRow) -> ListRow:
        """The organisation; a refusal where it has no name, or no key and should have one."""
        line, _, cells = row
        if self.by_hand is None:
            return self._read(line, cells, cells, ())
        if why := self.by_hand.no_organisation(cells):
            return RefusedRow(line, why)
        try:
            meant, notes, links = self.by_hand.filled(cells)
        except ValueError as error:
            return RefusedRow(line, str(error))
        listed = self._read(line, meant, cells, notes)
        if links and isinstance(listed, ListedOrganisation):
            _add_links(listed, links)
        return listed

    def _read(
        self, line: int, cells: list[str], as_it_came: list[str], notes: Sequence[str]
    ) -> ListRow:
        key = ""
        try:
            identifiers = self.keys.identifiers(cells)
            # In a list of people a key is the person's.
            key = "" if self.people.all_one else self.keys.key(cells, identifiers)
            name, several = self._name(cells)
            key = key or self.keys.name_key(cells, name)
            if self.area and not self._is_inside(cells):
                return RowElsewhere(line, key)
            listed = self._listed(line, key, name, identifiers, cells)
            if several:
                listed.several = several
        except BadInput as error:
            if self.area and not self._is_inside(cells):
                return RowElsewhere(line, key)
            return RefusedRow(line, str(error), key)
        if cells is not as_it_came:
            listed.row = tuple(zip(self.header, as_it_came, strict=True))
        if notes:
            listed.notes = "\n".join(filter(None, (listed.notes, *notes)))
        return listed

    def _listed(
        self, line: int, key: str, name: str, identifiers: tuple[Identifier, ...], cells: list[str]
    ) -> ListedOrganisation:
        values: dict[str, Any] = {}
        for fact, read, (place, column) in self.facts:
            if cells[place] and fact not in values:
                value = read(cells[place], column)
                if value or value == 0:
                    values[fact] = value
        listed = ListedOrganisation(
            line,
            key,
            name,
            identifiers=identifiers,
            row=tuple(zip(self.header, cells, strict=True)),
            **values,
        )
        if len(self.columns) > 1:
            self._add(listed, cells)
        return listed

    def _add(self, listed: ListedOrganisation, cells: list[str]) -> None:
        """Puts several cells together."""
        columns = self.columns
        stands = self._standing(cells) if {"state", "removed_on"} & columns.keys() else None
        if "notes" in columns or not self.reader:
            listed.notes = self._notes(cells, stands)
        if "address" in columns or (self.postcodes and not listed.postcode and not self.reader):
            self._add_address(listed, cells)
        if "other_name" in columns:
            listed.other_names = self._other_names(cells, listed.name)
        if stands:
            listed.state, listed.standing, _ = stands
        if listed.size == band_of(listed.income_pence):
            listed.size = ""  # It goes without saying, and changes with the income.
        if self.reader:
            listed.kind = listed.kind or self.reader.kind
        else:
            _take_postcode_out(listed)
            _put_right(listed)
            _keep_one_phone(listed)
        self.people.add(listed, cells)

    def _name(self, cells: list[str]) -> tuple[str, tuple[str, ...]]:
        """The name, and those in it where it seems to be several organisations'."""
        for place, column in self.names:
            if name := line_of(cells[place], column):
                return name, () if self.reader else names_in(cells[place])
        raise BadInput(f"There is nothing in the column {self.names[0].name}.")

    def _add_address(self, listed: ListedOrganisation, cells: list[str]) -> None:
        address = self._address(cells)
        if len(address) > LONGEST_LINE and not self.reader:
            listed.notes = "\n".join(filter(None, (listed.notes, f"Address: {address}")))
        else:
            listed.address = clean_line(address, field="address")

    def _address(self, cells: list[str]) -> str:
        parts = [line_of(cells[place], column) for place, column in self.columns.get("address", ())]
        if not self.reader:
            # Towns are among the postcodes of a list kept by hand.
            odd = [column for column in self.postcodes if not correct_postcode(cells[column.place])]
            parts += [line_of(cells[place], column) for place, column in odd]
        if len(parts) == 1:
            return parts[0]
        return ", ".join(dict.fromkeys(part.rstrip(",") for part in parts if part))

    def _notes(self, cells: list[str], stands: RegisterState | None) -> str:
        """What each column says, with the column's name where that is not “Notes” of a kind; in a
        list kept by hand also what is in place of a number or a sum.
        """
        described = []
        for place, column in self.columns.get("notes", ()):
            if text := text_of(cells[place], column):
                described.append(text if is_plain_note(column) else f"{column}: {text}")
        if not self.reader:
            described += self.keys.unread(cells)
            described += self._unread_sums(cells)
            if stands and stands.is_unread:
                columns = [*self.columns.get("state", ()), *self.columns.get("removed_on", ())]
                described += [f"{name}: {cells[at].strip()}" for at, name in columns if cells[at]]
        return "\n".join(described)

    def _unread_sums(self, cells: list[str]) -> Iterator[str]:
        for read, (place, column) in self.sums:
            text = line_of(cells[place], column)
            if text and read(text, column) is None:
                yield f"{column}: {text}"

    def _other_names(self, cells: list[str], name: str) -> tuple[str, ...]:
        names = {
            fold(part): part
            for place, column in self.columns["other_name"]
            for cell in parts_of(cells[place])
            if (part := line_of(cell, column))
        }
        names.pop(fold(name), None)
        return tuple(names.values())

    def _standing(self, cells: list[str]) -> RegisterState:
        [state, *_] = self.columns.get("state", [None])
        [removed, *_] = self.columns.get("removed_on", [None])
        described = cells[state.place] if state else ""
        return read_state(described, cells[removed.place] if removed else "", "state")

    def _is_inside(self, cells: list[str]) -> bool:
        def first(field: str) -> str:
            filled = (cells[place] for place, _ in self.columns.get(field, ()))
            return next((cell for cell in filled if cell.strip()), "")

        assert self.area
        return self.area.has(
            authority=first("authority"),
            ward=first("ward"),
            postcode=correct_postcode(first("postcode")),
        )


def _put_right(listed: ListedOrganisation) -> None:
    """In a column of e-mail addresses there may be a telephone, and the other way round; what is
    neither is kept as a note.
    """
    email, phone = listed.email, listed.phone
    if email and "@" not in email:
        listed.email = ""
        if is_phone(email) and not phone:
            listed.phone = email
        else:
            _add_note(listed, f"E-mail: {email}")
    elif "@" in phone and not is_phone(phone):
        listed.phone = ""
        if not email:
            listed.email = phone
        else:
            _add_note(listed, f"Phone: {phone}")


def _keep_one_phone(listed: ListedOrganisation) -> None:
    """A second phone number in one cell is kept as a note."""
    listed.phone, more = first_phone(listed.phone)
    if more:
        _add_note(listed, f"Phone, too: {more}")


def _add_note(listed: ListedOrganisation, note: str) -> None:
    listed.notes = "\n".join(filter(None, (listed.notes, note)))


def _take_postcode_out(listed: ListedOrganisation) -> None:
    """In a list kept by hand the postcode may be at the end of the address."""
    match = None if listed.postcode else _LAST_POSTCODE.search(listed.address)
    if match and (postcode := correct_postcode(match[1])):
        listed.postcode = postcode
        listed.address = listed.address[: match.start()].rstrip(" ,")


def _add_links(listed: ListedOrganisation, links: Sequence[str]) -> None:
    """Takes the address behind a name's words; a second one is kept as a note."""
    for address in links:
        field = "email" if "@" in address and "/" not in address else "web"
        if not getattr(listed, field) and len(address) <= LONGEST_LINE:
            setattr(listed, field, address)
        else:
            listed.notes = "\n".join(filter(None, (listed.notes, address)))
