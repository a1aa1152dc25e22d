"""Which field each column of a list is taken for: by its header, and by what is in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.lists.fields import (
    COMBINED_FIELDS,
    LEFT_OUT,
    LIST_FIELDS,
    PERSONAL,
    field_of_header,
    header_rank,
)
from spoc_tui.casework.organisations.identifiers import (
    read_casc,
    read_charity_number,
    read_company_number,
    read_identifier,
)
from spoc_tui.casework.organisations.postcodes import correct_postcode
from spoc_tui.casework.text import fold, phone_digits
from spoc_tui.registers.cells import CODED
from spoc_tui.registers.header import columns_shown
from spoc_tui.registers.missing import is_missing
from spoc_tui.registers.plain_text import quoted
from spoc_tui.registers.records import FileRow

SHARE_ALIKE = 0.6
"""The share of cells that must look alike for a column to be taken for what they look like."""
_EMAIL = re.compile(r"(?:mailto:)?[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE = re.compile(r"[0-9+() ./-]{10,20}")
_SECOND = {
    **dict.fromkeys(("phone", "email", "web", "purpose", "kind"), "notes"),
    **dict.fromkeys(("person_phone", "person_email"), "notes"),
    "name": "other_name",
}
"""What a second column of a field is taken for, that only one can fill."""


def _is_phone(cell: str) -> bool:
    return bool(_PHONE.fullmatch(cell)) and len(phone_digits(cell)) in (10, 11)


def _is_company(cell: str) -> bool:
    plain = cell.removesuffix(".0")
    number = read_company_number(plain)
    return number is not None and (len(plain) == len(number.number) or not plain.isdigit())


_LOOKS: dict[str, Callable[[str], bool]] = {
    "email": lambda cell: bool(_EMAIL.fullmatch(cell)),
    "web": lambda cell: bool(_WEB.fullmatch(cell)),
    "postcode": lambda cell: bool(correct_postcode(cell)) and " " in cell,
    "phone": _is_phone,
    "casc_number": lambda cell: cell.startswith("GB-CASC-") and read_casc(cell) is not None,
    "org_id": lambda cell: cell.startswith("GB-") and read_identifier(cell) is not None,
    "company_number": _is_company,
    "charity_number": lambda cell: read_charity_number(cell) is not None,
}


def read_mapping(header: Sequence[str], typed: Mapping[str, str]) -> dict[str, str]:
    """What the officer says of the columns of a list of organisations. See `columns_named`."""
    return columns_named(header, typed, _field)


def columns_named(
    header: Sequence[str], typed: Mapping[str, str], field_of: Callable[[str], str]
) -> dict[str, str]:
    """What the officer says of columns: {column as in the header: field}, the field as `field_of`
    reads it. BadInput, naming what there is, for a column that is not there.
    """
    columns = {fold(column) or column: column for column in header}
    mapping = {}
    for column, field in typed.items():
        found = columns.get(fold(column) or column)
        if found is None:
            raise BadInput(
                f"There is no column {quoted(column)}. The list has {columns_shown(header)}.",
                field="map",
            )
        mapping[found] = field_of(field)
    return mapping


def _field(typed: str) -> str:
    """The field that was typed, by its name or as a header would have it."""
    name = (
        typed.strip().lower().replace(" ", "_").replace("-", "_") if typed.strip() != "-" else "-"
    )
    if name in LIST_FIELDS:
        return name
    if found := field_of_header(typed):
        return found
    raise BadInput(
        f"There is no field {quoted(typed)}. A column is one of: {', '.join(LIST_FIELDS)} "
        f"({LEFT_OUT} leaves it out).",
        field="map",
    )


def guess_mapping(
    header: Sequence[str], sample: Sequence[FileRow], given: Mapping[str, str]
) -> dict[str, str]:
    """The field of every column; `given` is settled, the rest guessed."""
    guessed = {
        column: _guess(column, [row.cells[place] for row in sample])
        for place, column in enumerate(header)
        if column not in given
    }
    _settle_name(guessed, given)
    _settle_people(guessed, given)
    taken = set(given.values())
    mapping = dict.fromkeys(header, LEFT_OUT) | dict(given)
    for column in sorted(guessed, key=lambda column: _certainty(column, guessed[column])):
        field = guessed[column]
        if field not in COMBINED_FIELDS | PERSONAL and field in taken:
            field = _SECOND.get(field, LEFT_OUT)
        taken.add(field)
        mapping[column] = field
    return mapping


def _guess(column: str, cells: Sequence[str]) -> str:
    meant = field_of_header(column)
    filled = [cell.strip() for cell in cells if not is_missing(cell)]
    looks = _looks_like(filled)
    if meant in CODED:
        return meant if _all_readable(meant, filled) else LEFT_OUT
    if looks in ("email", "phone", "web"):
        whose = "person_" if meant in ("person_email", "person_phone", "person") else ""
        return f"{whose}{looks}" if f"{whose}{looks}" in LIST_FIELDS else looks
    if looks in ("casc_number", "org_id"):
        return looks
    if looks in ("charity_number", "company_number"):
        return looks if meant in ("name", "charity_number") else meant or LEFT_OUT
    return meant or (looks if looks == "postcode" else LEFT_OUT)


def _looks_like(filled: Sequence[str]) -> str:
    """What most of the cells look like; '' where they have no look of their own."""
    for field, looks in _LOOKS.items():
        if filled and sum(map(looks, filled)) >= SHARE_ALIKE * len(filled):
            return field
    return ""


def _all_readable(field: str, filled: Sequence[str]) -> bool:
    try:
        return all(CODED[field](cell, field) is not None for cell in filled)
    except BadInput:
        return False


def _settle_name(guessed: dict[str, str], given: Mapping[str, str]) -> None:
    """Beside “Organisation” a column “Name” is that of a person."""
    names = sorted((c for c in guessed if guessed[c] == "name"), key=header_rank)
    people = [c for c in (*guessed, *given) if (guessed | dict(given))[c] == "person"]
    for column in names if "name" in given.values() else names[1:]:
        is_bare = fold(column) == "name"
        guessed[column] = "person" if is_bare and not people else "other_name"


def _settle_people(guessed: dict[str, str], given: Mapping[str, str]) -> None:
    """Where a list names nobody, a contact's number is the organisation's."""
    if "person" in {*guessed.values(), *given.values()}:
        return
    for column, field in guessed.items():
        if field in PERSONAL:
            guessed[column] = field.removeprefix("person_") if field != "person_role" else "notes"


def _certainty(column: str, field: str) -> tuple[bool, int]:
    """Columns whose header says what they are come before those that only look like it."""
    return (field_of_header(column) != field, header_rank(column))
