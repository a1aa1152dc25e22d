"""An organisation at a glance: what the officer must know before saying hello."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from db.enquiry_rows import promise_of, read_enquiries
from db.payment_reading import OPEN
from db.payment_rows import read_payments
from db.payment_subject import payment_subject
from db.survivors import with_merged
from spoc_tui.casework import when
from spoc_tui.casework.enquiries import Enquiry, EventKind, Promise
from spoc_tui.casework.feedback import Feedback
from spoc_tui.casework.organisations import Contact, Organisation
from spoc_tui.casework.payments import Payment

if TYPE_CHECKING:
    from db.store import Store

ITS = f"organisation IN {with_merged()}"
_EVENTS = """SELECT event.at AS at, event.kind, r.reference, {1} AS subject, event.id AS id
    FROM event JOIN {0} AS r ON r.uid = event.{0} WHERE r.organisation IN {2}
    AND event.kind IN ({3}) AND event.removed_at IS NULL AND r.removed_at IS NULL"""
_PROMISES = f"""SELECT p.*, r.reference FROM promise AS p JOIN {{0}} AS r ON r.uid = p.{{0}}
    WHERE r.organisation IN {with_merged(":uid")} AND r.removed_at IS NULL
    AND p.removed_at IS NULL AND p.kept_at IS NULL AND p.withdrawn_at IS NULL"""
OPEN_SHOWN = 20
CONTACTS_SHOWN = 3
CONTACT_KINDS = (EventKind.LOGGED, EventKind.ACKNOWLEDGED, EventKind.TOLD)
"""What counts as contact with the organisation; a team's doings do not."""


@dataclass(frozen=True)
class LastContact:
    """When we last spoke, on which record, and what was done."""

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
    """Open promises with their record's reference, the first due first."""
    overdue_promises: tuple[tuple[str, Promise], ...]
    open_count: int
    """How many enquiries are open; the first OPEN_SHOWN of them stand in `open_enquiries`."""
    late_count: int
    """How many of them the caller should have had answered by now."""
    unpaid: tuple[Payment, ...] = ()
    """Open payment complaints, the oldest first."""
    feedback: tuple[Feedback, ...] = ()
    """Open feedback actions that it said, or owes; the last heard first."""


def at_a_glance(store: Store, organisation_uid: str) -> Glance:
    """Phone numbers, people, open enquiries, the last contacts, open promises."""
    its = {"uid": organisation_uid}
    events = store.connection.execute(
        f"{_contacts('enquiry', 'r.subject')} UNION ALL "
        f"{_contacts('payment', payment_subject('r'))} "
        "ORDER BY at DESC, id DESC LIMIT :shown",
        {**its, "shown": CONTACTS_SHOWN},
    )
    promises = store.connection.execute(
        f"{_PROMISES.format('enquiry')} UNION ALL {_PROMISES.format('payment')} ORDER BY due, id",
        its,
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
        tuple(
            read_payments(
                store.connection,
                f"p.{ITS} AND {OPEN} ORDER BY coalesce(p.received, p.logged_at), p.id",
                [organisation_uid],
            )
        ),
        tuple(store.feedback.all(open_only=True, organisation_uid=organisation_uid))
        if store.feedback_open
        else (),
    )


def _contacts(table: str, subject: str) -> str:
    """SQL: the contacts on an organisation's records of a kind."""
    kinds = ", ".join(f"'{kind}'" for kind in CONTACT_KINDS)
    return _EVENTS.format(table, subject, with_merged(":uid"), kinds)
