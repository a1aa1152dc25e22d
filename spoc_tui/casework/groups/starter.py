"""The groups of the Task Group's report: its paragraphs 4.11, 6.1 and 6.21."""

from __future__ import annotations

from collections.abc import Mapping

from spoc_tui.casework.kinds.starter import (
    Begun,
    Starter,
    StartingLink,
    StartingOrganisation,
    StartingRecord,
)
from spoc_tui.casework.records.link import Says

MEMBERS = (
    StartingOrganisation("Citizens Advice Medway", ("Medway CAB",)),
    StartingOrganisation("Medway Voluntary Action", ("MVA",)),
    StartingOrganisation("Healthwatch Medway"),
    StartingOrganisation("Carers First"),
    StartingOrganisation("Kent Association for the Blind", ("KAB",)),
)
"""Those of the consortium, by 6.21."""
LAUNCHED = "2019-01-01"
"""The report says January 2019 (4.11): the first of the month stands for it."""
PUT_ON_RECORD = "today"
"""For what the report gives no day of."""


def _directorates_with(since: str) -> Mapping[str, tuple[Mapping[str, str], ...]]:
    seats = [
        {"organisation": Begun(one.name), "seat": "member", "starts": since} for one in MEMBERS
    ]
    return {"members": tuple(seats)}


STARTER = Starter(
    organisations=MEMBERS,
    records={
        "consortium": StartingRecord(
            "group",
            {
                "name": "Better Together Consortium",
                "form": "consortium",
                "starts": LAUNCHED,
                "terms": "The lead providers of the council's voluntary sector contracts, who work "
                "to common values, goals and outcomes; each is independent of the others, with no "
                "legal obligations. Launched in January 2019 (4.11).",
                "notes": "Its members are those of the report (6.21).",
            },
            _directorates_with(LAUNCHED),
        ),
        "liaison": StartingRecord(
            "group",
            {
                "name": "Strategic Liaison Group",
                "short": "SLG",
                "form": "liaison",
                "papers": "yes",
                "starts": PUT_ON_RECORD,
                "virtual": "yes",
                "terms": "Works with the council to co-produce and pilot how the wider sector "
                "advises on where S106 contributions go for community facilities (6.21); it can "
                "work virtually (6.22).",
                "notes": "Suggested by the sector. The report gives no first day: it counts from "
                "the day on which it was put on record here.",
            },
            _directorates_with(PUT_ON_RECORD),
        ),
        "leaders": StartingRecord(
            "group",
            {
                "name": "VCS Leaders' Network",
                "form": "network",
                "starts": PUT_ON_RECORD,
                "terms": "Spoke for the sector to the Business Support committee (6.1).",
                "notes": "The report names no members and gives no first day: it counts from the "
                "day on which it was put on record here.",
            },
        ),
    },
    links=(StartingLink("liaison", "consortium", Says.CAME_OF, "6.21"),),
)
