"""The plain text of payment complaints."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.dates import when
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.payments.clocks import escalation, formal_clock
from spoc_tui.casework.payments.late_payment import INDICATIVE, Calculation, WorkingLine
from spoc_tui.casework.payments.questions import ask_for
from spoc_tui.casework.payments.totals import ON_ASSUMED_RATE
from spoc_tui.casework.records.kinds import CHASED_TODAY, is_day_of
from spoc_tui.casework.working_lines import days_in_words
from spoc_tui.cli.words import event, linked, promise, row

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.payments.payment import Payment, PaymentCase

_WIDTH = 16
_PAGE = 90


def standing(payment: Payment) -> str:
    """One line: where it stands, and what is due."""
    if payment.outcome is not None:
        return f"Closed: {payment.outcome.words}."
    left = f", {show_pounds(payment.outstanding)} outstanding" if payment.outstanding else ""
    disputed = ", disputed" if payment.disputed_on else ""
    described = f"{payment.standing}{disputed}{left}."
    return described[0].upper() + described[1:]


def listed(payments: Sequence[Payment], calculations: Sequence[Calculation], today: date) -> str:
    """Complaints, one a line."""
    return "\n".join(
        _line(payment, one, today) for payment, one in zip(payments, calculations, strict=True)
    )


def whole_complaint(store: Store, case: PaymentCase) -> str:
    """The complaint in full, as `spoc pay show` prints it."""
    payment, calculation = case.payment, store.payments.calculate(case.payment)
    parts = [f"{payment.reference}  {payment.subject}"]
    parts += [row(name, text, _WIDTH) for name, text in _facts(store, payment) if text]
    if asked := asking(payment):
        parts += ["", asked]
    parts += ["", "By the law of late payment", textwrap.indent(_filled(calculation.why), "  ")]
    parts += map(_worked, calculation.working)
    parts.append(f"  {INDICATIVE}")
    parts += linked(store.links.of(payment.uid))
    if case.promises:
        parts += ["", "Promises", *map(promise, case.promises)]
    return "\n".join([*parts, "", "Timeline", *map(event, case.timeline)])


def asking(payment: Payment) -> str:
    """The questions still open; blank where there is none."""
    wanted = ask_for(payment) if payment.is_owed else ()
    return textwrap.fill(f"Ask for: {'; '.join(wanted)}.", _PAGE) if wanted else ""


def _facts(store: Store, payment: Payment) -> Iterator[tuple[str, str]]:
    who = dict.fromkeys((payment.who, payment.caller, payment.phone or payment.organisation_phone))
    yield "Status", standing(payment)
    yield "Why", payment.outcome_reason
    yield "Decided by", payment.decided_by
    yield "From", ", ".join(filter(None, who))
    yield "Amount", show_pounds(payment.amount)
    for one in payment.paid_in:
        yield "Paid", f"{show_pounds(one.amount)} on {when.show_day(one.on)}"
    terms = "" if payment.terms == "unknown" else f", {payment.terms.words}"
    yield "Kind", f"{payment.kind.words}{terms}"
    for name, day in (
        ("Received", payment.received),
        ("Work done", payment.performed),
        ("Invoiced", payment.invoiced),
        ("Accepted", payment.accepted),
        ("Agreed day", payment.agreed),
    ):
        yield name, when.show_day(day) if day else ""
    yield "Follow up", when.show_day_and_time(payment.follow_up) if payment.follow_up else ""
    yield "Order", payment.order
    yield "Owed by", ", ".join(filter(None, (payment.directorate, payment.team)))
    yield "With", payment.finance_team or ""
    if payment.disputed_on:
        why = f": {payment.disputed_why}" if payment.disputed_why else ""
        yield "Disputed", f"since {when.show_day(payment.disputed_on)}{why}"
    due = escalation(payment, store.standards, store.days)
    if due is not None:
        at = "now" if due.on <= store.today() else f"from {when.show_day(due.on)}"
        yield "Escalate", f"{at}: {due.why}"
    if payment.formal is not None:
        clock = formal_clock(payment.formal, store.days)
        yield "Complaint", f"formal, stage {payment.formal.stage}"
        yield "", f"acknowledge: {clock.acknowledge.working}"
        yield "", f"answer: {clock.answer.working}"
    yield "Answered", payment.answer


def _worked(line: WorkingLine) -> str:
    working = textwrap.wrap(line.working, _PAGE - _WIDTH)
    return row(line.what, "\n".join([line.result, *working]), _WIDTH)


def _line(payment: Payment, calculation: Calculation, today: date) -> str:
    to_pay = (
        ""
        if calculation.days_to_pay is None
        else f"{days_in_words(calculation.days_to_pay)} to pay"
    )
    late = f"{calculation.days_late} late" if calculation.days_late else ""
    is_claim = calculation.entitled and payment.is_open
    claim = f"{show_pounds(calculation.total)} to claim" if is_claim else ""
    is_chased = payment.is_owed and is_day_of(payment.chased_at, today)
    chased = CHASED_TODAY if is_chased else ""
    assumed = ON_ASSUMED_RATE if is_claim and calculation.claims_on_assumed_rate else ""
    aside = ", ".join(filter(None, (payment.subject, to_pay, late, claim, assumed, chased)))
    return f"{payment.reference}  {payment.who}: {standing(payment)} ({aside})"


def _filled(text: str) -> str:
    return textwrap.fill(text, _PAGE - 2)
