"""What was planned with the sector in a period: plans opened and concluded, who was invited,
answered and told, events, briefings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from db.records.in_a_week import KindFacts
from db.records.size_band import size_band
from db.records.survivors import survivor
from spoc_tui.casework.codesign import figures as its
from spoc_tui.casework.codesign.steps import Role
from spoc_tui.casework.kinds.clocks import before
from spoc_tui.casework.organisations.profile import SizeBand
from spoc_tui.casework.week.facts import OfMany, Several, Uid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.week.source import Asked, WeekSource

INVITATIONS, EVENTS, BRIEFINGS = "codesign_invitation", "codesign_event", "codesign_briefing"
PARTIES = "party"
WHOLE = (INVITATIONS, EVENTS, BRIEFINGS)
"""The tables of the records that are counted: they are few, and are read whole."""
READ_TOO: Mapping[str, tuple[str, str]] = {PARTIES: ("record", INVITATIONS)}
"""What is read with those: a table, by which of its columns, and whose uids that has."""
TABLES = (*WHOLE, *READ_TOO, "organisation")
"""All that the figures are counted from; of organisations it is their size."""
NAMING = (PARTIES,)
"""Those of them that name organisations that are counted."""
_IN_IT = "SELECT * FROM {1} WHERE {0} BETWEEN :first AND :until AND removed_at IS NULL ORDER BY uid"
_OF = f"""FROM {PARTIES} AS p CROSS JOIN {INVITATIONS} AS i ON i.uid = p.record
    LEFT JOIN organisation AS o ON o.uid = p.organisation
    LEFT JOIN organisation AS s ON s.uid = {survivor("o")}
    WHERE i.removed_at IS NULL AND p.removed_at IS NULL AND p.asked IS NOT NULL"""
_FIRST = f"""SELECT p.record, min(p.{{0}}) AS day, {size_band("s")} AS size {_OF} AND p.role = :role
    AND p.{{0}} IS NOT NULL GROUP BY p.record, coalesce(s.uid, p.uid)
    HAVING day BETWEEN :first AND :until ORDER BY p.record, day, p.uid"""
"""Each of the sector once on a plan, by the first day on which it did so."""
_TOLD = f"""SELECT p.record, p.told, i.tell_by {_OF} AND p.told BETWEEN :first AND :until
    AND i.tell_by IS NOT NULL ORDER BY p.record, p.told, p.uid"""
_ANSWER = f"""SELECT 1 FROM {PARTIES} AS p WHERE p.record = i.uid AND p.removed_at IS NULL
    AND p.answered <= :until AND p.answer <> ''"""
_UNVOICED = f"""SELECT i.uid FROM {INVITATIONS} AS i WHERE i.removed_at IS NULL
    AND i.concluded BETWEEN :first AND :until AND NOT EXISTS ({_ANSWER}) ORDER BY i.uid"""
_HELD = f"""SELECT uid, attended FROM {EVENTS} WHERE removed_at IS NULL
    AND substr(when_, 1, 10) BETWEEN :first AND :until ORDER BY uid"""
_LAST = f"""SELECT d.uid, (SELECT b.uid FROM {BRIEFINGS} AS b WHERE b.directorate = d.uid
        AND b.removed_at IS NULL AND b.on_ > :since AND b.on_ <= :until
        ORDER BY b.on_ DESC, b.uid DESC LIMIT 1) AS briefing
    FROM directorate AS d WHERE d.removed_at IS NULL AND d.retired_on IS NULL AND d.partner = 0
    AND EXISTS (SELECT 1 FROM {BRIEFINGS} AS b WHERE b.removed_at IS NULL AND b.on_ <= :until)
    ORDER BY d.uid"""
SMALL, KNOWN = (SizeBand.MICRO, SizeBand.SMALL), {*SizeBand} - {SizeBand.UNKNOWN}


def facts(source: WeekSource, asked: Asked, until: date) -> KindFacts:
    """What is counted of it, as it was at the end of a period; `until` is its last day."""
    days = {
        "first": asked["first"],
        "until": until.isoformat(),
        "since": before("Until", until, its.BRIEFED_MONTHS, "months").day.isoformat(),
        "role": Role.SECTOR.value,
    }

    def on(day: str, table: str) -> list[Any]:
        return list(_rows(source, _IN_IT.format(day, table), days))

    opened, concluded = on("opened", INVITATIONS), on("concluded", INVITATIONS)
    invited = list(_rows(source, _FIRST.format("asked"), days))
    answered = list(_rows(source, _FIRST.format("answered"), days))
    events, briefings = list(_rows(source, _HELD, days)), on("on_", BRIEFINGS)
    found: dict[str, Sequence[Any]] = {
        its.OPENED: [Uid(row["uid"]) for row in opened],
        its.EARLY: [
            _of(row["uid"], row["early"] is not None and row["early"] <= days["until"])
            for row in opened
        ],
        its.INVITED: [Uid(row["record"]) for row in invited],
        its.ANSWERED: [Uid(row["record"]) for row in answered],
        its.SMALL: [
            _of(row["record"], row["size"] in SMALL) for row in answered if row["size"] in KNOWN
        ],
        its.CONCLUDED: [Uid(row["uid"]) for row in concluded],
        its.CHANGED: [_of(row["uid"], bool(row["changed"])) for row in concluded],
        its.UNVOICED: [Uid(row["uid"]) for row in _rows(source, _UNVOICED, days)],
        its.TOLD: [
            _of(row["record"], row["told"] <= row["tell_by"]) for row in _rows(source, _TOLD, days)
        ],
        its.EVENTS: [Uid(row["uid"]) for row in events],
        its.ATTENDED: [_of(row["uid"], row["attended"] is not None) for row in events],
        its.BRIEFINGS: [Uid(row["uid"]) for row in briefings],
        its.PEOPLE: [Several(row["uid"], row["people"]) for row in briefings if row["people"]],
        its.BRIEFED: [
            _of(row["briefing"] or "", row["briefing"] is not None)
            for row in _rows(source, _LAST, days)
        ],
    }
    return KindFacts(found)


def _of(uid: str, part: bool) -> OfMany:
    return OfMany(uid, int(part), 1)


def _rows(source: WeekSource, sql: str, days: Mapping[str, str]) -> Iterator[Any]:
    """The rows of a statement, of the days that it names."""
    return iter(source.rows(sql, {name: day for name, day in days.items() if f":{name}" in sql}))
