"""An organisation at a glance: what the officer must know before saying hello."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from db.enquiry_rows import promise_of, read_enquiries
from db.survivors import with_merged
from spoc_tui.casework import when
from spoc_tui.casework.enquiries import Enquiry, EventKind, Promise
from spoc_tui.casework.organisations import Contact, Organisation

if TYPE_CHECKING:
    from db.store import Store

ITS = f"organisation IN {with_merged()}"
OPEN_SHOWN = 20
CONTACTS_SHOWN = 3
CONTACT_KINDS = (EventKind.LOGGED, EventKind.ACKNOWLEDGED, EventKind.TOLD)
"""What counts as contact with the organisation; a team's doings do not."""


@dataclass(frozen=True)
class LastContact:
    """When we last spoke, on which enquiry, and what was done."""

    at: datetime
    kind: EventKind
    reference: str
    subject: str


@dataclass(frozen=True)
class Glance:
    """What is open with an organisation."""

    organisation: Organisation
    people: tuple[Contact, ...]
    open_enquiries: tuple[Enquiry, ...]
    last_contacts: tuple[LastContact, ...]
    promises: tuple[tuple[str, Promise], ...]
    """Open promises with their enquiry's reference, the first due first."""
    overdue_promises: tuple[tuple[str, Promise], ...]
    open_count: int
    """How many enquiries are open; the first OPEN_SHOWN of them stand in `open_enquiries`."""
    late_count: int
    """How many of them the caller should have had answered by now."""


def at_a_glance(store: Store, organisation_uid: str) -> Glance:
    """Phone numbers, people, open enquiries, the last contacts, open promises."""
    events = store.connection.execute(
        "SELECT event.at, event.kind, e.reference, e.subject FROM event "
        "JOIN enquiry AS e ON e.uid = event.enquiry "
        f"WHERE e.{ITS} AND event.kind IN (?, ?, ?) AND event.removed_at IS NULL "
        "AND e.removed_at IS NULL ORDER BY event.at DESC, event.id DESC LIMIT ?",
        [organisation_uid, *CONTACT_KINDS, CONTACTS_SHOWN],
    )
    promises = store.connection.execute(
        "SELECT p.*, e.reference FROM promise AS p JOIN enquiry AS e ON e.uid = p.enquiry "
        f"WHERE e.{ITS} AND e.removed_at IS NULL AND p.removed_at IS NULL "
        "AND p.kept_at IS NULL AND p.withdrawn_at IS NULL ORDER BY p.due, p.id",
        [organisation_uid],
    )
    open_promises = tuple((row["reference"], promise_of(row)) for row in promises)
    today = store.today()
    open_count, late_count = store.connection.execute(
        "SELECT count(*), count(*) FILTER (WHERE told_at IS NULL AND waiting_since IS NULL "
        "AND answer_by < ?) FROM enquiry "
        f"WHERE {ITS} AND status <> 'closed' AND removed_at IS NULL",
        [today.isoformat(), organisation_uid],
    ).fetchone()
    return Glance(
        store.organisations.get(organisation_uid),
        tuple(store.organisations.contacts(organisation_uid)),
        tuple(
            read_enquiries(
                store.connection,
                f"e.{ITS} AND e.status <> 'closed' ORDER BY e.received_at DESC LIMIT ?",
                [organisation_uid, OPEN_SHOWN],
            )
        ),
        tuple(
            LastContact(
                when.from_iso(row["at"]), EventKind(row["kind"]), row["reference"], row["subject"]
            )
            for row in events
        ),
        open_promises,
        tuple((reference, promise) for reference, promise in open_promises if promise.due < today),
        open_count,
        late_count,
    )
