"""When a directorate, partner or team may be succeeded by another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import BadInput, Refused

if TYPE_CHECKING:
    from datetime import date

    from spoc_tui.casework.council.council import CouncilRecord

SUCCEEDED = "succeeded by "
"""How it begins why a hop ended that went on with the successor: nobody passed it on."""


def require_succeedable(
    gone: CouncilRecord, after: CouncilRecord, until: date, today: date
) -> None:
    """Refused or BadInput, in words, where one cannot be succeeded by the other after that day."""
    if gone.uid == after.uid:
        raise Refused(f"{gone.name} cannot succeed itself: name another.")
    for one in (gone, after):
        if one.retired_on:
            raise Refused(f"{one.name} is retired. Bring it back first.")
    if until > today:
        raise BadInput(
            f"{when.show_day(until)} is still to come: what is open passes on once that day is "
            "over. Until then give it as its last day (until).",
            field="until",
        )
