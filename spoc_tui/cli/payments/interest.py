"""`spoc interest`: the calculator of late payment alone, for a question on the phone."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import click

from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.dates.read_back import Understood
from spoc_tui.casework.dates.typed_dates import read_day
from spoc_tui.casework.dates.when import DayAndTime, london_date
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.money import pounds, read_money, show_pounds
from spoc_tui.casework.payments.kinds import PaymentKind, Terms
from spoc_tui.casework.payments.late_payment import (
    INDICATIVE,
    Calculation,
    Debt,
    PartPayment,
    calculate,
    check,
)
from spoc_tui.casework.payments.rates import ReferenceRates, show_percent
from spoc_tui.casework.working_lines import day_in_full
from spoc_tui.cli import shapes, words
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.verbs import Verb, pass_desk

_WIDTH = 16
_NEGATIVE = re.compile(r"-\s*£?\s*[0-9]")


class _OfAmount(Verb):
    """A verb whose amount may be typed below £0 without being taken for an option: what is wrong
    with it is told then.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and _NEGATIVE.match(args[0]):
            args = [*args[1:], "--", args[0]]
        return super().parse_args(ctx, args)


@click.command(
    cls=_OfAmount,
    epilog="A date without a year is the nearest, an agreed day the nearest to the day received. "
    "No database is needed.",
)
@click.argument("amount")
@click.option("--received", metavar="DATE", help="When the council received the invoice.")
@click.option("--performed", metavar="DATE", help="When the work was done.")
@click.option("--accepted", metavar="DATE", help="When it was accepted, if the contract has that.")
@click.option("--agreed", metavar="DATE", help="The payment day that was agreed.")
@click.option("--paid", metavar="DATE", help="When the whole, or what parts left of it, was paid.")
@click.option(
    "--part", "parts", multiple=True, metavar="AMOUNT@DATE", help="A part payment; may be repeated."
)
@click.option("--kind", default="contract", metavar="KIND", help=", ".join(PaymentKind) + ".")
@click.option("--terms", default="unknown", metavar="TERMS", help=", ".join(Terms) + ".")
@click.option("--disputed", is_flag=True, help="The invoice is disputed.")
@click.option("--on", metavar="DATE", help="The day to calculate to, if not today.")
@pass_desk
def interest(
    desk: Desk,
    /,
    amount: str,
    paid: str | None,
    parts: tuple[str, ...],
    kind: str,
    terms: str,
    disputed: bool,
    on: str | None,
    **days: str | None,
) -> None:
    """Calculate days late, interest and compensation on AMOUNT, in pounds with VAT."""
    debt = Debt(
        amount=read_money(amount, field="amount"),
        kind=PaymentKind.read(kind, field="kind"),
        terms=Terms.read(terms, field="terms"),
        disputed=disputed,
        parts=tuple(_part(desk, part) for part in parts),
        **_days(desk, days),
    )
    check(debt)
    if paid is not None:
        debt = _paid(debt, _day(desk, paid, "paid"))
    if on is not None:
        day = _day(desk, on, "on", Direction.ANY)
    else:
        day = max([london_date(desk.now()), *(part.on for part in debt.parts)])
    calculation = calculate(debt, day, _rates(desk))
    text = _text(debt, day, calculation)
    dates = "\n".join(desk.read_back(text))
    desk.say(_shape(calculation), "\n\n".join(filter(None, (text, dates, INDICATIVE))))


def _rates(desk: Desk) -> ReferenceRates:
    """The reference rates, with those that were added where there is a database."""
    return desk.store.rates.known() if desk.database.exists() else ReferenceRates()


def _days(desk: Desk, typed: Mapping[str, str | None]) -> dict[str, date]:
    """The days of the debt: the agreed one is the nearest to the day received."""
    read = {
        name: _day(desk, text, name) for name, text in typed.items() if text and name != "agreed"
    }
    if agreed := typed["agreed"]:
        read["agreed"] = _day(desk, agreed, "agreed", Direction.ANY, near=read.get("received"))
    return read


def _day(
    desk: Desk,
    typed: str,
    field: str,
    direction: Direction = Direction.MOSTLY_PAST,
    near: date | None = None,
) -> date:
    """A date as typed. What has not happened yet can be asked about where nothing else is meant."""
    today = london_date(desk.now())
    day = read_day(
        typed, today=today, days=WorkingDays(), direction=direction, field=field, near=near
    )
    desk.understood.append(Understood(field, DayAndTime(day)))
    return day


def _part(desk: Desk, typed: str) -> PartPayment:
    """A part payment as typed, AMOUNT@DATE."""
    amount, sign, on = typed.partition("@")
    if not sign:
        raise BadInput(
            f"“{typed[:60]}” is not of the form AMOUNT@DATE. Type for example 1,000@2026-07-30.",
            field="part",
        )
    return PartPayment(read_money(amount, field="part"), _day(desk, on, "part"))


def _paid(debt: Debt, on: date) -> Debt:
    """The debt, with what parts left of it paid on that day."""
    if not debt.outstanding:
        raise BadInput(
            "The part payments make up the whole already. Leave --paid out.", field="paid"
        )
    whole = replace(debt, parts=(*debt.parts, PartPayment(debt.outstanding, on)))
    check(whole)
    return whole


def _shape(calculation: Calculation) -> dict[str, Any]:
    """Sums as decimal strings in pounds, rates in percent, null for what is not known."""
    reference = calculation.reference
    return {
        "relevant_day": shapes.day(calculation.relevant_day),
        "starts": shapes.day(calculation.starts),
        "days_late": calculation.days_late,
        "days_to_pay_reporting": calculation.days_to_pay,
        "band": str(calculation.band) if calculation.band else None,
        "band_reported": calculation.made and calculation.band is not None,
        "reference_date": shapes.day(reference.date) if reference else None,
        "reference_rate": show_percent(reference.percent) if reference else None,
        "rate": show_percent(reference.statutory) if reference else None,
        "rests_on_assumed_rate": calculation.rests_on_assumed_rate,
        "daily": pounds(calculation.daily),
        "interest": pounds(calculation.interest),
        "compensation": pounds(calculation.compensation),
        "total": pounds(calculation.total),
        "entitled": calculation.entitled,
        "why": calculation.why,
        "working": [line._asdict() for line in calculation.working],
    }


def _text(debt: Debt, on: date, calculation: Calculation) -> str:
    """The claim, each line's working beneath its result, and what to ask for."""
    head = f"{show_pounds(debt.amount)}, {debt.kind.words}, as of {day_in_full(on)}"
    rows = [
        words.row(line.what, "\n".join([line.result, *_wrapped(line.working)]), _WIDTH)
        for line in calculation.working
    ]
    if calculation.missing:
        rows.append(words.row("Ask for", "\n".join(calculation.missing), _WIDTH))
    why = textwrap.wrap(calculation.why, 80)
    return "\n".join([head, *why, "", *rows])


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, 80 - _WIDTH - 2, break_on_hyphens=False)
