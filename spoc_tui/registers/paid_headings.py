"""Which field each column of a list of paid invoices is taken for: by its heading, as the systems
of finance teams and the Government's transparency scheme have it, and by what is in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from spoc_tui.casework.dates.in_cells import day_in_cell
from spoc_tui.casework.payments.paid_invoices import LEFT_OUT
from spoc_tui.casework.text import fold
from spoc_tui.registers.records import FileRow

HEADERS_OF_FIELD = {
    "supplier": "supplier name, beneficiary name, payee name, vendor name, creditor name, "
    "supplier, supplier t, payee, vendor, creditor, beneficiary, beneficiary label, "
    "supplier label, paid to, trading partner, ap ar id t, apar id t, apar name, merchant name, "
    "merchant, recipient name, recipient, account name, name 1, organisation, "
    "organisation name, name",
    "invoice": "invoice number, supplier invoice number, supplier invoice no, invoice no, "
    "invoice num, invoice, supplier invoice, invoice ref, invoice reference, inv no, inv number, "
    "inv num, inv ref, invoice id, external invoice number, ext inv ref, ext invoice ref, "
    "external ref, external reference, supplier reference, supplier ref, creditor reference, "
    "creditor ref, their ref, your ref, vendor reference, bill no, bill number, "
    "reference, reference number, reference no, ref, ref no",
    "document": "document no, document number, document, doc no, document ref, document reference, "
    "doc ref, doc number, transaction number, transaction no, transaction id, transaction ref, "
    "transaction reference, trans no, trans ref, transaction, voucher no, voucher number, voucher, "
    "payment number, payment no, payment ref, payment reference, internal reference",
    "amount": "amount paid, paid amount, payment amount, gross amount, gross, amount gross, "
    "gross value, gross total, invoice gross, total paid, amount, total, "
    "total amount, invoice total, invoice amount, invoice value, payment value, amount in lc, "
    "amount in local currency, amount in loc cur, amt in loc cur, amount in local cur, "
    "local currency amount, amount in doc curr, amount in document currency, line amount, "
    "line value, distribution amount, transaction amount, cur amount, value, paid",
    "net": "net amount, net, amount net, net value, net total, nett, nett amount, invoice net, "
    "net invoice amount, amount ex vat, amount excl vat, amount excluding vat, amount exc vat, "
    "amount exclusive of vat, amount net of vat, amount without vat, value ex vat, value excl vat, "
    "total ex vat, total excl vat, total excluding vat, net of vat",
    "vat": "vat, vat amount, amount vat, vat value, vat total, tax, tax amount, vat paid",
    "paid_on": "paid on, date paid, paid date, payment date, date of payment, pay date, "
    "payment made, payment run date, date of payment run, bacs date, bacs cheque date, "
    "cheque bacs date, cheque date, check date, clearing date, cleared date, date cleared, "
    "cleared on, cleared, clearing, clrng date, clring date, settlement date, date settled, "
    "remittance date, value date, date, transaction date, trans date, posting date, pstng date, "
    "effective date",
    "status": "payment status, paid status, invoice status, status, status t, state, "
    "payment status flag, paid flag, is paid, paid y n, document status, transaction status",
    "not_paid": "cancelled, cancelled on, cancelled date, date cancelled, cancellation date, "
    "canceled, void, voided, void date, voided on, reversed, reversed on, reversal date, "
    "reversed with, reversal, on hold, hold, hold reason, payment hold, held, pmt block, "
    "payment block, pyt block, date reversed, date voided",
}
"""Each field with the headings that mean it; of several columns the first heading here counts."""

_MEANS = {head: field for field, heads in HEADERS_OF_FIELD.items() for head in heads.split(", ")}
_RANK = {head: place for place, head in enumerate(_MEANS)}
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_OF_SUMS = re.compile(r"GBP|CR|DR", re.IGNORECASE)
_ASIDE = re.compile(
    r" (?:gbp|pounds|sterling|inc vat|incl vat|incl of vat|including vat|inclusive of vat|"
    r"in gbp|in pounds|uk|dd mm yyyy|dd mm yy)$"
)
_WORDS = {
    "who": "supplier vendor payee creditor beneficiary benificiary beneficary merchant recipient",
    "not who": "no number num id code type category categories ref reference invoice inv site "
    "address postcode group class classification vat charity company reg bank sort account status "
    "country county city town email phone date amount value voluntary sme",
    "invoice": "invoice invoices inv",
    "number": "no number num nr ref reference id",
    "not number": "date amount value total description desc type status line lines gross net vat "
    "tax currency due paid received order po batch count voucher text year period",
    "paid": "paid pay payment cleared clearing cheque check bacs settled settlement",
    "day": "date day on",
    "not day": "due terms days promised expected planned baseline",
    "own": "document doc transaction trans voucher internal",
    "money": "amount value total sum spend expenditure",
    "net": "net nett excl excluding excludes exc ex exclusive without less",
    "not money": "vat tax net gl category categories area subjective description "
    "budget order discount outstanding balance irrecoverable recoverable "
    "credit limit interest charge no number date code type cumulative ytd",
    "gross": "gross paid payment inc incl including inclusive",
}
"""The words by which a heading is known that is none of those above."""
_OF = {name: frozenset(words.split()) for name, words in _WORDS.items()}
_BY_WORDS = len(_RANK)
"""The rank of a heading that is only known by its words: after those that are known whole."""
_GENERAL = (
    "account name, name 1, organisation, organisation name, name, reference, reference number, "
    "reference no, ref, ref no, date, transaction date, trans date, posting date, pstng date, "
    "effective date"
)
_LAST = frozenset(_GENERAL.split(", "))
"""Headings that mean it only where no other does."""
FEWEST_CELLS = 5
"""In fewer rows one cannot tell that a column holds no days."""
SHARE_ALIKE = 0.6
"""The share of cells that must be names for a column to be the suppliers'."""


