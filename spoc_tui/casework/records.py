"""The kinds of record, each said once; and what every record with a reference has, so that an act
can be one for all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from spoc_tui.casework.enquiries import Event, Promise


class RecordKind(NamedTuple):
    """A kind of record: what is found, opened, listed and due is of one of these."""

    code: str
    """Its table; the column of what hangs on it; its kind in JSON."""
    prefix: str
    """How its references begin; blank: it has none, nor a timeline, nor promises."""
    called: str
    """As a sentence calls one."""
    heading: str
    """As a list of several is headed."""
    draft: str = ""
    """As what a half-typed one is kept; blank: it is asked for in a dialog, which keeps nothing."""


ENQUIRY = RecordKind("enquiry", "ENQ", "enquiry", "Enquiries", "call")
PAYMENT = RecordKind("payment", "PAY", "payment complaint", "Payments", "payment")
FEEDBACK = RecordKind("feedback", "FBK", "feedback action", "Feedback", "feedback")
CHECK_IN = RecordKind("check_in", "", "check-in", "Check-ins")
RECORD_KINDS = (ENQUIRY, PAYMENT, FEEDBACK, CHECK_IN)
"""Every kind, in the order in which they are shown."""
CASE_KINDS = tuple(kind for kind in RECORD_KINDS if kind.prefix)
"""Those with a reference, a timeline and promises."""


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
