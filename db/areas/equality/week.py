"""What equality did in a period: what was authorised, and how it stood at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from db.records.in_a_week import KindFacts
from db.records.survivors import survivor
from spoc_tui.casework.equality import figures as its
from spoc_tui.casework.week.facts import Uid

if TYPE_CHECKING:
    from db.week.source import Asked, WeekSource

ASSESSMENTS, PURPOSES = "equality_assessment", "equality_purpose"
SERVES = "equality_purpose_serves"
WHOLE = (ASSESSMENTS, PURPOSES)
"""The tables of the records that are counted: they are few, and are read whole."""
READ_TOO: Mapping[str, tuple[str, str]] = {SERVES: ("record", PURPOSES)}
"""What is read with those: a table, by which of its columns, and whose uids that has."""
TABLES = (*WHOLE, *READ_TOO)
"""All that the figures are counted from."""
NAMING = (PURPOSES,)
"""Those of them that name organisations that are counted."""
_OPEN = "began_at < :end AND (closed_at IS NULL OR closed_at >= :end) AND removed_at IS NULL"
_AUTHORISED = f"""SELECT uid FROM {ASSESSMENTS}
    WHERE authorised BETWEEN :first AND :until AND removed_at IS NULL ORDER BY authorised, uid"""
_DRAFTED = f"""SELECT uid FROM {ASSESSMENTS} WHERE {_OPEN}
    AND (authorised IS NULL OR authorised > :until) ORDER BY began_at, uid"""
_LATE = f"""SELECT uid FROM {ASSESSMENTS} WHERE {_OPEN}
    AND authorised <= :until AND review_by < :until ORDER BY review_by, uid"""
_TAGGED = f"""SELECT p.uid, {survivor("o")} AS whose FROM {PURPOSES} AS p
    JOIN organisation AS o ON o.uid = p.organisation
    WHERE p.began_at < :end AND (p.closed_at IS NULL OR p.closed_at >= :end)
    AND p.removed_at IS NULL AND EXISTS (SELECT 1 FROM {SERVES} AS s WHERE s.record = p.uid
        AND s.on_ <= :until AND s.removed_at IS NULL)
    ORDER BY p.began_at DESC, p.uid DESC"""


def facts(source: WeekSource, asked: Asked, until: date) -> KindFacts:
    """What is counted of it, as it was at the end of a period; `until` is its last day."""
    days = {"first": asked["first"], "until": until.isoformat(), "end": asked["end"]}
    tagged = {row["whose"]: row["uid"] for row in _rows(source, _TAGGED, days)}
    return KindFacts(
        {
            **{
                code: [Uid(row["uid"]) for row in _rows(source, sql, days)]
                for code, sql in (
                    (its.AUTHORISED, _AUTHORISED),
                    (its.DRAFTED, _DRAFTED),
                    (its.LATE, _LATE),
                )
            },
            its.TAGGED: [Uid(uid) for uid in tagged.values()],
        }
    )


def _rows(source: WeekSource, sql: str, days: Mapping[str, str]) -> Iterator[Any]:
    """The rows of a statement, of the days that it names."""
    return iter(source.rows(sql, {name: day for name, day in days.items() if f":{name}" in sql}))
