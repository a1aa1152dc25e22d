"""Rows of the desk that several records would have alike, gathered into one: what is only to be
tidied up, of records that belong to one group.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from db.connection import Connection
from db.records.every_kind import AgendaKey
from db.records.kind_columns import KIND_COLUMNS
from spoc_tui.casework.desk.desk import Band
from spoc_tui.casework.records.kinds import DECLARED_CODES, KIND_OF


def gathered(connection: Connection, keys: Sequence[AgendaKey]) -> list[AgendaKey]:
    """The rows in the same order: of those that say the same of one group the first, which has the
    uids of the others.
    """
    whose = dict(_whose(connection, keys))
    of = [(key.kind, key.what, whose.get(key.uid, key.uid), key.promise_uid) for key in keys]
    also = defaultdict[tuple[str, str, str, str | None], list[str]](list)
    for key, its in zip(keys, of, strict=True):
        if key.uid in whose:
            also[its].append(key.uid)
    return [
        key._replace(also=tuple(also[its][1:])) if key.uid in whose else key
        for key, its in zip(keys, of, strict=True)
        if key.uid not in whose or also[its][0] == key.uid
    ]


def _whose(connection: Connection, keys: Sequence[AgendaKey]) -> Iterator[tuple[str, str]]:
    """The records that are only to be tidied up, each with that to which it belongs."""
    uids = defaultdict[str, list[str]](list)
    for key in keys:
        if key.band == Band.TIDY and key.kind in DECLARED_CODES and key.promise_uid is None:
            uids[key.kind].append(key.uid)
    for kind, of_kind in uids.items():
        table = KIND_OF[kind].table
        column = KIND_COLUMNS[table].gathered_by
        if column and len(of_kind) > 1:
            yield from connection.execute(
                f"SELECT uid, {column} FROM {table} WHERE uid IN (SELECT value FROM json_each(?))",
                [json.dumps(of_kind)],
            )
