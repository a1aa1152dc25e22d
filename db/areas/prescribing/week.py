"""What prescribing came to in a period: who was referred in the months that ended in it, whether
money followed, and of which services it was known at the end whether they have room.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from db.areas.prescribing.read_with import MONEY_OF, by_service
from db.records.in_a_week import KindFacts
from spoc_tui.casework.kinds.clocks import before
from spoc_tui.casework.prescribing import figures as its
from spoc_tui.casework.prescribing.rows import Month
from spoc_tui.casework.prescribing.steps import Room
from spoc_tui.casework.week.facts import OfMany, Several, Uid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.week.source import Asked, WeekSource

SERVICES, ASSURANCES = "prescribing_service", "prescribing_assurance"
READINGS, COUNTS = "prescribing_service_readings", "prescribing_service_counts"
REPLIES, LINKS, AWARDS = "prescribing_assurance_replies", "link", "money_award"
WHOLE = (SERVICES, ASSURANCES)
"""The tables of the records that are counted: they are few, and are read whole."""
READ_TOO: Mapping[str, tuple[str, str]] = {
    READINGS: ("record", SERVICES),
    COUNTS: ("record", SERVICES),
    REPLIES: ("record", ASSURANCES),
    LINKS: ("other", SERVICES),
}
"""What is read with those: a table, by which of its columns, and whose uids that has."""
TABLES = (*WHOLE, *READ_TOO, AWARDS)
"""All that the figures are counted from; awards are read back with the area of money."""
NAMING = (SERVICES,)
"""Those of them that name organisations that are counted."""
_MONTH_ENDS = "date(c.month, '+1 month', '-1 day')"
_COUNTED = f"""SELECT s.uid, c.month, c.referred, c.turned_away FROM {COUNTS} AS c
    CROSS JOIN {SERVICES} AS s ON s.uid = c.record
    WHERE c.removed_at IS NULL AND s.removed_at IS NULL
    AND {_MONTH_ENDS} BETWEEN :first AND :until ORDER BY s.uid, c.month, c.uid"""
_OPEN = """began_at < :end AND removed_at IS NULL
    AND (closed_at IS NULL OR closed_at >= :end)"""
_ROOM = f"""SELECT s.uid, (SELECT r.room FROM {READINGS} AS r WHERE r.record = s.uid
        AND r.removed_at IS NULL AND r.as_of >= :since AND r.as_of <= :until
        ORDER BY r.as_of DESC, r.uid DESC LIMIT 1) AS room
    FROM {SERVICES} AS s WHERE {_OPEN} AND coalesce(stands, 'active') = 'active' ORDER BY s.uid"""
_ASKED = f"""SELECT q.*, (SELECT max(r.on_) FROM {REPLIES} AS r WHERE r.record = q.uid
        AND r.removed_at IS NULL AND r.on_ <= :until) AS replied
    FROM {ASSURANCES} AS q WHERE {_OPEN} ORDER BY q.uid"""


def facts(source: WeekSource, asked: Asked, until: date) -> KindFacts:
    """What is counted of it, as it was at the end of a period; `until` is its last day."""
    days = {
        "first": asked["first"],
        "until": until.isoformat(),
        "end": asked["end"],
        "since": before("Until", until, its.KNOWN_DAYS, "days").day.isoformat(),
    }
    counts = list(_rows(source, _COUNTED, days))
    money = by_service(source.rows(MONEY_OF.format(SERVICES, "uid"), []))
    paid = [any(one.covers(_month(row)) for one in money.get(row["uid"], ())) for row in counts]
    rooms = list(_rows(source, _ROOM, days))
    assurances = list(_rows(source, _ASKED, days))
    known = {Room.YES.value, Room.FEW.value, Room.NO.value}
    found: dict[str, Sequence[Any]] = {
        its.REFERRED: [Several(row["uid"], row["referred"]) for row in counts if row["referred"]],
        its.TURNED_AWAY: [
            Several(row["uid"], row["turned_away"]) for row in counts if row["turned_away"]
        ],
        its.UNFUNDED: [
            OfMany(row["uid"], 0 if is_paid else row["referred"], row["referred"])
            for row, is_paid in zip(counts, paid, strict=True)
            if row["referred"]
        ],
        its.KNOWN: [OfMany(row["uid"], int(row["room"] in known), 1) for row in rooms],
        its.FULL: [Uid(row["uid"]) for row in rooms if row["room"] == Room.NO.value],
        its.ASKED: [Uid(row["uid"]) for row in assurances],
        its.LATE: [Uid(row["uid"]) for row in assurances if _is_late(row, days["until"])],
    }
    return KindFacts(found)


def _month(row: Any) -> Month:
    return Month(date.fromisoformat(row["month"]), row["referred"], None, None, None)


def _is_late(row: Any, until: str) -> bool:
    """Whether its answer, or its next update, was due before a day and was not there."""
    if row["replied"] is None:
        days = [row["answer_by"], row["by_board"]]
    else:
        ahead = row["board"] is not None and row["board"] > row["replied"]
        days = [row["next_update"], row["by_board"] if ahead else None]
    return min(filter(None, days), default=until) < until


def _rows(source: WeekSource, sql: str, days: Mapping[str, str]) -> Iterator[Any]:
    """The rows of a statement, of the days that it names."""
    return iter(source.rows(sql, {name: day for name, day in days.items() if f":{name}" in sql}))
