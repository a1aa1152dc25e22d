"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Hit:
    """One thing found: an organisation, a person or an enquiry."""

    kind: str
    """organisation, person or enquiry."""
    uid: str
    reference: str
    """What an enquiry is called; blank for the others."""
    name: str
    """The organisation's or person's name, or the enquiry's subject."""
    matched: str
    """Where it was found, beside the name: the role, postcode, caller …"""
    phone: str
    open: int
    """How many open enquiries it has (for an enquiry: 1 while it is open)."""
    organisation_uid: str | None = None
