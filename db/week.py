"""The figures of a period, the summary they make, and the records behind each of them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from db import week_others
from db.week_enquiries import Asked, WeekEnquiries
from spoc_tui.casework import when
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.figures import Figures
from spoc_tui.casework.periods import ONE_DAY, Period, week_of
from spoc_tui.casework.week_facts import WeekFacts, figures_of
from spoc_tui.casework.week_records import BehindRecord, Pointer, records_behind
from spoc_tui.casework.week_summary import LAST, TREND, Due, Trend, WeekSummary

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.enquiries import Enquiry
    from spoc_tui.casework.feedback import Feedback
    from spoc_tui.casework.payments import Payment

_RECEIVED = """SELECT count(*) FROM enquiry
WHERE received_at >= :start AND received_at < :end AND removed_at IS NULL"""
_CLOSED = """SELECT count(DISTINCT v.enquiry) FROM event AS v JOIN enquiry AS e ON e.uid = v.enquiry
WHERE v.at >= :start AND v.at < :end AND v.to_status = 'closed' AND v.removed_at IS NULL
    AND e.removed_at IS NULL"""

# Of what is due, by its own uid: the record it is on.
_POINTED = """WITH asked AS (SELECT value AS uid FROM json_each(?))
SELECT uid, 'enquiry' AS kind, uid AS record FROM enquiry WHERE uid IN asked
UNION ALL SELECT uid, 'payment', uid FROM payment WHERE uid IN asked
UNION ALL SELECT uid, 'feedback', uid FROM feedback WHERE uid IN asked
UNION ALL SELECT uid, 'check_in', uid FROM check_in WHERE uid IN asked
UNION ALL SELECT uid, CASE WHEN enquiry IS NOT NULL THEN 'enquiry' WHEN payment IS NOT NULL
    THEN 'payment' ELSE 'feedback' END, coalesce(enquiry, payment, feedback)
    FROM promise WHERE uid IN asked"""


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
            Trend(week.start, *(self._count(sql, _moments(week)) for sql in (_RECEIVED, _CLOSED)))
            for week in weeks
        ]

    def facts(self, period: Period) -> WeekFacts:
        """What a period was made of."""
        store, until = self._store, self._until(period)
        asked = {
            **_moments(period),
            "first": period.start.isoformat(),
            "last": until.isoformat(),
            "after": min(period.end + ONE_DAY, store.today()).isoformat(),
        }
        enquiries = WeekEnquiries(store, period, asked)
        return WeekFacts(
            received=enquiries.received(),
            closed=enquiries.closed(),
            open=enquiries.open(),
            acknowledged=list(enquiries.acknowledged()),
            told=list(enquiries.told()),
            passed_on=enquiries.passed_on(),
            first_time=enquiries.first_time(),
            payments=week_others.payments(store, asked),
            owed=list(week_others.owed(store, asked, until)),
            feedback=week_others.feedback(store, asked),
        )

    def behind(
        self, period: Period, figure: str, by: str = "", name: str = ""
    ) -> tuple[Pointer, ...]:
        """The records that a figure counts; see `records_behind`."""
        return records_behind(self.facts(period), self._store.days, figure, by, name)

    def due_on(self, day: date) -> tuple[Pointer, ...]:
        """The records on which something is due that day, each once."""
        uids = [entry.uid for entry in self._store.calendar.entries() if entry.day == day]
        rows = self._store.connection.execute(_POINTED, [json.dumps(uids)])
        found = {row["uid"]: Pointer(row["kind"], row["record"]) for row in rows}
        return tuple(dict.fromkeys(found[uid] for uid in uids if uid in found))

    def records(self, pointers: Sequence[Pointer]) -> list[BehindRecord]:
        """These records as they stand now, in the same order; what is gone is left out."""
        uids: defaultdict[str, list[str]] = defaultdict(list)
        for one in pointers:
            uids[one.kind].append(one.uid)
        found = {kind: self._by_uids(kind, of_kind) for kind, of_kind in uids.items()}
        return [found[one.kind][one.uid] for one in pointers if one.uid in found[one.kind]]

    def _by_uids(self, kind: str, uids: list[str]) -> dict[str, BehindRecord]:
        store = self._store
        if kind == "organisation":
            found = {}
            for uid in uids:
                with suppress(NotFound):
                    one = store.organisations.get(uid)
                    found[uid] = BehindRecord(kind, uid, "", one.name, "", one.state)
            return found
        if kind == "check_in":
            check_ins = store.check_ins.all()
            return {one.uid: BehindRecord(kind, one.uid, "", one.name, "", "") for one in check_ins}
        records: Mapping[str, Enquiry | Payment | Feedback] = (
            store.enquiries.by_uids(uids)
            if kind == "enquiry"
            else store.payments.by_uids(uids)
            if kind == "payment"
            else store.feedback.by_uids(uids)
        )
        return {
            uid: BehindRecord(kind, uid, one.reference, one.who, one.subject, one.status.short)
            for uid, one in records.items()
        }

    def _due(self, period: Period) -> Iterator[Due]:
        """What is due in a period, day by day, as counts: what it is about stays here."""
        counts: defaultdict[date, Counter[str]] = defaultdict(Counter)
        for entry in self._store.calendar.entries():
            if period.holds(entry.day):
                counts[entry.day][entry.what] += 1
        for day in sorted(counts):
            said = (f"{what} ({count:,})" for what, count in sorted(counts[day].items()))
            yield Due(day, ", ".join(said))

    def _until(self, period: Period) -> date:
        """Its last day, or today while it is not over."""
        return min(period.end, self._store.today())

    def _count(self, sql: str, asked: Asked) -> int:
        (found,) = self._store.connection.execute(sql, asked).fetchone()
        return int(found)


def _moments(period: Period) -> dict[str, str]:
    return {"start": when.to_iso(period.begins_at), "end": when.to_iso(period.ends_at)}
