"""What is counted of volunteering in a period: roles open at its end, sign-ups, what keeps people
from it, courses, hours of staff, mentors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from db.records.in_a_week import KindFacts
from db.records.survivors import joined
from spoc_tui.casework.council.starting_themes import OF_BARRIERS
from spoc_tui.casework.volunteering import figures as its
from spoc_tui.casework.week.facts import OfMany, Several, Took, Uid, Under

if TYPE_CHECKING:
    from db.week.source import Asked, WeekSource

ROLE, SIGNUP, COURSE, STAFF_TIME, MENTORING = (
    f"volunteering_{kind}" for kind in ("role", "signup", "course", "stafftime", "mentoring")
)
WHOLE = (ROLE, SIGNUP, COURSE, STAFF_TIME, MENTORING)
"""The tables of the records that are counted: they are few, and are read whole."""
READ_TOO: Mapping[str, tuple[str, str]] = {}
"""What is read with those: nothing."""
TABLES = WHOLE
"""All that the figures are counted from, beside enquiries."""
NAMING = (SIGNUP,)
"""Those of them that name organisations that are counted."""
_IN_IT = "SELECT * FROM {1} WHERE {0} BETWEEN ? AND ? AND removed_at IS NULL ORDER BY uid"
_OPEN = f"""SELECT uid, places FROM {ROLE} WHERE removed_at IS NULL AND began_at < ?
    AND (closed_at IS NULL OR closed_at >= ?) AND coalesce(opens, '') <= ?
    AND coalesce(closes, '9999') >= ? ORDER BY uid"""

_GAVE_UP = f"""SELECT s.uid, s.theme, m.name AS name, coalesce(o.uid, s.organisation) AS whose
    FROM {SIGNUP} AS s LEFT JOIN theme AS m ON m.uid = s.theme {joined("o", "s.organisation")}
    WHERE s.gave_up BETWEEN :first AND :until AND s.removed_at IS NULL ORDER BY s.uid"""
_ASKED = f"""SELECT e.uid, m.name AS name, coalesce(o.uid, e.organisation) AS whose
    FROM enquiry AS e CROSS JOIN enquiry_theme AS t ON t.enquiry = e.uid AND t.removed_at IS NULL
    JOIN theme AS m ON m.uid = t.theme {joined("o", "e.organisation")}
    WHERE e.received_at >= :start AND e.received_at < :end AND e.removed_at IS NULL
    AND e.organisation IS NOT NULL AND m.paragraph = :paragraph ORDER BY e.received_at, e.uid"""
_HOURS = f"""SELECT h.*, d.name AS name FROM {STAFF_TIME} AS h
    LEFT JOIN directorate AS d ON d.uid = h.directorate
    WHERE h.on_ BETWEEN :first AND :until AND h.removed_at IS NULL ORDER BY h.uid"""


def facts(source: WeekSource, asked: Asked, until: date) -> KindFacts:
    """What is counted of it, as it was at the end of a period; `until` is its last day."""
    last = until.isoformat()

    def on(day: str, table: str) -> Sequence[Any]:
        return source.rows(_IN_IT.format(day, table), (asked["first"], last))

    roles = source.rows(_OPEN, (asked["end"], asked["end"], last, last))
    within = {"first": asked["first"], "until": last}
    moments = {"start": asked["start"], "end": asked["end"], "paragraph": OF_BARRIERS}
    started, gave_up = on("started", SIGNUP), source.rows(_GAVE_UP, within)
    courses = [row for row in on("on_", COURSE) if row["cancelled"] is None and row["places"]]
    hours, asked_of = source.rows(_HOURS, within), source.rows(_ASKED, moments)
    found: dict[str, Sequence[Any]] = {
        its.ROLES: [Uid(row["uid"]) for row in roles],
        its.PLACES: [Several(row["uid"], row["places"]) for row in roles if row["places"]],
        its.APPLIED: [Uid(row["uid"]) for row in on("applied", SIGNUP)],
        its.STARTED: [Uid(row["uid"]) for row in started],
        its.SIGNUP_DAYS: [
            Took(row["uid"], _days(row["applied"], row["started"])) for row in started
        ],
        its.CHECK_DAYS: [
            Took(row["uid"], _days(row["check_sent"], row["check_back"]))
            for row in started
            if row["check_sent"] and row["check_back"]
        ],
        its.GAVE_UP: [Under(row["uid"], row["name"] or "") for row in gave_up],
        its.WHY: [OfMany(row["uid"], int(row["theme"] is not None), 1) for row in gave_up],
        its.BARRIERS: [
            Under(row["uid"], row["name"], whose=row["whose"])
            for row in (*asked_of, *(row for row in gave_up if row["theme"]))
        ],
        its.TRAINING: [Several(row["uid"], row["places"]) for row in courses],
        its.TAKEN: [
            OfMany(row["uid"], row["taken"], row["places"])
            for row in courses
            if row["taken"] is not None
        ],
        its.STAFF_HOURS: [
            Under(row["uid"], row["name"], row["hours"] + (row["minutes"] or 0) // 30)
            for row in hours
        ],
        its.STAFF: [Several(row["uid"], row["people"]) for row in hours if row["people"]],
        its.ASKED: [Uid(row["uid"]) for row in on("asked", MENTORING)],
        its.MATCHED: [Uid(row["uid"]) for row in on("matched", MENTORING)],
    }
    return KindFacts(found)


def _days(first: str, then: str) -> int:
    return (date.fromisoformat(then) - date.fromisoformat(first)).days
