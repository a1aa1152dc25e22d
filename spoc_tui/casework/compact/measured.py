"""What a year of a compact showed, by exactly the figures of its review."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.compact.steps import Result, Side
from spoc_tui.casework.records.link import Says

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spoc_tui.casework.compact.commitment import Commitment
    from spoc_tui.casework.compact.compact import Compact


class Measured(NamedTuple):
    """The figures of a year; those that are by side have one for each."""

    said: Counter[tuple[Side, Says]]
    """What was put on record in it for, against, or both."""
    standing: Counter[Side]
    """Commitments that stood at its end."""
    silent: Counter[Side]
    """Those of them with nothing on record in the twelve months before: not kept, but silent."""
    results: Counter[tuple[Side, Result]]
    """What was found of each that was assessed in it, the last time that it was."""
    late: int
    """Milestones that were late at its end."""


def measured(
    commitments: Sequence[Commitment], compact: Compact, since: date, until: date
) -> Measured:
    """The figures of the year from one day to another, both with it."""
    found = Measured(Counter(), Counter(), Counter(), Counter(), 0)
    for one in commitments:
        for each in one.evidence:
            found.said[one.side, each.says] += since <= each.on <= until
        if one.stands_on(until):
            found.standing[one.side] += 1
            found.silent[one.side] += one.is_silent(until)
        of = one.assessed_in(since, until)
        if of is not None:
            found.results[one.side, of.result] += 1
    return found._replace(late=sum(each.is_late(until) for each in compact.milestones))
