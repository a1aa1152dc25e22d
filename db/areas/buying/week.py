"""What was bought, bid for and promised in a period, each by its days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from db.records.in_a_week import KindFacts
from db.records.survivors import survivor
from spoc_tui.casework.buying import figures as its
from spoc_tui.casework.buying.steps import Notice, Part, Result, Role
from spoc_tui.casework.week.facts import Amount, OfMany, Took, Uid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.week.source import Asked, WeekSource

OPPORTUNITIES, OFFERS = "buying_opportunity", "buying_offer"
BIDDERS, DELIVERIES, PARTIES = (
    "buying_opportunity_bidders",
    "buying_offer_deliveries",
    "party",
)
WHOLE = (OPPORTUNITIES, OFFERS)
"""The tables of the records that are counted: they are few, and are read whole."""
READ_TOO: Mapping[str, tuple[str, str]] = {
    PARTIES: ("record", OPPORTUNITIES),
    BIDDERS: ("record", OPPORTUNITIES),
    DELIVERIES: ("record", OFFERS),
}
"""What is read with those: a table, by which of its columns, and whose uids that has."""
TABLES = (*WHOLE, *READ_TOO)
"""All that the figures are counted from."""
NAMING = (PARTIES,)
"""Those of them that name organisations that are counted."""
_IN_IT = "SELECT * FROM {1} WHERE {0} BETWEEN :first AND :until AND removed_at IS NULL ORDER BY uid"
_CLOSED = f"""SELECT o.uid, substr(o.closes, 1, 10) AS closed, min(
        coalesce(o.sector_told, '9999-12-31'),
        coalesce((SELECT min(p.asked) FROM {PARTIES} AS p WHERE p.record = o.uid
            AND p.role = :role AND p.removed_at IS NULL), '9999-12-31')) AS told
    FROM {OPPORTUNITIES} AS o WHERE o.removed_at IS NULL
    AND substr(o.closes, 1, 10) BETWEEN :first AND :until ORDER BY o.uid"""
_REACHED = f"""SELECT p.record, min(p.asked) AS day FROM {PARTIES} AS p
    CROSS JOIN {OPPORTUNITIES} AS i ON i.uid = p.record
    JOIN organisation AS o ON o.uid = p.organisation
    WHERE i.removed_at IS NULL AND p.removed_at IS NULL AND p.asked IS NOT NULL
    GROUP BY p.record, {survivor("o")} HAVING day BETWEEN :first AND :until
    ORDER BY p.record, day, min(p.uid)"""
_BID = f"""FROM {BIDDERS} AS b CROSS JOIN {OPPORTUNITIES} AS o ON o.uid = b.record
    WHERE b.removed_at IS NULL AND o.removed_at IS NULL
    AND b.part IN ('{Part.LEAD.value}', '{Part.ALONE.value}')"""
_SUBMITTED = f"""SELECT b.record {_BID} AND b.submitted BETWEEN :first AND :until
    ORDER BY b.record, b.uid"""
_RESULT = f"""SELECT b.record, b.result {_BID} AND b.result_on BETWEEN :first AND :until
    ORDER BY b.record, b.uid"""
_UNKNOWN = f"""SELECT b.record {_BID} AND b.submitted <= :until
    AND (b.result_on IS NULL OR b.result_on > :until OR b.result = '{Result.NOT_KNOWN.value}')
    ORDER BY b.record, b.uid"""
_CAME = f"""SELECT d.record, d.amount FROM {DELIVERIES} AS d
    CROSS JOIN {OFFERS} AS o ON o.uid = d.record
    WHERE d.removed_at IS NULL AND o.removed_at IS NULL AND d.amount IS NOT NULL
    AND d.on_ BETWEEN :first AND :until ORDER BY d.record, d.uid"""
TENDERS = tuple(one.value for one in Notice if one.is_tender)


def facts(source: WeekSource, asked: Asked, until: date) -> KindFacts:
    """What is counted of it, as it was at the end of a period; `until` is its last day."""
    days = {"first": asked["first"], "until": until.isoformat(), "role": Role.SECTOR.value}

    def on(day: str, table: str) -> list[Any]:
        return list(_rows(source, _IN_IT.format(day, table), days))

    def uids(sql: str) -> list[Uid]:
        return [Uid(row["record"]) for row in _rows(source, sql, days)]

    heard, offers = on("heard", OPPORTUNITIES), on("due_by", OFFERS)
    results = list(_rows(source, _RESULT, days))
    found: dict[str, Sequence[Any]] = {
        its.HEARD: [Uid(row["uid"]) for row in heard],
        its.LEAD: [
            Took(row["uid"], _working_days(source, row["told"], row["closed"]))
            for row in _rows(source, _CLOSED, days)
            if row["told"] <= row["closed"]
        ],
        its.REACHED: uids(_REACHED),
        its.BIDS: uids(_SUBMITTED),
        its.WON: [Uid(row["record"]) for row in results if row["result"] == Result.WON.value],
        its.LOST: [Uid(row["record"]) for row in results if row["result"] == Result.LOST.value],
        its.UNKNOWN: uids(_UNKNOWN),
        its.WEIGHTED: [
            OfMany(row["uid"], int(row["weight"] is not None), 1)
            for row in heard
            if row["notice"] in TENDERS
        ],
        its.OFFERS: [Uid(row["uid"]) for row in offers],
        its.DELIVERED: [
            OfMany(
                row["uid"],
                int(row["delivered"] is not None and row["delivered"] <= days["until"]),
                1,
            )
            for row in offers
        ],
        its.OFFERS_PENCE: [
            Amount(row["uid"], row["amount"]) for row in offers if row["amount"] is not None
        ],
        its.DELIVERED_PENCE: [
            Amount(row["record"], row["amount"]) for row in _rows(source, _CAME, days)
        ],
    }
    return KindFacts(found)


def _rows(source: WeekSource, sql: str, days: Mapping[str, str]) -> Iterator[Any]:
    """The rows of a statement, of the days that it names."""
    return iter(source.rows(sql, {name: day for name, day in days.items() if f":{name}" in sql}))


def _working_days(source: WeekSource, first: str, last: str) -> int:
    return source.days.count(date.fromisoformat(first), date.fromisoformat(last))
