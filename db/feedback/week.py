"""The feedback actions of a period, as they stood at its end."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from db.records.in_a_week import STATUS_THEN, KindFacts
from spoc_tui.casework.week.facts import Under

if TYPE_CHECKING:
    from db.week.source import Asked, WeekSource

_OF_EVENT = """
SELECT DISTINCT f.uid, f.side FROM event AS v JOIN feedback AS f ON f.uid = v.record
WHERE v.at >= :start AND v.at < :end AND v.kind = '{0}' AND v.removed_at IS NULL
    AND f.removed_at IS NULL"""
_COUNTED = {
    "feedback.heard": "SELECT uid, side FROM feedback WHERE heard_at >= :start AND heard_at < :end "
    "AND removed_at IS NULL",
    "feedback.done": _OF_EVENT.format("done"),
    "feedback.told": _OF_EVENT.format("told"),
    "feedback.late": "SELECT uid, side FROM feedback AS r WHERE heard_at < :end AND due < :after "
    f"AND removed_at IS NULL AND {STATUS_THEN} "
    "NOT IN ('done', 'cannot', 'told', 'closed')",
}


def facts(source: WeekSource, asked: Asked, until: date) -> KindFacts:
    """The feedback actions heard, done and told of in it, and those late at its end."""
    return KindFacts(
        {
            code: [Under(row["uid"], row["side"]) for row in source.rows(sql, asked)]
            for code, sql in _COUNTED.items()
        }
    )
