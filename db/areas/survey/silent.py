"""Reads who was asked in a round of the survey and has not answered, with where they are rung."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.connection import by_name
from db.records.rows import day_of
from db.records.size_band import size_band
from db.records.survivors import joined
from spoc_tui.casework.organisations.profile import SizeBand
from spoc_tui.casework.survey.silent import Silent, in_order

if TYPE_CHECKING:
    from db.store import Store

_SILENT = f"""SELECT p.uid, p.called, p.asked, p.reminded, o.uid AS organisation, o.name, o.phone,
        {size_band("o")} AS size, c.name AS person, c.phone AS theirs
    FROM party AS p {joined("o", "p.organisation")} LEFT JOIN contact AS c ON c.uid = p.contact
    WHERE p.record = ? AND p.asked IS NOT NULL AND p.answered IS NULL AND p.excused = ''
    AND p.removed_at IS NULL ORDER BY p.asked, p.uid"""


def silent(store: Store, round_uid: str) -> list[Silent]:
    """Who has not answered a round, in the order in which they are rung."""
    found, there = [], set[str]()
    for row in by_name(store.connection.execute(_SILENT, [round_uid])):
        if row["organisation"] in there:  # it was merged with another that was asked
            continue
        there |= {row["organisation"]} - {None}
        asked = day_of(row["asked"])
        assert asked is not None
        found.append(
            Silent(
                party=row["uid"],
                organisation=row["organisation"] or "",
                name=row["name"] or row["called"] or row["person"] or "",
                person=row["person"] or "",
                number=row["theirs"] or row["phone"] or "",
                size=SizeBand(row["size"] if row["organisation"] else SizeBand.UNKNOWN),
                asked=asked,
                reminded=day_of(row["reminded"]),
            )
        )
    return in_order(found)
