"""What is read with rounds of the survey: how many answered, what is to be coded and followed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from db.connection import Connection, by_name
from db.records.links import LINK_IN_FORCE
from db.records.rows import RowColumns, day_of
from db.records.survivors import survivor
from spoc_tui.casework.survey.round import Tally

_STANDS = """r.closed_at IS NULL AND EXISTS (SELECT 1 FROM survey_response_answers AS a
        WHERE a.record = r.uid AND a.removed_at IS NULL AND (a.rating <> '' OR a.words <> ''))"""
_COUNTS = f"""SELECT r.round, sum({_STANDS}) AS responses,
        count(DISTINCT CASE WHEN {_STANDS} THEN {survivor("o")} END) AS organisations,
        sum(r.organisation IS NULL AND {_STANDS}) AS anonymous,
        count(*) AS ever, min(r.received) AS first,
        sum({_STANDS} AND r.received > n.told) AS since_told
    FROM json_each(?) AS j CROSS JOIN survey_response AS r ON r.round = j.value
    JOIN survey_round AS n ON n.uid = r.round
    LEFT JOIN organisation AS o ON o.uid = r.organisation
    WHERE r.removed_at IS NULL GROUP BY r.round"""
_TWICE = f"""SELECT round, whose, name, reference FROM (
        SELECT r.round, s.uid AS whose, s.name, s.folded, r.reference, r.received, r.uid,
            count(*) OVER (PARTITION BY r.round, s.uid) AS many
        FROM json_each(?) AS j CROSS JOIN survey_response AS r ON r.round = j.value
        JOIN organisation AS o ON o.uid = r.organisation
        JOIN organisation AS s ON s.uid = {survivor("o")}
        WHERE r.removed_at IS NULL AND r.second IS NOT 1 AND {_STANDS}
    ) WHERE many > 1 ORDER BY folded, whose, received, uid"""
_UNCODED = """SELECT round, count(*) AS uncoded FROM (
        SELECT DISTINCT r.round, r.uid, a.number
        FROM json_each(?) AS j CROSS JOIN survey_response AS r ON r.round = j.value
        CROSS JOIN survey_response_answers AS a ON a.record = r.uid
        WHERE r.closed_at IS NULL AND r.removed_at IS NULL
        AND a.words <> '' AND a.removed_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM survey_response_codings AS c
            WHERE c.record = r.uid AND c.number = a.number AND c.removed_at IS NULL)
    ) GROUP BY round"""
_UNFOLLOWED = f"""SELECT r.round, t.name AS theme
    FROM json_each(?) AS j CROSS JOIN survey_response AS r ON r.round = j.value
    CROSS JOIN survey_response_codings AS c ON c.record = r.uid AND c.removed_at IS NULL
    JOIN survey_round_questions AS q ON q.record = r.round AND q.number = c.number
        AND q.suggests = 1 AND q.removed_at IS NULL
    JOIN theme AS t ON t.uid = c.theme
    WHERE r.closed_at IS NULL AND r.removed_at IS NULL
    GROUP BY r.round, t.uid
    HAVING NOT max(EXISTS (SELECT 1 FROM link AS l JOIN feedback AS f ON f.uid = l.one
        WHERE l.other = r.uid AND l.says = 'came-of' AND {LINK_IN_FORCE}
        AND f.removed_at IS NULL))
    ORDER BY count(DISTINCT r.uid) DESC, t.name, t.uid"""


def tally(connection: Connection, rows: Sequence[RowColumns]) -> Mapping[str, Sequence[Tally]]:
    """By round, its numbers."""
    uids = json.dumps([row["uid"] for row in rows])
    uncoded = {
        row["round"]: row["uncoded"] for row in by_name(connection.execute(_UNCODED, [uids]))
    }
    unfollowed = defaultdict[str, list[str]](list)
    for row in by_name(connection.execute(_UNFOLLOWED, [uids])):
        unfollowed[row["round"]].append(row["theme"])
    twice = _twice(connection, uids)
    return {
        row["round"]: (
            Tally(
                *(row["responses"], row["organisations"], row["anonymous"]),
                uncoded.get(row["round"], 0),
                tuple(unfollowed[row["round"]]),
                row["ever"],
                day_of(row["first"]),
                tuple(twice[row["round"]]),
                row["since_told"] or 0,
            ),
        )
        for row in by_name(connection.execute(_COUNTS, [uids]))
    }


def _twice(connection: Connection, uids: str) -> Mapping[str, Sequence[str]]:
    """By round, the organisations of which several responses stand, each with these."""
    found = defaultdict[str, dict[tuple[str, str], list[str]]](lambda: defaultdict(list))
    for row in by_name(connection.execute(_TWICE, [uids])):
        found[row["round"]][row["whose"], row["name"]].append(row["reference"])
    said = defaultdict[str, list[str]](list)
    for of, its in found.items():
        said[of] = [f"{name} ({', '.join(several)})" for (_, name), several in its.items()]
    return said


READS: Mapping[str, Callable[[Connection, Sequence[RowColumns]], Mapping[str, Sequence[object]]]]
READS = {"tally": tally}
"""By attribute, what reads it."""
