"""The words of a payment's chase: what goes to whoever in the council is to pay and has not yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.payments.handling import CHIEF, whom_to_chase
from spoc_tui.casework.payments.kinds import PaymentKind
from spoc_tui.casework.payments.late_payment import INDICATIVE, Calculation
from spoc_tui.casework.payments.payment import Payment, PaymentCase
from spoc_tui.casework.payments.totals import ON_ASSUMED_RATE
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.working_lines import days_in_words

_FOR = {
    PaymentKind.CONTRACT: " under a contract for goods or services",
    PaymentKind.GRANT: " a grant",
    PaymentKind.EXPENSES: " its expenses",
}
"""What they have not been paid, where neither the invoice nor what it was for is known."""


def payment_chase_words(
    case: PaymentCase, calculation: Calculation, *, today: date, officer: str
) -> str:
    """Words to whoever is to pay, ready to send; they end with a newline.

    `case` is as it stood before this chase is recorded, so that only the chases before are counted.
    Refused where it is with nobody. Nothing private goes out: no caller, no phone number, no note.
    """
    payment, whom = case.payment, whom_to_chase(case.payment)
    paragraphs = [
        f"{payment.reference}: {_invoice(payment)}, {show_pounds(payment.outstanding)} outstanding",
        "Hello,",
        "\n".join(_facts(case, calculation, whom, today)),
        f"Please pay {show_pounds(payment.outstanding)}, or tell me by which day it will be paid. "
        "If something stands in its way, please say what.",
        f"Thank you,\n{officer}",
    ]
    return "\n\n".join(paragraphs) + "\n"


def _facts(case: PaymentCase, calculation: Calculation, whom: str, today: date) -> Iterator[str]:
    payment = case.payment
    yield _owed(payment)
    yield _since(payment, calculation, today)
    sent_at = payment.escalated_at or payment.finance_at
    if sent_at is not None:
        to = f"the {whom}" if whom == CHIEF else whom
        yield f"It was sent to {to} on {show_day(london_date(sent_at), today)}."
    if payment.disputed_on is not None:
        yield f"The invoice has been disputed since {show_day(payment.disputed_on, today)}."
    if payment.promised_for is not None:
        yield _promise(payment.promised_for, today)
    if asked := _asked_before(case):
        yield asked
    if calculation.entitled:
        assumed = f", {ON_ASSUMED_RATE}" if calculation.claims_on_assumed_rate else ""
        yield (
            f"Statutory interest of {show_pounds(calculation.interest)} so far, "
            f"{show_pounds(calculation.daily)} a day, and compensation of "
            f"{show_pounds(calculation.compensation)} can be claimed{assumed}. {INDICATIVE}"
        )


def _invoice(payment: Payment) -> str:
    return f"invoice {payment.invoice}" if payment.invoice else payment.kind.words


def _owed(payment: Payment) -> str:
    """Who waits for how much; a caller who is no organisation on record stays unnamed."""
    organisation = payment.organisation or "An organisation"
    what = f" for {payment.what_for}" if payment.what_for else ""
    left = f"{show_pounds(payment.outstanding)} is outstanding"
    of = f" of {show_pounds(payment.amount)}" if payment.paid else ""
    owed = f" {_invoice(payment)}" if payment.invoice else ""
    if not payment.invoice and not what:
        what = _FOR.get(payment.kind, "")
    return f"{organisation} has not been paid{owed}{what}: {left}{of}."


def _since(payment: Payment, calculation: Calculation, today: date) -> str:
    """Since when the council has it, and how long that is by the count of days to pay."""
    if payment.received is None or calculation.days_to_pay is None or calculation.band is None:
        dated = payment.invoiced and f"The invoice is dated {show_day(payment.invoiced, today)}"
        logged = f"I was told on {show_day(london_date(payment.logged_at), today)}"
        return f"{dated or logged}; I do not know the day the council received it."
    days = days_in_words(calculation.days_to_pay)
    return (
        f"The council has had it since {show_day(payment.received, today)}: {days} to pay so far, "
        f"which {calculation.band_described}."
    )


def _promise(by: date, today: date) -> str:
    if by < today:
        late = days_in_words((today - by).days)
        return f"Payment was promised for {show_day(by, today)}, {late} ago: that was not kept."
    return f"Payment is promised for {show_day(by, today)}."


def _asked_before(case: PaymentCase) -> str:
    """How often whoever has it now was asked before; what others were asked does not concern it."""
    since = case.payment.escalated_at or case.payment.finance_at
    times = sum(
        event.kind is EventKind.CHASED and since is not None and event.at >= since
        for event in case.timeline
    )
    if not times:
        return ""
    return f"I have asked {('once', 'twice')[times - 1] if times < 3 else f'{times} times'} before."
