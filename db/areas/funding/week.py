"""What money did in a period: the bids decided and submitted, the awards made, ended and about to
end, each by its days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from db.records.in_a_week import KindFacts
from db.records.survivors import survivor
from spoc_tui.casework.funding import figures as its
from spoc_tui.casework.funding.steps import Outcome
from spoc_tui.casework.kinds.clocks import after
from spoc_tui.casework.week.facts import Amount, OfMany, Took, Uid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.week.source import Asked, WeekSource

BIDS, AWARDS, PARTIES = "money_bid", "money_award", "party"
WHOLE = (BIDS, AWARDS)
"""The tables of the records that are counted: they are few, and are read whole."""
READ_TOO: Mapping[str, tuple[str, str]] = {PARTIES: ("record", BIDS)}
"""What is read with those: a table, by which of its columns, and whose uids that has."""
TABLES = (*WHOLE, *READ_TOO)
"""All that the figures are counted from."""
NAMING = (BIDS, PARTIES)
"""Those of them that name organisations that are counted."""
_DECIDED = f"""SELECT uid, outcome, total, won FROM {BIDS}
    WHERE decided BETWEEN :first AND :until AND outcome <> '{Outcome.WITHDRAWN.value}'
    AND removed_at IS NULL ORDER BY uid"""
_UNDECIDED = f"""SELECT uid FROM {BIDS} WHERE began_at < :end
    AND (decided IS NULL OR decided > :until) AND removed_at IS NULL ORDER BY uid"""
_JOINT = f"""
WITH bid AS MATERIALIZED (SELECT uid, organisation FROM {BIDS}
    WHERE submitted BETWEEN :first AND :until AND removed_at IS NULL),
bidder (bid, organisation) AS (
    SELECT b.uid, {survivor("o")} FROM bid AS b JOIN organisation AS o ON o.uid = b.organisation
    UNION SELECT b.uid, {survivor("o")} FROM bid AS b
        CROSS JOIN {PARTIES} AS p ON p.record = b.uid AND p.removed_at IS NULL
        AND p.excused = '' JOIN organisation AS o ON o.uid = p.organisation)
SELECT bid FROM bidder GROUP BY bid HAVING count(*) > 1 ORDER BY bid"""
_LENGTH = f"""SELECT uid, length FROM {AWARDS}
    WHERE awarded BETWEEN :first AND :until AND length IS NOT NULL AND removed_at IS NULL
    ORDER BY uid"""
_NOT_RENEWED = f"""a.removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM {AWARDS} AS n
    WHERE n.renews = a.uid AND n.began_at < :end AND n.removed_at IS NULL)"""
_ENDING = f"""SELECT a.uid, a.amount FROM {AWARDS} AS a
    WHERE a.last > :until AND a.last <= :ahead AND a.began_at < :end AND {_NOT_RENEWED}
    ORDER BY a.uid"""
_SHORT = f"""SELECT a.uid FROM {AWARDS} AS a
    WHERE a.last BETWEEN :first AND :until AND (a.noticed IS NULL OR a.noticed > a.notice_by)
    AND a.notice_by IS NOT NULL AND {_NOT_RENEWED} ORDER BY a.uid"""


def facts(source: WeekSource, asked: Asked, until: date) -> KindFacts:
    """What is counted of money, as it was at the end of a period; `until` is its last day."""
    ahead = after("Ends", until, its.ENDING_MONTHS, "months").day
    days = {
        "first": asked["first"],
        "until": until.isoformat(),
        "end": asked["end"],
        "ahead": ahead.isoformat(),
    }

    def uids(sql: str) -> list[Uid]:
        return [Uid(row["uid"]) for row in _rows(source, sql, days)]

    decided = list(_rows(source, _DECIDED, days))
    ending = list(_rows(source, _ENDING, days))
    found: dict[str, Sequence[Any]] = {
        its.ASKED: [Amount(row["uid"], row["total"] or 0) for row in decided],
        its.WON: [Amount(row["uid"], row["won"]) for row in decided if row["won"] is not None],
        its.SUCCESS: [
            OfMany(row["uid"], int(row["outcome"] == Outcome.AWARDED), 1) for row in decided
        ],
        its.UNDECIDED: uids(_UNDECIDED),
        its.JOINT: [Uid(row["bid"]) for row in _rows(source, _JOINT, days)],
        its.LENGTH: [Took(row["uid"], row["length"]) for row in _rows(source, _LENGTH, days)],
        its.ENDING: [Uid(row["uid"]) for row in ending],
        its.ENDING_SUM: [Amount(row["uid"], row["amount"]) for row in ending],
        its.SHORT_NOTICE: uids(_SHORT),
    }
    return KindFacts(found)


def _rows(source: WeekSource, sql: str, days: dict[str, str]) -> Iterator[Any]:
    """The rows of a statement, of the days that it names."""
    return iter(source.rows(sql, {name: day for name, day in days.items() if f":{name}" in sql}))
