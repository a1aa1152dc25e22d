"""Finds records of a declared kind: by the words of fields that are searched, of notes and
promises. Nothing of the declaration is asked.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from db.connection import Connection, Row
from db.records.own_numbers import OWN_NUMBER
from db.records.survivors import joined
from db.records.words import Wanted
from spoc_tui.casework.records.kinds import RecordKind
from spoc_tui.casework.search.finding import Hit


class DeclaredWords:
    """The records of one declared kind in a database."""

    def __init__(self, connection: Connection, kind: RecordKind) -> None:
        self._connection = connection
        self._kind = kind

    def with_words(self, asked: Wanted) -> list[Hit]:
        """The records that have every word, as a beginning, in what of them is searched, or in one
        note or promise; the open ones and the newest first.
        """
        uids = asked.have.get(self._kind.code)
        if not uids:
            return []
        return self._hits("r.uid IN (SELECT value FROM json_each(?))", [json.dumps(uids)])

    def of_ids(self, ids: Sequence[int]) -> list[Hit]:
        """These, likewise."""
        return self._hits("one.id IN (SELECT value FROM json_each(?))", [json.dumps(list(ids))])

    def of_uid(self, uid: str) -> list[Hit]:
        """This one, unless it was undone."""
        return self._hits("r.uid = ?", [uid])

    def newest_open(self, limit: int) -> list[Hit]:
        """The open ones that were begun last."""
        newest = (
            f"SELECT uid FROM {self._kind.table} WHERE closed_at IS NULL AND removed_at IS NULL"
        )
        return self._hits(f"r.uid IN ({newest} ORDER BY began_at DESC, uid DESC LIMIT ?)", [limit])

    def _hits(self, where: str, values: Sequence[object]) -> list[Hit]:
        rows = self._connection.execute(
            "SELECT r.*, one.began_at, o.uid AS organisation_uid, o.name AS organisation_name, "
            f"{OWN_NUMBER} AS number "
            f"FROM record AS r JOIN {self._kind.table} AS one ON one.uid = r.uid "
            f"{joined('o', 'r.organisation')} WHERE r.removed_at IS NULL AND {where} "
            "ORDER BY r.open DESC, one.began_at DESC, r.uid DESC",
            values,
        )
        return [_hit(row) for row in rows]


def _hit(row: Row) -> Hit:
    return Hit(
        kind=row["kind"],
        uid=row["uid"],
        reference=row["reference"],
        number=row["number"],
        name=row["subject"],
        matched=row["organisation_name"] or "",
        phone="",
        open=row["open"],
        organisation_uid=row["organisation_uid"],
        status=row["status"],
        came_at=row["began_at"] or "",
    )
