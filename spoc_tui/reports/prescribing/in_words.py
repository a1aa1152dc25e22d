"""A round of calls in plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spoc_tui.casework.prescribing.round import ToRing

NOBODY = "Nobody is to be rung: every service that runs said lately whether it has room."


def round_words(calls: Sequence[ToRing]) -> str:
    """Two lines for each: whom to ring, and what was said last."""
    if not calls:
        return NOBODY
    return "\n".join(
        f"{one.service.reference}  {one.number or 'no number known':<16}"
        f"{f'ask for {one.person}: ' if one.person else ''}{one.service.name}\n"
        f"             {one.service.who}; {one.last_said}"
        for one in calls
    )
