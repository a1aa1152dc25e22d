"""What there was of the survey in a period: responses, answers coded, rounds concluded and told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from db.records.in_a_week import KindFacts
from spoc_tui.casework.survey import figures as its
from spoc_tui.casework.week.facts import Uid

if TYPE_CHECKING:
    from db.week.source import Asked, WeekSource

ROUNDS, RESPONSES = "survey_round", "survey_response"
ANSWERS, CODINGS = "survey_response_answers", "survey_response_codings"
WHOLE = (ROUNDS, RESPONSES)
"""The tables of the records that are counted, which are read whole."""
READ_TOO: Mapping[str, tuple[str, str]] = {
    ANSWERS: ("record", RESPONSES),
    CODINGS: ("record", RESPONSES),
}
"""What is read with those: a table, by which of its columns, and whose uids that has."""
TABLES = (*WHOLE, *READ_TOO)
"""All that the figures are counted from."""
NAMING: tuple[str, ...] = ()
"""Those of them that name organisations that are counted: none."""
_SAID = f"""EXISTS (SELECT 1 FROM {ANSWERS} AS a WHERE a.record = r.uid AND a.removed_at IS NULL
    AND (a.rating <> '' OR a.words <> ''))"""
_CAME = f"""SELECT r.uid FROM {RESPONSES} AS r WHERE r.received BETWEEN :first AND :until
    AND r.closed_at IS NULL AND r.removed_at IS NULL AND {_SAID} ORDER BY r.received, r.uid"""
_CODED = f"""SELECT c.record AS uid, c.number, min(c.on_) AS day FROM {CODINGS} AS c
    JOIN {RESPONSES} AS r ON r.uid = c.record
    WHERE c.removed_at IS NULL AND r.closed_at IS NULL AND r.removed_at IS NULL
    AND EXISTS (SELECT 1 FROM {ANSWERS} AS a WHERE a.record = c.record AND a.number = c.number
        AND a.words <> '' AND a.removed_at IS NULL)
    GROUP BY c.record, c.number HAVING day BETWEEN :first AND :until ORDER BY day, uid, c.number"""
_DONE = f"""SELECT uid FROM {ROUNDS} WHERE {{0}} BETWEEN :first AND :until
    AND removed_at IS NULL ORDER BY {{0}}, uid"""


def facts(source: WeekSource, asked: Asked, until: date) -> KindFacts:
    """What is counted of it, as it was at the end of a period; `until` is its last day."""
    days = {"first": asked["first"], "until": until.isoformat()}
    return KindFacts(
        {
            its.RESPONSES: list(_uids(source, _CAME, days)),
            its.CODED: list(_uids(source, _CODED, days)),
            its.CONCLUDED: list(_uids(source, _DONE.format("concluded"), days)),
            its.TOLD: list(_uids(source, _DONE.format("told"), days)),
        }
    )


def _uids(source: WeekSource, sql: str, days: Mapping[str, Any]) -> Iterator[Uid]:
    """The records of a statement, one for each of its rows."""
    return (Uid(row["uid"]) for row in source.rows(sql, days))
