"""What is proposed of whom an organisation serves, by its free tags and by registers: unless it is
tagged so, or the officer declined it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from db.areas.equality.proposing import characteristics, proposed, sayings
from db.connection import by_name
from db.records.survivors import survivor_of

if TYPE_CHECKING:
    from db.connection import Connection
    from db.records.rows import RowColumns
    from spoc_tui.casework.kinds.evidence import Offer

_KNOWN = """SELECT s.record, s.group_ FROM json_each(?) AS j
    CROSS JOIN equality_purpose_serves AS s ON s.record = j.value WHERE s.removed_at IS NULL
    UNION SELECT d.record, d.group_ FROM json_each(?) AS j
    CROSS JOIN equality_purpose_declined AS d ON d.record = j.value WHERE d.removed_at IS NULL"""


def offered(
    connection: Connection, rows: Sequence[RowColumns], today: date | None
) -> Mapping[str, Sequence[Offer]]:
    """By record, what is proposed on it, in the order of the list."""
    if not rows:
        return {}
    whose = {row["uid"]: survivor_of(connection, row["organisation"]) for row in rows}
    said = sayings(connection, set(whose.values()))
    if not said:
        return {}
    uids = json.dumps([*whose])
    known: dict[str, set[str]] = {}
    for row in by_name(connection.execute(_KNOWN, [uids, uids])):
        known.setdefault(row["record"], set()).add(row["group_"])
    of = characteristics(connection)
    return {
        uid: proposed(said.get(organisation, ()), of, known.get(uid, set()))
        for uid, organisation in whose.items()
    }
