"""The entries of the officer's calendar: one for each day on which something is due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import DayAndTime
from spoc_tui.casework.text import display_safe, one_line

if TYPE_CHECKING:
    from spoc_tui.casework.records.line import RecordLine
    from spoc_tui.casework.records.promise import Promise
    from spoc_tui.casework.records.shape import Record

# As dialled within the country or from abroad: ten digits or more, with what is between them.
_PHONE_NUMBER = re.compile(r"(?<![\w£-])(?:\+|\(?0)(?:[ ()-]*[0-9]){9,14}(?!\w)")

UID_LENGTH = 36


@dataclass(frozen=True)
class CalendarEntry:
    """One thing to do on one day."""

    key: str
    """The record's uid and what is due: it stays the same when the day or the words change."""
    day: date
    title: str
    """What to do, on which record; one line, without phone numbers."""
    detail: str = ""
    """The organisation, whom it is with; lines."""
    at: time | None = None
    """The time of that day in London, where one was given."""
    of: str = field(default="", compare=False)
    """The uid of the record or the promise it is about; blank of one that is in a file."""

    @property
    def uid(self) -> str:
        """That of the record or the promise it is about."""
        return self.of or self.key[:UID_LENGTH]

    @property
    def what(self) -> str:
        """The kind of thing that is due: “answer”, “promised payment”."""
        return self.code.replace("-", " ")

    @property
    def code(self) -> str:
        """The same as one word: “promised-payment”."""
        return self.key[len(self.of or self.uid) + 1 :]


def promise_entries(promise: Promise, record: Record) -> Iterator[CalendarEntry]:
    """The day by which a promise on a record is to be kept."""
    if promise.is_open:
        title = f"Keep the promise on {record.reference}: {promise.text}"
        yield entry_of(promise.uid, "promise", promise.by, title, record.organisations)


def declared_entry(
    record: RecordLine, what: str, by: DayAndTime, words: str, nth: int = 1
) -> CalendarEntry:
    """A day on which something is due on a declared record, the `nth` of that name; `words` say how
    it was found, or whom it concerns.
    """
    title = f"{what[:1].upper()}{what[1:]}, {record.named}: {record.subject}"
    detail = lines_of(record.organisations, words)
    key = what.replace(" ", "-") + (f"-{nth}" if nth > 1 else "")
    return entry_of(record.uid, key, by, title, detail)


def entry_of(uid: str, what: str, by: date | DayAndTime, title: str, detail: str) -> CalendarEntry:
    """The entry of what is due on a record, without phone numbers."""
    if isinstance(by, date):
        by = DayAndTime(by)
    return CalendarEntry(
        key=f"{uid}-{what}",
        of=uid,
        day=by.day,
        at=by.at,
        title=_without_phone_numbers(one_line(title)),
        detail=_without_phone_numbers(display_safe(detail)),
    )


def lines_of(*parts: str | None) -> str:
    """The parts that are not blank, a line each."""
    return "\n".join(filter(None, parts))


def _without_phone_numbers(text: str) -> str:
    """A calendar is often shared or shown on a phone's locked screen: the numbers stay here."""
    return _PHONE_NUMBER.sub("(phone number)", text)
