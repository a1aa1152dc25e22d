"""Organisations, the people at them, and the numbers and lists that know them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.profile import (
    Challenge,
    Dependence,
    IncomeSource,
    PreferredWay,
    SizeBand,
)
from spoc_tui.casework.text import counted


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
    merged_into_uid: str | None = None
    merged_into: str | None = None
    """What it is read through, where it was merged."""

    @property
    def state_described(self) -> str:
        """Its state; blank where it is active, which goes without saying."""
        return "" if self.state == "active" else self.state


@dataclass(frozen=True)
class Merged:
    """An organisation that was merged into the one it is shown with."""

    uid: str
    name: str
    at: datetime


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
    wards: tuple[str, ...] = ()
    """Those that a councillor speaks for."""
    since: date | None = None


@dataclass(frozen=True)
class ListedPerson:
    """A person an outside list names at an organisation; a number alone is the organisation's."""

    name: str
    role: str = ""
    phone: str = ""
    email: str = ""


# Not frozen: a frozen one takes five times as long to make, and a register has 400,000.
@dataclass(slots=True)
class ListedOrganisation:
    """One row of an outside list, read and corrected, ready to be matched with what is stored.

    `key` identifies the row within its list from one issue of the list to the next; `row` is the
    row as it came. Facts are as they are stored: blank and None are *the list does not say*, what
    there may be several of is one text with ", " between, days are ISO text.
    """

    line: int
    key: str
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
    size: str = ""
    income_pence: int | None = None
    staff: int | None = None
    volunteers: str = ""
    incomes: str = ""
    challenges: str = ""
    tags: str = ""
    memberships: str = ""
    published_on: str | None = None
    named_on: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    other_names: tuple[str, ...] = ()
    people: tuple[ListedPerson, ...] = ()
    standing: str = ""
    """What the register says of it where it is not active: “removed 6 November 2018”."""
    row: tuple[tuple[str, str], ...] = ()
    several: tuple[str, ...] = ()
    """The names in its cell, where those seem to be of several organisations."""


@dataclass(frozen=True)
class RefusedRow:
    """A row that cannot be taken in, with its line number in the file and why."""

    line: int
    why: str
    key: str = ""
    """Its key in the list, where that could be read: the row is not gone from the list."""


@dataclass(frozen=True)
class RowElsewhere:
    """A row of an organisation outside the area that is wanted: still in the list, not taken in."""

    line: int
    key: str


ListRow = ListedOrganisation | RefusedRow | RowElsewhere
"""What a row of an outside list is read into."""


def organisations_counted(count: int) -> str:
    """“1 organisation”, “2,000 organisations”."""
    return counted(count, "organisation")
