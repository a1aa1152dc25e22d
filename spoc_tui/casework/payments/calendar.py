"""The calendar entries of a payment complaint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.desk.calendar_entries import CalendarEntry, entry_of, lines_of
from spoc_tui.casework.money import show_money
from spoc_tui.casework.payments.clocks import NO_CLOCKS, PaymentClocks

if TYPE_CHECKING:
    from spoc_tui.casework.payments.payment import Payment


def payment_entries(payment: Payment, clocks: PaymentClocks = NO_CLOCKS) -> Iterator[CalendarEntry]:
    """The entries of a payment complaint: the day payment was promised for, the follow-up, and by
    its `clocks` from when it is to go to the Chief Finance Officer, until when they may be silent,
    and of its formal stage, if it has one, the acknowledgement and the answer.
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
    if clocks.escalate is not None:
        title = f"Escalate to the Chief Finance Officer, unless paid: {named}"
        why = f"{clocks.escalate.why[:1].upper()}{clocks.escalate.why[1:]}"
        yield entry_of(
            payment.uid, "escalate", clocks.escalate.on, title, lines_of(detail, f"{why}.")
        )
    if clocks.chase is not None:
        title = f"Chase the Chief Finance Officer after this day: {named}"
        yield entry_of(payment.uid, "chase", clocks.chase, title, detail)
    formal = clocks.formal
    if payment.formal is None or formal is None or payment.formal.answered is not None:
        return
    stage = f"stage {payment.formal.stage} of the formal complaint, {named}"
    if payment.formal.acknowledged is None:
        due = formal.acknowledge.day
        yield entry_of(payment.uid, "formal-acknowledgement", due, f"Acknowledge {stage}", detail)
    yield entry_of(payment.uid, "formal-answer", formal.answer.day, f"Answer {stage}", detail)
