"""Which organisations agreed to be named in what is published, and what the others are called."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from db.records.survivors import survivor

if TYPE_CHECKING:
    from db.connection import Connection
    from db.store import Store

LEAST_LETTERS = 4
"""Shorter names than this are words of other things, too."""
_NAMED = f"""SELECT o.uid, {survivor("o")} AS read_as FROM organisation AS o
    JOIN json_each(?) AS j ON j.value = o.uid"""
_NAMES = """SELECT o.name AS name FROM organisation AS o WHERE o.uid IN {0}
    UNION SELECT n.name FROM other_name AS n WHERE n.organisation IN {0} AND n.removed_at IS NULL
    UNION SELECT o.name FROM organisation AS o WHERE o.merged_into IN {0}"""

_SAID = f"""SELECT n.name FROM (
        SELECT o.uid, o.name AS name FROM organisation AS o
        UNION SELECT n.organisation, n.name FROM other_name AS n WHERE n.removed_at IS NULL
    ) AS n JOIN organisation AS w ON w.uid = n.uid
    JOIN organisation AS s ON s.uid = {survivor("w")}
    WHERE s.named_on IS NULL AND s.removed_at IS NULL AND length(n.name) >= {LEAST_LETTERS}
    AND (instr(:said, n.name) OR instr(lower(:said), lower(n.name)))"""


def named_and_not(store: Store, uids: Iterable[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Of these organisations the uids of those, as they are read, that agreed to be named; and the
    names of those that did not, also by their first two words, the longest first.
    """
    rows = store.connection.execute(_NAMED, [json.dumps(sorted({*uids} - {""}))]).fetchall()
    read_as = {row["read_as"] for row in rows}
    agreed = {uid for uid in read_as if store.organisations.get(uid).named_on is not None}
    asked = json.dumps(sorted(read_as - agreed))
    names = store.connection.execute(
        _NAMES.format("(SELECT value FROM json_each(:uids))"), {"uids": asked}
    )
    whole = {row["name"] for row in names}
    short = {" ".join(name.split()[:2]) for name in whole if len(name.split()) > 2}
    found = sorted(whole | short, key=lambda name: (-len(name), name))
    return frozenset(agreed), tuple(found)


def unnamed_in(connection: Connection, said: Iterable[str]) -> tuple[str, ...]:
    """The names in these words of organisations that did not agree to be named, the longest
    first.
    """
    words = " ".join(" ".join(said).split())
    names = {row["name"] for row in connection.execute(_SAID, {"said": words})}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))
