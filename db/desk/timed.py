"""The minutes at which something is due, and which have come since this was last asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from db.records.by_when import time_of
from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.when import DayAndTime

if TYPE_CHECKING:
    from db.writing import Writing

# Each part has an index of its own, of the few that have a time.
_OPEN = """
SELECT p.due AS day, p.due_time AS at, p.text, r.reference
FROM promise AS p JOIN record AS r ON r.uid = p.record
WHERE p.due_time IS NOT NULL AND p.kept_at IS NULL AND p.withdrawn_at IS NULL
    AND p.removed_at IS NULL AND r.removed_at IS NULL
UNION ALL SELECT follow_up_on, follow_up_time, 'follow up', reference FROM enquiry
WHERE follow_up_time IS NOT NULL AND removed_at IS NULL
UNION ALL SELECT follow_up_on, follow_up_time, 'follow up', reference FROM payment
WHERE follow_up_time IS NOT NULL AND removed_at IS NULL
UNION ALL SELECT d.due, d.at, replace(d.what, '-', ' '), r.reference
FROM record_due AS d JOIN record AS r ON r.uid = d.record
WHERE d.at IS NOT NULL AND r.removed_at IS NULL
"""
_COME = f"SELECT * FROM ({_OPEN}) WHERE day || ' ' || at > ? AND day || ' ' || at <= ? "


class TimedItem(NamedTuple):
    """A promise, a follow-up or the like whose time has come."""

    by: DayAndTime
    reference: str
    text: str


class Timed:
    """The clock of what is due at a time of day; of one window."""

    def __init__(self, store: Writing) -> None:
        self._store = store
        self._asked_at = self._minute()
        self.struck = ""
        """The last minute at which something came due while this window watched."""

    def come_due(self) -> list[TimedItem]:
        """The things that have come due since this was last asked, the earliest first; each once.

        A laptop that slept is told on waking; a clock that was set back tells nothing twice.
        """
        since, until = self._asked_at, self._minute()
        if until <= since:
            return []
        self._asked_at = until
        found = self._between(since, until)
        if found:
            self.struck = until
        return found

    def waiting(self) -> list[TimedItem]:
        """All whose time has come and that are still to be done."""
        return self._between("", self._minute())

    def _minute(self) -> str:
        return when.london_minute(self._store.now())

    def _between(self, since: str, until: str) -> list[TimedItem]:
        rows = self._store.connection.execute(
            f"{_COME} ORDER BY day, at, reference, text", [since, until]
        )
        return [
            TimedItem(
                DayAndTime(date.fromisoformat(row["day"]), time_of(row["at"])),
                row["reference"],
                row["text"],
            )
            for row in rows
        ]
