"""Lists of people: a row is a person, and several of one firm are one organisation with several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from spoc_tui.casework.lists.facts import describe_field
from spoc_tui.casework.lists.fields import LEFT_OUT
from spoc_tui.casework.lists.headings import read_heading, words_of
from spoc_tui.casework.organisations.organisation import ListedOrganisation, ListRow
from spoc_tui.casework.text import fold
from spoc_tui.registers.records import FileRow

OF_PERSON = {"phone": "person_phone", "email": "person_email"}
"""What a column of a list of people is, that would be an organisation's in another."""
_FIRST_WORDS = frozenset(("forename", "forenames", "firstname", "fname"))
_LAST_WORDS = frozenset(("surname", "lastname", "lname"))
_OF_FIRM = frozenset(
    (
        *("business", "work", "company", "office", "firm", "main", "general"),
        *("organisation", "organization", "org", "group"),
    )
)
_FURTHER = {"email": "person_email", "person_email": "person_email"}
"""By what a heading means, what a further column of it is: a person has several addresses."""
_EMPLOYERS = frozenset(("employer", "workplace"))
_NOBODYS = frozenset(
    (
        *(
            "display",
            "formatted",
            "initials",
            "photo",
            "euid",
            "leid",
            "optin",
            "confirm",
            "gmtoff",
            "dstoff",
        ),
        *("latitude", "longitude", "gender", "sensitivity", "priority", "private"),
    )
)
"""Words for what the program that wrote a list has of its own."""
_PRIVATE = frozenset(
    (
        *("home", "spouse", "children", "birthday", "anniversary", "government", "hobby", "maiden"),
        *("nickname", "account", "billing"),
    )
)
"""Words for what is nobody's business here."""
_SALUTATIONS = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "rev", "revd", "sir", "dame", "cllr", "prof", "lady")
)
ALIKE = 5
"""How many rows must have the same in a column for it to say nothing of any."""
MOSTLY = 0.5
_MERGED = ("kind", "purpose", "address", "postcode", "ward", "phone", "email", "web", "tags")


def is_of_people(
    header: Sequence[str], mapping: Mapping[str, str], sample: Sequence[FileRow]
) -> bool:
    """Whether a list's rows are people: each has a first and a last name that are nobody's but the
    row's, and its organisation comes after them, or more than once.
    """
    first = places_of_names(header, mapping)
    names = [place for place, column in enumerate(header) if mapping[column] == "name"]
    if not (first and names):
        return False
    firms = [fold(row.cells[names[0]]) for row in sample if row.cells[names[0]].strip()]
    return names[0] > min(first) or len(set(firms)) < len(firms)


def places_of_names(header: Sequence[str], mapping: Mapping[str, str]) -> list[int]:
    """Where a person's first and last name are that are nobody's but the row's; none: not both."""
    alone = {
        words[0]: place
        for place, column in enumerate(header)
        if mapping.get(column) in ("person", "notes") and len(words := words_of(column)) == 1
    }
    first = [alone[word] for word in _FIRST_WORDS if word in alone]
    last = [alone[word] for word in _LAST_WORDS if word in alone]
    return [*first, *last] if first and last else []


def with_their_firms(
    header: Sequence[str], mapping: Mapping[str, str], sample: Sequence[FileRow]
) -> dict[str, str]:
    """The fields where a column of names only has the first and the last name of the row's person
    once more: no organisation is called so. It is called as the column of employers says, if any.
    """
    found, places = dict(mapping), places_of_names(header, mapping)
    names = [place for place, column in enumerate(header) if mapping[column] == "name"]
    for name in names if places else ():
        if _is_the_persons(name, places, sample):
            found[header[name]] = "notes"
    if found != mapping and "name" not in found.values():
        firms = (c for c in header if found[c] == "notes" and _EMPLOYERS & {*words_of(c)})
        if (firm := next(firms, None)) is not None:
            found[firm] = "name"
    return found


def _is_the_persons(column: int, places: Sequence[int], sample: Sequence[FileRow]) -> bool:
    """Whether a column has what is in those of the first and last name once more."""
    told = [row.cells for row in sample if all(row.cells[place].strip() for place in places)]
    same = sum(
        sorted(fold(cells[column]).split())
        == sorted(fold(" ".join(cells[place] for place in places)).split())
        for cells in told
    )
    return same > MOSTLY * len(told)


