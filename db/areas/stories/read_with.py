"""What is read with stories, and is kept elsewhere: whether their organisation may be named."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from db.connection import Connection
from db.records.rows import RowColumns
from db.records.survivors import survivor

_NAMED = f"""SELECT o.uid AS uid, s.named_on AS named_on FROM json_each(?) AS j
    CROSS JOIN organisation AS o ON o.uid = j.value
    JOIN organisation AS s ON s.uid = {survivor("o")} WHERE s.named_on IS NOT NULL"""


def may_be_named(connection: Connection, rows: Sequence[RowColumns]) -> Mapping[str, Sequence[str]]:
    """By story, the day since when its organisation, as it is read, agrees to be named."""
    whose = {row["uid"]: row["organisation"] for row in rows}
    found = connection.execute(_NAMED, [json.dumps(sorted(set(whose.values())))])
    since = {row["uid"]: row["named_on"] for row in found.fetchall()}
    return {uid: [since[of]] for uid, of in whose.items() if of in since}


READS: Mapping[str, Callable[[Connection, Sequence[RowColumns]], Mapping[str, Sequence[object]]]]
READS = {"may_be_named": may_be_named}
"""By attribute, what reads it."""
