"""The facts of one complaint in words, for the pack's document and its workbook."""

from __future__ import annotations

from collections.abc import Iterator

from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.payments.kinds import PaymentKind, Terms
from spoc_tui.casework.payments.pack import ASKING, Pack, PackedCase
from spoc_tui.casework.payments.payment import FormalStage, Payment
from spoc_tui.casework.payments.totals import ON_ASSUMED_RATE
from spoc_tui.casework.records.event import Event
from spoc_tui.casework.working_lines import days_in_words
from spoc_tui.reports.fitting import short

LONGEST_WORDS = 1_000
"""Of a text, in small letters: more is no longer read in a table."""
MAY_CHANGE = f" ({ON_ASSUMED_RATE})"
ASSUMED_RATE = (
    "The sums rest on an assumed rate: the base rate of its reference date is not known yet, and "
    "they may still change."
)


def facts(one: PackedCase, pack: Pack) -> Iterator[tuple[str, str]]:
    """What is known of it, each with its name; blank where there is nothing to say."""
    payment, calculation = one.payment, one.calculation
    yield "Who", payment.who
    yield "For", _what_for(payment)
    yield "Owed by", ", ".join(filter(None, (payment.directorate, payment.team))) or "not known yet"
    yield "Kind", _kind(payment)
    yield "Status", payment.standing
    yield "Since", since(one, pack)
    yield "Late", _late(one)
    yield "Amount", _amount(payment)
    if calculation.entitled:
        assumed = MAY_CHANGE if calculation.claims_on_assumed_rate else ""
        yield "Interest", f"{show_pounds(calculation.interest)} {_until(one, pack)}{assumed}"
        yield "Compensation", show_pounds(calculation.compensation)
        in_all = show_pounds(calculation.outstanding + calculation.total)
        aside = ", with what is outstanding" if calculation.outstanding else ""
        yield "In all", f"{in_all}{aside}{assumed}"
    yield "Claim", calculation.why
    yield "Disputed", disputed(payment)
    yield "Promised", promised(payment, pack)
    yield "Formal complaint", _formal(payment.formal) if payment.formal else ""
    yield "Ended", _ended(payment)
    yield "Ask for", "; ".join(calculation.missing)


def notes(one: PackedCase) -> Iterator[str]:
    """What is to be noted of its sums; what else was taken to be so is in the working."""
    if one.calculation.claims_on_assumed_rate:
        yield ASSUMED_RATE


def _until(one: PackedCase, pack: Pack) -> str:
    """Up to which day interest runs: that of the last payment, or today, and on."""
    if one.payment.paid_on is not None:
        return f"to {show_day(one.payment.paid_on)}, the day it was paid"
    return f"to {show_day(pack.today)}, {show_pounds(one.calculation.daily)} a day"


def described(event: Event) -> str:
    """An event in words. Whom the officer told stays out: only whom in the council they asked."""
    whom = event.whom if event.kind in ASKING else ""
    return short(": ".join(filter(None, (whom, event.text))), LONGEST_WORDS)


def since(one: PackedCase, pack: Pack) -> str:
    """Since when the council has it, and for how long, beside the reasonable time."""
    payment, calculation = one.payment, one.calculation
    start = payment.asked_since or london_date(payment.logged_at)
    if payment.received is not None and calculation.days_to_pay is not None and calculation.band:
        counted = f"{days_in_words(calculation.days_to_pay)} to pay, {calculation.band_described}"
        had = f"the council received the invoice on {show_day(start)}: {counted}"
    elif payment.invoiced is not None:
        had = f"the invoice is dated {show_day(start)}; the day of receipt is not known"
    else:
        had = f"the complaint was logged on {show_day(start)}; the day of receipt is not known"
    over = (min(pack.today, payment.paid_on or pack.today) - start).days - pack.reasonable_days
    within = "within" if over <= 0 else f"{days_in_words(over)} past"
    return f"{had}; {within} the reasonable time of {days_in_words(pack.reasonable_days)}"


def promised(payment: Payment, pack: Pack) -> str:
    """For when payment is promised, and whether that day has passed."""
    if payment.promised_for is None:
        return ""
    kept = " (not kept)" if payment.is_owed and payment.promised_for < pack.today else ""
    return f"for {show_day(payment.promised_for)}{kept}"


def disputed(payment: Payment) -> str:
    """Since when, and what."""
    if payment.disputed_on is None:
        return ""
    why = f": {payment.disputed_why}" if payment.disputed_why else ""
    return short(f"since {show_day(payment.disputed_on)}{why}", LONGEST_WORDS)


def _what_for(payment: Payment) -> str:
    invoice = f"invoice {payment.invoice}" if payment.invoice else ""
    order = f"order {payment.order}" if payment.order else ""
    return ", ".join(filter(None, (invoice, payment.what_for, order)))


def _kind(payment: Payment) -> str:
    terms = payment.kind is PaymentKind.CONTRACT and payment.terms is not Terms.UNKNOWN
    return f"{payment.kind.words}, {payment.terms.words}" if terms else payment.kind.words


def _late(one: PackedCase) -> str:
    last = one.calculation.relevant_day
    if last is None:
        return ""
    days = one.calculation.days_late
    late = f"{days_in_words(days)} by statute" if days else "not by statute"
    return f"{late}; the relevant day is {show_day(last)}"


def _amount(payment: Payment) -> str:
    paid = [f"{show_pounds(part.amount)} paid on {show_day(part.on)}" for part in payment.paid_in]
    left = f"{show_pounds(payment.outstanding)} outstanding" if payment.outstanding else ""
    owed = f"{show_pounds(payment.amount)} owed"
    return "; ".join(filter(None, [owed, *paid, left or "nothing outstanding"]))


def _formal(formal: FormalStage) -> str:
    described = [f"stage {formal.stage}, begun {show_day(formal.began)}"]
    if formal.acknowledged is not None:
        described.append(f"acknowledged {show_day(formal.acknowledged)}")
    described.append(
        f"answered {show_day(formal.answered)}" if formal.answered else "not answered yet"
    )
    return ", ".join(described)


def _ended(payment: Payment) -> str:
    if payment.outcome is None:
        return ""
    by = f", decided by {payment.decided_by}" if payment.decided_by else ""
    why = f": {payment.outcome_reason}" if payment.outcome_reason else ""
    return short(f"{payment.outcome.words}{by}{why}", LONGEST_WORDS)
