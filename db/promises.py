"""Promises: what was promised on a record, by when; kept, or withdrawn with a reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework import handling, when
from spoc_tui.casework.enquiries import Case, EventKind
from spoc_tui.casework.text import clean_line, clean_text

if TYPE_CHECKING:
    from db.store import Store


class Promises:
    """The promises on enquiries. Every act returns the case as it stands after it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def make(self, reference: str, text: str, by: date) -> Case:
        """Promises something by a day, today or later."""
        text = handling.need_text(
            clean_line(text, field="text", limit=1_000), "what is promised", "text"
        )
        store = self._store
        with store.enquiries.acting(reference, "Promised on") as case:
            handling.need_open(case.enquiry, "promise anything on it")
            handling.need_ahead(by, store.today(), "by")
            (number,) = store.connection.execute(
                "SELECT coalesce(max(number), 0) + 1 FROM promise WHERE enquiry = ?",
                [case.enquiry.uid],
            ).fetchone()
            store.insert(
                "promise",
                {
                    "enquiry": case.enquiry.uid,
                    "number": number,
                    "text": text,
                    "due": by.isoformat(),
                    "made_at": store.now_text(),
                },
            )
            store.enquiries.change(
                case, EventKind.PROMISED, {}, text=f"{text}, by {when.show_day(by)}"
            )
        return store.enquiries.get(case.enquiry.uid)

    def keep(self, reference: str, number: int | None = None) -> Case:
        """Marks a promise as kept; without a number, the only open one."""
        with self._store.enquiries.acting(reference, "Kept a promise on") as case:
            promise = handling.open_promise(case, number)
            self._store.update("promise", promise.uid, {"kept_at": self._store.now_text()})
            self._store.enquiries.change(case, EventKind.KEPT, {}, text=promise.text)
        return self._store.enquiries.get(case.enquiry.uid)

    def withdraw(self, reference: str, number: int | None, reason: str) -> Case:
        """Withdraws a promise, with the reason."""
        reason = handling.need_text(
            clean_text(reason, field="reason"), "why the promise is withdrawn", "reason"
        )
        with self._store.enquiries.acting(reference, "Withdrew a promise on") as case:
            promise = handling.open_promise(case, number)
            self._store.update(
                "promise",
                promise.uid,
                {"withdrawn_at": self._store.now_text(), "withdrawn_why": reason},
            )
            self._store.enquiries.change(
                case, EventKind.PROMISE_WITHDRAWN, {}, text=f"{promise.text}: {reason}"
            )
        return self._store.enquiries.get(case.enquiry.uid)
