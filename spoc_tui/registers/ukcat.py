"""The sample of the UK Charity Activity Tags: charities of three regulators in one list."""

from __future__ import annotations

from spoc_tui.registers.reader import Reader

READER = Reader(
    name="UK Charity Activity Tags sample",
    source="ukcat",
    needed=frozenset({"org_id", "reg_number", "name", "ukcat"}),
    number="org_id",
    mapping={
        "org_id": "org_id",
        "name": "name",
        "postcode": "postcode",
        "active": "state",
        "activities": "purpose",
        "income": "income",
        "web": "web",
        "company_number": "company_number",
    },
)
