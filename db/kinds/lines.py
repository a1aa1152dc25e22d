"""Declared records as the index has them: what lists of every kind show, without a declaration."""

from __future__ import annotations

import json
from collections.abc import Sequence

from db.connection import Connection, Row
from db.records.own_numbers import OWN_NUMBER
from db.records.survivors import joined, with_merged
from spoc_tui.casework.records.kinds import DECLARED_KINDS
from spoc_tui.casework.records.line import RecordLine

_KINDS = ", ".join(f"'{kind.code}'" for kind in DECLARED_KINDS)
_LINES = f"""SELECT r.uid, r.kind, r.reference, r.subject, r.status, r.open,
    o.uid AS organisation_uid, o.name AS organisation, {OWN_NUMBER} AS number,
    (SELECT t.name FROM team AS t WHERE t.uid = r.team) AS team
    FROM record AS r {joined("o", "r.organisation")}
    WHERE r.removed_at IS NULL AND +r.kind IN ({_KINDS}) AND"""


def read_lines(connection: Connection, uids: Sequence[str]) -> dict[str, RecordLine]:
    """The lines of these records, by uid; undone ones left out."""
    rows = connection.execute(
        f"{_LINES} r.uid IN (SELECT value FROM json_each(?))", [json.dumps(list(uids))]
    )
    return {row["uid"]: _line_of(row) for row in rows}


def open_lines_of(connection: Connection, organisation_uid: str) -> tuple[RecordLine, ...]:
    """The open ones of an organisation, and of all that was merged into it; the last begun
    first.
    """
    rows = connection.execute(
        f"{_LINES} +r.open = 1 AND r.organisation IN {with_merged()} ORDER BY r.uid DESC",
        [organisation_uid],
    )
    return tuple(map(_line_of, rows))


def _line_of(row: Row) -> RecordLine:
    return RecordLine(*row)._replace(is_open=bool(row["open"]))
