"""What keeps people from volunteering, by theme: which organisations said it, of all time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from db.connection import by_name
from db.records.survivors import joined
from spoc_tui.casework.council.starting_themes import OF_BARRIERS
from spoc_tui.casework.volunteering.papers import Barrier

if TYPE_CHECKING:
    from db.connection import Connection
    from spoc_tui.casework.volunteering.signup import Signup

_ASKED = f"""SELECT DISTINCT m.name AS name, coalesce(o.uid, e.organisation) AS whose
    FROM theme AS m CROSS JOIN enquiry_theme AS t ON t.theme = m.uid AND t.removed_at IS NULL
    JOIN enquiry AS e ON e.uid = t.enquiry {joined("o", "e.organisation")}
    WHERE m.paragraph = ? AND e.organisation IS NOT NULL AND e.removed_at IS NULL"""


def barriers(
    connection: Connection, signups: Iterable[Signup], *, of: str = ""
) -> tuple[Barrier, ...]:
    """Each theme for which one of these sign-ups was given up, and each of the report's question 2
    that an enquiry carries, those of most organisations first; of one organisation alone, by its
    uid, where that is said.
    """
    asked, gave_up = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for row in by_name(connection.execute(_ASKED, [OF_BARRIERS])):
        if of in ("", row["whose"]):
            asked[row["name"]].add(row["whose"])
    for one in signups:
        if one.gave_up is not None and one.theme is not None:
            gave_up[one.theme.name].add(one.read_as(one.organisation))
    found = (
        Barrier(name, len(asked[name] | gave_up[name]), len(asked[name]), len(gave_up[name]))
        for name in sorted({*asked, *gave_up})
    )
    return tuple(sorted(found, key=lambda one: -one.organisations))
