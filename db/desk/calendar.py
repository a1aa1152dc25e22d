"""The officer's calendar: what is due on each day."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import TYPE_CHECKING

from db.connection import Row
from db.records.among import Days, on_days
from db.records.by_when import time_of
from db.records.every_kind import stored
from db.records.rows import promise_number, promise_of
from spoc_tui.casework.dates.when import DayAndTime
from spoc_tui.casework.desk.calendar_entries import CalendarEntry, declared_entry, promise_entries
from spoc_tui.casework.desk.desk import UNPRESSED
from spoc_tui.casework.records.kinds import BY_HAND
from spoc_tui.casework.week.periods import Period

if TYPE_CHECKING:
    from db.store import Store

_PROMISES = f"""
SELECT p.*, r.kind AS of_kind, {promise_number("p")} FROM promise AS p
JOIN record AS r ON r.uid = p.record
WHERE p.kept_at IS NULL AND p.withdrawn_at IS NULL AND p.removed_at IS NULL
    AND r.removed_at IS NULL AND {{}}
"""
# Of a record that has a day among those asked for all are read: which of several of one name it is
# is told by their order.
_DECLARED = """SELECT * FROM record_due WHERE record IN (SELECT record FROM record_due WHERE {})
ORDER BY due, record, words"""
_SINCE = frozenset(band.code for band in UNPRESSED)


class Calendar:
    """The days on which something is due in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def entries(self, within: Period | None = None) -> list[CalendarEntry]:
        """Everything that is due, the first day first; what is overdue too. Of a period what is
        due in it. What waits since a day, and is due by none, is not among it.
        """
        store = self._store
        days = (within.start, within.end) if within else None
        found = [*self._promises(days), *self._declared(days)]
        for kind in BY_HAND:
            if kind.code in store.open_kinds():
                found += stored(kind.code).calendar(store.connection, None, days)
        return sorted(
            (one for one in found if within is None or within.holds(one.day)),
            key=lambda entry: (entry.day, entry.at or time.max, entry.title, entry.key),
        )

    def known(self, uids: Iterable[str]) -> set[str]:
        """The uids among these that are of a record, or promise of this database, undone or
        not.
        """
        among = "uid IN (SELECT value FROM json_each(:uids))"
        rows = self._store.connection.execute(
            f"SELECT uid FROM record WHERE {among} UNION ALL SELECT uid FROM promise WHERE {among}",
            {"uids": json.dumps(list(uids))},
        )
        return {row["uid"] for row in rows}

    def _promises(self, days: Days | None) -> Iterator[CalendarEntry]:
        on = defaultdict[str, list[Row]](list)
        due, asked = on_days(("p.due",), days)
        for row in self._store.connection.execute(_PROMISES.format(due), asked):
            on[row["of_kind"]].append(row)
        for kind, rows in on.items():
            records = stored(kind).by_uids(self._store, [row["record"] for row in rows])
            for row in rows:
                yield from promise_entries(promise_of(row), records[row["record"]])

    def _declared(self, days: Days | None) -> Iterator[CalendarEntry]:
        connection = self._store.connection
        due, asked = on_days(("due",), days)
        rows = connection.execute(_DECLARED.format(due), asked).fetchall()
        if not rows:
            return
        from db.kinds.lines import read_lines

        lines, today = read_lines(connection, [row["record"] for row in rows]), self._store.today()
        seen = Counter[tuple[str, str]]()
        for row in rows:
            by = DayAndTime(date.fromisoformat(row["due"]), time_of(row["at"]))
            seen[row["record"], row["what"]] += 1
            nth = seen[row["record"], row["what"]]
            if row["band"] in _SINCE and by.day <= today:
                continue  # it waits since then: no day is left by which it is to be done
            yield declared_entry(lines[row["record"]], row["what"], by, row["words"], nth)
