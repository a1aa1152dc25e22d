"""What a declared record has, whatever its kind: a frozen dataclass, and the rows on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from spoc_tui.casework.kinds.fields import Linked, day_time, moment, text
from spoc_tui.casework.records.worded import Worded

if TYPE_CHECKING:
    from spoc_tui.casework.dates.when import DayAndTime
    from spoc_tui.casework.kinds.party import Party
    from spoc_tui.casework.records.promise import Promise


class Standing(Worded):
    """Where a record stands whose kind has no steps of its own."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True, repr=False)
class Row:
    """A line of a record with fields of its own: an item of an agenda."""

    uid: str = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class Record:
    """What the records of every declared kind have."""

    uid: str = ""
    reference: str = ""
    status: Worded = Standing.OPEN
    """Follows from the other facts (`Kind.settle`)."""
    organisation: Linked | None = None
    """Whose it is; a kind whose records are of organisations declares it as a field."""
    follow_up: DayAndTime | None = day_time("Follow up", "when to look at it again", ahead=True)
    began_at: datetime | None = moment("Begun", "when it was put on record", typed=False)
    closed_at: datetime | None = moment("Closed", "when it was closed", typed=False)
    closed_why: str = text("How it ended", "what was said as it was closed", typed=False)
    promises: tuple[Promise, ...] = ()
    parties: tuple[Party, ...] = ()

    @property
    def subject(self) -> str:
        """What it is called in a list."""
        raise NotImplementedError

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

    @property
    def open_promises(self) -> tuple[Promise, ...]:
        return tuple(one for one in self.promises if one.is_open)


R = TypeVar("R", bound=Record)
