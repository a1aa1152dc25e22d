"""How long the figures of a week take over a great many enquiries, beside one look at each of them.

python -m benchmarks.week                       1,000,000 enquiries, 4,000,000 lines of timelines
python -m benchmarks.week --enquiries 100000 --folder DIR
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median

from benchmarks.filled import CACHE_KIBIBYTES, NOW
from db.changes import triggers
from db.records import index as record_index
from db.schema.migrations import create_triggers
from db.store import Store
from spoc_tui.casework.week.periods import week_of

RUNS = 7
YEARS = 3
"""Over how long they came in."""
OPEN_SHARE = 0.002

# Made by SQL alone: the history of a million made-up enquiries is nothing to measure.
_ENQUIRIES = """
WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :count)
INSERT INTO enquiry (uid, reference, channel, urgency, subject, topic, status, outcome,
    outcome_reason, received_at, clock_from, acknowledge_by, answer_by, acknowledged_at,
    answered_at, told_at, closed_at)
SELECT 'e' || i, 'E' || i, 'phone', 'normal', 'Question ' || i, topic,
    iif(i < :closed, 'closed', 'new'), iif(i < :closed, 'resolved', NULL), 'x',
    at, substr(at, 1, 10), substr(at, 1, 10), substr(at, 1, 10), at,
    NULL, NULL, iif(i < :closed, at, NULL)
FROM (SELECT i, strftime('%Y-%m-%dT%H:%M:%SZ', :began, (i * :step) || ' seconds') AS at, topic
    FROM n JOIN (SELECT uid AS topic, row_number() OVER (ORDER BY id) - 1 AS place FROM topic)
        ON place = i % 10)"""
_EVENTS = """
INSERT INTO event (uid, record, kind, at, from_status, to_status)
SELECT e.uid || k.kind, e.uid, k.kind,
    strftime('%Y-%m-%dT%H:%M:%SZ', e.received_at, k.later), k.before, k.after
FROM enquiry AS e JOIN (
    SELECT 'logged' AS kind, '0 days' AS later, NULL AS before, 'new' AS after
    UNION ALL SELECT 'answered', '3 days', 'new', 'answered'
    UNION ALL SELECT 'told', '4 days', NULL, NULL
    UNION ALL SELECT 'closed', '5 days', 'answered', 'closed') AS k
    ON k.kind = 'logged' OR e.status = 'closed'"""


def build(path: Path, enquiries: int) -> None:
    """A database with so many enquiries, told and closed but for the last few."""
    store = Store.open(path, now=lambda: NOW)
    connection = store.connection
    triggers.drop_triggers(connection)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
    began = NOW - timedelta(days=365 * YEARS)
    with store.transaction():
        connection.execute(
            _ENQUIRIES,
            {
                "count": enquiries,
                "closed": round(enquiries * (1 - OPEN_SHARE)),
                "began": began.strftime("%Y-%m-%d %H:%M:%S"),
                "step": 365 * YEARS * 86_400 // enquiries,
            },
        )
        record_index.fill(connection)
        connection.execute(_EVENTS)
        create_triggers(connection)
    store.close()


def timed(act: Callable[[], object]) -> float:
    """The median seconds of some runs."""
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        act()
        taken.append(time.perf_counter() - began)
    return median(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--enquiries", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="where the database is kept once built")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        path = (asked.folder or Path(temporary)) / f"weeks-{asked.enquiries}.db"
        if not path.exists():
            build(path, asked.enquiries)
        store = Store.open(path, now=lambda: NOW)
        bare = timed(
            lambda: store.connection.execute("SELECT count(subject) FROM enquiry").fetchone()
        )
        print(f"one look at each of {asked.enquiries:,} enquiries: {1000 * bare:.0f} ms")
        for name, week in (
            ("this week", week_of(store.today())),
            ("last week", week_of(store.today()).before()),
            ("12 weeks ago", week_of(store.today()).before(12)),
        ):
            took = timed(lambda week=week: store.week.figures(week))  # type: ignore[misc]
            print(f"figures of {name}: {1000 * took:.0f} ms, {took / bare:.2f} x")
        took = timed(lambda: store.week.trend(store.today()))
        print(f"the trend of 13 weeks: {1000 * took:.0f} ms, {took / bare:.2f} x")
        took = timed(lambda: store.week.summary(week_of(store.today()).before()))
        print(f"the whole summary, with the four weeks before: {1000 * took:.0f} ms")
        store.close()


if __name__ == "__main__":
    main()
