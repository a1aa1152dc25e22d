"""Check-ins became groups, and their dates meetings (db/schema/check_ins.py): what the history does
not say of them (a reference, when they were begun), given by an action of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from db.connection import Connection
from spoc_tui.casework.records.kinds import KIND_OF_TABLE
from spoc_tui.casework.records.references import make_reference

if TYPE_CHECKING:
    from db.writing import Writing

LABEL = "Check-ins became groups, and their dates meetings"
_NUMBERED = re.compile(r"[A-Z]{3}-(?P<year>[0-9]{2})-(?P<number>[0-9]{4,})")
"""A reference of no desk’s letter."""
DATED_BY = {"groups_group": "starts", "groups_meeting": "due_on"}
"""The tables of which rows may lack a reference, each with what says when they are of where the
history does not.
"""


def name_them(store: Writing) -> None:
    """Gives those that have no reference yet what the history does not say of them; nothing where
    all have one.
    """
    if next(unnamed(store.connection), None) is None:
        return
    with store.action(LABEL, kind="setup"):
        for table, uid, values in list(unnamed(store.connection)):
            store.update(table, uid, values)


def unnamed(connection: Connection) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The table and uid of each that has no reference, and what it is given: the same at every desk
    that has the same rows.
    """
    lacking = connection.execute(
        "SELECT uid, kind FROM record WHERE reference = '' AND kind IN ('group', 'meeting')"
    ).fetchall()
    kinds = {row["kind"] for row in lacking}
    for table, day in DATED_BY.items():
        kind = KIND_OF_TABLE[table]
        if kind.code not in kinds:
            continue
        last = defaultdict[int, int](int)
        for (described,) in connection.execute(
            f"SELECT reference FROM {table} WHERE reference <> ''"
        ):
            if (number := _NUMBERED.fullmatch(described)) is not None:
                year = int(number["year"])
                last[year] = max(last[year], int(number["number"]))
        rows = connection.execute(
            f"SELECT t.*, t.{day} AS day, (SELECT min(a.at) FROM change AS c JOIN action AS a "
            "ON a.uid = c.action WHERE c.record = t.uid AND c.before IS NULL) AS at "
            f"FROM {table} AS t WHERE t.reference = '' ORDER BY at, day, t.uid"
        ).fetchall()
        for row in rows:
            began = row["at"] or f"{row['day']}T12:00:00Z"
            year = int(began[2:4])
            last[year] += 1
            reference = make_reference(kind.prefix, year, "", last[year])
            given = {"reference": reference, "began_at": began}
            if table == "groups_group":
                given["form"] = "check-in"
            elif row["held"] is None:
                given["when_"] = row["day"]
            yield table, row["uid"], given
