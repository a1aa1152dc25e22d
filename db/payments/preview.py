"""A half-typed complaint, read as if it were logged: the form calculates with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from db.payments.fields import Columns, read_fields
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.payments.kinds import PaymentKind, Terms
from spoc_tui.casework.payments.payment import Payment, PaymentStatus

if TYPE_CHECKING:
    from db.store import Store

CALCULATED_FROM = (
    "amount",
    "kind",
    "terms",
    "received",
    "performed",
    "invoiced",
    "accepted",
    "agreed",
    "disputed",
    "invoice",
    "for",
    "order",
    "directorate",
    "team",
)
"""The fields that say what is owed, and what is still to be asked for."""


def preview(store: Store, typed: Mapping[str, str]) -> Payment:
    """The complaint that these fields make; a field that cannot be read yet is passed over.

    Without an amount it is of 0 pence: nothing can be calculated then but the days.
    """
    columns: Columns = {}
    for field in CALCULATED_FROM:
        try:
            if typed.get(field):
                received = columns.get("received")
                columns |= read_fields(store, {field: typed[field]}, received=received)
        except SpocError:
            continue  # its own line says so

    def day(name: str) -> date | None:
        return date.fromisoformat(columns[name]) if columns.get(name) else None

    return Payment(
        uid="",
        reference="",
        amount=columns.get("amount_pence", 0),
        status=PaymentStatus.LOGGED,
        logged_at=store.now(),
        kind=columns.get("kind", PaymentKind.CONTRACT),
        terms=columns.get("terms", Terms.UNKNOWN),
        invoice=columns.get("invoice", ""),
        what_for=columns.get("what_for", ""),
        order=columns.get("purchase_order", ""),
        directorate_uid=columns.get("directorate"),
        team_uid=columns.get("team"),
        performed=day("performed"),
        received=day("received"),
        invoiced=day("invoiced"),
        accepted=day("accepted"),
        agreed=day("agreed"),
        disputed_on=day("disputed_on"),
    )
