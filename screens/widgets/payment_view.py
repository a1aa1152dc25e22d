"""A payment complaint in full: what is owed and since when, the sums with their working, and all
that happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from screens.widgets.case_view import (
    Timeline,
    describe_due,
    facts_table,
    has_to_do_with,
    text_block,
)
from screens.widgets.list_source import one_line
from spoc_tui.casework.dates import when
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.payments.clocks import escalation, formal_clock
from spoc_tui.casework.payments.late_payment import INDICATIVE, Calculation, WorkingLine
from spoc_tui.casework.payments.payment import Payment, PaymentCase
from spoc_tui.casework.payments.questions import ask_for
from spoc_tui.casework.payments.totals import ON_ASSUMED_RATE
from spoc_tui.casework.working_lines import days_in_words

if TYPE_CHECKING:
    from db.store import Store

Fact = tuple[str, str]


def drawn_payment(store: Store, case: PaymentCase) -> Group:
    """The case as text in two columns; nothing in it is markup."""
    payment = case.payment
    parts: list[Text | Table | Timeline] = [
        Text(f"{payment.reference}  {_standing(payment)}", style="bold"),
        Text(one_line(payment.subject), style="bold"),
        Text(),
        facts_table(_facts(store, case)),
    ]
    if payment.answer:
        parts += [Text(), _heading("Finance answered"), text_block(payment.answer)]
    calculation = store.payments.calculate(payment)
    parts += in_short(calculation, questions(payment))
    parts += has_to_do_with(store.links.of(payment.uid))
    happened = Timeline(case.timeline)
    parts += [Text(), _heading("What happened"), happened]
    return Group(*parts, *worked_out(calculation))


def in_short(calculation: Calculation, questions: Sequence[str]) -> list[Text | Table]:
    """The next question, and what the law of late payment makes of it, in two lines."""
    parts: list[Text | Table] = []
    if questions:
        parts += [Text(), Text(f"Ask for: {'; '.join(questions)}.", style="bold")]
    title = Text.assemble(_heading("By the law of late payment"), "  ", (INDICATIVE, "dim"))
    return [*parts, Text(), title, _sums(calculation), Text(calculation.why)]


def worked_out(calculation: Calculation) -> list[Text | Table]:
    """Each line of the sums with its working."""
    return [
        Text(),
        _heading("How it was worked out"),
        facts_table(map(_worked, calculation.working)),
    ]


def _sums(calculation: Calculation) -> Text:
    """“31 days late · 60 days to pay (band 31–60) · £24.95 + £70.00 = £94.95, £0.80 a day”."""
    described = []
    if calculation.relevant_day is not None:
        late = calculation.days_late
        described.append(f"{days_in_words(late)} late" if late else "not late")
    if calculation.days_to_pay is not None:
        described.append(
            f"{days_in_words(calculation.days_to_pay)} to pay ({calculation.band_described})"
        )
    if calculation.entitled:
        sums = " + ".join(map(show_pounds, (calculation.interest, calculation.compensation)))
        daily = f", {show_pounds(calculation.daily)} a day" if calculation.outstanding else ""
        assumed = f" ({ON_ASSUMED_RATE})" if calculation.claims_on_assumed_rate else ""
        described.append(f"{sums} = {show_pounds(calculation.total)}{daily}{assumed}")
    return Text(" · ".join(described), style="bold")


def questions(payment: Payment) -> Sequence[str]:
    """The questions still open, while the complaint is."""
    return ask_for(payment) if payment.is_owed else ()


def _worked(line: WorkingLine) -> Fact:
    return line.what, f"{line.result}\n{line.working}"


def _standing(payment: Payment) -> str:
    if payment.outcome is not None:
        return f"closed: {payment.outcome.words}"
    disputed = ", disputed" if payment.disputed_on else ""
    return f"{payment.standing}{disputed}"


def _facts(store: Store, case: PaymentCase) -> Iterator[Fact]:
    payment, today = case.payment, store.today()
    yield "who", payment.who
    if payment.caller and payment.caller != payment.who:
        yield "caller", payment.caller
    if payment.phone:
        yield "call back", payment.phone
    if payment.organisation_phone:
        yield "phone", payment.organisation_phone
    paid = f"; {show_pounds(payment.paid)} of it paid" if payment.paid else ""
    yield "amount", f"{show_pounds(payment.amount)}{paid}"
    if payment.outstanding and payment.paid:
        yield "outstanding", show_pounds(payment.outstanding)
    terms = "" if payment.terms == "unknown" else f", {payment.terms.words}"
    yield "kind", f"{payment.kind.words}{terms}"
    yield from _days(payment)
    if payment.order:
        yield "order", payment.order
    if payment.directorate:
        team = f", {payment.team}" if payment.team else ""
        yield "owed by", f"{payment.directorate}{team}"
    if payment.finance_at:
        yield "with", f"{payment.finance_team}, since {when.show_moment(payment.finance_at)}"
    if payment.disputed_on:
        why = f": {payment.disputed_why}" if payment.disputed_why else ""
        yield "disputed", f"since {when.show_day(payment.disputed_on)}{why}"
    yield from _clocks(store, payment, today)
    if payment.follow_up is not None:
        yield "follow up", describe_due(payment.follow_up, today)
    for promise in case.open_promises:
        yield "promise", f"{promise.number}. {promise.text}, by {describe_due(promise.by, today)}"


def _days(payment: Payment) -> Iterator[Fact]:
    for name, day in (
        ("received", payment.received),
        ("work done", payment.performed),
        ("invoiced", payment.invoiced),
        ("accepted", payment.accepted),
        ("agreed day", payment.agreed),
    ):
        if day is not None:
            yield name, when.show_day(day)


def _clocks(store: Store, payment: Payment, today: date) -> Iterator[Fact]:
    due = escalation(payment, store.standards, store.days)
    if due is not None:
        now = "now" if due.on <= today else f"from {when.show_day(due.on, today)}"
        yield "escalate", f"{now}: {due.why}"
    if (formal := payment.formal) is None:
        return
    clock = formal_clock(formal, store.days)
    if formal.answered is not None:
        described = f"answered {when.show_day(formal.answered)}"
    elif formal.acknowledged is not None:
        described = f"answer by {describe_due(clock.answer.day, today)}"
    else:
        described = f"acknowledge by {describe_due(clock.acknowledge.day, today)}"
    yield "complaint", f"formal, stage {formal.stage}: {described}"


def _heading(text: str) -> Text:
    return Text(text, style="bold underline")
