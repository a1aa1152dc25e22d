"""A list of a group's members: CSV or Excel, with columns of any usual name."""

from __future__ import annotations

from spoc_tui.registers.field_rows import Columns

COLUMNS = Columns(
    {
        "organisation": "organisation, organization, organisation name, organisation or team, "
        "member, member organisation, body, group, charity, team, name",
        "person": "person, representative, rep, contact, contact name, who, who sits, attendee, "
        "named person, member name",
        "seat": "role, seat, position, role in group, capacity, membership, type",
        "starts": "from, start, starts, start date, date from, from date, since, joined, date "
        "joined, member since, appointed",
        "ends": "to, until, end, ends, end date, date to, to date, left, date left, term ends, "
        "expires",
    },
    ("organisation", "starts"),
    ("starts", "ends"),
    "Organisation, Person, Role, From, To",
)
