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
from spoc_tui.casework.lists.headings import qualifier, read_heading, words_of
from spoc_tui.casework.missing import is_missing
from spoc_tui.casework.organisations.identifiers import (
    read_casc,
    read_charity_number,
    read_company_number,
    read_identifier,
)
from spoc_tui.casework.organisations.postcodes import correct_postcode
from spoc_tui.casework.text import fold
from spoc_tui.registers.cells import CODED, NUMBER_READERS, is_phone, read_identifiers
from spoc_tui.registers.header import columns_shown
from spoc_tui.registers.people_rows import places_of_names
from spoc_tui.registers.plain_text import quoted
from spoc_tui.registers.records import FileRow, address_of
from spoc_tui.registers.states import read_state

SHARE_ALIKE = 0.6
"""The share of cells that must look alike for a column to be taken for what they look like."""
_EMAIL = re.compile(r"(?:mailto:)?[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_DECIMAL = re.compile(r"-?[0-9]{1,3}\.[0-9]{3,}")
_NESTED = re.compile(r"\s*[{\[]\s*[\"{\[\]}]")
MEANT_ALL_THE_SAME = 0.3
"""The share of cells that must not speak against what a header says."""
ALIKE = 5
"""How many rows must have the same in a column for it to tell nobody from another."""
DISTINCT = 0.9
"""The share of cells that must differ in a column of keys."""
_TELLING = frozenset(
    ("key", "org_id", "phone", "email", "web", "charity_number", "company_number", "casc_number")
)
"""What is one organisation's and no other's."""


_BORNE_OUT: dict[str, Callable[[str], bool]] = {
    "phone": lambda cell: sum(map(str.isdigit, cell)) > len("01234") and not _DECIMAL.match(cell),
    "email": lambda cell: "@" in cell,
    "web": lambda cell: "." in cell or "/" in cell,
}
"""What some cell at least must look like where a header says that it is there."""


def _is_company(cell: str) -> bool:
    plain = cell.removesuffix(".0")
    number = read_company_number(plain)
    return number is not None and (len(plain) == len(number.number) or not plain.isdigit())


_LOOKS: dict[str, Callable[[str], bool]] = {
    "email": lambda cell: bool(_EMAIL.fullmatch(cell)),
    "web": lambda cell: bool(_WEB.fullmatch(cell)),
    "postcode": lambda cell: bool(correct_postcode(cell)) and " " in cell,
    "phone": is_phone,
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
    """The field of every column; `given` is settled, the rest guessed: by the words of its header,
    and by what is in it, which bears that out or does not. What is not known is kept as a note.
    """
    filled = {
        column: [
            address_of(row.cells[place]).strip()
            for row in sample
            if not is_missing(row.cells[place])
        ]
        for place, column in enumerate(header)
    }
    guessed = {column: _guess(column, filled[column]) for column in header if column not in given}
    _find_name(guessed, given, filled)
    _settle_name(guessed, given, filled)
    subject = _settle_subject(guessed, given)
    _settle_people(guessed, given)
    taken = set(given.values())
    mapping = dict.fromkeys(header, LEFT_OUT) | dict(given)

    def certainty(column: str) -> tuple[bool, bool, bool, int]:
        # Those that say something come first, and those whose header says what they are.
        meant = field_of_header(column) == guessed[column]
        is_own = not subject or qualifier(column) == subject
        return (not filled[column], not is_own, not meant, header_rank(column))

    for column in sorted(guessed, key=certainty):
        field = guessed[column]
        if field not in COMBINED_FIELDS | PERSONAL and field in taken:
            field = "other_name" if field == "name" else "notes"
        taken.add(field)
        mapping[column] = field
    return mapping


def _guess(column: str, filled: Sequence[str]) -> str:
    if filled and sum(map(bool, map(_NESTED.match, filled))) >= SHARE_ALIKE * len(filled):
        meant = field_of_header(column)
        return meant if meant == "people" else LEFT_OUT
    meant, whose = _meant(column)
    if whose == "others":
        return "notes"
    field = _by_what_is_there(meant, column, filled)
    if field in _TELLING and len(filled) >= ALIKE and len(set(filled)) == 1:
        return "notes"
    if field == "state" and "state" in words_of(column) and _says_no_state(filled):
        return "address"  # as Americans call a county
    if field == "key" and len(set(filled)) < DISTINCT * len(filled):
        return "notes"
    return field


def _says_no_state(filled: Sequence[str]) -> bool:
    """Whether no cell of a column says if anybody is still there."""
    return bool(filled) and all(read_state(cell[:300], "", "state").is_unread for cell in filled)


def _meant(column: str) -> tuple[str, str]:
    """The field that a header means, and “others” where it is of another party."""
    if field := field_of_header(column):
        return field, ""
    found = read_heading(column)
    return found.field, "others" if found.is_others else ""


def _by_what_is_there(meant: str, column: str, filled: Sequence[str]) -> str:
    looks = _looks_like(filled)
    if meant in CODED:
        return meant if _all_readable(meant, filled) else "notes"
    if meant == LEFT_OUT and filled and not _is_running_count(filled):
        meant = ""
    if looks in ("email", "phone", "web") and meant not in _NUMBERS:
        whose = "person_" if meant in ("person_email", "person_phone", "person") else ""
        return f"{whose}{looks}" if f"{whose}{looks}" in LIST_FIELDS else looks
    if looks in ("casc_number", "org_id"):
        return looks
    if meant == "org_id" and filled and not any(map(read_identifiers, filled)):
        return "key"  # the list's own: ORG001
    if looks == "company_number" and meant == "charity_number" and "charit" in fold(column):
        return meant  # SC002327 and NI106288 are a charity's there
    if looks in ("charity_number", "company_number") and meant in ("name", "charity_number"):
        return looks
    if meant and _speaks_against(meant, filled):
        return "notes"
    return meant or (looks if looks == "postcode" else "notes")


_NUMBERS = frozenset(NUMBER_READERS)


def _speaks_against(meant: str, filled: Sequence[str]) -> bool:
    """Whether hardly a cell is what the header says."""
    borne_out = _BORNE_OUT.get(meant.removeprefix("person_"))
    if borne_out is None or not filled:
        return False
    return sum(map(borne_out, filled)) < MEANT_ALL_THE_SAME * len(filled)


def _is_running_count(filled: Sequence[str]) -> bool:
    """Whether a column only counts the rows, or has codes and moments without words."""
    return all(cell.replace(".0", "").isdigit() for cell in filled) or not any(
        " " in cell and cell.replace(" ", "").isalpha() for cell in filled
    )


def _looks_like(filled: Sequence[str]) -> str:
    """The look of most of the cells; '' where they have none of their own."""
    for field, looks in _LOOKS.items():
        if filled and sum(map(looks, filled)) >= SHARE_ALIKE * len(filled):
            return field
    return ""


def _all_readable(field: str, filled: Sequence[str]) -> bool:
    try:
        return all(CODED[field](cell, field) is not None for cell in filled)
    except BadInput:
        return False


def _find_name(
    guessed: dict[str, str], given: Mapping[str, str], filled: Mapping[str, Sequence[str]]
) -> None:
    """Where no column is known to be the name, one that is called the name of something (“Site
    name”, “Customer/Supplier Name”) is, that tells most rows apart.
    """
    if "name" in {*guessed.values(), *given.values()}:
        return
    named = [
        column
        for column, field in guessed.items()
        if field == "notes"
        and "name" in (words := set(words_of(column)))
        and not words & _NAMES_OF_OTHERS
        and len(set(filled[column])) > 1
    ]
    if named:
        guessed[max(named, key=lambda column: len(set(filled[column])))] = "name"


_NAMES_OF_OTHERS = frozenset(
    (
        *("first", "last", "contact", "user", "file", "sheet", "street", "road", "ward", "area"),
        *("town", "parish", "county", "district", "council", "authority", "region", "funding"),
        *("funder", "programme", "person", "manager", "officer", "owner", "created", "modified"),
    )
)
"""Words that say that a name is of somebody or something else than the organisation."""


def _settle_name(
    guessed: dict[str, str], given: Mapping[str, str], filled: Mapping[str, Sequence[str]]
) -> None:
    """Of several columns of names the one that tells rows apart and says most plainly that it is
    one; beside “Organisation” a column “Name” is that of a person.
    """

    def certainty(column: str) -> tuple[bool, bool, bool, bool, int]:
        cells = filled[column]
        alike = len(cells) > 1 and len(set(cells)) == 1
        unsure = field_of_header(column) != "name"
        return (not cells, alike, unsure, fold(column) == "name", header_rank(column))

    if places_of_names(tuple(guessed), guessed):
        # A bare “Name” is the first and the last once more.
        bare = [c for c in guessed if guessed[c] == "name" and fold(c) == "name"]
        if len(bare) < sum(field == "name" for field in guessed.values()):
            guessed.update(dict.fromkeys(bare, "notes"))
    names = sorted((c for c in guessed if guessed[c] == "name"), key=certainty)
    people = [c for c in (*guessed, *given) if (guessed | dict(given))[c] == "person"]
    for column in names if "name" in given.values() else names[1:]:
        part = qualifier(names[0])
        if fold(column) == "name" and not people and not part:
            guessed[column] = "person"
        else:
            is_other = qualifier(column) == part and field_of_header(column) == "name"
            guessed[column] = "other_name" if is_other else "notes"


def _settle_subject(guessed: dict[str, str], given: Mapping[str, str]) -> str:
    """What the name is a part of, if anything. Where it is (“Recipient Org:Name”), what is of no
    part is of the row, which is a grant or a booking, and what is of another part somebody else's.
    """
    names = [column for column, field in {**guessed, **given}.items() if field == "name"]
    subject = qualifier(names[0]) if names else ""
    if not subject:
        return ""
    for column, field in guessed.items():
        part = qualifier(column)
        is_own = f"{part} ".startswith(f"{subject} ") or field in (LEFT_OUT, *PERSONAL)
        if not is_own and (part or field in _OF_THE_ROW):
            guessed[column] = "notes"
    return subject


_OF_THE_ROW = frozenset(
    ("key", "org_id", "purpose", "other_name", "kind", "state", "size", "income", "removed_on")
)
"""What a row has of its own that may as well be of its organisation."""


def _settle_people(guessed: dict[str, str], given: Mapping[str, str]) -> None:
    """Where a list names nobody, a contact's number is the organisation's."""
    if "person" in {*guessed.values(), *given.values()}:
        return
    for column, field in guessed.items():
        if field in PERSONAL:
            guessed[column] = field.removeprefix("person_") if field != "person_role" else "notes"
