"""Organisations, the people at them, and the numbers and lists that know them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from spoc_tui.casework.identifiers import Identifier
from spoc_tui.casework.profile import Challenge, Dependence, IncomeSource, PreferredWay, SizeBand


@dataclass(frozen=True)
class Organisation:
    """One voluntary, community or social enterprise organisation.

    Blank text, None and an empty tuple are *not known*; of the two consents they are *no*.
    """

    uid: str
    name: str
    kind: str = ""
    purpose: str = ""
    address: str = ""
    postcode: str = ""
    ward: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""
    notes: str = ""
    state: str = "active"
    identifiers: tuple[Identifier, ...] = ()
    size: SizeBand = SizeBand.UNKNOWN
    """As the officer said; where they did not, as the income says."""
    income_pence: int | None = None
    """In a year."""
    staff: int | None = None
    volunteers: Dependence = Dependence.UNKNOWN
    incomes: tuple[IncomeSource, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    tags: tuple[str, ...] = ()
    """The officer's own words for it, in lower case."""
    memberships: tuple[str, ...] = ()
    parent_uid: str | None = None
    parent: str | None = None
    published_on: date | None = None
    """When it agreed to be published."""
    named_on: date | None = None
    """When it agreed to be named."""
    not_known_before: bool = False
    """Not previously known to the council: no list had it when it was added."""


@dataclass(frozen=True)
class OtherName:
    """Another name an organisation goes by."""

    uid: str
    name: str


@dataclass(frozen=True)
class Fact:
    """Where one thing that is known of an organisation came from."""

    field: str
    """As forms name it; `identifier` and `other_name` for those."""
    value: str
    source: str
    """The list that says so, or who typed it."""
    at: datetime


@dataclass(frozen=True)
class Contact:
    """A person at an organisation."""

    uid: str
    organisation_uid: str
    organisation: str
    name: str
    role: str = ""
    phone: str = ""
    email: str = ""
    left_on: date | None = None
    preferred: PreferredWay = PreferredWay.UNKNOWN


@dataclass(frozen=True)
class ListedOrganisation:
    """One row of an outside list, read and mended, ready to be matched with what is stored.

    `key` identifies the row within its list from one issue of the list to the next; `row` is the
    row as it came.
    """

    line: int
    key: str
    name: str
    kind: str = ""
    purpose: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""
    state: str = "active"
    identifiers: tuple[Identifier, ...] = ()
    row: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class RefusedRow:
    """A row that cannot be taken in, with its line number in the file and why."""

    line: int
    why: str
