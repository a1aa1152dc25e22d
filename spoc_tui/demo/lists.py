"""The three lists that the demo's organisations are imported from, as their rows came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from spoc_tui.casework.organisations.identifiers import Identifier, read_casc, read_charity_number
from spoc_tui.casework.organisations.organisation import ListedOrganisation
from spoc_tui.demo.neighbourhood import PlannedOrganisation

CHARITY_LIST = "charity-commission"
SPORTS = "sports-clubs"
DIRECTORY_LIST = "mva-directory"
REGISTERED_CLUBS = 8
"""Community amateur sports clubs, as many as the report counts (4.9)."""

Lists = Mapping[str, list[ListedOrganisation]]


def lists_of(organisations: tuple[PlannedOrganisation, ...]) -> Lists:
    """Each list's rows by its name, in the order they are imported.

    Every other charity is in the directory too, with the phone number that its register lacks.
    """
    charities = [(n, o) for n, o in enumerate(organisations) if o.charity]
    clubs = [(n, o) for n, o in enumerate(organisations) if o.group == "sport"]
    rest = [(n, o) for n, o in enumerate(organisations) if not o.charity and o.group != "sport"]
    again = charities[::2]
    return {
        CHARITY_LIST: list(_charities(charities, {n for n, _ in again})),
        SPORTS: list(_clubs(clubs)),
        DIRECTORY_LIST: list(_directory(sorted([*rest, *again], key=lambda pair: pair[0]))),
    }


Numbered = list[tuple[int, PlannedOrganisation]]


def _charities(found: Numbered, again: set[int]) -> Iterator[ListedOrganisation]:
    for line, (number, o) in enumerate(found, start=2):
        phone = "" if number in again else o.phone
        row = {
            "registered_charity_number": o.charity,
            "charity_name": o.name.upper(),
            "charity_activities": o.purpose,
            "charity_contact_postcode": o.postcode,
            "charity_contact_phone": phone,
            "charity_contact_email": o.email,
        }
        listed = _listed(line, o.charity, o, read_charity_number(o.charity), row)
        yield replace(listed, phone=phone)


def _clubs(found: Numbered) -> Iterator[ListedOrganisation]:
    for line, (number, o) in enumerate(found, start=2):
        casc = read_casc(f"{0xDE000000 + number:08x}") if line < REGISTERED_CLUBS + 2 else None
        row = {"club": o.name, "ground": o.address, "postcode": o.postcode, "contact": o.phone}
        yield _listed(line, f"club-{number:04}", o, casc, row)


def _directory(found: Numbered) -> Iterator[ListedOrganisation]:
    for line, (number, o) in enumerate(found, start=2):
        row = {"Group": o.name, "What we do": o.purpose, "Where": o.postcode, "Call": o.phone}
        yield _listed(line, f"mva-{number:04}", o, read_charity_number(o.charity), row)


def _listed(
    line: int,
    key: str,
    o: PlannedOrganisation,
    identifier: Identifier | None,
    row: Mapping[str, str],
) -> ListedOrganisation:
    return ListedOrganisation(
        line=line,
        key=key,
        name=o.name,
        kind=o.kind,
        purpose=o.purpose,
        address=o.address,
        postcode=o.postcode,
        phone=o.phone,
        email=o.email,
        web=o.web,
        identifiers=(identifier,) if identifier else (),
        row=tuple(row.items()),
    )
