"""The enquiries of a period from their timelines: what came in, closed, was open, was told."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from db.records.survivors import joined, survivor, with_merged
from db.records.tables import TABLES_OF_KIND
from db.week.source import HEARD
from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.deadlines import allowed
from spoc_tui.casework.enquiries.answer_clocks import (
    AnswerClock,
    TimelineEvent,
    answer_clocks,
    how_answered,
    how_kept,
)
from spoc_tui.casework.enquiries.enquiry import Urgency
from spoc_tui.casework.figures.numbers import WITHIN
from spoc_tui.casework.week.facts import (
    ANSWERED_HERE,
    CLOSED_HERE,
    NOT_ROUTED,
    CountedEnquiry,
    DeadlineResult,
    PassedOn,
    Told,
    Uid,
)
from spoc_tui.casework.week.figures import waited_days

if TYPE_CHECKING:
    from db.week.source import Asked, WeekSource
    from spoc_tui.casework.week.periods import Period

_COUNTED_AS = "e.uid, topic.name AS topic, e.channel, o.ward, e.answered_at"
_JOINS = f"LEFT JOIN topic ON topic.uid = e.topic {joined('o', 'e.organisation')}"
_RECEIVED = f"""SELECT {_COUNTED_AS} FROM enquiry AS e {_JOINS}
WHERE e.received_at >= :start AND e.received_at < :end AND e.removed_at IS NULL"""
_CLOSED = f"""SELECT {_COUNTED_AS}, v.at, v.uid AS mark FROM event AS v
JOIN enquiry AS e ON e.uid = v.record {_JOINS}
WHERE v.at >= :start AND v.at < :end AND v.to_status = 'closed'
    AND v.removed_at IS NULL AND e.removed_at IS NULL ORDER BY v.at, v.uid"""
_REOPENED = """SELECT v.record AS uid, v.at, v.uid AS mark FROM event AS v
JOIN enquiry AS e ON e.uid = v.record
WHERE v.at >= :start AND v.at < :end AND v.kind = 'reopened' AND v.removed_at IS NULL
    AND e.removed_at IS NULL ORDER BY v.at, v.uid"""
# What was open at the end is open now, or was closed since; how it stood then, its timeline says.
# A plus keeps SQLite from going through all that were ever received; and, here as in what follows,
# for each of a few records, through all that was ever told, or reopened. Told is the answer that
# stood then: what was recorded since (in the order of recording) makes it told no more.
_OPEN = f"""
WITH standing AS MATERIALIZED (
    SELECT uid, topic, organisation, channel, answer_by, answered_at,
        coalesce((SELECT to_status FROM event WHERE record = r.uid AND at < :end
            AND to_status IS NOT NULL AND removed_at IS NULL
        ORDER BY at DESC, uid DESC LIMIT 1), 'new') AS stood
    FROM (SELECT * FROM enquiry WHERE status <> 'closed' AND removed_at IS NULL UNION ALL
        SELECT * FROM enquiry WHERE closed_at >= :end AND removed_at IS NULL) AS r
    WHERE +r.received_at < :end)
SELECT {_COUNTED_AS},
    e.stood <> 'waiting' AND e.answer_by < :after AND NOT EXISTS (
        SELECT 1 FROM event AS told WHERE told.record = e.uid AND +told.kind = 'told'
            AND told.at < :end AND told.removed_at IS NULL AND NOT EXISTS (
                SELECT 1 FROM event AS again WHERE again.record = e.uid
                    AND +again.kind IN ('reopened', 'answered', 'routed', 'passed-on')
                    AND again.at < :end AND again.removed_at IS NULL
                    AND again.uid > told.uid)) AS overdue
FROM standing AS e {_JOINS} WHERE e.stood <> 'closed'"""
# Those told in the period, those whose day lay in it, and those that may have had such a day
# before they were reopened. Where nothing ever `turns` the clock, this says all there is of it.
_CLOCKS = """
WITH asked AS MATERIALIZED (
    SELECT e.id FROM event AS v CROSS JOIN enquiry AS e ON e.uid = v.record
    WHERE v.at >= :start AND v.at < :end AND v.kind = 'told' AND v.removed_at IS NULL
    UNION SELECT id FROM enquiry WHERE answer_by BETWEEN :first AND :passed
        AND removed_at IS NULL
    UNION SELECT e.id FROM event AS v CROSS JOIN enquiry AS e ON e.uid = v.record
    WHERE v.at >= :start AND v.kind = 'reopened' AND v.removed_at IS NULL)
