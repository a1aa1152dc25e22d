"""The fields of every record with a reference, so that an act can be one for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from spoc_tui.casework.records.event import Event
    from spoc_tui.casework.records.promise import Promise
    from spoc_tui.casework.records.worded import Worded


class Record(Protocol):
    """A record of any kind."""

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
    def organisations(self) -> str:
        """The organisation that it is of, or several, by name; blank: none."""
        ...

    @property
    def is_open(self) -> bool: ...


class StandingRecord(Record, Protocol):
    """A record of any kind, with where it stands."""

    @property
    def status(self) -> Worded: ...


class RecordCase(Protocol):
    """A record in full, with its timeline and promises."""

    @property
    def kind_code(self) -> str:
        """The code of its kind."""
        ...

    @property
    def record(self) -> StandingRecord: ...
    @property
    def timeline(self) -> tuple[Event, ...]: ...
    @property
    def promises(self) -> tuple[Promise, ...]: ...
    @property
    def open_promises(self) -> tuple[Promise, ...]: ...
