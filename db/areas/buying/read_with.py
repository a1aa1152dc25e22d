"""What is read with the records of buying, and is kept elsewhere: their links to other records."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from db.connection import Connection, by_name
from db.records.links import LINK_IN_FORCE
from db.records.rows import RowColumns, day_of
from spoc_tui.casework.buying.matching import Gap, Match
from spoc_tui.casework.records.link import Says

_FROM = f"""SELECT l.one AS of_, l.other AS uid, r.kind, r.reference, r.subject, l.words, l.since
    FROM json_each(:uids) AS j CROSS JOIN link AS l ON l.one = j.value
    JOIN record AS r ON r.uid = l.other
    WHERE l.says = :says AND {LINK_IN_FORCE}"""
_TO = f"""SELECT l.other AS of_, l.one AS uid, r.kind, r.reference, r.subject, l.words, l.since
    FROM json_each(:uids) AS j CROSS JOIN link AS l ON l.other = j.value
    JOIN record AS r ON r.uid = l.one
    WHERE l.says = :says AND {LINK_IN_FORCE}"""
_ORDER = "ORDER BY since, uid"


def matches(connection: Connection, rows: Sequence[RowColumns]) -> Mapping[str, Sequence[Match]]:
    """By record, what it matches, whichever of the two says so."""
    found = defaultdict[str, list[Match]](list)
    asked = _asked(rows, Says.MATCHES)
    for row in by_name(connection.execute(f"{_FROM} UNION ALL {_TO} {_ORDER}", asked)):
        on = day_of(row["since"])
        assert on is not None  # it is in force
        found[row["of_"]].append(
            Match(row["uid"], row["kind"], row["reference"], row["subject"], row["words"], on)
        )
    return found


def gaps(connection: Connection, rows: Sequence[RowColumns]) -> Mapping[str, Sequence[Gap]]:
    """By record, against what it speaks."""
    found = defaultdict[str, list[Gap]](list)
    asked = _asked(rows, Says.AGAINST)
    for row in by_name(connection.execute(f"{_FROM} {_ORDER}", asked)):
        on = day_of(row["since"])
        assert on is not None  # it is in force
        found[row["of_"]].append(
            Gap(row["uid"], row["kind"], row["reference"], row["subject"], row["words"], on)
        )
    return found


def _asked(rows: Sequence[RowColumns], says: Says) -> Mapping[str, str]:
    return {"uids": json.dumps([row["uid"] for row in rows]), "says": says.value}


READS: Mapping[str, Callable[[Connection, Sequence[RowColumns]], Mapping[str, Sequence[object]]]]
READS = {"matches": matches, "gaps": gaps}
"""By attribute, what reads it."""
