"""The JSON shapes of payment complaints; sums are decimal strings in pounds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from spoc_tui.casework.money import pounds
from spoc_tui.casework.payments.clocks import escalation, formal_clock
from spoc_tui.casework.payments.late_payment import Calculation
from spoc_tui.casework.payments.questions import ask_for
from spoc_tui.casework.payments.rates import show_percent
from spoc_tui.casework.payments.totals import Totals
from spoc_tui.cli.common_keys import shaped
from spoc_tui.cli.shapes import Shape, day, hour, links, moment, plain

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.payments.payment import Payment, PaymentCase


def complaints(store: Store, found: Sequence[Payment]) -> list[Shape]:
    """Complaints as they stand today, with what the law of late payment says of each."""
    return shaped(store, found, partial(_complaint, store))


def _complaint(store: Store, payment: Payment) -> Shape:
    calculation = store.payments.calculate(payment)
    due = escalation(payment, store.standards, store.days)
    return {
        "caller": payment.caller,
        "phone": payment.phone,
        "invoice": payment.invoice,
        "for": payment.what_for,
        "amount": pounds(payment.amount),
        "paid": pounds(payment.paid),
        "outstanding": pounds(payment.outstanding),
        "paid_in": [{"amount": pounds(one.amount), "on": day(one.on)} for one in payment.paid_in],
        "payment_kind": payment.kind.value,
        "terms": payment.terms.value,
        "order": payment.order,
        "received": day(payment.received),
        "performed": day(payment.performed),
        "invoiced": day(payment.invoiced),
        "accepted": day(payment.accepted),
        "agreed": day(payment.agreed),
        "disputed": payment.disputed_on is not None,
        "disputed_on": day(payment.disputed_on),
        "disputed_why": payment.disputed_why,
        "directorate": payment.directorate,
        "finance_team": payment.finance_team,
        **calculated(calculation),
        "escalate_due": due is not None and due.on <= store.today(),
        "escalate_on": day(due.on) if due else None,
        "escalate_why": due.why if due else "",
        "promised_for": day(payment.promised_for),
        "answer": payment.answer,
        "formal": _formal(store, payment),
        "outcome": payment.outcome.value if payment.outcome else None,
        "outcome_reason": payment.outcome_reason,
        "decided_by": payment.decided_by,
        "follow_up": day(payment.follow_up_on),
        "follow_up_time": hour(payment.follow_up_time),
        "logged_at": moment(payment.logged_at),
        "escalated_at": moment(payment.escalated_at),
        "chased_at": moment(payment.chased_at),
        "told_at": moment(payment.told_at),
        "ask_for": list(ask_for(payment)) if payment.is_owed else [],
    }


def whole_complaint(store: Store, of: PaymentCase) -> Shape:
    """A complaint with the working of its sums, its timeline and promises."""
    (complaint,) = complaints(store, [of.payment])
    working = store.payments.calculate(of.payment).working
    return {
        **complaint,
        "parties": [],
        "working": [line._asdict() for line in working],
        "links": links(store.links.of(of.payment.uid)),
        "timeline": [plain(event._asdict()) for event in of.timeline],
        "promises": [{**plain(one._asdict()), "open": one.is_open} for one in of.promises],
    }


def totals_shape(of: Totals) -> Shape:
    """The totals of complaints."""
    return {
        "complaints": of.count,
        "outstanding": pounds(of.outstanding),
        "oldest": of.oldest,
        "interest": pounds(of.interest),
        "daily": pounds(of.daily),
        "compensation": pounds(of.compensation),
        "on_assumed_rate": of.assumed,
    }


def calculated(of: Calculation) -> Shape:
    """What the law makes of one; `band_reported` is whether it is a payment made, as is reported,
    or the band in which it would fall.
    """
    return {
        "relevant_day": day(of.relevant_day),
        "starts": day(of.starts),
        "days_late": of.days_late,
        "days_to_pay_reporting": of.days_to_pay,
        "band": of.band.value if of.band else None,
        "band_reported": of.made and of.band is not None,
        "rate": show_percent(of.reference.statutory) if of.reference else None,
        "daily": pounds(of.daily),
        "interest": pounds(of.interest),
        "compensation": pounds(of.compensation),
        "total": pounds(of.total),
        "entitled": of.entitled,
        "why": of.why,
        "rests_on_assumed_rate": of.rests_on_assumed_rate,
    }


def _formal(store: Store, payment: Payment) -> Shape | None:
    if payment.formal is None:
        return None
    clock = formal_clock(payment.formal, store.days)
    return {
        "stage": payment.formal.stage,
        "began": day(payment.formal.began),
        "acknowledge_by": day(clock.acknowledge.day),
        "acknowledged": day(payment.formal.acknowledged),
        "answer_by": day(clock.answer.day),
        "answered": day(payment.formal.answered),
    }
