"""The figures of a period, the summary they make, and the records behind each of them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from db.records.every_kind import stored
from db.records.tables import TABLES_OF_KIND, merged
from db.week.enquiries import WeekEnquiries
from db.week.kinds import facts_of_kinds
from db.week.past_periods import facts_then
from db.week.source import Asked, WeekSource, of_store
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.week.facts import WeekFacts
from spoc_tui.casework.week.figures import figures_of, no_figures
from spoc_tui.casework.week.measures import Figures
from spoc_tui.casework.week.periods import ONE_DAY, Period, week_of
from spoc_tui.casework.week.records import CountedRecord, Pointer, records_counted
from spoc_tui.casework.week.summary import PERIODS_COMPARED, TREND, DueOnDay, Trend, WeekSummary

if TYPE_CHECKING:
    from db.store import Store

_RECEIVED = """SELECT count(*) FROM enquiry
WHERE received_at >= :start AND received_at < :end AND removed_at IS NULL"""
_CLOSED = """SELECT count(*) FROM event AS v JOIN enquiry AS e ON e.uid = v.record
WHERE v.at >= :start AND v.at < :end AND v.to_status = 'closed' AND v.removed_at IS NULL
    AND e.removed_at IS NULL"""
_FIRST_OF_EACH = " UNION ALL ".join(
    f"SELECT min({tables.came}) AS at FROM {kind} WHERE removed_at IS NULL"
    for kind, tables in TABLES_OF_KIND.items()
)
_FIRST_RECORD = f"SELECT min(at) FROM ({_FIRST_OF_EACH})"

# Of what is due, by its own uid: the record it is on.
_POINTED = """
WITH asked AS (SELECT value AS uid FROM json_each(?))
SELECT uid, kind, uid AS record FROM record WHERE uid IN asked
UNION ALL SELECT p.uid, r.kind, r.uid FROM promise AS p JOIN record AS r ON r.uid = p.record
WHERE p.uid IN asked"""


class Week:
    """The figures of a store's periods."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def figures(self, period: Period) -> Figures:
        """The figures of a period, none of one before the first record; see docs/figures.md."""
        if period.end < self.first_day():
            return no_figures()
        return figures_of(self.facts(period), self._store.days)

    def summary(self, period: Period, *, hide_few: bool = False) -> WeekSummary:
        """Its figures beside those of the LAST periods before, the themes that grow, and what is
        due in the next.
        """
        beside = self.beside(period, before=PERIODS_COMPARED, hide_few=hide_few)
        return replace(
            beside,
            trend=self.trend(beside.until, beside.first_day),
            rising=[
                (one.theme.name, one.lately, one.before)
                for one in self._store.feedback.theme_counts(on=beside.until)
                if one.trend == "growing" or (one.before is None and one.lately)
            ],
            due=list(self._due(period.after())),
        )

    def beside(self, period: Period, *, before: int, hide_few: bool = False) -> WeekSummary:
        """Its figures beside those of so many periods before, and nothing more."""
        store, first = self._store, self.first_day()
        earlier = [period.before(steps) for steps in range(1, before + 1)]
        figures, then = self._now_and_then(period, first)
        return WeekSummary(
            period=period,
            figures=figures,
            before=[self.figures(one) for one in earlier if one.end >= first],
            today=store.today(),
            officer=store.signed,
            first_day=first,
            then=then,
            hide_few=hide_few,
        )

    def _now_and_then(self, period: Period, first: date) -> tuple[Figures, Figures | None]:
        """Its figures, and where something was corrected since it ended, what they were then."""
        facts, days = self.facts(period), self._store.days
        figures = no_figures() if period.end < first else figures_of(facts, days)
        if period.end >= self._store.today():
            return figures, None
        then = facts_then(of_store(self._store), period, facts, facts_of)
        return figures, None if then is None else figures_of(then, days)

    def first_day(self) -> date:
        """The day of the first record of all; today, if there is none."""
        (found,) = self._store.connection.execute(_FIRST_RECORD).fetchone()
        today = self._store.today()
        return min(when.london_date(when.from_iso(found)), today) if found else today

    def trend(self, day: date, first: date | None = None) -> list[Trend]:
        """How many enquiries came in and were closed in the last TREND weeks, up to this day's;
        None in those before the `first` record.
        """
        weeks = [week_of(day).before(back) for back in reversed(range(TREND))]
        return [
            Trend(week.start, None, None)
            if first and week.end < first
            else Trend(week.start, *self.came_and_went(week))
            for week in weeks
        ]

    def came_and_went(self, period: Period) -> tuple[int, int]:
        """How many enquiries came in in a period, and how often one was closed."""
        asked = _moments(period)
        return self._count(_RECEIVED, asked), self._count(_CLOSED, asked)

    def facts(self, period: Period) -> WeekFacts:
        """The facts of a period."""
        return facts_of(of_store(self._store), period)

    def records_counted(
        self, period: Period, figure: str, by: str = "", name: str = ""
    ) -> tuple[Pointer, ...]:
        """The records that a figure counts; see `records_counted`."""
        return records_counted(self.facts(period), self._store.days, figure, by, name)

    def due_on(self, day: date) -> tuple[Pointer, ...]:
        """The records on which something is due that day, each once."""
        uids = [entry.uid for entry in self._store.calendar.entries(Period(day, day))]
        rows = self._store.connection.execute(_POINTED, [json.dumps(uids)])
        found = {row["uid"]: Pointer(row["kind"], row["record"]) for row in rows}
        return tuple(dict.fromkeys(found[uid] for uid in uids if uid in found))

    def records(self, pointers: Sequence[Pointer]) -> list[CountedRecord]:
        """These records as they stand now, in the same order; what is gone is left out."""
        uids: defaultdict[str, list[str]] = defaultdict(list)
        for one in pointers:
            uids[one.kind].append(one.uid)
        found = {kind: self._by_uids(kind, of_kind) for kind, of_kind in uids.items()}
        return [found[one.kind][one.uid] for one in pointers if one.uid in found[one.kind]]

    def _by_uids(self, kind: str, uids: list[str]) -> dict[str, CountedRecord]:
        store = self._store
        if kind == "organisation":
            found = {}
            for uid in uids:
                with suppress(NotFound):
                    one = store.organisations.get(uid)
                    found[uid] = CountedRecord(kind, uid, "", one.name, "", one.state)
            return found
        described = stored(kind)
        return {
            uid: CountedRecord(
                kind, uid, one.reference, one.who, one.subject, described.stands(one)
            )
            for uid, one in described.by_uids(store, uids).items()
        }

    def _due(self, period: Period) -> Iterator[DueOnDay]:
        """The counts of what is due in a period from today on, day by day."""
        today = self._store.today()
        if period.end < today:
            return
        counts: defaultdict[date, Counter[str]] = defaultdict(Counter)
        for entry in self._store.calendar.entries(Period(max(period.start, today), period.end)):
            counts[entry.day][entry.what] += 1
        for day in sorted(counts):
            described = (f"{what} ({count:,})" for what, count in sorted(counts[day].items()))
            yield DueOnDay(day, ", ".join(described))

    def _count(self, sql: str, asked: Asked) -> int:
        (found,) = self._store.connection.execute(sql, asked).fetchone()
        return int(found)


def facts_of(source: WeekSource, period: Period) -> WeekFacts:
    """The facts of a period, by the records of a source."""
    until = min(period.end, source.today)
    after = min(period.end + ONE_DAY, source.today)
    asked = {
        **_moments(period),
        "first": period.start.isoformat(),
        "last": until.isoformat(),
        "after": after.isoformat(),
        "passed": (after - ONE_DAY).isoformat(),
    }
    others = facts_of_kinds(source, asked, until)
    return WeekFacts(
        **WeekEnquiries(source, period, asked).facts(),
        counted=merged(*(one.counted for one in others)),
        owed=[owing for one in others for owing in one.owed],
    )


def _moments(period: Period) -> dict[str, str]:
    return {"start": when.to_iso(period.begins_at), "end": when.to_iso(period.ends_at)}
