"""What is to be done next on a payment complaint, and when it must go to the Chief Finance Officer.

The two-stage clock of a formal complaint is that of the Local Government and Social Care
Ombudsman's complaint handling code: acknowledged in 5 working days, answered within 10 of that at
the first stage and 20 at the second.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.dates.deadlines import Deadline, working_days_after
from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.payments.payment import FormalStage, Payment, PaymentStatus
from spoc_tui.casework.working_lines import days_in_words

if TYPE_CHECKING:
    from spoc_tui.casework.dates.standards import Standards
    from spoc_tui.casework.dates.working_days import WorkingDays

ACKNOWLEDGE_DAYS = 5
ANSWER_DAYS = {1: 10, 2: 20}
"""By stage, in working days after the acknowledgement."""
FOLLOW_UP = "follow-up"


class Escalation(NamedTuple):
    """From which day a complaint is to go to the Chief Finance Officer, and why."""

    on: date
    why: str


class NextStep(NamedTuple):
    """The next step, and by when; `pressing` where that is overdue."""

    what: str
    due: date | None
    pressing: bool = False


class PaymentClocks(NamedTuple):
    """All that runs on a complaint by itself."""

    escalate: Escalation | None = None
    chase: date | None = None
    """The last day on which the Chief Finance Officer may be silent."""
    formal: FormalClock | None = None


class FormalClock(NamedTuple):
    """By when a stage of a formal complaint is to be acknowledged, and answered."""

    acknowledge: Deadline
    answer: Deadline


NO_CLOCKS = PaymentClocks()
"""Of what nothing runs on."""


def formal_clock(formal: FormalStage, days: WorkingDays) -> FormalClock:
    """The answer's clock runs from the acknowledgement, or from its last day until there is one."""
    acknowledge = working_days_after("Made", formal.began, ACKNOWLEDGE_DAYS, days)
    begun = formal.acknowledged or acknowledge.day
    verb = "Acknowledged" if formal.acknowledged else "To be acknowledged by"
    return FormalClock(
        acknowledge, working_days_after(verb, begun, ANSWER_DAYS[formal.stage], days)
    )


def escalation(payment: Payment, standards: Standards, days: WorkingDays) -> Escalation | None:
    """From when it is to go to the Chief Finance Officer, the first of: the council has had the
    claim for longer than the reasonable time, in days; the finance team has not answered for so
    many working days; a promised day has passed. None while it need not, or where it has gone.
    """
    if not payment.is_owed:
        return None
    if payment.promised_for is not None:
        by = payment.promised_for
        return Escalation(by + timedelta(days=1), f"payment was promised for {show_day(by)}")
    if payment.escalated_at is not None:
        return None
    since = payment.asked_since or london_date(payment.logged_at)
    reasonable = Escalation(
        since + timedelta(days=standards.reasonable_days + 1),
        f"more than {days_in_words(standards.reasonable_days)} since {show_day(since)}",
    )
    silent = _silence(payment, standards, days)
    return min(reasonable, silent) if silent else reasonable


def clocks_of(payment: Payment, standards: Standards, days: WorkingDays) -> PaymentClocks:
    """All that runs on a complaint; nothing on a closed one."""
    if not payment.is_open:
        return PaymentClocks()
    return PaymentClocks(
        escalation(payment, standards, days),
        chase_by(payment, standards, days),
        formal_clock(payment.formal, days) if payment.formal else None,
    )


def is_silent(payment: Payment) -> bool:
    """Whether finance has it and has not answered since."""
    sent, answered = payment.finance_at, payment.replied_at
    return sent is not None and (answered is None or answered < sent)


def _silence(payment: Payment, standards: Standards, days: WorkingDays) -> Escalation | None:
    sent = payment.finance_at
    if sent is None or not is_silent(payment):
        return None
    last = days.add(london_date(sent), standards.silence_days)
    why = f"no answer from finance for {standards.silence_days} working days"
    return Escalation(last + timedelta(days=1), why)


def next_step(
    payment: Payment, today: date, standards: Standards, days: WorkingDays
) -> NextStep | None:
    """The one thing that is to be done next, the most pressing first; None while one waits."""
    if not payment.is_open:
        return None
    if (step := _formal_step(payment, today, days)) is not None:
        return step
    due = escalation(payment, standards, days)
    if due is not None and due.on <= today:
        return NextStep("escalate now", due.on, pressing=True)
    if payment.follow_up_on is not None and payment.follow_up_on <= today:
        return NextStep(FOLLOW_UP, payment.follow_up_on, payment.follow_up_on < today)
    match payment.status:
        case PaymentStatus.LOGGED:
            return NextStep("to finance", None)
        case PaymentStatus.PAID:
            return NextStep("tell", None)
        case PaymentStatus.TOLD:
            return NextStep("close", None)
        case PaymentStatus.ESCALATED:
            return _chase_step(payment, today, standards, days)
    return None


def _formal_step(payment: Payment, today: date, days: WorkingDays) -> NextStep | None:
    if payment.formal is None or payment.formal.answered is not None:
        return None
    clock = formal_clock(payment.formal, days)
    if payment.formal.acknowledged is None and clock.acknowledge.day <= today:
        return NextStep("acknowledge", clock.acknowledge.day, clock.acknowledge.day < today)
    if clock.answer.day <= today:
        return NextStep("answer", clock.answer.day, clock.answer.day < today)
    return None


def _chase_step(
    payment: Payment, today: date, standards: Standards, days: WorkingDays
) -> NextStep | None:
    by = chase_by(payment, standards, days)
    return NextStep("chase", by, pressing=True) if by is not None and by < today else None


def chase_by(payment: Payment, standards: Standards, days: WorkingDays) -> date | None:
    """Until when the Chief Finance Officer may be silent, before they are chased: as long as the
    finance team; an answer that promises nothing, or a chase, gives as long again. None where it is
    not with them.
    """
    if payment.status is not PaymentStatus.ESCALATED:
        return None
    moments = (payment.escalated_at, payment.replied_at, payment.chased_at)
    heard = [moment for moment in moments if moment]
    return days.add(london_date(max(heard)), standards.silence_days)
