"""`spoc pay board`: what is outstanding, how old it is, and by whom."""

from __future__ import annotations

from typing import Any

import click

from spoc_tui.casework import payment_board as of
from spoc_tui.casework.money import pounds, show_pounds
from spoc_tui.casework.payment_board import Group, InBand
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.verbs import Verb, pass_desk


@click.command("board", cls=Verb)
@pass_desk
def board(desk: Desk) -> None:
    """Show what is outstanding: totals, by age, by directorate and by organisation."""
    payments = desk.store.payments
    found = payments.all()
    reckoned = list(zip(found, payments.reckon_all(found), strict=True))
    totals, bands = of.totals(reckoned), of.in_bands(reckoned)
    directorates, organisations = of.by_directorate(reckoned), of.by_organisation(reckoned)
    shape = {
        "complaints": totals.count,
        "outstanding": pounds(totals.outstanding),
        "oldest": totals.oldest,
        "interest": pounds(totals.interest),
        "daily": pounds(totals.daily),
        "compensation": pounds(totals.compensation),
        "bands": list(map(_band_shape, bands)),
        "directorates": list(map(_group_shape, directorates)),
        "organisations": list(map(_group_shape, organisations)),
    }
    lines = [
        f"{show_pounds(totals.outstanding)} outstanding on {totals.count:,} "
        f"complaint{'s' * (totals.count != 1)}, "
        f"the oldest {totals.oldest:,} days; interest {show_pounds(totals.interest)}, "
        f"{show_pounds(totals.daily)} a day (indicative)",
        *map(_band_line, bands),
        "",
        *_groups("By directorate", directorates),
        "",
        *_groups("By organisation", organisations),
    ]
    desk.say(shape, "\n".join(lines))


def _band_shape(band: InBand) -> dict[str, Any]:
    return {
        "band": band.band.value if band.band else None,
        "complaints": band.count,
        "outstanding": pounds(band.outstanding),
    }


def _group_shape(group: Group) -> dict[str, Any]:
    return {
        "name": group.name,
        "complaints": group.complaints,
        "still_owed": group.still_owed,
        "outstanding": pounds(group.outstanding),
        "oldest": group.oldest,
        "paid": group.paid,
        "usual_days": group.usual_days,
    }


def _band_line(band: InBand) -> str:
    name = f"{band.band.words} days" if band.band else "receipt not known"
    return f"  {name:<18}{band.count:>5,}  {show_pounds(band.outstanding):>14}"


def _groups(title: str, groups: list[Group]) -> list[str]:
    lines = [title]
    for group in groups:
        oldest = "" if group.oldest is None else f", the oldest {group.oldest:,} days"
        took = "" if group.usual_days is None else f", usually in {group.usual_days:,} days"
        lines.append(
            f"  {group.name}: {group.complaints:,} in all; {group.still_owed:,} still owed, "
            f"{show_pounds(group.outstanding)}{oldest}; {group.paid:,} paid{took}"
        )
    return lines if groups else [title, "  none yet"]
