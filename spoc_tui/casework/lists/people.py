"""People in one cell of a list, as the directory's own export writes them and reads them back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from spoc_tui.casework.organisations.organisation import Contact, ListedPerson
from spoc_tui.casework.text import clean_line

_NAME_SEPARATORS = re.compile(r"\s*[;|]\s*")
_PARTS = ("name", "role", "phone", "email")


def people_text(people: Iterable[ListedPerson | Contact]) -> str:
    """People in one cell: “Ann Lee | treasurer | 01634 000000 | ann@example.org; Bob Ray”."""
    written = (
        " | ".join(
            _NAME_SEPARATORS.sub(",", described) for described in (p.name, p.role, p.phone, p.email)
        )
        for p in people
    )
    return "; ".join(one.rstrip(" |") for one in written)


def read_people(cell: str) -> list[ListedPerson]:
    """The people that `people_text` wrote, or the export's JSON; what is too much is left out."""
    people = []
    for parts in _people_in(cell):
        name, *rest = (clean_line(str(part or ""), field="people") for part in parts[:4])
        if name:
            people.append(ListedPerson(name, *rest))
    return people


def _people_in(cell: str) -> list[list[object]]:
    """Name, role, phone and e-mail address of each, as far as they are given."""
    if cell.startswith("[{"):
        try:
            return [[one.get(part) for part in _PARTS] for one in json.loads(cell)]
        except (ValueError, AttributeError, RecursionError):
            return []
    return [list(written.split("|")) for written in cell.split(";")]
