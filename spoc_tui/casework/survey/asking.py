"""Who is asked to answer a round: many organisations at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.errors import Refused
from spoc_tui.casework.kinds import party
from spoc_tui.casework.kinds.act import Change, act
from spoc_tui.casework.kinds.fields import Linked, day, link
from spoc_tui.casework.kinds.party import Party
from spoc_tui.casework.survey.concluding import require_not_concluded
from spoc_tui.casework.survey.steps import Role
from spoc_tui.casework.text import counted, names_in_short

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.now import Now
    from spoc_tui.casework.survey.round import Round


@act(
    "Ask several by name",
    "many asked",
    needs=require_not_concluded,
    asks={
        "organisations": link(
            "Who", "organisation", "with semicolons between them", several=True, needed=True
        ),
        "on": day("On", "blank: today", past=True),
    },
)
def ask_many(one: Round, now: Now, *, organisations: tuple[Linked, ...], on: date | None) -> Change:
    """Ask several organisations as one act; whoever was asked before is left as they are."""
    there = {one.read_as(each.organisation) for each in one.asked}
    meant = {one.read_as(each): each for each in organisations}
    new = [each for uid, each in meant.items() if uid not in there]
    if not new:
        raise Refused(f"All of them were asked to answer {one.reference} already.")
    asked = tuple(
        party.ask(one.parties, Party(role=Role.ASKED.value, organisation=each), on or now.today)
        for each in new
    )
    before = (
        f"; {counted(len(meant) - len(new), 'organisation')} before"
        if len(new) < len(meant)
        else ""
    )
    return Change(text=f"{names_in_short(each.who for each in asked)}{before}", then=asked)