def head_words(heading: str) -> str:
    """A heading as it is looked up: folded, run-together words parted, without what is aside.
    “InvoiceNumber”, “INVOICE_NUMBER” and “Invoice number” are one.
    """
    parted = _CAMEL.sub(" ", heading[:100].strip())
    return _ASIDE.sub("", fold(parted))


@lru_cache(maxsize=512)
def field_of(heading: str) -> str | None:
    """The field that a heading means; None where it means none that is wanted."""
    words = head_words(heading)
    if found := _MEANS.get(words) or _MEANS.get(_ASIDE.sub("", fold(heading[:100]))):
        return found
    return _by_words(frozenset(words.split()))


def _by_words(words: frozenset[str]) -> str | None:
    """By the words in it, for headings with a word more (“Creditor invoice no.”)."""

    def has(*names: str) -> bool:
        return all(words & _OF[name] for name in names)

    if has("invoice", "number") and not has("not number"):
        return "invoice"
    if has("paid", "day") and not has("not day"):
        return "paid_on"
    if has("own", "number") and not has("not number"):
        return "document"
    if has("money", "net") and not words & (_OF["not money"] - _OF["net"] - {"vat", "tax"}):
        return "net"
    if has("money") and not has("not money"):
        return "amount"
    if has("who") and "t" in words:  # a code's column, in words
        return "supplier"
    return "supplier" if has("who") and not has("not who") else None


def _rank(heading: str) -> int:
    words = head_words(heading)
    rank = _RANK.get(words, _RANK.get(_ASIDE.sub("", fold(heading[:100])), _BY_WORDS))
    return rank + _BY_WORDS + 1 if words in _LAST else rank


def guess_columns(
    header: Sequence[str], sample: Sequence[FileRow], given: Mapping[str, str]
) -> dict[str, str]:
    """The field of every column, each field once; what the officer said is settled."""
    guessed: dict[str, tuple[bool, int, str]] = {}
    for place, column in enumerate(header):
        if column not in given and (meant := field_of(column)):
            filled = [cell for row in sample if (cell := row.cells[place].strip())]
            field, fits = _by_content(column, meant, filled)
            guessed[column] = (not fits, _rank(column), field)
    mapping = dict.fromkeys(header, LEFT_OUT) | dict(given)
    taken = set(given.values())
    for column, (_, _, field) in sorted(guessed.items(), key=lambda one: one[1]):
        if field not in taken and field != LEFT_OUT:
            taken.add(field)
            mapping[column] = field
    return _without_doubles(mapping, given)


def _by_content(column: str, meant: str, filled: Sequence[str]) -> tuple[str, bool]:
    """The field of a column, and whether what is in it bears that out. One that is only called
    “Paid” or “Cleared” says when, how much, or whether; a column of months says no day, one of
    words no sum.
    """
    field, words = meant, head_words(column)
    if words in ("paid", "cleared"):
        are_sums = words == "paid" and (not filled or _share(filled, _is_sum) >= SHARE_ALIKE)
        are_days = _share(filled, _is_day) >= SHARE_ALIKE
        field = "paid_on" if are_days else "amount" if are_sums else "status"
    fits = bool(filled) and _fits(field, filled)
    few = len(filled) < FEWEST_CELLS and _rank(column) != _BY_WORDS
    certain = fits or not filled or few or field not in _LOOKS
    return (field if certain else LEFT_OUT), fits


def _fits(field: str, filled: Sequence[str]) -> bool:
    """Whether what is in a column can be its field."""
    if field == "supplier":
        # What is the same in all rows is the council itself.
        alike = len(filled) >= FEWEST_CELLS and len(set(filled)) == 1
        return not alike and _share(filled, _is_code) < SHARE_ALIKE
    return field not in _LOOKS or _share(filled, _LOOKS[field]) > 0


def _share(cells: Sequence[str], is_so: Callable[[str], object]) -> float:
    return sum(bool(is_so(cell)) for cell in cells) / len(cells) if cells else 0.0


def _is_day(cell: str) -> bool:
    """Whether a cell is a day, with the day first or the month."""
    return bool(day_in_cell(cell) or day_in_cell(cell, month_first=True))


def _is_sum(cell: str) -> bool:
    bare = _NOT_OF_SUMS.sub("", cell)
    return any(map(str.isdigit, bare)) and not any(map(str.isalpha, bare))


_LOOKS: dict[str, Callable[[str], object]] = {
    "paid_on": _is_day,
    **dict.fromkeys(("amount", "net", "vat"), _is_sum),
}
"""The fields that a cell can be seen not to be."""


def _is_code(cell: str) -> bool:
    """Whether a cell is a supplier's number, and no name: “100234”, “SUP00012”."""
    return " " not in cell and sum(sign.isdigit() for sign in cell) * 2 >= len(cell)


def _without_doubles(mapping: dict[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Where what was paid is known with its VAT, what it is without is not wanted."""
    fields = {field: column for column, field in mapping.items()}

    def leave_out(field: str) -> None:
        if field in fields and fields[field] not in given:
            mapping[fields[field]] = LEFT_OUT

    if "invoice" in fields:
        leave_out("document")
    if "amount" in fields:
        if "net" in fields:
            leave_out("net")
            leave_out("vat")
        elif _OF["gross"].intersection(fold(fields["amount"]).split()):
            leave_out("vat")
    elif "net" not in fields:
        leave_out("vat")
    return mapping