def as_of_people(
    header: Sequence[str], mapping: Mapping[str, str], sample: Sequence[FileRow]
) -> dict[str, str]:
    """The fields with what is the person's as that person's: e-mail addresses (each of them),
    telephones, the role. What says that it is the firm's telephone stays the firm's. A person's
    tags and kind say nothing of the firm; what is private, or of the program that wrote the list
    and not of anybody, is left out.
    """
    names = places_of_names(header, mapping)
    found = dict(mapping)
    for place, column in enumerate(header):
        if place in names:
            continue
        if mapping[column] != "name" and _is_the_persons(place, names, sample):
            found[column] = LEFT_OUT
        else:
            cells = [cell for row in sample if (cell := row.cells[place].strip())]
            found[column] = _of_person(column, mapping[column], cells)
    if "person_role" not in found.values():
        titled = (c for c in header if found[c] == "notes" and _is_role(c, header.index(c), sample))
        found.update(dict.fromkeys([*titled][:1], "person_role"))
    return found


def _of_person(column: str, field: str, cells: Sequence[str]) -> str:
    """The field of a column that is not the first or last name."""
    words = set(words_of(column))
    if field in OF_PERSON:
        return field if field == "phone" and words & _OF_FIRM else OF_PERSON[field]
    if field in ("person", "other_name", "tags", "memberships") or (
        field == "kind" and not words & _OF_FIRM
    ):
        field = "notes"  # a name once more, another's, or what the person is
    if field == "state" and "state" in words:
        field = "address"  # as Americans call a county
    if field in ("address", "postcode") and "other" in words:
        field = "notes"
    if field != "notes":
        return field
    meant = read_heading(column)
    if meant.field in _FURTHER and not (meant.is_others or words & _OF_FIRM):
        return _FURTHER[meant.field]
    is_always_so = len(cells) >= ALIKE and len(set(cells)) == 1
    return LEFT_OUT if is_always_so or words & _NOBODYS | words & _PRIVATE else "notes"


def _is_role(column: str, place: int, sample: Sequence[FileRow]) -> bool:
    """Whether a column of titles has what people are, and not how they are addressed."""
    if words_of(column)[-1:] != ["title"]:
        return False
    cells = [cell for row in sample if (cell := fold(row.cells[place]))]
    return sum(cell not in _SALUTATIONS for cell in cells) > MOSTLY * len(cells)


def together(rows: Iterable[ListRow], remarks: list[str]) -> Iterator[ListRow]:
    """The organisations on the lines they are on first, each with all its people; then the remark
    how many rows are in others. All rows are read before the first comes out.
    """
    found: list[ListRow] = []
    firms: dict[str, list[ListedOrganisation]] = {}
    merged = 0
    for row in rows:
        if not isinstance(row, ListedOrganisation):
            found.append(row)
            continue
        same = firms.setdefault(fold(row.name) or row.name, [])
        one = next((one for one in same if _may_be(one, row)), None)
        if one is None:
            same.append(row)
            found.append(row)
        else:
            merged += 1
            _add(one, row)
    if merged:
        remarks.append(
            f"It is a list of people: {merged:,} more of them are at organisations of rows above."
        )
    yield from found


def _may_be(one: ListedOrganisation, row: ListedOrganisation) -> bool:
    return not (one.postcode and row.postcode) or one.postcode == row.postcode


def _add(one: ListedOrganisation, row: ListedOrganisation) -> None:
    """Adds a person's row to their organisation; what it says otherwise is a note."""
    one.people += tuple(person for person in row.people if person not in one.people)
    who = ", ".join(person.name for person in row.people) or f"line {row.line}"
    notes = [line for line in row.notes.splitlines() if line not in one.notes.splitlines()]
    for fact in _MERGED:
        said = getattr(row, fact)
        if said and not getattr(one, fact):
            setattr(one, fact, said)
        elif said and said != getattr(one, fact):
            notes.append(f"{describe_field(fact)}: {said}")
    one.identifiers = tuple(dict.fromkeys((*one.identifiers, *row.identifiers)))
    if notes:
        described = "\n".join(f"{who}, {line}" for line in notes)
        one.notes = "\n".join(filter(None, (one.notes, described)))
