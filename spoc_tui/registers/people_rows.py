"""Lists of people: a row is a person, and several of one firm are one organisation with several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from spoc_tui.casework.lists.facts import describe_field
from spoc_tui.casework.lists.headings import words_of
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


def as_of_people(header: Sequence[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """The fields with a person's e-mail addresses and telephones as that person's. What says that
    it is the firm's telephone stays the firm's; an e-mail address of a person never is.
    """
    found = dict(mapping)
    for column in header:
        words = set(words_of(column))
        field = mapping[column]
        is_firms = bool(words & _OF_FIRM) and field == "phone"
        if field in OF_PERSON and not is_firms:
            found[column] = OF_PERSON[field]
        elif field in ("person", "other_name") and words == {"name"}:
            found[column] = "notes"  # the first and the last name once more
    return found


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
