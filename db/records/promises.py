"""Promises: what was promised on a record, by when; kept, or withdrawn with a reason.

The officer writes one by the key of a page (screens/records/acts.py) or a verb
(spoc_tui/cli/records/promising.py), through `Promises`; an act of a declared kind that promises
something, through db/kinds/following.py. Besides these only the demo does, and after a
join the settling of two desks’: tests/records/test_who_promises.py holds that.
"""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from db.records.by_when import time_text
from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.when import DayAndTime
from spoc_tui.casework.records import require
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.text import clean_line, clean_text

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Writing
    from spoc_tui.casework.records.shape import RecordCase


def add_promise(writing: Writing, record_uid: str, text: str, by: DayAndTime) -> None:
    """Writes a promise on a record, within an action."""
    writing.insert(
        "promise",
        {
            "record": record_uid,
            "text": text,
            "due": by.day.isoformat(),
            "due_time": time_text(by.at),
            "made_at": writing.now_text(),
        },
    )


class Promises:
    """The promises on records. Every act returns the case as it stands after it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def make(self, reference: str, text: str, by: date, at: time | None = None) -> RecordCase:
        """Promises something by a day, today or later, and by a time that day if one is given."""
        text = require.require_text(
            clean_line(text, field="text", limit=1_000), "what is promised", "text"
        )
        store, records = self._store, self._store.records_of(reference)
        with records.acting(reference, "Promised on") as case:
            require.require_open(case.record, "promise anything on it")
            require.require_future(DayAndTime(by, at), store.now(), "by")
            add_promise(store, case.record.uid, text, DayAndTime(by, at))
            records.change(
                case,
                EventKind.PROMISED,
                {},
                text=f"{text}, by {when.show_day_and_time(DayAndTime(by, at))}",
            )
        after: RecordCase = records.get(case.record.uid)
        return after

    def keep(self, reference: str, number: int | None = None) -> RecordCase:
        """Marks a promise as kept; without a number, the only open one."""
        records = self._store.records_of(reference)
        with records.acting(reference, "Kept a promise on") as case:
            promise = require.require_open_promise(case, number)
            self._store.update("promise", promise.uid, {"kept_at": self._store.now_text()})
            records.change(case, EventKind.KEPT, {}, text=promise.text)
        after: RecordCase = records.get(case.record.uid)
        return after

    def withdraw(self, reference: str, number: int | None, reason: str) -> RecordCase:
        """Withdraws a promise, with the reason."""
        reason = require.require_text(
            clean_text(reason, field="reason"), "why the promise is withdrawn", "reason"
        )
        records = self._store.records_of(reference)
        with records.acting(reference, "Withdrew a promise on") as case:
            promise = require.require_open_promise(case, number)
            self._store.update(
                "promise",
                promise.uid,
                {"withdrawn_at": self._store.now_text(), "withdrawn_why": reason},
            )
            records.change(case, EventKind.PROMISE_WITHDRAWN, {}, text=f"{promise.text}: {reason}")
        after: RecordCase = records.get(case.record.uid)
        return after
