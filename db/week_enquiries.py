"""The enquiries of a period from their timelines: what came in, closed, was open, was told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from db.survivors import joined, survivor, with_merged
from spoc_tui.casework import when
from spoc_tui.casework.clocks import ENDS_A_WAIT, allowed
from spoc_tui.casework.week_facts import Counted, PassedOn, Told

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.periods import Period
    from spoc_tui.casework.working_days import WorkingDays

Asked = Mapping[str, str]
"""What the statements are asked with: the moments `start` and `end`, the days `first`, `last`, and
`after`, before which a day has passed.
"""

_DIRECTORATE = """(SELECT d.name FROM routing AS r
    JOIN team ON team.uid = r.team JOIN directorate AS d ON d.uid = team.directorate
    WHERE r.enquiry = e.uid AND r.sent_at < :end AND r.removed_at IS NULL
    ORDER BY r.sent_at DESC, r.id DESC LIMIT 1)"""
_COUNTED_AS = f"e.uid, topic.name AS topic, {_DIRECTORATE} AS directorate, e.channel, o.ward"
_JOINS = f"LEFT JOIN topic ON topic.uid = e.topic {joined('o', 'e.organisation')}"
_RECEIVED = f"""SELECT {_COUNTED_AS} FROM enquiry AS e {_JOINS}
WHERE e.received_at >= :start AND e.received_at < :end AND e.removed_at IS NULL"""
_CLOSED = f"""SELECT {_COUNTED_AS} FROM enquiry AS e {_JOINS}
WHERE e.removed_at IS NULL AND e.uid IN (SELECT enquiry FROM event
    WHERE at >= :start AND at < :end AND to_status = 'closed' AND enquiry IS NOT NULL
        AND removed_at IS NULL)"""
# What was open at the end is open now, or was closed since; how it stood then, its timeline says.
# The plus keeps SQLite from going through all that were ever received.
_OPEN = f"""
WITH standing AS MATERIALIZED (
    SELECT uid, topic, organisation, channel, answer_by, coalesce((SELECT to_status FROM event
        WHERE enquiry = r.uid AND at < :end AND to_status IS NOT NULL AND removed_at IS NULL
        ORDER BY at DESC, id DESC LIMIT 1), 'new') AS stood
    FROM (SELECT * FROM enquiry WHERE status <> 'closed' AND removed_at IS NULL UNION ALL
        SELECT * FROM enquiry WHERE closed_at >= :end AND removed_at IS NULL) AS r
    WHERE +r.received_at < :end)
SELECT {_COUNTED_AS},
    e.stood <> 'waiting' AND e.answer_by < :after AND NOT EXISTS (
        SELECT 1 FROM event AS told WHERE told.enquiry = e.uid AND told.kind = 'told'
            AND told.at < :end AND told.removed_at IS NULL AND NOT EXISTS (
                SELECT 1 FROM event AS again WHERE again.enquiry = e.uid
                    AND again.kind = 'reopened' AND again.at < :end AND again.removed_at IS NULL
                    AND (again.at, again.id) > (told.at, told.id))) AS overdue
FROM standing AS e {_JOINS} WHERE e.stood <> 'closed'"""
_TIMELINES = f"""
WITH told AS MATERIALIZED (
    SELECT e.uid, e.urgency, e.received_at, topic.answer_days, {_DIRECTORATE} AS directorate
    FROM enquiry AS e LEFT JOIN topic ON topic.uid = e.topic
    WHERE e.removed_at IS NULL AND e.uid IN (SELECT enquiry FROM event
        WHERE at >= :start AND at < :end AND kind = 'told' AND enquiry IS NOT NULL
            AND removed_at IS NULL))
SELECT told.*, v.kind, v.at FROM told CROSS JOIN event AS v ON v.enquiry = told.uid
WHERE v.kind IN ('told', 'reopened', 'waiting', 'resumed', 'answered', 'closed')
    AND v.removed_at IS NULL
ORDER BY told.uid, v.at, v.id"""
_ACKNOWLEDGED = """
SELECT e.uid, e.urgency, received_at, received_at AS at, topic.acknowledge_days FROM enquiry AS e
LEFT JOIN topic ON topic.uid = e.topic
WHERE received_at >= :start AND received_at < :end AND acknowledged_at = received_at
    AND e.removed_at IS NULL
UNION ALL
SELECT e.uid, e.urgency, e.received_at, v.at, topic.acknowledge_days FROM event AS v
JOIN enquiry AS e ON e.uid = v.enquiry LEFT JOIN topic ON topic.uid = e.topic
WHERE v.at >= :start AND v.at < :end AND v.kind = 'acknowledged' AND v.removed_at IS NULL
    AND e.removed_at IS NULL AND e.acknowledged_at IS NOT e.received_at
    AND NOT EXISTS (SELECT 1 FROM event AS w WHERE w.enquiry = e.uid AND w.kind = 'acknowledged'
        AND w.removed_at IS NULL AND (w.at, w.id) < (v.at, v.id))"""
_PASSED_ON = """
SELECT v.enquiry AS uid, count(*) AS times, (SELECT count(*) FROM event AS w
    WHERE w.enquiry = v.enquiry AND w.at < :end AND w.kind = 'passed-on' AND w.removed_at IS NULL)
    AS in_all
