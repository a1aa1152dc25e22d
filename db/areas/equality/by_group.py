"""Counts by the groups that organisations serve who was heard from, given an award, invited, and
told of in a story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from db.areas.equality.proposing import characteristics
from db.connection import by_name
from db.records.survivors import survivor
from db.records.tables import TABLES_OF_KIND
from spoc_tui.casework.dates import when
from spoc_tui.casework.equality.by_group import GIVEN, ByGroup, GroupCounts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.connection import Connection

_SERVED = f"""SELECT {survivor("o")} AS whose, s.group_, s.on_, p.ask_by
    FROM equality_purpose AS p JOIN organisation AS o ON o.uid = p.organisation
    JOIN equality_purpose_serves AS s ON s.record = p.uid
    WHERE p.removed_at IS NULL AND s.removed_at IS NULL AND s.on_ <= :until
    AND p.began_at < :end AND (p.closed_at IS NULL OR p.closed_at >= :end)"""
_CAME = " UNION ".join(
    f"SELECT organisation FROM {kind} WHERE {tables.came} >= :start AND {tables.came} < :end "
    "AND removed_at IS NULL"
    for kind, tables in TABLES_OF_KIND.items()
    if tables.heard_from
)
_HEARD = f"""SELECT DISTINCT {survivor("o")} AS whose FROM ({_CAME}) AS heard
    JOIN organisation AS o ON o.uid = heard.organisation"""
_AWARDED = f"""SELECT DISTINCT {survivor("o")} AS whose FROM money_award AS a
    JOIN organisation AS o ON o.uid = a.organisation WHERE a.removed_at IS NULL
    AND a.starts BETWEEN :since AND :until"""

_INVITED = f"""SELECT DISTINCT {survivor("o")} AS whose FROM party AS p
    JOIN codesign_invitation AS i ON i.uid = p.record
    JOIN organisation AS o ON o.uid = p.organisation
    WHERE p.removed_at IS NULL AND i.removed_at IS NULL AND p.asked BETWEEN :since AND :until"""
_TOLD_OF = f"""SELECT DISTINCT {survivor("o")} AS whose FROM stories_story AS s
    JOIN organisation AS o ON o.uid = s.organisation
    WHERE s.removed_at IS NULL AND s.came_out BETWEEN :since AND :until"""
COUNTED: Mapping[str, str] = {
    **{"heard": _HEARD, "awarded": _AWARDED, "invited": _INVITED},
    "told_of": _TOLD_OF,
}
"""By the count (GIVEN), the SQL of the organisations, as they are read, that are in it."""


def by_group(connection: Connection, since: date, until: date) -> ByGroup:
    """From one day to another, both with it: tags as they stood at the end. Of an award its first
    day counts; of an invitation the day on which somebody was invited; of a story that on which it
    came out.
    """
    days = {
        "start": _begins(since),
        "end": _begins(until + timedelta(days=1)),
        "since": since.isoformat(),
        "until": until.isoformat(),
    }
    serving, stale = defaultdict[str, set[str]](set), set[str]()
    for row in _rows(connection, _SERVED, days):
        serving[row["group_"]].add(row["whose"])
        if row["ask_by"] and row["ask_by"] < days["until"]:
            stale.add(row["whose"])
    of = {name: {row["whose"] for row in _rows(connection, COUNTED[name], days)} for name in GIVEN}
    tagged = set[str]().union(*serving.values())
    others = set[str]().union(*of.values()) - tagged
    return ByGroup(
        {
            one.name: GroupCounts(
                len(serving[one.uid]),
                **{name: len(serving[one.uid] & its) for name, its in of.items()},
            )
            for one in characteristics(connection)
            if one.is_open or serving[one.uid]
        },
        GroupCounts(len(others), **{name: len(its - tagged) for name, its in of.items()}),
        len(stale & of["heard"]),
    )


def _begins(day: date) -> str:
    """The moment at which a day begins in London."""
    return when.to_iso(datetime.combine(day, time(), when.london()))


def _rows(connection: Connection, sql: str, days: Mapping[str, str]) -> Iterable[Mapping[str, str]]:
    """The rows of a statement, of the days that it names."""
    asked = {name: day for name, day in days.items() if f":{name}" in sql}
    return by_name(connection.execute(sql, asked))
