"""What a period was made of, read from the timeline: the facts its figures follow from."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from db.payment_rows import read_payments
from db.survivors import joined, survivor, with_merged
from spoc_tui.casework import when
from spoc_tui.casework.enquiries import EventKind
from spoc_tui.casework.figures import Figures
from spoc_tui.casework.periods import ONE_DAY, Period, week_of
from spoc_tui.casework.week_facts import (
    NOT_KNOWN,
    Received,
    StillOwed,
    Told,
    WeekFacts,
    figures_of,
)
from spoc_tui.casework.week_summary import LAST, TREND, Due, Trend, WeekSummary

if TYPE_CHECKING:
    from db.store import Store

_DIRECTORATE = """(SELECT d.name FROM routing AS r
    JOIN team ON team.uid = r.team JOIN directorate AS d ON d.uid = team.directorate
    WHERE r.enquiry = e.uid AND r.sent_at < :end AND r.removed_at IS NULL
    ORDER BY r.sent_at DESC, r.id DESC LIMIT 1)"""
_RECEIVED = f"""
SELECT topic.name AS topic, e.channel, o.ward, {_DIRECTORATE} AS directorate
FROM enquiry AS e LEFT JOIN topic ON topic.uid = e.topic {joined("o", "e.organisation")}
WHERE e.received_at >= :start AND e.received_at < :end AND e.removed_at IS NULL"""
_STATUS_THEN = """(SELECT to_status FROM event WHERE {0} = r.uid AND at < :end
    AND to_status IS NOT NULL AND removed_at IS NULL ORDER BY at DESC, id DESC LIMIT 1)"""
# How one stood then that has moved since is what it moved from first; the others stand so still.
# The plus keeps SQLite from reading every timeline there is, in the order of the enquiries.
_OPEN = f"""
WITH moved AS (
    SELECT enquiry AS uid, from_status, min(id) FROM event WHERE at >= :end AND enquiry IS NOT NULL
        AND to_status IS NOT NULL AND removed_at IS NULL GROUP BY +enquiry
), standing AS (
    SELECT r.uid, r.received_at, r.answer_by, coalesce(m.from_status, 'new') AS status
    FROM moved AS m JOIN enquiry AS r ON r.uid = m.uid WHERE r.removed_at IS NULL
    UNION ALL SELECT uid, received_at, answer_by, status FROM enquiry
    WHERE status <> 'closed' AND removed_at IS NULL AND uid NOT IN (SELECT uid FROM moved)
)
SELECT uid, {_DIRECTORATE} AS directorate,
    status <> 'waiting' AND answer_by < :after AND NOT EXISTS (
        SELECT 1 FROM event AS told WHERE told.enquiry = e.uid AND told.kind = 'told'
            AND told.at < :end AND told.removed_at IS NULL AND NOT EXISTS (
                SELECT 1 FROM event AS again WHERE again.enquiry = e.uid
                    AND again.kind = 'reopened' AND again.at < :end AND again.removed_at IS NULL
                    AND (again.at, again.id) > (told.at, told.id))) AS is_overdue
FROM standing AS e WHERE status <> 'closed' AND received_at < :end"""
_TIMELINES = """
SELECT e.uid, e.received_at, topic.answer_days, v.kind, v.at FROM enquiry AS e
LEFT JOIN topic ON topic.uid = e.topic JOIN event AS v ON v.enquiry = e.uid
WHERE e.uid IN (SELECT enquiry FROM event WHERE at >= :start AND at < :end AND kind = 'told'
    AND enquiry IS NOT NULL AND removed_at IS NULL)
    AND v.kind IN ('told', 'reopened', 'waiting', 'resumed', 'answered', 'closed')
    AND v.removed_at IS NULL AND e.removed_at IS NULL
ORDER BY e.uid, v.at, v.id"""
_ACKNOWLEDGED = """
SELECT received_at, received_at AS at, topic.acknowledge_days FROM enquiry AS e
LEFT JOIN topic ON topic.uid = e.topic
WHERE received_at >= :start AND received_at < :end AND acknowledged_at = received_at
    AND e.removed_at IS NULL
UNION ALL
SELECT e.received_at, v.at, topic.acknowledge_days FROM event AS v
JOIN enquiry AS e ON e.uid = v.enquiry LEFT JOIN topic ON topic.uid = e.topic
WHERE v.at >= :start AND v.at < :end AND v.kind = 'acknowledged' AND v.removed_at IS NULL
    AND e.removed_at IS NULL AND e.acknowledged_at IS NOT e.received_at
    AND NOT EXISTS (SELECT 1 FROM event AS w WHERE w.enquiry = e.uid AND w.kind = 'acknowledged'
        AND w.removed_at IS NULL AND (w.at, w.id) < (v.at, v.id))"""
_FIRST = f"""
SELECT count(*) FROM (
    SELECT DISTINCT {survivor("o")} AS uid FROM organisation AS o WHERE o.uid IN (
        SELECT organisation FROM enquiry WHERE received_at >= :start AND received_at < :end
            AND removed_at IS NULL
        UNION SELECT organisation FROM payment WHERE logged_at >= :start AND logged_at < :end
            AND removed_at IS NULL)) AS its
