"""`spoc prescribing round`: the services to ask for room, with whom to ring."""

from __future__ import annotations

import click

from spoc_tui.cli.desk import Desk
from spoc_tui.cli.verbs import Verb, pass_desk


@click.command("round", cls=Verb)
@pass_desk
def round_(desk: Desk) -> None:
    """List whom to ring for room: who waits longest first, each with the number.

    What is answered is put down with “spoc prescribing service room SVC-26-0001 --room few”.
    """
    from db.areas.prescribing.round import to_ring
    from spoc_tui.casework.prescribing.round import stale_since
    from spoc_tui.reports.prescribing.in_words import round_words

    found = to_ring(desk.store)
    shape = [
        {
            "reference": one.service.reference,
            "id": one.service.uid,
            "service": one.service.name,
            "organisation": one.service.who,
            "person": one.person,
            "phone": one.number,
            "room": one.service.room_now.value if one.service.room_now else None,
            "stale_since": stale_since(one.service).isoformat(),
        }
        for one in found
    ]
    desk.say({"calls": shape}, round_words(found))


VERBS = {"round": round_}
