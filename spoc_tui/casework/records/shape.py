"""What every record with a reference has, so that an act can be one for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from spoc_tui.casework.records.event import Event
    from spoc_tui.casework.records.promise import Promise


class Record(Protocol):
    """An enquiry, a payment complaint or a feedback action."""

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
