"""A finance team's list of paid invoices beside the complaints: which row pays which."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.payments.claims import Claims, ClaimsFinder, only_noughts_differ
from spoc_tui.casework.payments.invoice_numbers import is_telling, number_key, parts_of
from spoc_tui.casework.payments.paid_invoices import (
    PaidInvoice,
    PaymentProposal,
    PaymentVerdict,
    added_up,
)
from spoc_tui.casework.payments.payment import Payment

MOST_NAMED = 3
"""How many complaints are named where a row may be any of several."""
MOST_VAT = 0.25
"""No more than this share of a sum was ever put on top of it as VAT."""
NO_SUCH = "No complaint is about this invoice."


@dataclass
class _Lines:
    """The lines of one invoice and day of one supplier, and the complaints about it."""

    rows: list[PaidInvoice]
    claims: Sequence[Claims] = ()
    """About that very number."""
    near: Sequence[Payment] = ()
    """Where there are none: those that may be meant, and why that is not certain."""
    doubt: str = ""
    is_rest: bool = False
    """Whether those are left out that came in already."""
    added: PaidInvoice = field(init=False)

    def __post_init__(self) -> None:
        self.added = added_up(self.rows)

    def proposal(
        self, verdict: PaymentVerdict, payment: Payment | None, why: str, pays: int | None = None
    ) -> PaymentProposal:
        lines = tuple(row.line for row in self.rows) if len(self.rows) > 1 else ()
        return PaymentProposal(self.added, verdict, payment, why, lines, pays)


def match(rows: Iterable[PaidInvoice], complaints: Sequence[Payment]) -> list[PaymentProposal]:
    """What each row is, in their order; the lines of one invoice, supplier and day that is
    complained about are one. A complaint is proposed to be paid once at most: by the first that
    pays all of it, or else by the first that pays a part.
    """
    finder = ClaimsFinder(complaints)
    found: list[PaymentProposal] = []
    together: defaultdict[tuple[object, ...], list[PaidInvoice]] = defaultdict(list)
    for row in rows:
        if not finder.may_know(row):
            found.append(PaymentProposal(row, PaymentVerdict.UNMATCHED, why=NO_SUCH))
            continue
        claims = finder.of_number(row.number, row.supplier) if row.number else []
        unnumbered = not row.invoice and not claims
        if not claims and not (unnumbered and finder.is_known(row.supplier)):
            found.append(_alone(row, finder))
        elif row.is_paid is False:
            found.append(_not_paid(row, claims[0].all[0]) if claims else _alone(row, finder))
        elif row.amount is None:
            found += _of_lines([row], finder)
        else:
            key = (finder.words_of(row.supplier), number_key(row.number), row.paid_on)
            together[key].append(row)
    for lines in together.values():
        found += _of_lines(lines, finder)
    return _each_once(_without_noise(sorted(found, key=lambda one: one.row.line)))


def _not_paid(row: PaidInvoice, payment: Payment) -> PaymentProposal:
    why = f"The list says “{row.status}”: that is not paid."
    return PaymentProposal(row, PaymentVerdict.NOT_PAID, payment, why)


def _of_lines(rows: list[PaidInvoice], finder: ClaimsFinder) -> list[PaymentProposal]:
    """Of lines of one invoice and day: what they are together. Where that is too much and one of
    them is just what is outstanding, the list has it several times.
    """
    first = rows[0]
    claims = finder.of_number(first.number, first.supplier) if first.number else []
    if not claims:
        return _without_number(rows, finder)
    if len(rows) > 1 and _is_said_twice(rows, claims):
        return [one for row in rows for one in _of_claims(_Lines([row], claims))]
    return _of_claims(_Lines(rows, claims))


def _is_said_twice(rows: list[PaidInvoice], claims: Sequence[Claims]) -> bool:
    """Whether a line pays all that is outstanding by itself, while all of them are too much, and
    none came in already.
    """
    owed = {pence for one in claims for pence in one.of_sum}
    came = any(rows[0].paid_on in one.paid for one in claims)
    if not owed or came or any((row.amount or 0) < 0 for row in rows):
        return False
    too_much = all(pence > max(owed) for pence in added_up(rows).sums)
    return too_much and any(not owed.isdisjoint(row.sums) for row in rows)


def _alone(row: PaidInvoice, finder: ClaimsFinder) -> PaymentProposal:
    """Of a row whose number no complaint of the supplier's has."""
    lines = _Lines([row])
    near = finder.of_parts(row.number, row.supplier)
    if near:
        several = parts_of(row.number) or parts_of(near[0].invoice)
        lines.doubt = f"{_named(near)}: {' and '.join(several[:MOST_NAMED])} are in one cell."
    elif near := finder.written_otherwise(row.number, row.supplier, row.sums):
        written = near[0].invoice
        lines.doubt = f"{near[0].reference} has the number as {written}, the list as {row.number}."
    elif near := finder.without_number(row.sums, row.supplier):
        lines.doubt = (
            f"{near[0].reference} is of this organisation and sum, but has no invoice number."
        )
    elif not row.invoice and (near := finder.of_sum(row.sums, row.supplier)):
        lines.doubt = _no_number(near)
    if near:
        return _not_paid(row, near[0]) if row.is_paid is False else _near(lines, near)
    return _of_others(row, finder)


