"""The facts that a list may give of an organisation."""

from __future__ import annotations

FACTS = (
    "name",
    "kind",
    "purpose",
    "address",
    "postcode",
    "ward",
    "phone",
    "email",
    "web",
    "notes",
    "state",
    "size",
    "income_pence",
    "staff",
    "volunteers",
    "incomes",
    "challenges",
    "tags",
    "memberships",
    "published_on",
    "named_on",
)
"""The attributes of a ListedOrganisation that are columns of an organisation."""
