"""A finance team's list of paid invoices beside the complaints: which row pays which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, islice

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.payments.claims import Claims, ClaimsFinder
from spoc_tui.casework.payments.paid_invoices import PaidInvoice, PaymentProposal, PaymentVerdict
from spoc_tui.casework.payments.payment import Payment

MOST_NAMED = 3
"""How many complaints are named where a row may be any of several."""


def match(rows: Iterable[PaidInvoice], complaints: Sequence[Payment]) -> list[PaymentProposal]:
    """A proposal for each row, in their order. A complaint is proposed to be paid once at most: by
    the first row that pays all of it, or else by the first that pays a part.
    """
    finder = ClaimsFinder(complaints)
    return _each_once([_proposal(row, finder) for row in rows])


def _proposal(row: PaidInvoice, finder: ClaimsFinder) -> PaymentProposal:
    """As if it were the only row."""
    if claims := finder.of_invoice(row.invoice, row.supplier):
        return _of_claims(row, claims)
    if others := finder.others(row.invoice):
        other = others[0].all[0]
        why = f"{other.reference} is about such an invoice, but of {other.who}."
        return PaymentProposal(row, PaymentVerdict.UNSURE, other, why)
    if claims := finder.without_invoice(row.amount, row.supplier):
        other = claims[0].all[0]
        why = f"{other.reference} is of this organisation and sum, but has no invoice number."
        return PaymentProposal(row, PaymentVerdict.UNSURE, other, why)
    return PaymentProposal(row, PaymentVerdict.UNMATCHED, why="No complaint is about this invoice.")


def _of_claims(row: PaidInvoice, claims: Sequence[Claims]) -> PaymentProposal:
    """Of the complaints of that invoice and organisation the one that the row pays."""
    if row.amount is not None and row.paid_on is not None:
        for one in claims:
            if paid := one.paid.get((row.amount, row.paid_on)):
                why = f"{paid.reference} has this payment."
                return PaymentProposal(row, PaymentVerdict.ALREADY_PAID, paid, why)
    exact = _first(one.of_sum.get(row.amount or 0, ()) for one in claims)
    owed = exact or _first(one.owed for one in claims)
    if not owed:
        return _ended(row, claims[0].all[0])
    if len(owed) > 1:
        several = " or ".join(one.reference for one in owed)
        return PaymentProposal(row, PaymentVerdict.UNSURE, owed[0], f"It may be {several}.")
    doubt = _doubt(row, owed[0])
    return PaymentProposal(
        row, PaymentVerdict.UNSURE if doubt else PaymentVerdict.PROPOSED, owed[0], doubt
    )


def _first(several: Iterable[Sequence[Payment]]) -> list[Payment]:
    return list(islice(chain.from_iterable(several), MOST_NAMED))


def _ended(row: PaidInvoice, payment: Payment) -> PaymentProposal:
    """Of a complaint on which nothing is to come."""
    if payment.paid_on is not None:
        why = f"{payment.reference} was paid on {show_day(payment.paid_on)}."
        return PaymentProposal(row, PaymentVerdict.ALREADY_PAID, payment, why)
    how = payment.outcome.words if payment.outcome else "closed"
    return PaymentProposal(
        row, PaymentVerdict.UNSURE, payment, f"{payment.reference} is closed: {how}."
    )


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


def _each_once(proposals: list[PaymentProposal]) -> list[PaymentProposal]:
    """Every complaint proposed once; the other rows that would pay it are unsure."""
    chosen: dict[str, PaymentProposal] = {}
    for one in proposals:
        if one.verdict is PaymentVerdict.PROPOSED and one.payment is not None:
            first = chosen.setdefault(one.payment.uid, one)
            if first.is_part and not one.is_part:
                chosen[one.payment.uid] = one
    return [_unless_taken(one, chosen) for one in proposals]


def _unless_taken(one: PaymentProposal, chosen: dict[str, PaymentProposal]) -> PaymentProposal:
    if one.verdict is not PaymentVerdict.PROPOSED or one.payment is None:
        return one
    first = chosen[one.payment.uid]
    if first is one:
        return one
    why = f"{one.payment.reference} is matched with line {first.row.line} already."
    return replace(one, verdict=PaymentVerdict.UNSURE, why=why)
