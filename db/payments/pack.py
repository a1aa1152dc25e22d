"""The Chief Finance Officer's pack, read: one complaint, or all that are owed or can be claimed."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from db.records.rows import event_of, promise_number, promise_of
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.payments.pack import Pack, PackedCase
from spoc_tui.casework.payments.payment import Payment, PaymentCase, PaymentStatus
from spoc_tui.casework.payments.totals import still_claimable, still_owed
from spoc_tui.casework.records.event import Event
from spoc_tui.casework.records.promise import Promise

if TYPE_CHECKING:
    from db.store import Store


def pack(store: Store, reference: str | None) -> Pack:
    """Of one complaint, closed or not, or of all on which money is owed, or interest can still be
    claimed; Refused where none is.
    """
    if reference is not None:
        cases = [store.payments.get(reference)]
    else:
        calculated = store.payments.with_sums(open_only=True)
        found = [*still_owed(calculated), *still_claimable(calculated)]
        cases = _in_full(store, [payment for payment, _ in found])
    if not cases:
        raise Refused(
            "No payment complaint is open on which money is owed, or interest still claimable, so "
            "there is nothing to make a pack of."
        )
    calculations = store.payments.calculate_all([case.payment for case in cases])
    return Pack(
        tuple(map(PackedCase, cases, calculations)),
        today=store.today(),
        officer=store.signed,
        reasonable_days=store.standards.reasonable_days,
        of_all=reference is None,
    )


def _in_full(store: Store, payments: list[Payment]) -> list[PaymentCase]:
    """The complaints with their timelines and promises, all read together."""
    events: defaultdict[str, list[Event]] = defaultdict(list)
    promises: defaultdict[str, list[Promise]] = defaultdict(list)
    uids = [json.dumps([payment.uid for payment in payments])]
    of_these = "record IN (SELECT value FROM json_each(?)) AND removed_at IS NULL"
    connection = store.connection
    for row in connection.execute(f"SELECT * FROM event WHERE {of_these} ORDER BY at, uid", uids):
        events[row["record"]].append(event_of(row, PaymentStatus))
    for row in connection.execute(
        f"SELECT p.*, {promise_number('p')} FROM promise AS p WHERE {of_these} "
        "ORDER BY made_at, uid",
        uids,
    ):
        promises[row["record"]].append(promise_of(row))
    return [PaymentCase(one, tuple(events[one.uid]), tuple(promises[one.uid])) for one in payments]
