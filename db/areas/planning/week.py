"""What was done about section 106 in a period: the windows by their days, and the schemes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from db.records.in_a_week import KindFacts
from spoc_tui.casework.planning import figures
from spoc_tui.casework.planning.notices import counted_days
from spoc_tui.casework.planning.steps import Step, Understood
from spoc_tui.casework.week.facts import Amount, OfMany, Took, Uid

if TYPE_CHECKING:
    from db.week.source import Asked, WeekSource

WINDOW, SCHEME, PARTY = "planning_window", "planning_scheme", "party"
COUNTED = {WINDOW: ("opened", "closes", "sent"), SCHEME: ("put_forward", "secured")}
"""The tables of which records are counted, and by which days."""
TABLES: Mapping[str, tuple[str, ...]] = {**COUNTED, PARTY: ()}
"""All that the figures are counted from."""
READ_TOO: Mapping[str, tuple[str, str, str]] = {PARTY: ("record", WINDOW, "uid")}
"""What is read with those: a table, by which of its columns, and of which column of which table."""
NAMING: tuple[str, ...] = ()
"""Those that name organisations by which the figures go: none does."""
_IN_IT = "SELECT * FROM {1} WHERE {0} BETWEEN ? AND ? AND removed_at IS NULL ORDER BY uid"
_ASKED = """SELECT record, count(*) AS asked, count(answered) AS answered FROM party
    WHERE role = ? AND asked IS NOT NULL AND removed_at IS NULL GROUP BY record"""


def facts(
    source: WeekSource, asked: Asked, until: date, counted: Mapping[str, Sequence[Any]]
) -> KindFacts:
    """The windows opened, closed and answered in it; the schemes put forward and secured."""
    within = (asked["first"], until.isoformat())

    def on(day: str, table: str) -> Sequence[Any]:
        return source.rows(_IN_IT.format(day, table), within)

    over = [row for row in on("closes", WINDOW) if row["status"] != Step.DROPPED]
    secured = on("secured", SCHEME)
    found: dict[str, list[Any]] = {
        figures.OPENED: [Uid(row["uid"]) for row in on("opened", WINDOW)],
        figures.ANSWERED: [
            OfMany(row["uid"], int((row["sent"] or "~") <= row["closes"]), 1) for row in over
        ],
        figures.USED: [Took(row["uid"], _used(source, row)) for row in on("sent", WINDOW)],
        figures.SCHEMES: [Uid(row["uid"]) for row in on("put_forward", SCHEME)],
        figures.SECURED: [Uid(row["uid"]) for row in secured],
        figures.SECURED_SUM: [
            Amount(row["uid"], row["secured_sum"]) for row in secured if row["secured_sum"]
        ],
    }
    for role, code in figures.BY_ROLE.items():
        its = {row["record"]: row for row in source.rows(_ASKED, [role])}
        found[code] = [
            OfMany(row["uid"], its[row["uid"]]["answered"], its[row["uid"]]["asked"])
            for row in over
            if row["uid"] in its
        ]
    for answer, code in figures.UNDERSTOOD.items():
        found[code] = [
            Uid(row["uid"]) for row in over if (row["understood"] or Understood.UNKNOWN) == answer
        ]
    return KindFacts(found)


def _used(source: WeekSource, row: Any) -> int:
    """The day of the window on which its views were sent."""
    first, sent = date.fromisoformat(row["opened"]), date.fromisoformat(row["sent"])
    return sum(1 for _ in counted_days(first, sent, source.days, holidays=bool(row["eia"])))