SELECT e.uid, e.urgency, e.received_at, e.answer_by, topic.answer_days,
    min(CASE WHEN v.kind = 'told' AND v.at < :end THEN v.at END) AS told_at,
    max(CASE WHEN v.kind = 'closed' AND v.at < :end THEN v.at END) AS closed_at,
    max(v.kind = 'reopened' OR v.to_status IS 'waiting') AS turns
FROM asked CROSS JOIN enquiry AS e ON e.id = asked.id LEFT JOIN topic ON topic.uid = e.topic
LEFT JOIN event AS v ON v.record = e.uid AND v.removed_at IS NULL
WHERE e.removed_at IS NULL AND e.received_at < :end GROUP BY e.id"""
_TIMELINES = """
SELECT v.record AS uid, v.kind, v.at, v.to_status, v.uid AS mark FROM event AS v
WHERE v.record IN (SELECT value FROM json_each(:uids)) AND v.removed_at IS NULL
    AND (v.at < :end OR v.kind = 'reopened')
    AND (v.kind = 'told' OR v.to_status IS NOT NULL)
ORDER BY v.record, v.at, v.uid"""
# The day that an enquiry had to be answered by until it was reopened, from what that changed: it
# changes the enquiry more than once, and min() takes the row of the first that moved the day.
_DAY_BEFORE = """
SELECT v.uid AS mark, json_extract(c.before, '$.answer_by') AS day, min(c.id) FROM event AS v
JOIN change AS x ON x.record = v.uid AND x.before IS NULL
JOIN change AS c ON c.action = x.action AND c.tbl = 'enquiry' AND c.record = v.record
WHERE v.uid IN (SELECT value FROM json_each(?))
    AND json_extract(c.before, '$.answer_by') IS NOT NULL
GROUP BY v.uid"""
_ACKNOWLEDGED = """
SELECT e.uid, received_at, received_at AS at, acknowledge_by FROM enquiry AS e
WHERE received_at >= :start AND received_at < :end AND acknowledged_at = received_at
    AND e.removed_at IS NULL
UNION ALL
SELECT e.uid, e.received_at, v.at, e.acknowledge_by FROM event AS v
JOIN enquiry AS e ON e.uid = v.record
WHERE v.at >= :start AND v.at < :end AND v.kind IN ('acknowledged', 'told')
    AND v.removed_at IS NULL AND e.removed_at IS NULL AND e.acknowledged_at IS NOT e.received_at
    AND NOT EXISTS (SELECT 1 FROM event AS w WHERE w.record = e.uid
        AND +w.kind IN ('acknowledged', 'told') AND w.removed_at IS NULL
        AND (w.at, w.uid) < (v.at, v.uid))"""
_TO_ACKNOWLEDGE = """
SELECT uid, acknowledge_by AS due_by, acknowledged_at IS received_at AS at_once,
    CASE WHEN acknowledged_at IS NOT received_at THEN (SELECT min(at) FROM event
        WHERE record = e.uid AND +kind IN ('acknowledged', 'told') AND removed_at IS NULL) END
        AS done_at,
    CASE WHEN acknowledged_at IS NOT received_at THEN (SELECT min(at) FROM event
        WHERE record = e.uid AND to_status = 'closed' AND removed_at IS NULL) END AS ended_at
FROM enquiry AS e WHERE acknowledge_by BETWEEN :first AND :passed AND +received_at < :end
    AND removed_at IS NULL"""
_TO_REPLY = """
SELECT r.enquiry AS uid, r.reply_by AS due_by, 0 AS at_once, r.replied_at AS done_at, r.ended_at
FROM routing AS r JOIN enquiry AS e ON e.uid = r.enquiry
WHERE r.reply_by BETWEEN :first AND :passed AND r.sent_at < :end AND r.removed_at IS NULL
    AND e.removed_at IS NULL"""
_DIRECTORATE_WITH = """
SELECT value AS uid, (SELECT d.name FROM routing AS r
    JOIN team ON team.uid = r.team JOIN directorate AS d ON d.uid = team.directorate
    WHERE r.enquiry = value AND r.sent_at < :end AND r.removed_at IS NULL
    ORDER BY r.sent_at DESC, r.uid DESC LIMIT 1) AS directorate
FROM json_each(:uids)"""
_NOT_ROUTED = """
SELECT record AS uid, max(kind = 'answered') AS answered FROM event
WHERE record IN (SELECT value FROM json_each(:uids)) AND +kind IN ('answered', 'closed')
    AND at < :end AND removed_at IS NULL GROUP BY record"""
_PASSED_ON = """
SELECT v.record AS uid, count(*) AS times, (SELECT count(*) FROM event AS w
    WHERE w.record = v.record AND w.at < :end AND +w.kind = 'passed-on' AND w.removed_at IS NULL)
    AS in_all
