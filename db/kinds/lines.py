"""Declared records as the index has them: what lists of every kind show, without a declaration."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from db.survivors import joined
from spoc_tui.casework.records.kinds import DECLARED

_KINDS = ", ".join(f"'{kind.code}'" for kind in DECLARED)
_LINES = f"""SELECT r.uid, r.kind, r.reference, r.subject, r.status, r.open,
    o.uid AS organisation_uid, o.name AS organisation
    FROM record AS r {joined("o", "r.organisation")}
    WHERE r.removed_at IS NULL AND r.kind IN ({_KINDS}) AND"""


class RecordLine(NamedTuple):
    """A record of a declared kind, in short."""

    uid: str
    kind: str
    reference: str
    subject: str
    status: str
    """The code of its step."""
    is_open: bool
    organisation_uid: str | None
    organisation: str | None
    """The organisation's name, as it is read today."""

    team: None = None

    @property
    def who(self) -> str:
        return self.organisation or ""

    @property
    def organisations(self) -> str:
        return self.who

    @property
    def stands(self) -> str:
        """The step in words."""
        return self.status.replace("-", " ")


def read_lines(connection: sqlite3.Connection, uids: Sequence[str]) -> dict[str, RecordLine]:
    """The lines of these records, by uid; undone ones left out."""
    rows = connection.execute(
        f"{_LINES} r.uid IN (SELECT value FROM json_each(?))", [json.dumps(list(uids))]
    )
    return {row["uid"]: _line_of(row) for row in rows}


def _line_of(row: sqlite3.Row) -> RecordLine:
    return RecordLine(*row)._replace(is_open=bool(row["open"]))
