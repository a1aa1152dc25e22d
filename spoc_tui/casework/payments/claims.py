"""The complaints as a row of a list finds them: by the invoice's number, and whose it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Generic, TypeVar

from spoc_tui.casework.organisations.likeness import alike, name_words
from spoc_tui.casework.organisations.names import invoice_key, name_key
from spoc_tui.casework.payments.invoice_numbers import (
    are_parted,
    figures_alike,
    last_figures,
    loose_key,
    number_key,
    parts_of,
)
from spoc_tui.casework.payments.paid_invoices import PaidInvoice
from spoc_tui.casework.payments.payment import Payment


class Claims:
    """The complaints of one organisation about one invoice; usually there is one."""

    def __init__(self) -> None:
        self.all: list[Payment] = []
        self.owed: list[Payment] = []
        self.of_sum: defaultdict[int, list[Payment]] = defaultdict(list)
        """Those owed, by what is outstanding."""
        self.paid: defaultdict[date, list[Payment]] = defaultdict(list)
        """By each day on which a payment came in."""

    def add(self, payment: Payment) -> None:
        self.all.append(payment)
        if payment.is_owed:
            self.owed.append(payment)
            self.of_sum[payment.outstanding].append(payment)
        for day in {one.on for one in payment.paid_in}:
            self.paid[day].append(payment)


_Named = dict[str, Claims]
"""By the words of an organisation's name."""


_Key = TypeVar("_Key", str, int)


class _Index(Generic[_Key]):
    """The claims by some key, and within it by organisation."""

    def __init__(self) -> None:
        self._of: defaultdict[_Key, _Named] = defaultdict(dict)
        self._near: dict[tuple[_Key, str], list[Claims]] = {}

    def add(self, key: _Key, name: str, payment: Payment) -> None:
        self._of[key].setdefault(name, Claims()).add(payment)

    def all(self, key: _Key) -> list[Claims]:
        """Whosever they are."""
        return list(self._of[key].values()) if key in self._of else []

    def __contains__(self, key: _Key) -> bool:
        return key in self._of

    def of(self, key: _Key, wanted: str) -> list[Claims]:
        """Those of that very name, or else those of names that are near it. Each name is compared
        once with those that have the same key, however many rows say it.
        """
        named = self._of.get(key)
        if not named:
            return []
        if wanted in named:
            return [named[wanted]]
        if (key, wanted) not in self._near:
            near = [claims for name, claims in named.items() if alike(name, wanted)]
            self._near[key, wanted] = near
        return self._near[key, wanted]


class ClaimsFinder:
    """Finds the claims of a supplier, whose name need only be nearly the organisation's."""

    def __init__(self, complaints: Sequence[Payment]) -> None:
        self._words: dict[str, str] = {}
        self._of_number = _Index[str]()
        self._of_figures = _Index[str]()
        self._of_part = _Index[str]()
        self._of_sum = _Index[int]()
        self._loose: set[str] = set()
        """Their numbers as `loose_key` has them."""
        self._names: set[str] = set()
        self._has_parts = False
        self._without = _Index[int]()
        for one in complaints:
            name = self.words_of(one.who)
            self._names.add(name)
            if one.is_owed:
                self._of_sum.add(one.outstanding, name, one)
            if not (number := number_key(one.invoice)):
                if one.is_owed:
                    self._without.add(one.outstanding, name, one)
                continue
            self._of_number.add(number, name, one)
            self._loose.add(loose_key(one.invoice))
            for figures in {last_figures(one.invoice), last_figures(number)} - {""}:
                self._of_figures.add(figures, name, one)
            for part in parts_of(one.invoice):
                self._of_part.add(number_key(part), name, one)
                self._of_figures.add(last_figures(part), name, one)
                self._has_parts = True

    def words_of(self, supplier: str) -> str:
        """The words of a name as they are compared."""
        if (words := self._words.get(supplier)) is None:
            words = self._words[supplier] = name_words(name_key(supplier))
        return words

    def is_known(self, supplier: str) -> bool:
        """Whether a complaint is of just that name."""
        return self.words_of(supplier) in self._names

    def may_know(self, row: PaidInvoice) -> bool:
        """Whether any complaint may be about a row, whosever it is: quick, for most are not."""
        number = row.number
        figures = last_figures(number)
        if figures in self._of_figures:
            return True
        if number and (not figures or are_parted(number)) and number_key(number) in self._of_number:
            return True
        if any(pence in self._without for pence in row.sums):
            return True
        if not row.invoice and self.is_known(row.supplier):
            return True
        return bool(parts_of(number)) or (
            not row.invoice and any(pence in self._of_sum for pence in row.sums)
        )

    def of_number(self, number: str, supplier: str) -> list[Claims]:
        """The complaints about the supplier's invoice of that number."""
        return self._of_number.of(number_key(number), self.words_of(supplier))

    def others(self, number: str) -> list[Claims]:
        """All that are about an invoice of that number, whosever it is."""
        return self._of_number.all(number_key(number))

    def written_otherwise(self, number: str, supplier: str, sums: Iterable[int]) -> list[Payment]:
        """The supplier's complaints whose number may be the same in other writing; of those that
        have only the figures alike, those on which one of the sums is outstanding.
        """
        figures = last_figures(number)
        if figures not in self._of_figures:
            return []
        loose, wanted = loose_key(number), set(sums)
        # Names are compared last: that is dear, and many numbers end alike (“0042/26”).
        if loose not in self._loose and not any(pence in self._of_sum for pence in wanted):
            return []
        claims = self._of_figures.of(figures, self.words_of(supplier))
        near = [payment for one in claims for payment in one.all]
        return [one for one in near if loose_key(one.invoice) == loose] or [
            one
            for one in near
            if one.is_owed and one.outstanding in wanted and figures_alike(one.invoice, number)
        ]

    def of_parts(self, number: str, supplier: str) -> list[Payment]:
        """The supplier's complaints about one of several numbers in one cell, or whose own number
        is several, of which this is one.
        """
        words = self.words_of(supplier)
        parts = parts_of(number)
        found = [claims for part in parts for claims in self._of_number.of(number_key(part), words)]
        found += [claims for one in parts for claims in self._of_part.of(number_key(one), words)]
        if not parts and self._has_parts:
            found += self._of_part.of(number_key(number), words)
        return list({one.uid: one for claims in found for one in claims.all}.values())

    def of_sum(self, sums: Iterable[int], supplier: str) -> list[Payment]:
        """The supplier's complaints on which just one of these sums is outstanding."""
        words = self.words_of(supplier)
        found = (claims for pence in sums for claims in self._of_sum.of(pence, words))
        return [payment for claims in found for payment in claims.owed]

    def without_number(self, sums: Iterable[int], supplier: str) -> list[Payment]:
        """As `of_sum`, of those whose invoice's number is not known."""
        words = self.words_of(supplier)
        found = (claims for pence in sums for claims in self._without.of(pence, words))
        return [payment for claims in found for payment in claims.owed]


def only_noughts_differ(one: str, other: str) -> bool:
    """Whether two numbers that are compared as one differ by the noughts in front."""
    return invoice_key(one) != invoice_key(other)
