"""The requirements of acts on a record of any kind: each refuses with a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import (
    DayAndTime,
    has_passed,
    london_date,
    show_day,
    show_day_and_time,
)
from spoc_tui.casework.errors import BadInput, NotFound, Refused
from spoc_tui.casework.records.references import in_full

if TYPE_CHECKING:
    from spoc_tui.casework.records.promise import Promise
    from spoc_tui.casework.records.shape import Record, RecordCase


class Closed(Refused):
    """The record is closed; once it is reopened, the act may be done."""

    def __init__(self, record: Record, act: str) -> None:
        super().__init__(f"{in_full(record)} is closed. Reopen it before you {act}.")
        self.uid, self.reference = record.uid, record.reference


def require_open(record: Record, act: str) -> None:
    """Refuses an act on a closed record; `act` is what the officer would do."""
    if not record.is_open:
        raise Closed(record, act)


def require_closed(record: Record) -> None:
    """Refuses to reopen what is open."""
    if record.is_open:
        raise Refused(f"{in_full(record)} is not closed.")


def require_closable(record: Record, open_promises: Sequence[Promise]) -> None:
    """Refuses to close what is closed, or has a promise to keep."""
    if not record.is_open:
        raise Refused(f"{in_full(record)} is closed already.")
    if open_promises:
        listed = "; ".join(
            f"{promise.number}. {promise.text} (by {show_day_and_time(promise.by)})"
            for promise in open_promises
        )
        raise Refused(
            f"{in_full(record)} has a promise to keep: {listed}. "
            "Mark it kept, or withdraw it with a reason, then close."
        )


def require_text(text: str, what: str, field: str) -> str:
    """The text; BadInput where it is blank, for an act without its words records nothing."""
    if not text.strip():
        raise BadInput(f"Say {what}.", field=field)
    return text


def require_ahead(day: date, today: date, field: str) -> None:
    """Refuses a day that is past, for what is still to come."""
    if day < today:
        raise BadInput(f"{show_day(day)} is past. Give today or a later day.", field=field)


def require_future(by: DayAndTime, now: datetime, field: str) -> None:
    """Refuses a day, or a time of today, that is past; `now` is an aware moment."""
    require_ahead(by.day, london_date(now), field)
    if has_passed(by, now):
        raise BadInput(f"{show_day_and_time(by)} is past. Give a later time.", field=field)


def require_past(day: date, today: date, field: str) -> None:
    """Refuses a day that is still to come as one on which something happened."""
    if day > today:
        raise BadInput(f"{show_day(day)} is to come. Give today or an earlier day.", field=field)


def require_order(first: date | None, then: date | None, what: str, field: str) -> None:
    """Refuses two days the wrong way round, where both are known; `what` says of which, “It ends
    before it starts”.
    """
    if first is not None and then is not None and then < first:
        raise BadInput(f"{what}: {show_day(then)} is before {show_day(first)}.", field=field)


def require_reopenable(record: Record, reason: str) -> None:
    """Refuses to reopen what is open, or without a reason."""
    require_closed(record)
    require_text(reason, "why it is reopened", "reason")


def require_open_promise(case: RecordCase, number: int | None) -> Promise:
    """The promise of that number, or the only open one. BadInput lists them where it is unclear."""
    reference = in_full(case.record)
    if number is None:
        if not case.open_promises:
            raise Refused(f"{reference} has no open promise.")
        if len(case.open_promises) > 1:
            listed = "; ".join(f"{p.number}. {p.text}" for p in case.open_promises)
            raise BadInput(
                f"{reference} has several open promises. Say which: {listed}.", field="promise"
            )
        return case.open_promises[0]
    promise = next((p for p in case.promises if p.number == number), None)
    if promise is None:
        raise NotFound(f"{reference} has no promise {number}.")
    if promise.kept_at is not None:
        raise Refused(f"Promise {number} of {reference} was kept already.")
    if promise.withdrawn_at is not None:
        raise Refused(f"Promise {number} of {reference} was withdrawn.")
    return promise