FROM event AS v WHERE v.at >= :start AND v.at < :end AND v.kind = 'passed-on'
    AND v.removed_at IS NULL GROUP BY v.record"""
_BEFORE = " AND ".join(
    f"NOT EXISTS (SELECT 1 FROM {kind} WHERE organisation IN {with_merged('its.uid')} "
    f"AND {tables.came} < :start AND removed_at IS NULL)"
    for kind, tables in TABLES_OF_KIND.items()
    if tables.heard_from
)
_FIRST = f"""
SELECT its.uid FROM (
    SELECT DISTINCT {survivor("o")} AS uid FROM organisation AS o WHERE o.uid IN ({HEARD})) AS its
WHERE {_BEFORE}"""


class _Clock(NamedTuple):
    """A clock of an enquiry, and the day by which it was to stop."""

    uid: str
    clock: AnswerClock
    by: date


class WeekEnquiries:
    """The enquiries of a period, as Asked; each list is of casework/week/facts.py."""

    def __init__(self, source: WeekSource, period: Period, asked: Asked) -> None:
        self._source = source
        self._period = period
        self._asked = asked
        self._last = min(period.end, source.today)
        self._end = asked["end"]

    def facts(self) -> dict[str, Any]:
        """All of them, by the names of WeekFacts."""
        received, closed, is_open = (self._rows(sql) for sql in (_RECEIVED, _CLOSED, _OPEN))
        reopened, clocks = self._rows(_REOPENED), self._clocks()
        told = [one for one in clocks if one.clock.told and self._period.holds(one.clock.told)]
        answered = {one.uid for one in clocks if one.clock.told}
        seats = self._directorates_with(
            {row["uid"]: row for row in (*received, *closed, *is_open)}, answered
        )
        directorates = self._directorates([one.uid for one in told])
        return {
            "open_before": _open_before(received, reopened, closed, is_open),
            "received": [_counted(row, seats) for row in received],
            "reopened": [Uid(row["uid"]) for row in reopened],
            "closed": [_counted(row, seats) for row in closed],
            "open": [
                _counted(row, seats)._replace(overdue=bool(row["overdue"])) for row in is_open
            ],
            "due": {
                "acknowledged": list(self._due(_TO_ACKNOWLEDGE)),
                "answered": list(self._answers_due(clocks)),
                "replied": list(self._due(_TO_REPLY)),
            },
            "acknowledged": list(self._acknowledged()),
            "told": [_told(one, directorates.get(one.uid) or "") for one in told],
            "passed_on": [
                PassedOn(row["uid"], row["times"], row["in_all"]) for row in self._rows(_PASSED_ON)
            ],
            "first_time": [Uid(row["uid"]) for row in self._rows(_FIRST)],
        }

    def _acknowledged(self) -> Iterator[Told]:
        """Those first acknowledged in it: an answer acknowledges too."""
        for row in self._rows(_ACKNOWLEDGED):
            since, at = _day(row["received_at"]), _day(row["at"])
            yield Told(row["uid"], "", since, at, (), date.fromisoformat(row["acknowledge_by"]))

    def _due(self, sql: str) -> Iterator[DeadlineResult]:
        """Of what was due in it, how that was kept; what was done at once is within its day."""
        for uid, due_by, at_once, done_at, ended_at in self._rows(sql):
            done, ended = _day_or_none(done_at), _day_or_none(ended_at)
            by = date.fromisoformat(due_by)
            if how := WITHIN if at_once else how_kept(by, done, ended, self._last):
                yield DeadlineResult(uid, how)

    def _answers_due(self, clocks: Sequence[_Clock]) -> Iterator[DeadlineResult]:
        first, passed = self._period.start, date.fromisoformat(self._asked["passed"])
        for uid, clock, by in clocks:
            if first <= by <= passed and (how := how_answered(clock, by, self._last)):
                yield DeadlineResult(uid, how)

    def _clocks(self) -> list[_Clock]:
        """The clocks that began by the end, of all that may be counted in the period."""
        rows = self._rows(_CLOCKS)
        timelines = self._timelines([row["uid"] for row in rows if row["turns"]])
        found = []
        for row in rows:
            since = _day(row["received_at"])
            if timeline := timelines.get(row["uid"]):
                clocks = answer_clocks(since, timeline)
                found += [(row, clock) for clock in clocks if clock.since <= self._last]
            else:
                told, closed = _day_or_none(row["told_at"]), _day_or_none(row["closed_at"])
                found.append((row, AnswerClock(since, told, closed)))
        marks = [clock.reopening for _, clock in found if clock.reopening]
        days = {row["mark"]: row["day"] for row in self._days_before(marks)}
        return [_Clock(row["uid"], clock, self._by(row, clock, days)) for row, clock in found]

    def _timelines(self, uids: Sequence[str]) -> dict[str, list[TimelineEvent]]:
        """As they were at the end, and then the first reopening, which took a day away."""
        asked = {**self._asked, "uids": json.dumps(uids)}
        found: defaultdict[str, list[TimelineEvent]] = defaultdict(list)
        past = set[str]()
        for uid, kind, at, status, mark in self._source.rows(_TIMELINES, asked) if uids else ():
            if uid not in past:
                found[uid].append(TimelineEvent(kind, _day(at), status, mark))
            if at >= self._end:
                past.add(uid)
        return found

    def _days_before(self, marks: Sequence[str]) -> Sequence[Any]:
        if not marks:
            return []
        return self._source.history.execute(_DAY_BEFORE, [json.dumps(marks)]).fetchall()

    def _by(self, row: Any, clock: AnswerClock, days: dict[str, str]) -> date:
        """The last day of a clock's answer: the enquiry's own; of an earlier run the one in force
        before it was reopened; where the history does not have that, the standard's.
        """
        if not clock.reopening:
            return date.fromisoformat(row["answer_by"])
        if day := days.get(clock.reopening):
            return date.fromisoformat(day)
        urgent, calendar = row["urgency"] == Urgency.URGENT, self._source.days
        standard = self._source.standards.answer_in(row["answer_days"], urgent=urgent)
        usual = allowed(clock.since, standard, calendar)
        waited = waited_days(clock.since, clock.told or self._last, clock.waits, calendar)
        return calendar.add(clock.since, usual + len(waited))

    def _directorates_with(
        self, enquiries: Mapping[str, Any], answered: set[str]
    ) -> dict[str, str]:
        """With which directorate each was last by the end, or what stands for none; `answered` are
        some that are known to have been by then.
        """
        seats = self._directorates(enquiries)
        alone = {uid for uid, name in seats.items() if not name}
        answered = alone & answered
        answered |= {uid for uid in alone if (enquiries[uid]["answered_at"] or "~") < self._end}
        # An answer that was replaced or taken back since is on the timeline alone.
        asked = {**self._asked, "uids": json.dumps(list(alone - answered))}
        ended = {row["uid"]: row["answered"] for row in self._source.rows(_NOT_ROUTED, asked)}
        ended |= dict.fromkeys(answered, 1)
        words = {None: NOT_ROUTED, 0: CLOSED_HERE, 1: ANSWERED_HERE}
        return {uid: name or words[ended.get(uid)] for uid, name in seats.items()}

    def _directorates(self, uids: Iterable[str]) -> dict[str, str | None]:
        asked = {**self._asked, "uids": json.dumps(list(uids))}
        return {
            row["uid"]: row["directorate"] for row in self._source.rows(_DIRECTORATE_WITH, asked)
        }

    def _rows(self, sql: str) -> Sequence[Any]:
        return self._source.rows(sql, self._asked)


def _open_before(
    received: Sequence[Any], reopened: Sequence[Any], closed: Sequence[Any], is_open: Sequence[Any]
) -> list[Uid]:
    """Those open or closed since that did not come in the period, by receipt or first reopening."""
    came = {row["uid"] for row in received}
    first_closed, first_reopened = (
        {row["uid"]: (row["at"], row["mark"]) for row in reversed(rows)}
        for rows in (closed, reopened)
    )
    came |= {
        uid
        for uid, at in first_reopened.items()
        if uid not in first_closed or at < first_closed[uid]
    }
    there = dict.fromkeys(row["uid"] for row in (*is_open, *closed))
    return [Uid(uid) for uid in there if uid not in came]


def _counted(row: Any, seats: dict[str, str]) -> CountedEnquiry:
    uid = row["uid"]
    return CountedEnquiry(uid, row["topic"] or "", seats[uid], row["channel"], row["ward"] or "")


def _told(one: _Clock, directorate: str) -> Told:
    clock = one.clock
    assert clock.told is not None
    return Told(one.uid, directorate, clock.since, clock.told, tuple(clock.waits), one.by)


def _day_or_none(moment: str | None) -> date | None:
    return _day(moment) if moment else None


def _day(moment: str) -> date:
    return _day_of_hour(moment[:13])


@lru_cache(maxsize=10_000)
def _day_of_hour(hour: str) -> date:
    """The day in London of an hour in UTC, “2026-11-23T09”: clocks differ by whole hours."""
    return when.london_date(when.from_iso(f"{hour}:00:00Z"))