def _no_number(near: Sequence[Payment]) -> str:
    return f"{_named(near)} is of this organisation and sum; the list has no invoice number."


def _without_number(rows: list[PaidInvoice], finder: ClaimsFinder) -> list[PaymentProposal]:
    """Of lines of an organisation and day that have no invoice's number: one of them, or all."""
    together = _Lines(rows)
    if len(rows) > 1 and (near := finder.of_sum(together.added.sums, rows[0].supplier)):
        together.doubt = _no_number(near)
        return [_near(together, near)]
    return [_alone(row, finder) for row in rows]


def _near(lines: _Lines, near: Sequence[Payment]) -> PaymentProposal:
    """Of complaints that may be meant: unsure, with why; what is paid already is that."""
    for payment in near:
        if _has(payment, lines.added):
            why = f"{payment.reference} has this payment. {lines.doubt}"
            return lines.proposal(PaymentVerdict.ALREADY_PAID, payment, why)
    owed = [one for one in near if one.is_owed]
    if not owed:
        ended = _ended(lines, near[0])
        return ended._replace(why=f"{ended.why} {lines.doubt}")
    sums = set(lines.added.sums)
    payment = next((one for one in owed if one.outstanding in sums), owed[0])
    pays = _pays(lines.added, payment)
    return lines.proposal(PaymentVerdict.UNSURE, payment, lines.doubt, pays)


def _of_others(row: PaidInvoice, finder: ClaimsFinder) -> PaymentProposal:
    """Of a row of another organisation than the complaints about that number: a short number is
    many firms', and says nothing unless the sum is the same too.
    """
    others = [p for one in finder.others(row.number) for p in one.all] if row.number else []
    alike = [one for one in others if one.is_owed and one.outstanding in row.sums]
    if others and not alike and not is_telling(row.number):
        others = []
    for other in islice(chain(alike, others), 1):
        if row.is_paid is False:
            return _not_paid(row, other)
        why = f"{other.reference} is about such an invoice, but of {other.who}."
        return PaymentProposal(row, PaymentVerdict.UNSURE, other, why, of_other=True)
    return PaymentProposal(row, PaymentVerdict.UNMATCHED, why=NO_SUCH)


def _has(payment: Payment, row: PaidInvoice) -> bool:
    """Whether a payment of that day and sum came in, in one or in several."""
    of_day = [one.amount for one in payment.paid_in if one.on == row.paid_on]
    if not of_day or row.amount is None:
        return False
    known = {*of_day, sum(of_day)}
    if row.vat is None:
        return any(row.amount <= one <= row.amount * (1 + MOST_VAT) for one in known)
    return not known.isdisjoint(row.sums)


def _of_claims(lines: _Lines) -> list[PaymentProposal]:
    """Of the complaints of that invoice and organisation the one that the lines pay; lines that
    came in already are that.
    """
    for payment in _paid_that_day(lines):
        why = f"{payment.reference} has this payment."
        if _has(payment, lines.added):
            return [lines.proposal(PaymentVerdict.ALREADY_PAID, payment, why)]
        known, rest = _parted(lines, payment)
        if known and rest:
            return [known.proposal(PaymentVerdict.ALREADY_PAID, payment, why), _judged(rest)]
    return [_judged(lines)]


def _judged(lines: _Lines) -> PaymentProposal:
    """The verdict on lines of which none came in already."""
    row, claims = lines.added, lines.claims
    exact = _first(one.of_sum.get(pence, ()) for pence in row.sums for one in claims)
    owed = exact or _first(one.owed for one in claims)
    if not owed:
        return _ended(lines, claims[0].all[0])
    pays = _pays(row, owed[0])
    if len(owed) > 1:
        why = f"It may be {_named(owed)}."
        return lines.proposal(PaymentVerdict.UNSURE, owed[0], why, pays)
    doubt = _doubt(lines, owed[0])
    verdict = PaymentVerdict.UNSURE if doubt else PaymentVerdict.PROPOSED
    return lines.proposal(verdict, owed[0], doubt, pays)


def _paid_that_day(lines: _Lines) -> list[Payment]:
    day = lines.added.paid_on
    return [payment for one in lines.claims for payment in one.paid.get(day, ())] if day else []


def _parted(lines: _Lines, payment: Payment) -> tuple[_Lines | None, _Lines | None]:
    """The lines that came in already, and the others; none where what came in is not theirs."""
    known = Counter(one.amount for one in payment.paid_in if one.on == lines.added.paid_on)
    came: list[PaidInvoice] = []
    left: list[PaidInvoice] = []
    for row in lines.rows:
        pence = next((pence for pence in row.sums if known[pence] > 0), None)
        known.subtract([pence] if pence is not None else [])
        (left if pence is None else came).append(row)
    if not came or not left or +known:
        return None, None
    return _Lines(came, lines.claims), _Lines(left, lines.claims, is_rest=True)


