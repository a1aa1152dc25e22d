"""What was done about premises in a period: requests, transfers, nominations and claims by their
days; and the holdings that end in the months after it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from db.records.in_a_week import KindFacts
from spoc_tui.casework.kinds.clocks import after
from spoc_tui.casework.premises import figures
from spoc_tui.casework.premises.transfer import STEP_OF
from spoc_tui.casework.week.facts import Amount, OfMany, Took, Uid

if TYPE_CHECKING:
    from db.week.source import Asked, WeekSource

REQUEST, HOLDING, TRANSFER, NOMINATION, RELIEF = (
    f"premises_{kind}" for kind in ("request", "holding", "transfer", "nomination", "relief")
)
COUNTED: Mapping[str, tuple[str, ...]] = {
    REQUEST: ("asked", "agreed", "given_up"),
    TRANSFER: tuple(STEP_OF),
    NOMINATION: ("decided",),
    RELIEF: ("asked", "decided"),
    HOLDING: ("ends",),
}
"""The tables of which records are counted, and by which days."""
AHEAD: Mapping[str, int] = {HOLDING: figures.MONTHS_AHEAD}
"""Of those, which are counted by days after the period: how many months after it."""
TABLES = COUNTED
"""All that the figures are counted from."""
READ_TOO: Mapping[str, tuple[str, str, str]] = {}
"""What is read with those: nothing."""
NAMING: tuple[str, ...] = ()
"""Those that name organisations by which the figures go: none does."""
_IN_IT = "SELECT * FROM {1} WHERE {0} BETWEEN ? AND ? AND removed_at IS NULL ORDER BY uid"
_ENDING = """SELECT uid FROM premises_holding WHERE ends BETWEEN ? AND ? AND starts <= ?
    AND renewed IS NULL AND removed_at IS NULL AND (closed_at IS NULL OR closed_at >= ?)
    ORDER BY uid"""


def facts(
    source: WeekSource, asked: Asked, until: date, counted: Mapping[str, Sequence[Any]]
) -> KindFacts:
    """What was asked, agreed, decided and granted in it; and what ends in the months after it."""
    within = (asked["first"], until.isoformat())

    def on(day: str, table: str) -> Sequence[Any]:
        return source.rows(_IN_IT.format(day, table), within)

    agreed, given_up = on("agreed", REQUEST), on("given_up", REQUEST)
    granted = [row for row in on("decided", RELIEF) if row["percent"] is not None]
    ahead = (
        (until + timedelta(days=1)).isoformat(),
        after("Until", until, figures.MONTHS_AHEAD, "months").day.isoformat(),
    )
    ending = source.rows(_ENDING, (*ahead, within[1], asked["end"]))
    found: dict[str, list[Any]] = {
        figures.REQUESTS: [Uid(row["uid"]) for row in on("asked", REQUEST)],
        figures.MET: [
            *(OfMany(row["uid"], 1, 1) for row in agreed),
            *(OfMany(row["uid"], 0, 1) for row in given_up),
        ],
        figures.MET_DAYS: [Took(row["uid"], _took(source, row)) for row in agreed],
        figures.UNMET: [Uid(row["uid"]) for row in given_up],
        figures.UNMET_SAID: [Uid(row["uid"]) for row in given_up if row["theme"] is not None],
        figures.NOMINATIONS: [
            OfMany(row["uid"], int(row["decided"] <= row["decide_by"]), 1)
            for row in on("decided", NOMINATION)
        ],
        figures.ENDING: [Uid(row["uid"]) for row in ending],
        figures.CLAIMED: [Uid(row["uid"]) for row in on("asked", RELIEF)],
        figures.GRANTED: [Uid(row["uid"]) for row in granted],
        figures.WORTH: [Amount(row["uid"], row["amount"]) for row in granted if row["amount"]],
    }
    for day, code in figures.TRANSFERS.items():
        found[code] = [Uid(row["uid"]) for row in on(day, TRANSFER)]
    return KindFacts(found)


def _took(source: WeekSource, row: Any) -> int:
    """The working days from the day on which a space was asked for until one was agreed."""
    return source.days.count(date.fromisoformat(row["asked"]), date.fromisoformat(row["agreed"]))
