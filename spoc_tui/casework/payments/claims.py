"""The complaints as a row of a list finds them: by the invoice's number, and whose it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from spoc_tui.casework.organisations.duplicates import alike, name_words
from spoc_tui.casework.organisations.names import invoice_key, name_key
from spoc_tui.casework.payments.payment import Payment


class Claims:
    """The complaints of one organisation about one invoice; usually there is one."""

    def __init__(self) -> None:
        self.all: list[Payment] = []
        self.owed: list[Payment] = []
        self.of_sum: defaultdict[int, list[Payment]] = defaultdict(list)
        """Those owed, by what is outstanding."""
        self.paid: dict[tuple[int, date], Payment] = {}
        """By each payment that came in: the pence, and the day."""

    def add(self, payment: Payment) -> None:
        self.all.append(payment)
        if payment.is_owed:
            self.owed.append(payment)
            self.of_sum[payment.outstanding].append(payment)
        for one in payment.paid_in:
            self.paid.setdefault((one.amount, one.on), payment)


def _number(invoice: str) -> str:
    """An invoice's number as it is compared with a list's, whose zeros Excel may have dropped."""
    key = invoice_key(invoice)
    return key.lstrip("0") or key if key.isdigit() else key


class ClaimsFinder:
    """Finds the claims of a supplier, whose name need only be nearly the organisation's.

    Each name is compared once with those that have the same invoice, however many rows say it.
    """

    def __init__(self, complaints: Sequence[Payment]) -> None:
        self._of_invoice: defaultdict[str, dict[str, Claims]] = defaultdict(dict)
        self._without: defaultdict[int, dict[str, Claims]] = defaultdict(dict)
        for one in complaints:
            if number := _number(one.invoice):
                self._add(self._of_invoice[number], one)
            elif one.is_owed:
                self._add(self._without[one.outstanding], one)
        self._near: dict[tuple[str | int, str], list[Claims]] = {}

    def others(self, invoice: str) -> list[Claims]:
        """All that are about an invoice of that number, whosever it is."""
        return list(self._of_invoice.get(_number(invoice), {}).values())

    def of_invoice(self, invoice: str, supplier: str) -> list[Claims]:
        """The complaints about the supplier's invoice of that number."""
        number = _number(invoice)
        return self._near_to(number, self._of_invoice.get(number, {}), supplier)

    def without_invoice(self, pence: int | None, supplier: str) -> list[Claims]:
        """The complaints of the supplier on which so much is outstanding, and whose invoice is not
        known.
        """
        if pence is None:
            return []
        return self._near_to(pence, self._without.get(pence, {}), supplier)

    def _add(self, named: dict[str, Claims], payment: Payment) -> None:
        named.setdefault(name_words(name_key(payment.who)), Claims()).add(payment)

    def _near_to(self, key: str | int, named: dict[str, Claims], supplier: str) -> list[Claims]:
        """Those of that very name, or else those of names that are near it."""
        wanted = name_words(name_key(supplier))
        if wanted in named:
            return [named[wanted]]
        if (key, wanted) not in self._near:
            near = [claims for name, claims in named.items() if alike(name, wanted)]
            self._near[key, wanted] = near
        return self._near[key, wanted]