FROM event AS v WHERE v.at >= :start AND v.at < :end AND v.kind = 'passed-on'
    AND v.enquiry IS NOT NULL AND v.removed_at IS NULL GROUP BY v.enquiry"""
_FIRST = f"""
SELECT its.uid FROM (
    SELECT DISTINCT {survivor("o")} AS uid FROM organisation AS o WHERE o.uid IN (
        SELECT organisation FROM enquiry WHERE received_at >= :start AND received_at < :end
            AND removed_at IS NULL
        UNION SELECT organisation FROM payment WHERE logged_at >= :start AND logged_at < :end
            AND removed_at IS NULL)) AS its
WHERE NOT EXISTS (SELECT 1 FROM enquiry WHERE organisation IN {with_merged("its.uid")}
        AND received_at < :start AND removed_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM payment WHERE organisation IN {with_merged("its.uid")}
        AND logged_at < :start AND removed_at IS NULL)"""


class WeekEnquiries:
    """What became of enquiries in a period, as Asked; each list is of casework/week_facts.py."""

    def __init__(self, store: Store, period: Period, asked: Asked) -> None:
        self._store = store
        self._period = period
        self._asked = asked

    def received(self) -> list[Counted]:
        """Those received in it."""
        return [_counted(row) for row in self._rows(_RECEIVED)]

    def closed(self) -> list[Counted]:
        """Those closed in it at least once."""
        return [_counted(row) for row in self._rows(_CLOSED)]

    def open(self) -> list[Counted]:
        """Those open at its end, and whether each was overdue."""
        return [_counted(row)._replace(overdue=bool(row["overdue"])) for row in self._rows(_OPEN)]

    def passed_on(self) -> list[PassedOn]:
        """Those passed on from one team to another."""
        return [PassedOn(row["uid"], row["times"], row["in_all"]) for row in self._rows(_PASSED_ON)]

    def first_time(self) -> list[str]:
        """The organisations of which none was heard before."""
        return [row["uid"] for row in self._rows(_FIRST)]

    def acknowledged(self) -> Iterator[Told]:
        """Those first acknowledged in it."""
        standards, days = self._store.standards, self._store.days
        for row in self._rows(_ACKNOWLEDGED):
            since, urgent = _day(row["received_at"]), row["urgency"] == "urgent"
            within = standards.acknowledge_in(row["acknowledge_days"], urgent=urgent)
            yield Told(row["uid"], "", since, _day(row["at"]), (), allowed(since, within, days))

    def told(self) -> Iterator[Told]:
        """The first telling since each receipt and reopening, where it lies in the period."""
        timelines: defaultdict[str, list[Any]] = defaultdict(list)
        for row in self._rows(_TIMELINES):
            timelines[row["uid"]].append(row)
        standards = self._store.standards
        for rows in timelines.values():
            first = rows[0]
            within = standards.answer_in(first["answer_days"], urgent=first["urgency"] == "urgent")
            yield from _tellings(rows, self._period, within, self._store.days)

    def _rows(self, sql: str) -> Sequence[Any]:
        return self._store.connection.execute(sql, self._asked).fetchall()


def _counted(row: Any) -> Counted:
    return Counted(
        row["uid"], row["topic"] or "", row["directorate"] or "", row["channel"], row["ward"] or ""
    )


def _tellings(
    rows: Sequence[Any], period: Period, standard: int, days: WorkingDays
) -> Iterator[Told]:
    """Of one enquiry's timeline: when its caller was told, since each receipt and reopening."""
    uid, directorate = rows[0]["uid"], rows[0]["directorate"] or ""
    since, told = _day(rows[0]["received_at"]), False
    waits: list[tuple[date, date]] = []
    began: date | None = None
    for row in rows:
        kind, day = row["kind"], _day(row["at"])
        if kind == "reopened":
            since, told, waits, began = day, False, [], None
        elif kind == "waiting":
            began = day
        elif kind in ENDS_A_WAIT and began is not None:
            waits.append((began, day))
            began = None
        elif kind == "told" and not told:
            told = True
            open_wait = [(began, day)] if began is not None else []
            if period.holds(day):
                within = allowed(since, standard, days)
                yield Told(uid, directorate, since, day, (*waits, *open_wait), within)


def _day(moment: str) -> date:
    return _day_of_hour(moment[:13])


@lru_cache(maxsize=10_000)
def _day_of_hour(hour: str) -> date:
    """The day in London of an hour in UTC, “2026-11-23T09”: clocks differ by whole hours."""
    return when.london_date(when.from_iso(f"{hour}:00:00Z"))
