"""What is due on a payment complaint, for the officer’s calendar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.desk.calendar_entries import CalendarEntry, entry_of, lines_of
from spoc_tui.casework.money import show_money

if TYPE_CHECKING:
    from spoc_tui.casework.payments.clocks import FormalClock
    from spoc_tui.casework.payments.payment import Payment


def payment_entries(payment: Payment, formal: FormalClock | None = None) -> Iterator[CalendarEntry]:
    """What is due on a payment complaint: the day payment was promised for, the follow-up, and by
    the clock of its `formal` stage, if it has one, the acknowledgement and the answer.
    """
    if not payment.is_open:
        return
    named = f"{payment.reference}: {payment.subject}"
    owed = f"{show_money(payment.outstanding)} outstanding" if payment.is_owed else ""
    detail = lines_of(payment.organisation, owed)
    if payment.promised_for is not None and payment.is_owed:
        title = f"Check the promised payment of {named}"
        yield entry_of(payment.uid, "promised-payment", payment.promised_for, title, detail)
    if payment.follow_up is not None:
        yield entry_of(payment.uid, "follow-up", payment.follow_up, f"Follow up {named}", detail)
    if payment.formal is None or formal is None or payment.formal.answered is not None:
        return
    stage = f"stage {payment.formal.stage} of the formal complaint, {named}"
    if payment.formal.acknowledged is None:
        due = formal.acknowledge.day
        yield entry_of(payment.uid, "formal-acknowledgement", due, f"Acknowledge {stage}", detail)
    yield entry_of(payment.uid, "formal-answer", formal.answer.day, f"Answer {stage}", detail)
