"""The groups of the Task Group's report: its paragraphs 4.11, 6.1 and 6.21."""

from __future__ import annotations

from collections.abc import Mapping

from spoc_tui.casework.council.starting_themes import SAID_ON, TASK_GROUP
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
REPORTED = SAID_ON[TASK_GROUP]
"""The report's own day stands for what it gives no first day of: it was known by then."""


def _members_since(since: str) -> Mapping[str, tuple[Mapping[str, str], ...]]:
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
            _members_since(LAUNCHED),
        ),
        "liaison": StartingRecord(
            "group",
            {
                "name": "Strategic Liaison Group",
                "short": "SLG",
                "form": "liaison",
                "starts": REPORTED,
                "virtual": "yes",
                "papers": "yes",
                "terms": "Works with the council to co-produce and pilot how the wider sector "
                "advises on where S106 contributions go for community facilities (6.21); it can "
                "work virtually (6.22).",
                "notes": "Suggested by the sector. The report gives no first day of it or of its "
                "members: its own day stands for that (16 June 2020). Who sits there today is to "
                "be asked.",
            },
            _members_since(REPORTED),
        ),
        "leaders": StartingRecord(
            "group",
            {
                "name": "VCS Leaders' Network",
                "form": "network",
                "starts": REPORTED,
                "terms": "Spoke for the sector to the Business Support committee (6.1).",
                "notes": "The report names no members and gives no first day: its own day stands "
                "for that (16 June 2020).",
            },
        ),
    },
    links=(StartingLink("liaison", "consortium", Says.CAME_OF, "6.21"),),
)