def _first(several: Iterable[Sequence[Payment]]) -> list[Payment]:
    return list(islice(chain.from_iterable(several), MOST_NAMED))


def _named(payments: Sequence[Payment]) -> str:
    return " or ".join(one.reference for one in payments[:MOST_NAMED])


def _pays(row: PaidInvoice, payment: Payment) -> int | None:
    """The pence of what was paid that fit what is outstanding; of a sum without VAT, all that is
    outstanding where the rest can be its VAT.
    """
    left = payment.outstanding
    if row.amount is None or row.amount <= 0:
        return None
    if row.vat is None and row.amount <= left <= row.amount * (1 + MOST_VAT):
        return left
    fitting = [pence for pence in row.sums if pence <= left]
    return left if left in row.sums else fitting[0] if fitting else None


def _ended(lines: _Lines, payment: Payment) -> PaymentProposal:
    """Of a complaint on which nothing is to come."""
    if payment.paid_on is not None and (lines.added.amount or 0) >= 0:
        why = f"{payment.reference} was paid on {show_day(payment.paid_on)}."
        return lines.proposal(PaymentVerdict.ALREADY_PAID, payment, why)
    if payment.paid_on is not None:
        return lines.proposal(PaymentVerdict.UNSURE, payment, _taken_back(lines))
    how = payment.outcome.words if payment.outcome else "closed"
    return lines.proposal(PaymentVerdict.UNSURE, payment, f"{payment.reference} is closed: {how}.")


def _taken_back(lines: _Lines) -> str:
    sum_ = show_pounds(lines.added.amount or 0)
    if len(lines.rows) > 1:
        return f"{len(lines.rows)} lines add up to {sum_}: that pays nothing."
    return f"{sum_} is a credit note or a payment taken back: it pays nothing."


def _doubt(lines: _Lines, payment: Payment) -> str:
    """Why these lines may not be what pays that complaint; blank where nothing speaks against."""
    row = lines.added
    left = f"{show_pounds(payment.outstanding)} is outstanding on {payment.reference}"
    if row.amount is None:
        return f"The list has no amount; {left}."
    if row.amount <= 0:
        return _taken_back(lines)
    if row.is_paid is None:
        return f"The list says “{row.status}”: whether that is paid is not known."
    if doubt := _doubt_of_sum(lines, payment, left):
        return doubt
    if row.paid_on is None:
        return f"The list does not say when {payment.reference} was paid."
    of_day = sum(one.amount for one in payment.paid_in if one.on == row.paid_on)
    if of_day and not lines.is_rest:
        day = show_day(row.paid_on)
        return f"{payment.reference} has {show_pounds(of_day)} of {day} already; {left}."
    since = payment.asked_since
    if since is not None and row.paid_on < since:
        return (
            f"{payment.reference}: paid on {show_day(row.paid_on)}, before the invoice was there "
            f"on {show_day(since)}."
        )
    return ""


def _doubt_of_sum(lines: _Lines, payment: Payment, left: str) -> str:
    """Why the sum, or the number, may not be that of the complaint; blank where it is, or is a part
    of it.
    """
    row, owed = lines.added, payment.outstanding
    if row.amount is None:
        return ""
    sum_ = show_pounds(row.amount)
    if min(row.sums) > owed:
        several = len(lines.rows)
        paid = f"{several} lines add up to {sum_}" if several > 1 else f"{sum_} was paid"
        return f"{paid}, but {left}."
    if only_noughts_differ(row.number, payment.invoice):
        return f"{payment.reference} has the number as {payment.invoice}; {left}."
    if row.vat is None and row.amount == owed:
        return f"The list has {sum_} without VAT; {left}: with its VAT, or without?"
    if row.vat is None:
        more = (owed - row.amount) * 100 / row.amount
        return f"The list has {sum_} without VAT; {left}, {more:.4g}% more."
    if owed not in row.sums and row.vat:
        return f"The list does not say whether VAT of {show_pounds(row.vat)} is in {sum_}; {left}."
    return ""


def _without_noise(found: list[PaymentProposal]) -> list[PaymentProposal]:
    """Rows of other organisations say nothing of a complaint by the number alone where the list has
    its own organisation's, or where several have that number.
    """
    own = {one.payment.uid for one in found if one.payment and not one.of_other}
    names: defaultdict[str, set[str]] = defaultdict(set)
    for one in found:
        if one.of_other and one.payment is not None:
            names[one.payment.uid].add(one.row.supplier)

    def is_noise(one: PaymentProposal) -> bool:
        payment = one.payment
        if payment is None or not one.of_other or payment.outstanding in one.row.sums:
            return False
        return payment.uid in own or len(names[payment.uid]) > 1

    return [
        one._replace(verdict=PaymentVerdict.UNMATCHED, payment=None, why=NO_SUCH, of_other=False)
        if is_noise(one)
        else one
        for one in found
    ]


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
    return one._replace(verdict=PaymentVerdict.UNSURE, why=why)
