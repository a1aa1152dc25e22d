"""What every record with a reference has, of whichever kind: so that an act can be one for all."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from spoc_tui.casework.enquiries import Event, Promise
from spoc_tui.casework.when import london_date

CHASED_TODAY = "chased today"
"""As a row says it."""


def is_day_of(moment: datetime | None, today: date) -> bool:
    """Whether something happened today, such as the last chase of a record."""
    return moment is not None and london_date(moment) == today


class Record(Protocol):
    """An enquiry, or a payment complaint."""

    @property
    def uid(self) -> str: ...
    @property
    def reference(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def organisation_uid(self) -> str | None: ...
    @property
    def is_open(self) -> bool: ...


class RecordCase(Protocol):
    """A record in full, with its timeline and promises."""

    @property
    def record(self) -> Record: ...
    @property
    def timeline(self) -> tuple[Event, ...]: ...
    @property
    def promises(self) -> tuple[Promise, ...]: ...
    @property
    def open_promises(self) -> tuple[Promise, ...]: ...
