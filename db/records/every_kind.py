"""What each kind of record says of itself to the storage, and where: db/SUBJECT/kind.py, or for all
declared kinds db/kinds/declared.py. Each is imported when it is asked for.

Whatever reads records of every kind asks here, in one loop; it names no kind.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from spoc_tui.casework.records.kinds import DECLARED_CODES, ENQUIRY, KIND_OF, PACKAGE_OF

if TYPE_CHECKING:
    from db.connection import Connection
    from db.records.among import Days
    from db.records.words import RecordWords
    from db.store import Store
    from spoc_tui.casework.desk.calendar_entries import CalendarEntry
    from spoc_tui.casework.search.finding import Hit

ReadTyped = Callable[[str], str]
"""What is half typed in a field, by its name."""


class AgendaKey(NamedTuple):
    """One row of the desk, as light as it can be: there may be thousands, and few are in view."""

    band: int
    what: str
    due: str | None
    uid: str
    promise: str | None
    promise_uid: str | None
    kind: str = ENQUIRY.code
    """The code of the record's kind; rate, whose uid is its day; or directorate, with its own."""
    at: str | None = None
    """The time of the day on which it is due, where one was given."""
    also: tuple[str, ...] = ()
    """The uids of other records of which the row stands, too."""


class OnTheDesk(NamedTuple):
    """A row of the desk, beside what the rows of all records have."""

    who: str
    organisation: str | None
    whom: tuple[str, ...] = ()
    """Who is to be told, where that is what is to be done."""
    urgent: bool = False
    number: str = ""
    """What it is called by beside its reference."""


def on_the_desk(key: AgendaKey, record: Any) -> OnTheDesk:
    """As most records are there."""
    whom = (record.who,) if key.what == "tell" else ()
    return OnTheDesk(record.who, record.organisation, whom)


def _none_came(connection: Connection, uids: Sequence[str]) -> Mapping[str, Sequence[Any]]:
    return {}


def _none_found(connection: Connection, typed: str, limit: int) -> list[Hit]:
    return []


def _none_due(store: Store, on: date, now: str) -> list[AgendaKey]:
    return []


def _no_entries(
    connection: Connection, uids: Collection[str] | None = None, days: Days | None = None
) -> Iterable[CalendarEntry]:
    return ()


def _none_of(store: Store, organisation_uid: str) -> Sequence[Any]:
    return ()


def _none_recent(store: Store, organisation_uid: str, since: date) -> Sequence[Any]:
    return ()


if TYPE_CHECKING:
    ReadCalendar = Callable[
        [Connection, Collection[str] | None, Days | None], Iterable[CalendarEntry]
    ]


class Stored(NamedTuple):
    """How the records of a kind are reached."""

    by_uids: Callable[[Store, Sequence[str]], Mapping[str, Any]]
    """The records of these uids, by uid; undone ones left out."""
    words: Callable[[Connection], RecordWords]
    """Where they are looked for by words."""
    records: Callable[[Store], Any] | None = None
    """The acts on them (db/records/acting.py), of a kind with references."""
    numbered: Callable[[Connection, str, int], list[Hit]] = _none_found
    """Those that have a number of their own which is this, or begins so."""
    came_of: Callable[[Connection, Sequence[str]], Mapping[str, Sequence[Any]]] = _none_came
    """By the uid of each of these records, those of the kind that came of it."""
    due: Callable[[Store, date, str], list[AgendaKey]] = _none_due
    """The rows of the desk that are worked out as it is read, by a day and the minute that it is;
    the most pressing first.
    """
    on_the_desk: Callable[[AgendaKey, Any], OnTheDesk] = on_the_desk
    calendar: ReadCalendar = _no_entries
    """Every day on which something is due on the open ones, or on the open of these, but for
    promises. Where it is asked of some days, those on other days may be left out.
    """
    open_of: Callable[[Store, str], Sequence[Any]] = _none_of
    """The open ones of an organisation, as they stand on its page."""
    recent_of: Callable[[Store, str, date], Sequence[Any]] = _none_recent
    """Those of an organisation that a briefing sheet has, which looks back to a day."""
    stands: Callable[[Any], str] = lambda one: str(one.status.short)
    """Where one stands, as briefly as a column says it."""
    draft_subject: Callable[[ReadTyped], str] = lambda typed: typed("subject")
    """What a half-typed one is called, as far as it was typed."""
    draft_title: Callable[[str], str] = lambda subject: subject or "no subject yet"
    """The same in a list of drafts of every kind, by its subject."""


def stored(kind: str) -> Stored:
    """The settings of a kind for the storage, by its code."""
    found: Stored
    if kind in DECLARED_CODES:
        found = import_module("db.kinds.declared").stored(KIND_OF[kind])
    else:
        found = import_module(f"db.{PACKAGE_OF[kind]}.kind").STORED
    return found
