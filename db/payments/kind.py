"""Payment complaints, as the storage of every kind asks for them (db/records/every_kind.py)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from db.connection import Connection
from db.records.among import Days, among
from db.records.by_when import time_text
from db.records.clock import holidays_added, kept_standards
from db.records.every_kind import AgendaKey, ReadTyped, Stored
from db.records.survivors import with_merged
from spoc_tui.casework.records.kinds import PAYMENT

if TYPE_CHECKING:
    from db.records.words import RecordWords
    from db.store import Store
    from spoc_tui.casework.desk.calendar_entries import CalendarEntry
    from spoc_tui.casework.payments.payment import Payment
    from spoc_tui.casework.search.finding import Hit


def _numbered(connection: Connection, typed: str, limit: int) -> list[Hit]:
    from db.payments.search import PaymentWords

    return PaymentWords(connection).with_invoice(typed, limit)


def _by_uids(store: Store, uids: Sequence[str]) -> Mapping[str, Payment]:
    from db.payments.rows import read_by_uids

    return read_by_uids(store.connection, uids)


def _due(store: Store, on: date, now: str) -> list[AgendaKey]:
    """Those on which something is to be done. They are few, and what is due on them takes counting
    working days: they are read in full.
    """
    from db.payments.rows import OPEN, read_payments
    from spoc_tui.casework.desk.desk import Band
    from spoc_tui.casework.payments.clocks import FOLLOW_UP, NextStep, next_step

    found = []
    standards, days = store.standards, store.days
    for payment in read_payments(store.connection, OPEN):
        at = time_text(payment.follow_up_time)
        day = payment.follow_up_on
        # What was promised for a time of day is above all else at its minute.
        come = at is not None and day is not None and day <= on and f"{day} {at}" <= now
        step = (
            NextStep(FOLLOW_UP, day, pressing=True)
            if come
            else next_step(payment, on, standards, days)
        )
        if step is not None:
            due = step.due.isoformat() if step.due else None
            band = Band.NOW if come else Band.PAYMENT
            at = at if step.what == FOLLOW_UP else None
            key = AgendaKey(band, step.what, due, payment.uid, None, None, PAYMENT.code, at)
            found.append((not step.pressing, step.due or date.max, payment.reference, key))
    return [key for *_, key in sorted(found)]


def _calendar(
    connection: Connection, uids: Collection[str] | None = None, days: Days | None = None
) -> Iterator[CalendarEntry]:
    """Most of their days are counted from others: which they are only the rule knows."""
    from db.payments.rows import OPEN, read_payments
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.payments.calendar import payment_entries
    from spoc_tui.casework.payments.clocks import clocks_of

    within, asked = among("p.uid", uids)
    calendar, standards = WorkingDays(holidays_added(connection)), kept_standards(connection)
    for payment in read_payments(connection, f"{OPEN} AND {within}", asked):
        yield from payment_entries(payment, clocks_of(payment, standards, calendar))


def _open_of(store: Store, organisation_uid: str) -> Sequence[Payment]:
    """The oldest first."""
    from db.payments.rows import OPEN, read_payments

    return read_payments(
        store.connection,
        f"p.organisation IN {with_merged()} AND {OPEN} "
        "ORDER BY coalesce(p.received, p.logged_at), p.uid",
        [organisation_uid],
    )


def _recent_of(store: Store, organisation_uid: str, since: date) -> Sequence[Payment]:
    from spoc_tui.casework.payments.briefing import recent_of

    return recent_of(store.payments.all(organisation_uid=organisation_uid), since)


def _draft_subject(typed: ReadTyped) -> str:
    invoice, amount = typed("invoice"), typed("amount").removeprefix("£")
    described = (invoice and f"invoice {invoice}", typed("for"), amount and f"£{amount}")
    return ", ".join(filter(None, described))


def _words(connection: Connection) -> RecordWords:
    from db.payments.search import PaymentWords

    return PaymentWords(connection)


STORED = Stored(
    records=lambda store: store.payments,
    by_uids=_by_uids,
    words=_words,
    numbered=_numbered,
    due=_due,
    calendar=_calendar,
    open_of=_open_of,
    recent_of=_recent_of,
    draft_subject=_draft_subject,
    draft_title=lambda subject: ", ".join(filter(None, ("a payment", subject))),
)
