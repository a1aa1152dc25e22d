"""`spoc pay board`: what is outstanding, how old it is, and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.figures.numbers import as_json
from spoc_tui.casework.money import pounds, show_pounds
from spoc_tui.casework.payments import board as of
from spoc_tui.casework.payments.board import BoardGroup, InBand
from spoc_tui.casework.payments.totals import (
    ON_ASSUMED_RATE,
    Calculated,
    Totals,
    still_claimable,
    still_owed,
    totals_of,
)
from spoc_tui.casework.working_lines import days_in_words
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.payments import shapes as shapes
from spoc_tui.cli.payments.shapes import totals_shape
from spoc_tui.cli.shapes import day
from spoc_tui.cli.verbs import Verb, pass_desk

if TYPE_CHECKING:
    from spoc_tui.casework.payments.late_payment import Calculation
    from spoc_tui.casework.payments.payment import Payment


@click.command("board", cls=Verb)
@pass_desk
def board(desk: Desk) -> None:
    """Show what is outstanding: totals, by age, by directorate and by organisation."""
    calculated = desk.store.payments.with_sums()
    totals, bands = totals_of(still_owed(calculated)), of.in_bands(calculated)
    claimable = still_claimable(calculated)
    directorates, organisations = of.by_directorate(calculated), of.by_organisation(calculated)
    shape = {
        **totals_shape(totals),
        "claimable": {
            **totals_shape(totals_of(claimable)),
            "paid_late": [_claim_shape(*one) for one in claimable],
        },
        "bands": list(map(_band_shape, bands)),
        "directorates": list(map(_group_shape, directorates)),
        "organisations": list(map(_group_shape, organisations)),
    }
    lines = [
        _head(totals),
        "By days to pay: the band in which each would fall",
        *map(_band_line, bands),
        *_claimable(claimable),
        "",
        *_groups("By directorate", directorates),
        "",
        *_groups("By organisation", organisations),
    ]
    desk.say(shape, "\n".join(lines))


def _head(totals: Totals) -> str:
    oldest = "" if totals.oldest is None else f", the oldest {days_in_words(totals.oldest)}"
    aside = ", ".join(filter(None, ("indicative", totals.assumed_described)))
    return (
        f"{show_pounds(totals.outstanding)} outstanding on {totals.count:,} "
        f"complaint{'s' * (totals.count != 1)}{oldest}; interest {show_pounds(totals.interest)}, "
        f"{show_pounds(totals.daily)} a day, compensation {show_pounds(totals.compensation)} "
        f"({aside})"
    )


def _claimable(claimable: Sequence[Calculated]) -> Iterator[str]:
    """The complaints paid late and not closed, a line each, and their sum."""
    if not claimable:
        return
    every = totals_of(claimable)
    assumed = f" ({every.assumed_described})" if every.assumed else ""
    yield ""
    yield (
        f"Interest still claimable (paid late, not closed): {show_pounds(every.claimed)} on "
        f"{every.count:,}{assumed}"
    )
    for payment, one in claimable:
        on = f" on {show_day(payment.paid_on)}" if payment.paid_on else ""
        assumed = f" ({ON_ASSUMED_RATE})" if one.claims_on_assumed_rate else ""
        yield (
            f"  {payment.reference}  {payment.who}: paid{on}, {days_in_words(one.days_late)} late; "
            f"interest {show_pounds(one.interest)} and {show_pounds(one.compensation)}{assumed}"
        )


def _claim_shape(payment: Payment, one: Calculation) -> dict[str, Any]:
    return {
        "reference": payment.reference,
        "organisation": payment.organisation,
        "paid_on": day(payment.paid_on),
        **shapes.calculated(one),
    }


def _band_shape(band: InBand) -> dict[str, Any]:
    return {
        "band": band.band.value if band.band else None,
        "complaints": band.count,
        "outstanding": pounds(band.outstanding),
    }


def _group_shape(group: BoardGroup) -> dict[str, Any]:
    return {
        "name": group.name,
        "complaints": group.complaints,
        "still_owed": group.still_owed,
        "outstanding": pounds(group.outstanding),
        "oldest": group.oldest,
        "paid": group.paid,
        "usual_days": as_json(group.usual_days),
        "usual_of": group.usual_of,
    }


def _band_line(band: InBand) -> str:
    name = f"{band.band.words} days" if band.band else "receipt not known"
    return f"  {name:<18}{band.count:>5,}  {show_pounds(band.outstanding):>14}"


def _groups(title: str, groups: list[BoardGroup]) -> list[str]:
    lines = [title]
    for group in groups:
        oldest = "" if group.oldest is None else f", the oldest {days_in_words(group.oldest)}"
        took = f", usually in {group.usually_took}" if group.usually_took else ""
        lines.append(
            f"  {group.name}: {group.complaints:,} in all; {group.still_owed:,} still owed, "
            f"{show_pounds(group.outstanding)}{oldest}; {group.paid:,} paid{took}"
        )
    return lines if groups else [title, "  none yet"]