WHERE NOT EXISTS (SELECT 1 FROM enquiry WHERE organisation IN {with_merged("its.uid")}
        AND received_at < :start AND removed_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM payment WHERE organisation IN {with_merged("its.uid")}
        AND logged_at < :start AND removed_at IS NULL)"""
_CAME_IN = """SELECT count(*) FROM enquiry
WHERE received_at >= :start AND received_at < :end AND removed_at IS NULL"""
_CLOSED = """SELECT count(DISTINCT enquiry) FROM event WHERE at >= :start AND at < :end
AND enquiry IS NOT NULL AND to_status = 'closed' AND removed_at IS NULL"""
_COUNTED = """SELECT count(DISTINCT {0}) FROM event WHERE at >= :start AND at < :end
    AND {0} IS NOT NULL AND kind = :kind AND removed_at IS NULL"""
_ENDS_A_WAIT = (EventKind.RESUMED, EventKind.ANSWERED, EventKind.CLOSED)


class Week:
    """The figures of a store's periods."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def figures(self, period: Period) -> Figures:
        """The figures of a period; see docs/figures.md."""
        return figures_of(self.facts(period), self._store.days)

    def summary(self, period: Period, *, hide_few: bool = False) -> WeekSummary:
        """Its figures beside those of the LAST periods before, the themes that grow, and what is
        due in the next.
        """
        store = self._store
        return WeekSummary(
            period=period,
            figures=self.figures(period),
            before=[self.figures(period.before(steps)) for steps in range(1, LAST + 1)],
            today=store.today(),
            officer=store.who,
            trend=self.trend(self._until(period)),
            rising=[
                (one.theme.name, one.lately, one.before)
                for one in store.feedback.theme_counts()
                if one.trend == "growing"
            ],
            due=list(self._due(period.after())),
            hide_few=hide_few,
        )

    def trend(self, day: date) -> list[Trend]:
        """How many enquiries came in and were closed in the last TREND weeks, up to this day's."""
        weeks = [week_of(day).before(back) for back in reversed(range(TREND))]
        return [
            Trend(week.start, *(self._value(sql, _moments(week)) for sql in (_CAME_IN, _CLOSED)))
            for week in weeks
        ]

    def _due(self, period: Period) -> Iterator[Due]:
        """What is due in a period, day by day, as counts: what it is about stays here."""
        counts: defaultdict[date, Counter[str]] = defaultdict(Counter)
        for entry in self._store.calendar.entries():
            if period.holds(entry.day):
                counts[entry.day][entry.what] += 1
        for day in sorted(counts):
            said = (f"{what} ({count:,})" for what, count in sorted(counts[day].items()))
            yield Due(day, ", ".join(said))

    def facts(self, period: Period) -> WeekFacts:
        """What a period was made of."""
        asked = {
            **_moments(period),
            "first": period.start.isoformat(),
            "last": self._until(period).isoformat(),
        }
        standing = self._open(period, asked)
        closed = self._value(_CLOSED, asked)
        passed_on = self._value(
            "SELECT count(*) FROM event WHERE at >= :start AND at < :end "
            "AND enquiry IS NOT NULL AND kind = 'passed-on' AND removed_at IS NULL",
            asked,
        )
        return WeekFacts(
            received=tuple(
                Received(
                    row["topic"] or "", row["directorate"] or "", row["channel"], row["ward"] or ""
                )
                for row in self._rows(_RECEIVED, asked)
            ),
            closed=closed,
            open=len(standing),
            overdue=tuple(row["directorate"] or "" for row in standing if row["is_overdue"]),
            acknowledged=tuple(self._acknowledged(asked)),
            told=tuple(self._told(period, asked)),
            passed_on=passed_on,
            first_time=self._value(_FIRST, asked),
            payments=self._payments(period, asked),
            owed=tuple(self._owed(period, asked)),
            feedback=self._feedback(period, asked),
        )

    def _until(self, period: Period) -> date:
        """Its last day, or today while it is not over."""
        return min(period.end, self._store.today())

    def _open(self, period: Period, asked: dict[str, str]) -> Sequence[Any]:
        """The enquiries that were open at the end, and whether each was overdue."""
        after = (self._until(period) + ONE_DAY).isoformat()
        return self._rows(_OPEN, {**asked, "after": after})

    def _acknowledged(self, asked: dict[str, str]) -> Iterator[Told]:
        standard = self._store.standards.acknowledge_days
        for row in self._rows(_ACKNOWLEDGED, asked):
            own = row["acknowledge_days"]
            yield Told(
                _day(row["received_at"]), _day(row["at"]), (), standard if own is None else own
            )

    def _told(self, period: Period, asked: dict[str, str]) -> Iterator[Told]:
        """The first telling since each receipt and reopening, where it lies in the period."""
        timelines: defaultdict[str, list[Any]] = defaultdict(list)
        for row in self._rows(_TIMELINES, asked):
            timelines[row["uid"]].append(row)
        usual = self._store.standards.answer_days
        for rows in timelines.values():
            own = rows[0]["answer_days"]
            standard = usual if own is None else own
            yield from _tellings(rows, period, standard)

    def _payments(self, period: Period, asked: dict[str, str]) -> dict[str, int]:
        return {
            "new": self._value(
                "SELECT count(*) FROM payment WHERE logged_at >= :start AND logged_at < :end "
                "AND removed_at IS NULL",
                asked,
            ),
            "escalated": self._value(_COUNTED.format("payment"), {**asked, "kind": "escalated"}),
            "paid": self._value(
                "SELECT count(*) FROM payment AS p WHERE p.paid_pence = p.amount_pence "
                "AND p.removed_at IS NULL AND (SELECT max(paid_on) FROM paid_in AS i "
                "WHERE i.payment = p.uid AND i.removed_at IS NULL) BETWEEN :first AND :last",
                asked,
            ),
        }

    def _owed(self, period: Period, asked: dict[str, str]) -> Iterator[StillOwed]:
        """The complaints on which money was still to come at the end, as they stood then."""
        from spoc_tui.casework.late_payment import reckon

        rows = self._rows(
            f"SELECT r.uid, {_STATUS_THEN.format('payment')} AS status FROM payment AS r "
            "WHERE r.logged_at < :end AND r.removed_at IS NULL "
            "AND (r.closed_at IS NULL OR r.closed_at >= :end)",
            asked,
        )
        uids = [row["uid"] for row in rows if row["status"] != "closed"]
        rates = self._store.rates.known() if uids else None
        until = self._until(period)
        for payment in read_payments(
            self._store.connection, "p.uid IN (SELECT value FROM json_each(?))", [json.dumps(uids)]
        ):
            paid = tuple(one for one in payment.paid_in if one.on <= until)
            then = replace(payment, paid_in=paid)
            if then.outstanding <= 0:
                continue
            assert rates is not None
            found = reckon(then.debt, until, rates)
            band = found.band.words if found.band else NOT_KNOWN
            yield StillOwed(band, then.outstanding, found.interest, found.days_to_pay)

    def _feedback(self, period: Period, asked: dict[str, str]) -> dict[str, dict[str, int]]:
        of = {
            "heard": "SELECT side, count(*) FROM feedback WHERE heard_at >= :start "
            "AND heard_at < :end AND removed_at IS NULL GROUP BY side",
            "done": "SELECT f.side, count(DISTINCT f.uid) FROM event AS v "
            "JOIN feedback AS f ON f.uid = v.feedback WHERE v.at >= :start AND v.at < :end "
            "AND v.kind = 'done' AND v.removed_at IS NULL AND f.removed_at IS NULL GROUP BY f.side",
            "told": "SELECT f.side, count(*) FROM telling AS t "
            "JOIN feedback AS f ON f.uid = t.feedback WHERE t.told_at >= :start "
            "AND t.told_at < :end AND t.removed_at IS NULL AND f.removed_at IS NULL "
            "GROUP BY f.side",
            "late": "SELECT side, count(*) FROM feedback WHERE heard_at < :end AND due <= :last "
            "AND coalesce(done_at, cannot_at, :end) >= :end AND removed_at IS NULL GROUP BY side",
        }
        return {
            name: {row[0]: row[1] for row in self._rows(sql, asked)} for name, sql in of.items()
        }

    def _rows(self, sql: str, asked: dict[str, str]) -> Sequence[Any]:
        return self._store.connection.execute(sql, asked).fetchall()

    def _value(self, sql: str, asked: dict[str, str]) -> int:
        (found,) = self._store.connection.execute(sql, asked).fetchone()
        return int(found)


def _tellings(rows: Sequence[Any], period: Period, standard: int) -> Iterator[Told]:
    """Of one enquiry's timeline: when its caller was told, since each receipt and reopening."""
    since, told = _day(rows[0]["received_at"]), False
    waits: list[tuple[date, date]] = []
    began: date | None = None
    for row in rows:
        kind, day = EventKind(row["kind"]), _day(row["at"])
        if kind is EventKind.REOPENED:
            since, told, waits, began = day, False, [], None
        elif kind is EventKind.WAITING:
            began = day
        elif kind in _ENDS_A_WAIT and began is not None:
            waits.append((began, day))
            began = None
        elif kind is EventKind.TOLD and not told:
            told = True
            open_wait = [(began, day)] if began is not None else []
            if period.holds(day):
                yield Told(since, day, (*waits, *open_wait), standard)


def _moments(period: Period) -> dict[str, str]:
    return {"start": when.to_iso(period.begins_at), "end": when.to_iso(period.ends_at)}


def _day(moment: str) -> date:
    return when.london_date(when.from_iso(moment))
