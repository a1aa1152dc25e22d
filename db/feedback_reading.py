"""Feedback actions read: one in full, those of a side, a theme, an organisation, who waits."""

from __future__ import annotations

import json
from collections.abc import Sequence

from db.feedback_rows import read_case, read_feedback
from db.records import Records
from db.survivors import with_merged
from spoc_tui.casework.feedback import Feedback, FeedbackCase, Side

OPEN = "f.status <> 'closed'"
_SAID_BY = f"""f.uid IN (SELECT t.feedback FROM telling AS t JOIN voice AS v ON v.uid = t.voice
    WHERE t.removed_at IS NULL AND v.removed_at IS NULL AND v.organisation IN {with_merged()})"""


class FeedbackReading(Records[FeedbackCase]):
    """The ways to read the feedback actions of a store."""

    TABLE, KIND, CALLED = "feedback", "FBK", "feedback action"

    def get(self, reference: str) -> FeedbackCase:
        found = read_feedback(self._store.connection, "f.uid = ?", [self.uid_of(reference)])
        return read_case(self._store.connection, found[0])

    def all(
        self,
        *,
        open_only: bool = False,
        side: Side | None = None,
        theme_uid: str | None = None,
        directorate_uid: str | None = None,
        organisation_uid: str | None = None,
    ) -> list[Feedback]:
        """The actions, the last heard first; of an organisation those that it said or owes."""
        wheres, values = ["1"], list[object]()
        if open_only:
            wheres.append(OPEN)
        for column, value in (
            ("side", side),
            ("theme", theme_uid),
            ("directorate", directorate_uid),
        ):
            if value is not None:
                wheres.append(f"f.{column} = ?")
                values.append(value)
        if organisation_uid is not None:
            wheres.append(f"({_SAID_BY} OR f.organisation IN {with_merged()})")
            values += [organisation_uid, organisation_uid]
        where = " AND ".join(wheres)
        order = "ORDER BY f.heard_at DESC, f.id DESC"
        return read_feedback(self._store.connection, f"{where} {order}", values)

    def by_uids(self, uids: Sequence[str]) -> dict[str, Feedback]:
        """The actions of these uids, by uid."""
        found = read_feedback(
            self._store.connection,
            "f.uid IN (SELECT value FROM json_each(?))",
            [json.dumps(list(uids))],
        )
        return {one.uid: one for one in found}

    def begun_with(self, kind: str, uid: str) -> list[Feedback]:
        """The actions that an enquiry or a payment complaint led to, the first first."""
        return read_feedback(self._store.connection, f"f.{kind} = ? ORDER BY f.id", [uid])
