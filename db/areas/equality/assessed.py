"""Which records have an impact assessment: one that says so, or one that is linked to them either
way. Where none is needed, one that was closed for that reason says so.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from db.connection import by_name
from db.records.links import LINK_IN_FORCE

if TYPE_CHECKING:
    from db.connection import Connection

_THEIRS = f"""SELECT a.matter AS record, a.reference FROM equality_assessment AS a
    WHERE a.matter IN (SELECT value FROM json_each(:uids)) AND a.removed_at IS NULL
    UNION SELECT l.other, a.reference FROM link AS l JOIN equality_assessment AS a ON a.uid = l.one
    WHERE l.other IN (SELECT value FROM json_each(:uids)) AND a.removed_at IS NULL
    AND {LINK_IN_FORCE}
    UNION SELECT l.one, a.reference FROM link AS l JOIN equality_assessment AS a ON a.uid = l.other
    WHERE l.one IN (SELECT value FROM json_each(:uids)) AND a.removed_at IS NULL
    AND {LINK_IN_FORCE} ORDER BY 2"""


def assessments(connection: Connection, uids: Collection[str]) -> Mapping[str, list[str]]:
    """By record, the references of its impact assessments."""
    found = defaultdict[str, list[str]](list)
    for row in by_name(connection.execute(_THEIRS, {"uids": json.dumps([*uids])})):
        found[row["record"]].append(row["reference"])
    return found
