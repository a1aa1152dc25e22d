"""A finance team's list of paid invoices beside the complaints: which row pays which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spoc_tui.casework.duplicates import near_names
from spoc_tui.casework.enquiries import Worded
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.names import invoice_key, name_key
from spoc_tui.casework.payments import Payment
from spoc_tui.casework.when import show_day


@dataclass(frozen=True)
class PaidInvoice:
    """One row of such a list; the amount is in pence."""

    line: int
    supplier: str
    invoice: str
    amount: int | None = None
    paid_on: date | None = None


class Verdict(Worded):
    """What becomes of a row."""

    PROPOSED = "proposed"
    UNSURE = "unsure"
    ALREADY_PAID = "already-paid"
    UNMATCHED = "unmatched"


@dataclass(frozen=True)
class Proposal:
    """A row, the complaint that it is about, if there is one, and why."""

    row: PaidInvoice
    verdict: Verdict
    payment: Payment | None = None
    why: str = ""

    @property
    def is_part(self) -> bool:
        """Whether something is still outstanding once this is paid."""
        return self.payment is not None and self.row.amount != self.payment.outstanding


def match(rows: Iterable[PaidInvoice], complaints: Sequence[Payment]) -> list[Proposal]:
    """A proposal for each row, in their order. A complaint is proposed to be paid once at most: by
    the first row that pays all of it, or else by the first that pays a part.

    Rows and complaints meet by the invoice's number only, so that as many as may have the same one.
    """
    finder = _Finder(complaints)
    return _each_once([finder.proposal(row) for row in rows])


class _Finder:
    """Finds the complaint of a row."""

    def __init__(self, complaints: Sequence[Payment]) -> None:
        self._of_invoice: defaultdict[str, defaultdict[str, list[Payment]]]
        self._of_invoice = defaultdict(lambda: defaultdict(list))
        for one in complaints:
            if key := invoice_key(one.invoice):
                self._of_invoice[key][name_key(one.who)].append(one)
        self._near: dict[tuple[str, str], list[str]] = {}

    def proposal(self, row: PaidInvoice) -> Proposal:
        """As if it were the only row."""
        key = invoice_key(row.invoice)
        named = self._of_invoice.get(key)
        if not key or not named:
            return Proposal(row, Verdict.UNMATCHED, why="No complaint is about this invoice.")
        near = [one for name in self._names(key, row.supplier) for one in named[name]]
        if not near:
            other = next(iter(named.values()))[0]
            why = f"The invoice is that of {other.reference}, but of {other.who}."
            return Proposal(row, Verdict.UNSURE, other, why)
        return _of_one(row, near)

    def _names(self, key: str, supplier: str) -> list[str]:
        """The names, of those who have such an invoice, that may be the supplier's; that very
        name alone, where it is one of them.
        """
        wanted = name_key(supplier)
        names = self._of_invoice[key]
        if wanted in names:
            return [wanted]
        if (key, wanted) not in self._near:
            self._near[key, wanted] = [name for name in names if near_names(name, wanted)]
        return self._near[key, wanted]


def _of_one(row: PaidInvoice, near: Sequence[Payment]) -> Proposal:
    """Of the complaints of that invoice and organisation the one that the row pays."""
    if (paid := next((one for one in near if _is_paid_by(one, row)), None)) is not None:
        return Proposal(row, Verdict.ALREADY_PAID, paid, f"{paid.reference} has this payment.")
    owed = [one for one in near if one.is_owed]
    if not owed:
        return _ended(row, near[0])
    exact = [one for one in owed if one.outstanding == row.amount]
    found = exact or owed
    if len(found) > 1:
        several = " and ".join(one.reference for one in found[:3])
        return Proposal(row, Verdict.UNSURE, found[0], f"It may be {several}.")
    doubt = _doubt(row, found[0])
    return Proposal(row, Verdict.UNSURE if doubt else Verdict.PROPOSED, found[0], doubt)


def _is_paid_by(payment: Payment, row: PaidInvoice) -> bool:
    return any(one.amount == row.amount and one.on == row.paid_on for one in payment.paid_in)


def _ended(row: PaidInvoice, payment: Payment) -> Proposal:
    """Of a complaint on which nothing is to come."""
    if payment.paid_on is not None:
        why = f"{payment.reference} was paid on {show_day(payment.paid_on)}."
        return Proposal(row, Verdict.ALREADY_PAID, payment, why)
    how = payment.outcome.words if payment.outcome else "closed"
    return Proposal(row, Verdict.UNSURE, payment, f"{payment.reference} is closed: {how}.")


def _doubt(row: PaidInvoice, payment: Payment) -> str:
    """Why this row may not be what pays that complaint; blank where nothing speaks against it."""
    left = f"{show_pounds(payment.outstanding)} is outstanding on {payment.reference}"
    if row.amount is None:
        return f"The list has no amount; {left}."
    if row.amount > payment.outstanding:
        return f"{show_pounds(row.amount)} was paid, but {left}."
    if row.paid_on is None:
        return f"The list does not say when {payment.reference} was paid."
    since = payment.asked_since
    if since is not None and row.paid_on < since:
        return (
            f"{payment.reference}: paid on {show_day(row.paid_on)}, before the invoice was there "
            f"on {show_day(since)}."
        )
    return ""


def _each_once(proposals: list[Proposal]) -> list[Proposal]:
    """Every complaint proposed once; the other rows that would pay it are unsure."""
    chosen: dict[str, Proposal] = {}
    for one in proposals:
        if one.verdict is Verdict.PROPOSED and one.payment is not None:
            first = chosen.setdefault(one.payment.uid, one)
            if first.is_part and not one.is_part:
                chosen[one.payment.uid] = one
    return [_unless_taken(one, chosen) for one in proposals]


def _unless_taken(one: Proposal, chosen: dict[str, Proposal]) -> Proposal:
    if one.verdict is not Verdict.PROPOSED or one.payment is None:
        return one
    first = chosen[one.payment.uid]
    if first is one:
        return one
    why = f"{one.payment.reference} is matched with line {first.row.line} already."
    return replace(one, verdict=Verdict.UNSURE, why=why)
