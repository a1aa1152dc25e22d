"""Payment complaints in words (casework/records/every_kind.py)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.payments.payment import Payment
from spoc_tui.casework.records.every_kind import Greeting, InWords
from spoc_tui.casework.records.owed import COUNCIL, Owed
from spoc_tui.casework.text import counted, one_line


def _line(one: Payment, organisation_uid: str, today: date) -> str:
    left = show_pounds(one.outstanding) if one.outstanding else "paid"
    return f"{one.reference} {one.subject}, {left}, {one.status.words}"


def _greeting(unpaid: Sequence[Payment], organisation_uid: str, today: date) -> Iterator[Greeting]:
    """“££ 2 invoices unpaid, £1,240.00: PAY-26-0007 since Mon 2 Mar, invoice 42 …”. The text last:
    it is what a narrow screen cuts.
    """
    owed = [one for one in unpaid if one.outstanding]
    if not owed:
        named = ", ".join(one.reference for one in unpaid)
        yield Greeting(f"££ paid, and to be told: {named}")
        return
    count = counted(len(owed), "invoice")
    total = show_pounds(sum(one.outstanding for one in owed))
    first = owed[0]
    since = first.asked_since or london_date(first.logged_at)
    aside = f"{first.reference} since {show_day(since, today)}, {one_line(first.subject)}"
    more = " …" if len(owed) > 1 else ""
    yield Greeting(f"££ {count} unpaid, {total}: {aside}{more}")


def _owed_by_council(one: Payment, organisation_uid: str) -> Iterator[Owed]:
    if one.promised_for is not None and one.is_owed:
        what = f"Pay {show_pounds(one.outstanding)}, {one.subject}"
        yield Owed(COUNCIL, what, one.reference, by=one.promised_for)


IN_WORDS = InWords(
    heading="Not paid",
    line=_line,
    greeting=_greeting,
    owed_by_council=_owed_by_council,
)
