"""The words of finance systems for an invoice in a list: paid, or not paid after all."""

from __future__ import annotations

from functools import lru_cache

from spoc_tui.casework.text import fold

_WORDS = {
    False: "cancelled canceled cancel hold held onhold reversed reversal reverse void voided "
    "reject rejected returned bounced stopped stop unpaid outstanding pending awaiting blocked "
    "block disputed dispute query queried parked suspended failed recalled deleted withdrawn draft "
    "open due overdue unapproved refused declined scheduled spoiled n never wait waiting progress "
    "queue queued",
    True: "paid cleared reconciled settled complete completed presented negotiable remitted bacs "
    "chaps cheque sent issued transferred processed y yes closed released approved validated "
    "authorised posted matched final",
}
"""Words of which one says that it is paid, or, in a list of paid invoices, nothing against it; or
that it is not, or not yet.
"""
_SAYS = {word: is_paid for is_paid, words in _WORDS.items() for word in words.split()}
_NOT = frozenset(("not", "no", "non"))
_IN_PART = frozenset(("part", "partial", "partially", "partly"))
_NO = frozenset(("n", "no", "false", "none", "active", "ok", "live"))


@lru_cache(maxsize=1024)
def says_paid(status: str) -> bool | None:
    """Whether a status says that an invoice is paid; None where that cannot be told.

    “Cancelled”, “On hold”, “Reversed” and “Not paid” do not; a blank says nothing against it.
    """
    words = frozenset(fold(status).split())
    if not words:
        return True
    says = {_SAYS[word] for word in words if word in _SAYS}
    if words & _NOT or (False in says and "released" not in words):
        return False
    return True if says and not words & _IN_PART else None


@lru_cache(maxsize=1024)
def says_taken_back(cell: str) -> bool:
    """Whether a column such as *Cancelled on* or *Reversed* is filled: a day, a yes, a reason."""
    folded = fold(cell)
    return bool(folded) and folded not in _NO and folded.strip("0 ") != ""
