"""What needs doing, read in one pass over what is open: the desk's rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.desk import Band, DueItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.store import Store

# Each open enquiry stands once, in its most pressing band; promises due stand for themselves.
# While it waits on the caller its answer is not due; it comes back by its follow-up.
_KEYS = """
SELECT band, what, due, uid, promise, promise_uid FROM (
WITH standing AS MATERIALIZED (
    SELECT uid, status, urgency, told_at, answered_at, received_at,
        CASE WHEN acknowledged_at IS NULL THEN acknowledge_by END AS acknowledge,
        CASE WHEN told_at IS NULL AND waiting_since IS NULL THEN answer_by END AS answer,
        follow_up_on AS follow_up,
        (SELECT reply_by FROM routing AS r WHERE r.enquiry = e.uid AND r.replied_at IS NULL
            AND r.ended_at IS NULL AND r.removed_at IS NULL) AS reply
    FROM enquiry AS e WHERE status <> 'closed' AND removed_at IS NULL
), nearest AS (
    SELECT *, min(coalesce(acknowledge, '9999'), coalesce(answer, '9999'),
        coalesce(follow_up, '9999')) AS next
    FROM standing
)
SELECT CASE WHEN next < :today THEN 0 WHEN next = :today THEN 1 WHEN reply < :today THEN 2
        WHEN status = 'answered' AND told_at IS NULL THEN 4 WHEN status = 'new' THEN 5
        WHEN told_at IS NOT NULL THEN 6 END AS band,
    CASE WHEN next <= :today THEN CASE next WHEN answer
            THEN CASE WHEN answered_at IS NULL THEN 'answer' ELSE 'tell' END
            WHEN acknowledge THEN 'acknowledge' ELSE 'follow-up' END
        WHEN reply < :today THEN 'reply'
        WHEN status = 'answered' AND told_at IS NULL THEN 'tell'
        WHEN status = 'new' THEN 'route' ELSE 'close' END AS what,
    CASE WHEN next <= :today THEN next WHEN reply < :today THEN reply
        WHEN next < '9999' THEN next END AS due,
    uid, NULL AS promise, NULL AS promise_uid,
    CASE urgency WHEN 'urgent' THEN 0 WHEN 'soon' THEN 1 ELSE 2 END AS haste, received_at
FROM nearest WHERE band IS NOT NULL
UNION ALL
SELECT 3, 'promise', p.due, e.uid, p.text, p.uid, 2, p.made_at
FROM promise AS p JOIN enquiry AS e ON e.uid = p.enquiry
WHERE p.due <= :today AND p.kept_at IS NULL AND p.withdrawn_at IS NULL AND p.removed_at IS NULL
    AND e.removed_at IS NULL
) ORDER BY band, due, haste, received_at, uid
"""


class Key(NamedTuple):
    """One row of the desk, as light as it can be: there may be thousands, and few are in view."""

    band: int
    what: str
    due: str | None
    uid: str
    promise: str | None
    promise_uid: str | None


class Agenda:
    """What needs doing in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keys(self, on: date) -> list[Key]:
        """Everything that is to be done by that day, most pressing first; drafts are elsewhere."""
        rows = self._store.connection.execute(_KEYS, {"today": on.isoformat()})
        return [Key(*row) for row in rows]

    def left_by_lists(self) -> int:
        """How many held rows and differences wait to be decided."""
        from db.left_to_decide import DIFFERENCES, HELD, count

        return sum(count(self._store.connection, rows) for rows in (HELD, DIFFERENCES))

    def items(self, keys: Sequence[Key]) -> list[DueItem]:
        """These rows in full, in the same order."""
        found = self._store.enquiries.by_uids(list({key.uid for key in keys}))
        return [
            DueItem(
                band=Band(key.band),
                kind="enquiry",
                uid=key.uid,
                reference=enquiry.reference,
                what=key.what,
                due=date.fromisoformat(key.due) if key.due else None,
                subject=key.promise or enquiry.subject,
                organisation=enquiry.organisation,
                who=enquiry.who,
                team=enquiry.team,
            )
            for key in keys
            if (enquiry := found.get(key.uid)) is not None
        ]
