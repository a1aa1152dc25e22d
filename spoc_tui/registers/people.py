"""The people a list names at an organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spoc_tui.casework.lists.fields import PERSONAL, number_in, whose
from spoc_tui.casework.lists.people import read_people
from spoc_tui.casework.organisations.organisation import ListedOrganisation, ListedPerson
from spoc_tui.registers.cells import first_phone, parts_of, read_phone
from spoc_tui.registers.missing import line_of


class PeopleReader:
    """Reads the people of a row: “Contact 2” and “Contact 2 phone” are of a second one, and
    “Treasurer” and “Treasurer's phone” of one more.
    """

    def __init__(
        self, header: Sequence[str], mapping: Mapping[str, str], *, all_one: bool = False
    ) -> None:
        self.all_one = all_one
        """Whether each row is one person, whose all its columns of people are."""
        self.all_in_one = [
            (place, column) for place, column in enumerate(header) if mapping[column] == "people"
        ]
        self.persons: dict[tuple[int, str], list[tuple[str, int, str]]] = {}
        for place, column in enumerate(header):
            field = mapping[column]
            if field in PERSONAL:
                one = (1, "") if all_one else (number_in(column), whose(column))
                self.persons.setdefault(one, []).append((field, place, column))

    def add(self, listed: ListedOrganisation, cells: list[str]) -> None:
        """Adds them; a number or an address beside no name is the organisation's own."""
        people = [person for place, _ in self.all_in_one for person in read_people(cells[place])]
        for (_, their_role), columns in self.persons.items():
            said: dict[str, list[str]] = {field: [] for field in PERSONAL}
            for field, place, column in columns:
                read = read_phone if field == "person_phone" else line_of
                if text := read(cells[place], column):
                    said[field].append(text)
            role, phone, email = (
                ", ".join(said[field]) for field in ("person_role", "person_phone", "person_email")
            )
            names = parts_of(" ".join(said["person"]))
            phone, more = first_phone(phone)
            if more:
                also = f"Phone of {names[0]}, too: {more}" if names else f"Phone, too: {more}"
                listed.notes = "\n".join(filter(None, (listed.notes, also)))
            if names:
                people.append(ListedPerson(names[0], role or their_role, phone, email))
                people += map(ListedPerson, names[1:])
            elif self.all_one:
                kept = [
                    f"{what}: {text}"
                    for what, text in (("phone", phone), ("e-mail", email))
                    if text
                ]
                listed.notes = "\n".join(filter(None, (listed.notes, *kept)))
            else:
                listed.phone = listed.phone or phone
                listed.email = listed.email or email
        listed.people = tuple(people)
