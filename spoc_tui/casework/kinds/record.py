"""A declared record, whatever its kind: a frozen dataclass, and the rows on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from spoc_tui.casework.kinds.fields import Linked, day_time, moment, text
from spoc_tui.casework.records.worded import Worded

if TYPE_CHECKING:
    from spoc_tui.casework.dates.when import DayAndTime
    from spoc_tui.casework.kinds.party import Party
    from spoc_tui.casework.records.promise import Promise


class RecordStatus(Worded):
    """Where a record stands whose kind has no steps of its own."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True, repr=False)
class RecordRow:
    """A line of a record with fields of its own: an item of an agenda."""

    uid: str = ""


class Whose(NamedTuple):
    """The state today of an organisation that something links to."""

    uid: str
    """Of what it is read as: the survivor, where it was merged."""
    state: str
    """“active”, “closed”, …"""
    other_names: tuple[str, ...] = ()
    size: str = ""
    """“micro”, “small”, …; blank: it is not known."""


@dataclass(frozen=True, kw_only=True, repr=False)
class DeclaredRecord:
    """The fields that the records of every declared kind have."""

    uid: str = ""
    reference: str = ""
    status: Worded = RecordStatus.OPEN
    """Follows from the other facts (`Kind.settle`)."""
    organisation: Linked | None = None
    """Whose it is; a kind whose records are of organisations declares it as a field."""
    follow_up: DayAndTime | None = day_time("Follow up", "when to look at it again", ahead=True)
    began_at: datetime | None = moment("Begun", "when it was put on record", typed=False)
    closed_at: datetime | None = moment("Closed", "when it was closed", typed=False)
    closed_why: str = text("How it ended", "what was said as it was closed", typed=False)
    number: str = ""
    """What it is called by beside its reference: “SLG-26-07”; worked out, blank where it is not."""
    promises: tuple[Promise, ...] = ()
    stand: Mapping[str, Whose] = field(default_factory=dict, compare=False)
    """By uid, what has become of the organisations that it links to, and their other names."""
    parties: tuple[Party, ...] = ()

    @property
    def named(self) -> str:
        """The number that it is known by, or its reference where it has none."""
        return self.number or self.reference

    @property
    def subject(self) -> str:
        """Its name in a list."""
        raise NotImplementedError

    @property
    def day(self) -> date | None:
        """The day that it is of, as a meeting is; None: it is of none."""
        return None

    @property
    def who(self) -> str:
        return self.organisation.name if self.organisation else ""

    @property
    def organisations(self) -> str:
        return self.who

    @property
    def organisation_uid(self) -> str | None:
        return self.organisation.uid if self.organisation else None

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def read_as(self, organisation: Linked | None) -> str:
        """The uid of what an organisation that it links to is read as; blank: there is none."""
        if organisation is None:
            return ""
        found = self.stand.get(organisation.uid)
        return found.uid if found else organisation.uid

    def also_called(self, organisation: Linked | None) -> tuple[str, ...]:
        """The other names of an organisation that it links to, by which that is found as well."""
        found = self.stand.get(organisation.uid) if organisation else None
        return found.other_names if found else ()

    @property
    def open_promises(self) -> tuple[Promise, ...]:
        return tuple(one for one in self.promises if one.is_open)


R = TypeVar("R", bound=DeclaredRecord)
