"""What is read with the records of planning, and is kept elsewhere: who speaks for their wards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from db.connection import Connection
from db.records.rows import RowColumns, day_of
from spoc_tui.casework.organisations.wards import (
    COUNCIL_MEMBERS,
    COUNCILLOR,
    Councillor,
    is_in,
    wards_in,
)
from spoc_tui.casework.text import fold

_COUNCILLORS = """SELECT c.uid, c.name, c.wards, c.since, c.left_on, o.uid AS at, o.name AS at_name
    FROM organisation AS o CROSS JOIN contact AS c ON c.organisation = o.uid
    WHERE o.folded = ? AND o.removed_at IS NULL AND c.removed_at IS NULL
    AND c.wards <> '' AND lower(c.role) LIKE ? ORDER BY c.folded, c.uid"""


def councillors(
    connection: Connection, rows: Sequence[RowColumns]
) -> Mapping[str, Sequence[Councillor]]:
    """By record, the councillors of its wards, by name; those who left are among them."""
    if not any(row["wards"] for row in rows):
        return {}
    found = connection.execute(_COUNCILLORS, [fold(COUNCIL_MEMBERS), f"%{COUNCILLOR}%"])
    sitting = [
        Councillor(
            one["uid"],
            one["name"],
            one["at"],
            one["at_name"],
            wards_in(one["wards"]),
            day_of(one["since"]),
            day_of(one["left_on"]),
        )
        for one in found.fetchall()
    ]
    its = {row["uid"]: wards_in(row["wards"]) for row in rows}
    return {
        uid: [one for one in sitting if any(is_in(one.wards, ward) for ward in wards)]
        for uid, wards in its.items()
    }


READS: Mapping[str, Callable[[Connection, Sequence[RowColumns]], Mapping[str, Sequence[object]]]]
READS = {"councillors": councillors}
"""By attribute, what reads it."""
