"""Which stories were out in a period, and whose in the twelve months before its end: which wards,
sizes and equality groups had none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from db.areas.stories.shares import groups_of, served_by
from db.records.in_a_week import KindFacts
from db.records.listing import wards
from db.records.size_band import size_band
from db.records.survivors import survivor
from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.kinds.clocks import before
from spoc_tui.casework.organisations.profile import SizeBand
from spoc_tui.casework.organisations.wards import wards_in
from spoc_tui.casework.stories import figures as its
from spoc_tui.casework.text import compared
from spoc_tui.casework.week.facts import OfMany, Took, Uid

if TYPE_CHECKING:
    from db.week.source import Asked, WeekSource

STORIES = "stories_story"
WHOLE = (STORIES,)
"""The table of the records that are counted: they are few, and are read whole."""
READ_TOO: Mapping[str, tuple[str, str]] = {}
"""What is read with those: nothing."""
TABLES = (*WHOLE, "organisation")
"""All that the figures are counted from; of organisations it is their size."""
NAMING = (STORIES,)
"""Those of them that name organisations that are counted."""
_OUT = f"""SELECT uid, began_at, came_out, told FROM {STORIES}
    WHERE came_out BETWEEN :first AND :until AND removed_at IS NULL ORDER BY came_out, uid"""
_CUT = f"""SELECT uid FROM {STORIES} WHERE closed_at >= :start AND closed_at < :end
    AND came_out IS NULL AND removed_at IS NULL ORDER BY closed_at, uid"""
_ONE_OUT = f"SELECT 1 FROM {STORIES} WHERE came_out <= :until AND removed_at IS NULL LIMIT 1"
_OF_EACH = f"""SELECT t.uid, t.ward AS ward, s.uid AS whose, {size_band("s")} AS size, s.ward AS own
    FROM {STORIES} AS t
    LEFT JOIN organisation AS o ON o.uid = t.organisation
    LEFT JOIN organisation AS s ON s.uid = {survivor("o")}
    WHERE t.came_out > :since AND t.came_out <= :until AND t.removed_at IS NULL
    ORDER BY t.came_out, t.uid"""
SMALL, KNOWN = (SizeBand.MICRO, SizeBand.SMALL), {*SizeBand} - {SizeBand.UNKNOWN}


def facts(source: WeekSource, asked: Asked, until: date) -> KindFacts:
    """What is counted of it, as it was at the end of a period; `until` is its last day."""
    days = {
        **{name: asked[name] for name in ("first", "start", "end")},
        "until": until.isoformat(),
        "since": before("Until", until, its.MONTHS, "months").day.isoformat(),
    }
    out = list(_rows(source, _OUT, days))
    of_each = list(_rows(source, _OF_EACH, days))
    last = {row["whose"]: row for row in of_each}
    return KindFacts(
        {
            its.PUBLISHED: [Uid(row["uid"]) for row in out],
            its.TOLD: [
                OfMany(row["uid"], int((row["told"] or "9999") <= days["until"]), 1) for row in out
            ],
            its.CUT: [Uid(row["uid"]) for row in _rows(source, _CUT, days)],
            its.DAYS: [Took(row["uid"], took) for row in out if (took := _took(source, row)) >= 0],
            its.ORGANISATIONS: [Uid(row["uid"]) for row in last.values()],
            its.SMALL: [
                OfMany(row["uid"], int(row["size"] in SMALL), 1)
                for row in last.values()
                if row["size"] in KNOWN
            ],
            **dict(_without(source, days, of_each)),
        }
    )


def _without(
    source: WeekSource, days: Mapping[str, str], out: Sequence[Any]
) -> Iterator[tuple[str, list[Uid]]]:
    """Which wards, sizes and groups had none of these stories: of no record each. Nothing before
    any story was out. Which wards and groups there are, and who serves these, is read as it is now.
    """
    if not list(_rows(source, _ONE_OUT, days)):
        return
    lying_in = {compared(name) for row in out for name in wards_in(row["ward"] or row["own"])}
    serving = served_by(source.history)
    groups = {group for row in out for group in serving.get(row["whose"], ())}
    sizes = {row["size"] for row in out}
    for code, of, had in (
        (its.NO_WARD, {compared(name) for name in wards(source.history)}, lying_in),
        (its.NO_SIZE, KNOWN, sizes),
        (its.NO_GROUP, groups_of(source.history), groups),
    ):
        yield code, [Uid("") for _ in {*of} - had]


def _took(source: WeekSource, row: Any) -> int:
    """How many working days from the idea until it was out; below 0: it was out before."""
    began = london_date(datetime.fromisoformat(row["began_at"]))
    out = date.fromisoformat(row["came_out"])
    return source.days.count(began, out) if began <= out else -1


def _rows(source: WeekSource, sql: str, days: Mapping[str, str]) -> Iterator[Any]:
    """The rows of a statement, of the days that it names."""
    return iter(source.rows(sql, {name: day for name, day in days.items() if f":{name}" in sql}))
