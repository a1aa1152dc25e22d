"""What the exported directory says of an organisation: all of it, or the public part.

The columns are those that the program reads back (registers/directory.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spoc_tui.casework.organisations.fields import ORGANISATION
from spoc_tui.casework.organisations.organisation import Contact, Organisation
from spoc_tui.casework.organisations.profile import Dependence, SizeBand

DirectoryValue = str | int | bool | date | tuple[str, ...] | tuple[Contact, ...] | None
"""What a column holds; None and empty are *not known*."""

PUBLISHED = (
    "name",
    "other_names",
    "kind",
    "purpose",
    "address",
    "postcode",
    "ward",
    "phone",
    "email",
    "web",
    "identifiers",
)
"""What may be published of an organisation that agreed to it: no person, no note, no consent."""
ALL_COLUMNS = (
    "id",
    "name",
    "other_names",
    *(field for field in ORGANISATION if field != "name"),
    "identifiers",
    "people",
    "sources",
)


@dataclass(frozen=True)
class DirectoryEntry:
    """An organisation with its other names, the people who are there, the lists that have it."""

    organisation: Organisation
    other_names: tuple[str, ...] = ()
    people: tuple[Contact, ...] = ()
    sources: tuple[str, ...] = ()


def columns(*, published: bool) -> tuple[str, ...]:
    """The names of the columns, in their order."""
    return PUBLISHED if published else ALL_COLUMNS


def values(entry: DirectoryEntry) -> dict[str, DirectoryValue]:
    """Every column of an entry; the income is text, in pounds, with pence where there are any."""
    one = entry.organisation
    return {
        "id": one.uid,
        "name": one.name,
        "other_names": entry.other_names,
        "kind": one.kind,
        "purpose": one.purpose,
        "address": one.address,
        "postcode": one.postcode,
        "ward": one.ward,
        "phone": one.phone,
        "email": one.email,
        "web": one.web,
        "notes": one.notes,
        "state": one.state,
        "size": "" if one.size is SizeBand.UNKNOWN else one.size.value,
        "income": None if one.income_pence is None else _pounds(one.income_pence),
        "staff": one.staff,
        "volunteers": "" if one.volunteers is Dependence.UNKNOWN else one.volunteers.value,
        "incomes": tuple(source.value for source in one.incomes),
        "challenges": tuple(challenge.value for challenge in one.challenges),
        "tags": one.tags,
        "memberships": one.memberships,
        "parent": one.parent or "",
        "published_on": one.published_on,
        "named_on": one.named_on,
        "not_known_before": one.not_known_before,
        "identifiers": tuple(identifier.text for identifier in one.identifiers),
        "people": entry.people,
        "sources": entry.sources,
    }


def _pounds(pence: int) -> str:
    pounds, rest = divmod(pence, 100)
    return f"{pounds}.{rest:02}" if rest else str(pounds)
