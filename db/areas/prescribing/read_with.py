"""What is read with services, and is kept elsewhere: the awards that are about them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from db.connection import Connection, by_name
from db.records.links import LINK_IN_FORCE
from db.records.rows import RowColumns, day_of
from spoc_tui.casework.dates import when
from spoc_tui.casework.prescribing.money import Money

MONEY_OF = f"""SELECT l.other, a.uid, a.reference, a.funder, a.amount, a.starts, a.awarded, a.last,
        a.closed_at
    FROM {{0}} AS s CROSS JOIN link AS l ON l.other = s.{{1}}
    JOIN money_award AS a ON a.uid = l.one
    WHERE l.says = 'about' AND {LINK_IN_FORCE} AND a.removed_at IS NULL
    ORDER BY coalesce(a.starts, a.awarded, ''), a.uid"""
"""SQL: the awards that are about the services of a table, by the column that has their uids."""


def money(connection: Connection, rows: Sequence[RowColumns]) -> Mapping[str, Sequence[Money]]:
    """By service, the awards that are about it, the first to begin first."""
    uids = json.dumps([row["uid"] for row in rows])
    found = connection.execute(MONEY_OF.format("json_each(?)", "value"), [uids])
    return by_service(by_name(found))


def by_service(rows: Iterable[Any]) -> Mapping[str, Sequence[Money]]:
    """The rows of MONEY_OF by service. An award that was closed and whose last day is not known
    ended as it was closed.
    """
    found = defaultdict[str, list[Money]](list)
    for row in rows:
        last = day_of(row["last"])
        if last is None and row["closed_at"]:
            last = when.london_date(when.from_iso(row["closed_at"]))
        first = day_of(row["starts"] or row["awarded"])
        one = Money(row["uid"], row["reference"], row["funder"], row["amount"], first, last)
        found[row["other"]].append(one)
    return found


READS: Mapping[str, Callable[[Connection, Sequence[RowColumns]], Mapping[str, Sequence[object]]]]
READS = {"money": money}
"""By attribute, what reads it."""
