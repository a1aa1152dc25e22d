"""Finds feedback actions: by reference, by what was said, what is done, and words on them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from db.connection import Connection, Row
from db.feedback.voice_order import AS_HEARD
from db.records.survivors import joined
from db.records.words import Wanted
from spoc_tui.casework.records.kinds import FEEDBACK
from spoc_tui.casework.search.finding import Hit

_VOICE = """FROM telling AS t JOIN voice AS v ON v.uid = t.voice
    WHERE t.feedback = f.uid AND t.removed_at IS NULL AND v.removed_at IS NULL"""
_HITS = f"""
SELECT f.id, f.uid, f.reference, f.status, f.action, f.heard_at, o.uid AS organisation,
    (SELECT v.said {_VOICE} ORDER BY {AS_HEARD} LIMIT 1) AS said,
    coalesce(o.name, (SELECT v.speaker {_VOICE} ORDER BY {AS_HEARD} LIMIT 1)) AS who
FROM feedback AS f {
    joined(
        "o",
        f"(SELECT v.organisation {_VOICE} AND v.organisation IS NOT NULL "
        f"ORDER BY {AS_HEARD} LIMIT 1)",
    )
}
WHERE f.removed_at IS NULL"""
_WORDS = """
SELECT id FROM feedback WHERE id IN (
SELECT id FROM (SELECT w.rowid AS id FROM feedback_words AS w WHERE feedback_words MATCH :words
    ORDER BY w.rowid DESC LIMIT :limit)
UNION SELECT id FROM (SELECT DISTINCT f.id, f.uid FROM voice_words AS w
    JOIN voice AS one ON one.id = w.rowid
    JOIN telling AS t ON t.voice = one.uid JOIN feedback AS f ON f.uid = t.feedback
    WHERE voice_words MATCH :words AND one.removed_at IS NULL AND t.removed_at IS NULL
    ORDER BY f.uid DESC LIMIT :limit)
UNION SELECT id FROM feedback WHERE uid IN (SELECT value FROM json_each(:also)))
ORDER BY uid DESC LIMIT :limit"""


class FeedbackWords:
    """The feedback actions in a database, by their words; each is shown with an organisation that
    said it, or else with whoever did.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def with_words(self, asked: Wanted) -> list[Hit]:
        """Actions that have every word, as a beginning, in what is done, in one voice's words, or
        in one note or promise. The last heard first.
        """
        also = json.dumps(asked.have.get(FEEDBACK.code, ()))
        found = self._connection.execute(
            _WORDS, {"words": asked.words, "limit": asked.limit, "also": also}
        )
        return self.of_ids([row[0] for row in found])

    def of_ids(self, ids: Sequence[int]) -> list[Hit]:
        """These actions, the open ones and the newest first."""
        rows = self._connection.execute(
            f"{_HITS} AND f.id IN ({', '.join('?' * len(ids))}) "
            "ORDER BY f.status = 'closed', f.uid DESC",
            ids,
        )
        return [_hit(row) for row in rows]

    def of_uid(self, uid: str) -> list[Hit]:
        """This action, unless it was undone."""
        return [_hit(row) for row in self._connection.execute(f"{_HITS} AND f.uid = ?", [uid])]

    def newest_open(self, limit: int) -> list[Hit]:
        """The open actions that were heard last."""
        rows = self._connection.execute(
            # What is left out is not joined to whoever said it.
            f"{_HITS} AND f.id IN (SELECT id FROM feedback WHERE status <> 'closed' "
            "AND removed_at IS NULL ORDER BY heard_at DESC, uid DESC LIMIT ?) "
            "ORDER BY f.heard_at DESC, f.uid DESC",
            [limit],
        )
        return [_hit(row) for row in rows]


def _hit(row: Row) -> Hit:
    said = f"“{row['said']}”" if row["said"] else ""
    return Hit(
        kind=FEEDBACK.code,
        uid=row["uid"],
        reference=row["reference"],
        name=row["action"] or said,
        matched=", ".join(filter(None, (row["who"], said if row["action"] else ""))),
        phone="",
        open=int(row["status"] != "closed"),
        organisation_uid=row["organisation"],
        status=row["status"],
        came_at=row["heard_at"],
    )
