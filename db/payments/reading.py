"""Payment complaints read: one in full, pages of them, counts and sums."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.payments.rows import OPEN, read_by_uids, read_case, read_payments
from db.records.acting import RecordsOfKind
from db.records.survivors import with_merged
from spoc_tui.casework.organisations.names import invoice_key
from spoc_tui.casework.payments.payment import Payment, PaymentCase
from spoc_tui.casework.records.kinds import PAYMENT

if TYPE_CHECKING:
    from spoc_tui.casework.payments.late_payment import Calculation
    from spoc_tui.casework.payments.pack import Pack
    from spoc_tui.casework.payments.totals import Calculated


class PaymentReading(RecordsOfKind[PaymentCase]):
    """The ways to read the payment complaints of a store."""

    TABLE, KIND, CALLED = PAYMENT.code, PAYMENT.prefix, PAYMENT.called

    def get(self, reference: str) -> PaymentCase:
        return self._meant(reference, lambda uid: read_case(self._store.connection, uid))

    def all(self, *, open_only: bool = False, organisation_uid: str | None = None) -> list[Payment]:
        """The complaints, the newest first; of one organisation where that is named."""
        where, values = OPEN if open_only else "1", []
        if organisation_uid is not None:
            where += f" AND p.organisation IN {with_merged()}"
            values.append(organisation_uid)
        order = "ORDER BY p.logged_at DESC, p.uid DESC"
        return read_payments(self._store.connection, f"{where} {order}", values)

    def by_uids(self, uids: Sequence[str]) -> dict[str, Payment]:
        """The complaints of these uids, by uid."""
        return read_by_uids(self._store.connection, uids)

    def with_invoice(self, typed: str, organisation_uid: str | None) -> list[Payment]:
        """The complaints of an organisation about an invoice of that number, however written."""
        key = invoice_key(typed)
        if not key or organisation_uid is None:
            return []
        return read_payments(
            self._store.connection,
            f"p.invoice_key = ? AND p.organisation IN {with_merged()} ORDER BY p.logged_at, p.uid",
            [key, organisation_uid],
        )

    def calculate(self, payment: Payment) -> Calculation:
        """The calculation of a complaint by the law of late payment today, with the rates that are
        known.
        """
        from spoc_tui.casework.payments.late_payment import calculate

        return calculate(payment.debt, self._store.today(), self._store.rates.known())

    def calculate_all(self, payments: Sequence[Payment]) -> list[Calculation]:
        """The same of several, in their order."""
        from spoc_tui.casework.payments.late_payment import calculate

        today, rates = self._store.today(), self._store.rates.known()
        return [calculate(payment.debt, today, rates) for payment in payments]

    def with_sums(self, *, open_only: bool = False) -> list[Calculated]:
        """The complaints, the newest first, each with what the law says of it today."""
        found = self.all(open_only=open_only)
        return list(zip(found, self.calculate_all(found), strict=True))

    def pack(self, reference: str | None = None) -> Pack:
        """The pack for the Chief Finance Officer: that complaint, or all on which money is owed or
        can still be claimed; Refused where none is.
        """
        from db.payments.pack import pack

        return pack(self._store, reference)
