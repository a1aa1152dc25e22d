"""Finds enquiries by words in them, what belongs to them included, and past ones much alike."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.connection import Connection, Row
from db.records.survivors import joined
from db.records.words import Wanted
from spoc_tui.casework.records.kinds import ENQUIRY
from spoc_tui.casework.search.finding import Hit

if TYPE_CHECKING:
    from spoc_tui.casework.enquiries.enquiry import Enquiry

MOST_MATCHES = 300
"""How many matches are looked at, the newest first, before they are ranked."""
MOST_COMPARED = 30
"""How many of those are held against what is asked, the best first."""

_HITS = f"""
SELECT e.id, e.uid, e.reference, e.subject, e.status, e.urgency, e.phone, e.received_at,
    o.uid AS organisation,
    coalesce(o.name, c.name, nullif(e.caller, ''), 'caller not known') AS who
FROM enquiry AS e {joined("o", "e.organisation")}
LEFT JOIN contact AS c ON c.uid = e.contact
WHERE e.removed_at IS NULL"""
_NEWEST = """
SELECT id FROM enquiry WHERE id IN (
SELECT id FROM (SELECT w.rowid AS id FROM enquiry_words AS w JOIN enquiry AS e ON e.id = w.rowid
    WHERE enquiry_words MATCH :words AND e.removed_at IS NULL ORDER BY w.rowid DESC LIMIT :limit)
UNION SELECT id FROM enquiry WHERE uid IN (SELECT value FROM json_each(:also)))
ORDER BY uid DESC LIMIT :limit"""
_SIMILAR = """
SELECT e.uid, e.subject, e.detail, e.answer, e.topic,
    (SELECT group_concat(theme.name, ' ') FROM enquiry_theme AS et
        JOIN theme ON theme.uid = et.theme
        WHERE et.enquiry = e.uid AND et.removed_at IS NULL) AS themes FROM (
    SELECT w.rowid AS id, w.rank FROM enquiry_words AS w JOIN enquiry AS past ON past.id = w.rowid
    WHERE enquiry_words MATCH ? AND past.answer <> '' AND past.removed_at IS NULL
    ORDER BY w.rowid DESC LIMIT ?) AS near
JOIN enquiry AS e ON e.id = near.id LEFT JOIN topic ON topic.uid = e.topic
WHERE coalesce(topic.urgent, 0) = 0 ORDER BY near.rank LIMIT ?"""
_TOPICS = "SELECT uid, code || ' ' || name AS called, words FROM topic"


class EnquiryWords:
    """The enquiries in a database, by their words."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def with_words(self, asked: Wanted) -> list[Hit]:
        """Enquiries that have every word, as a beginning: in the subject, detail, answer or caller,
        or in one note or one promise. The last logged first.
        """
        also = json.dumps(asked.have.get(ENQUIRY.code, ()))
        found = self._connection.execute(
            _NEWEST, {"words": asked.words, "limit": asked.limit, "also": also}
        )
        return self.of_ids([row[0] for row in found])

    def of_ids(self, ids: Sequence[int]) -> list[Hit]:
        """These enquiries, the newest first."""
        rows = self._connection.execute(
            f"{_HITS} AND e.id IN ({', '.join('?' * len(ids))}) ORDER BY e.uid DESC", ids
        )
        return [_hit(row) for row in rows]

    def of_uid(self, uid: str) -> list[Hit]:
        """This enquiry, unless it was undone."""
        return [_hit(row) for row in self._connection.execute(f"{_HITS} AND e.uid = ?", [uid])]

    def newest_open(self, limit: int) -> list[Hit]:
        """The open enquiries that were received last."""
        rows = self._connection.execute(
            f"{_HITS} AND e.status <> 'closed' ORDER BY e.received_at DESC, e.uid DESC LIMIT ?",
            [limit],
        )
        return [_hit(row) for row in rows]

    def similar(self, subject: str, limit: int, topic_uid: str | None) -> list[Enquiry]:
        """Past enquiries like this one, with the answers given then; the most alike first.

        What is of a topic that is urgent by itself is never among them, nor what is on safeguarding
        by its topic, its themes or its words.
        """
        from db.enquiries.rows import read_enquiries
        from spoc_tui.casework.council.telling_words import forms, telling_words
        from spoc_tui.casework.enquiries.likeness import best_of, is_alike, likeness

        words = telling_words(subject)
        if not words:
            return []
        # Whole words: beginnings would be looked up in all of a large index at every keystroke.
        any_word = " OR ".join(f'"{form}"' for word in words for form in forms(word))
        alike = []
        for row in self._connection.execute(_SIMILAR, [any_word, MOST_MATCHES, MOST_COMPARED]):
            share = likeness(words, row["subject"], row["detail"])
            same_topic = topic_uid is not None and row["topic"] == topic_uid
            if is_alike(share, same_topic=same_topic):
                alike.append((share, row))
        best = best_of([(share, row["uid"]) for share, row in self._to_quote(alike)], limit)
        marks = ", ".join("?" * len(best))
        found = read_enquiries(self._connection, f"e.uid IN ({marks})", best)
        return sorted(found, key=lambda enquiry: best.index(enquiry.uid))

    def _to_quote(self, alike: list[tuple[float, Row]]) -> list[tuple[float, Row]]:
        """Without those on safeguarding."""
        from spoc_tui.casework.enquiries.likeness import is_confidential

        if not alike:
            return []
        topics = [
            row for row in self._connection.execute(_TOPICS) if is_confidential(row["called"], ())
        ]
        uids = {row["uid"] for row in topics}
        words = [word for row in topics for word in row["words"].split(",")]

        def is_private(row: Row) -> bool:
            text = " ".join((row["subject"], row["detail"], row["answer"], row["themes"] or ""))
            return row["topic"] in uids or is_confidential(text, words)

        return [(share, row) for share, row in alike if not is_private(row)]


def _hit(row: Row) -> Hit:
    status = "waiting on the caller" if row["status"] == "waiting" else row["status"]
    return Hit(
        kind="enquiry",
        uid=row["uid"],
        reference=row["reference"],
        name=row["subject"],
        matched=row["who"],
        phone=row["phone"],
        open=int(row["status"] != "closed"),
        organisation_uid=row["organisation"],
        status=status,
        came_at=row["received_at"],
        urgent=row["urgency"] == "urgent" and row["status"] != "closed",
    )
