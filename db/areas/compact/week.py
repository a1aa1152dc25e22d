"""What the compact did in a period: what was put on record for commitments and against, what was
found of them, and how it stood at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from db.records.in_a_week import KindFacts
from db.records.survivors import survivor
from spoc_tui.casework.compact import figures as its
from spoc_tui.casework.compact.commitment import silent_since
from spoc_tui.casework.compact.steps import Result
from spoc_tui.casework.dates import when
from spoc_tui.casework.week.facts import Uid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.week.source import Asked, WeekSource

COMPACTS, COMMITMENTS = "compact_compact", "compact_commitment"
MILESTONES, SIGNATURES = "compact_compact_milestones", "compact_compact_signatures"
ASSESSMENTS, LINKS = "compact_commitment_assessments", "link"
WHOLE = (COMPACTS, COMMITMENTS)
"""The tables of the records that are counted: they are few, and are read whole."""
READ_TOO: Mapping[str, tuple[str, str]] = {
    MILESTONES: ("record", COMPACTS),
    SIGNATURES: ("record", COMPACTS),
    ASSESSMENTS: ("record", COMMITMENTS),
    LINKS: ("other", COMMITMENTS),
}
"""What is read with those: a table, by which of its columns, and whose uids that has."""
TABLES = (*WHOLE, *READ_TOO)
"""All that the figures are counted from."""
NAMING = (SIGNATURES,)
"""Those of them that name organisations that are counted."""
_EVIDENCE = "l.since IS NOT NULL AND l.declined IS NULL AND l.removed_at IS NULL"
_SAID = f"""SELECT c.uid, c.side, l.says FROM {LINKS} AS l CROSS JOIN {COMMITMENTS} AS c
    ON c.uid = l.other WHERE l.says IN ('for', 'against', 'mixed')
    AND l.since BETWEEN :first AND :until AND {_EVIDENCE} AND c.removed_at IS NULL
    ORDER BY l.since, l.uid"""
_STANDING = f"""SELECT c.*, p.in_force, p.closed_at AS over FROM {COMMITMENTS} AS c
    LEFT JOIN {COMPACTS} AS p ON p.uid = c.compact AND p.removed_at IS NULL
    WHERE c.removed_at IS NULL ORDER BY c.uid"""
_HEARD = f"""SELECT DISTINCT l.other FROM {COMMITMENTS} AS c CROSS JOIN {LINKS} AS l
    ON l.other = c.uid WHERE l.says IN ('for', 'against', 'mixed') AND l.since > :since
    AND l.since <= :until AND {_EVIDENCE}"""
_FOUND = f"""SELECT c.uid, a.result FROM {ASSESSMENTS} AS a CROSS JOIN {COMMITMENTS} AS c
    ON c.uid = a.record WHERE a.on_ BETWEEN :first AND :until AND a.removed_at IS NULL
    AND c.removed_at IS NULL ORDER BY a.on_, a.uid"""
_OPEN = f"""SELECT uid FROM {COMPACTS} WHERE began_at < :end AND removed_at IS NULL
    AND (closed_at IS NULL OR closed_at >= :end)"""
_LATE = f"""SELECT m.record FROM {MILESTONES} AS m WHERE m.record IN ({_OPEN})
    AND m.by_ < :until AND (m.done IS NULL OR m.done > :until) AND m.removed_at IS NULL
    ORDER BY m.record, m.uid"""
_SIGNED = f"""SELECT s.record, coalesce((SELECT {survivor("o")} FROM organisation AS o
        WHERE o.uid = s.organisation), s.team, lower(trim(s.called))) AS who
    FROM {SIGNATURES} AS s WHERE s.record IN ({_OPEN}) AND s.removed_at IS NULL
    AND s.signed <= :until AND (s.withdrew IS NULL OR s.withdrew > :until)
    ORDER BY s.record, s.uid"""


def facts(source: WeekSource, asked: Asked, until: date) -> KindFacts:
    """What is counted of it, as it was at the end of a period; `until` is its last day."""
    days = {
        "first": asked["first"],
        "until": until.isoformat(),
        "end": asked["end"],
        "since": silent_since(until).isoformat(),
    }
    said = list(_rows(source, _SAID, days))
    standing = [row["uid"] for row in source.rows(_STANDING, []) if _stands(row, until)]
    heard = {row["other"] for row in _rows(source, _HEARD, days)}
    results = {row["uid"]: row["result"] for row in _rows(source, _FOUND, days)}
    signed = {row["who"]: row["record"] for row in _rows(source, _SIGNED, days)}
    found: dict[str, Sequence[Any]] = {
        **{
            code: [Uid(row["uid"]) for row in said if row["says"] == says]
            for says, code in its.SAID.items()
        },
        **{
            code: [Uid(row["uid"]) for row in said if (row["side"], row["says"]) == (side, says)]
            for (side, says), code in its.BY_SIDE.items()
        },
        its.STANDING: [Uid(uid) for uid in standing],
        its.SILENT: [Uid(uid) for uid in standing if uid not in heard],
        **{
            its.RESULTS[result]: [Uid(uid) for uid, of in results.items() if of == result]
            for result in Result
        },
        its.LATE: [Uid(row["record"]) for row in _rows(source, _LATE, days)],
        its.SIGNED: [Uid(record) for record in signed.values()],
    }
    return KindFacts(found)


def _stands(row: Any, until: date) -> bool:
    """Whether a commitment held at the end, in a compact in force or in none."""
    begins = row["starts"] or _day(row["began_at"])
    closed = row["reworded"] or _day(row["closed_at"])
    end = until.isoformat()
    in_force = row["compact"] is None or (
        row["in_force"] is not None
        and row["in_force"] <= end
        and (row["over"] is None or _day(row["over"]) > end)
    )
    return (
        begins <= end
        and (not closed or closed > end)
        and (row["ends"] is None or row["ends"] >= end)
        and in_force
    )


def _day(moment: str | None) -> str:
    return when.london_date(when.from_iso(moment)).isoformat() if moment else ""


def _rows(source: WeekSource, sql: str, days: Mapping[str, str]) -> Iterator[Any]:
    """The rows of a statement, of the days that it names."""
    return iter(source.rows(sql, {name: day for name, day in days.items() if f":{name}" in sql}))
