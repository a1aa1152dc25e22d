"""An organisation at a glance: what the officer must know before saying hello."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from db.kinds.lines import open_lines_of
from db.records import of_organisation as its_records
from db.records.every_kind import stored
from db.records.of_organisation import ANEW, ITS, ON_FEEDBACK, SAID_ON_SQL
from db.records.rows import promise_number, promise_of
from spoc_tui.casework.dates import when
from spoc_tui.casework.enquiries.enquiry import Enquiry
from spoc_tui.casework.organisations.organisation import Contact, Organisation
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.records.kinds import BY_HAND
from spoc_tui.casework.records.line import RecordLine
from spoc_tui.casework.records.promise import Promise

if TYPE_CHECKING:
    from db.store import Store

OPEN_SHOWN = 20
CONTACTS_SHOWN = 3
CONTACT_KINDS = (EventKind.LOGGED, EventKind.ACKNOWLEDGED, EventKind.VOICE, EventKind.TOLD)
"""What counts as contact with the organisation; a team's doings do not."""

_KINDS = ", ".join(f"'{kind}'" for kind in CONTACT_KINDS)
# What was heard before it was written down: they spoke then.
_AT = f"""CASE WHEN {ON_FEEDBACK} AND h.kind <> '{EventKind.TOLD}'
    AND {SAID_ON_SQL} < substr(h.at, 1, 10) THEN {SAID_ON_SQL} || 'T12:00:00Z' ELSE h.at END"""
_CONTACTS = (
    ITS
    + its_records.contacts(
        f"{_AT} AS at, h.kind, h.whom, r.reference, r.subject, h.uid AS uid",
        f"(h.kind IN ({_KINDS}) OR {ANEW})",
    )
    + " ORDER BY at DESC, uid DESC LIMIT :shown"
)
_PROMISES = (
    ITS
    + its_records.promises(
        f"h.*, r.reference, {promise_number('h')}", "h.kept_at IS NULL AND h.withdrawn_at IS NULL"
    )
    + " ORDER BY due, made_at, uid"
)


@dataclass(frozen=True)
class LastContact:
    """When we last spoke, on which record, and what was done."""

    at: datetime
    kind: EventKind
    whom: str
    reference: str
    subject: str

    @property
    def words(self) -> str:
        """What was done."""
        return self.kind.words_of(self.whom)


@dataclass(frozen=True)
class Glance:
    """An organisation's open records."""

    organisation: Organisation
    people: tuple[Contact, ...]
    open_enquiries: tuple[Enquiry, ...]
    last_contacts: tuple[LastContact, ...]
    promises: tuple[tuple[str, Promise], ...]
    """Open promises with their record's reference, the first due first."""
    overdue_promises: tuple[tuple[str, Promise], ...]
    open_count: int
    """How many enquiries are open; the first OPEN_SHOWN of them are in `open_enquiries`."""
    late_count: int
    """How many of them the caller should have had answered by now."""
    of_kinds: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    """By the code of each other kind written by hand, the open ones that are its, as it has them
    first (`open_of` of db/records/every_kind.py); a kind of which none is open is left out.
    """
    records: tuple[RecordLine, ...] = ()
    """Its open records of declared kinds, the newest first."""


def at_a_glance(store: Store, organisation_uid: str) -> Glance:
    """Phone numbers, people, open enquiries, the last contacts, open promises."""
    its = {"uid": organisation_uid}
    events = store.connection.execute(_CONTACTS, {**its, "shown": CONTACTS_SHOWN})
    promises = store.connection.execute(_PROMISES, its)
    open_promises = tuple((row["reference"], promise_of(row)) for row in promises)
    now = store.now()
    today = when.london_date(now)
    open_count, late_count = store.enquiries.open_and_late_of(organisation_uid, today)
    return Glance(
        store.organisations.get(organisation_uid),
        tuple(store.organisations.contacts(organisation_uid)),
        tuple(store.enquiries.of_organisation(organisation_uid, open_only=True, limit=OPEN_SHOWN)),
        tuple(
            LastContact(
                when.from_iso(row["at"]),
                EventKind(row["kind"]),
                row["whom"],
                row["reference"],
                row["subject"],
            )
            for row in events
        ),
        open_promises,
        tuple(one for one in open_promises if when.has_passed(one[1].by, now)),
        open_count,
        late_count,
        _of_kinds(store, organisation_uid),
        open_lines_of(store.connection, organisation_uid),
    )


def _of_kinds(store: Store, organisation_uid: str) -> dict[str, tuple[Any, ...]]:
    is_open = store.open_kinds()
    found = {
        kind.code: tuple(stored(kind.code).open_of(store, organisation_uid))
        for kind in BY_HAND
        if kind.code in is_open
    }
    return {kind: records for kind, records in found.items() if records}
