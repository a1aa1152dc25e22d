"""The payment complaints on a briefing sheet."""

from __future__ import annotations

from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.organisations.briefing import Briefing
from spoc_tui.casework.payments.payment import Payment
from spoc_tui.casework.records.kinds import PAYMENT
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.fitting import cells, cut
from spoc_tui.reports.organisations.brief_parts import BriefSection, lines_of, table_of

WIDTHS = (14, 36, 18, 32)
"""Of the columns, in hundredths of the page."""


def _section(briefing: Briefing, lines: int) -> Section:
    """What they have complained is not paid, and how that ended; its caller's and officer's words
    stay out.
    """
    complaints: tuple[Payment, ...] = briefing.of_kinds.get(PAYMENT.code, ())
    rows, more = cut(
        (
            cells(WIDTHS, one.reference, one.subject, _sum(one), _payment_status(one))
            for one in complaints
        ),
        WIDTHS,
        lines,
    )
    table = table_of(rows, WIDTHS, "Reference", "For", "Outstanding", "Where it is")
    owed = sum(one.outstanding for one in complaints if one.is_open)
    total = f"{show_pounds(owed)} outstanding in all." if owed else "Nothing is outstanding."
    return Section("Complaints of late payment", table, lines_of(more, total))


def _sum(payment: Payment) -> str:
    if not payment.outstanding:
        return "paid"
    return show_pounds(payment.outstanding) if payment.is_open else "nothing claimed"


def _payment_status(payment: Payment) -> str:
    if payment.outcome is not None and payment.closed_at is not None:
        return f"closed {show_day(london_date(payment.closed_at))}: {payment.outcome.words}"
    disputed = ", disputed" if payment.disputed_on else ""
    return f"{payment.standing}{disputed}"


SECTION = BriefSection(_section, lines=5, before_promises=True)
