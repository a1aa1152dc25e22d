"""Organisations, the people at them, and the numbers and lists that know them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spoc_tui.casework.identifiers import Identifier


@dataclass(frozen=True)
class Organisation:
    """One voluntary, community or social enterprise organisation. Blank text is *not known*."""

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
