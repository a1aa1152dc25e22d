"""What was done in a year for each recommendation of the report, as it stands on record now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from db.connection import by_name
from db.organisations.unnamed import unnamed_in
from db.year.acts import ACTS
from spoc_tui.casework.dates import when
from spoc_tui.casework.organisations.unnamed import without_names
from spoc_tui.casework.year.done import Done, DoneFor, by_recommendation
from spoc_tui.casework.year.recommendations import named_in

if TYPE_CHECKING:
    from db.connection import Connection
    from spoc_tui.casework.week.periods import Period

_ASKED = ("first", "until", "start", "end")
# The loops of the report are the recommendations themselves; a commitment may name one too.
_SAYS = """SELECT l.says, o.words FROM link AS l JOIN (
        SELECT uid, paragraph AS words FROM feedback WHERE removed_at IS NULL UNION ALL
        SELECT uid, paragraph FROM compact_commitment WHERE removed_at IS NULL
    ) AS o ON o.uid = l.other
    WHERE l.says IN ('for', 'against', 'mixed') AND l.since BETWEEN :first AND :until
    AND l.declined IS NULL AND l.removed_at IS NULL AND o.words <> ''"""


def done_in(connection: Connection, period: Period, until: date) -> dict[str, DoneFor]:
    """By the number of a recommendation, what was done for it from the first day of a period to
    this one. Whoever did not agree to be named is “an organisation”.
    """
    asked = {
        "first": period.start.isoformat(),
        "until": until.isoformat(),
        "start": when.to_iso(period.begins_at),
        "end": when.to_iso(period.ends_at),
    }
    acts = list(_acts(connection, asked))
    words = [text for one in acts for text in (one.what, one.step, one.by)]
    unnamed = unnamed_in(connection, words)
    return by_recommendation(
        acts, _says(connection, asked), lambda text: without_names(text, unnamed)
    )


def _acts(connection: Connection, asked: Mapping[str, str]) -> Iterator[Done]:
    for of in ACTS:
        for sql in of.statements:
            for row in _rows(connection, sql, asked):
                if number := named_in(row["words"], of.number):
                    yield _act(of.kind, of.at, number, row)


def _act(kind: str, at: bool, number: str, row: Any) -> Done:
    day = when.london_date(when.from_iso(row["day"])) if at else date.fromisoformat(row["day"])
    return Done(
        number,
        kind,
        row["uid"],
        row["reference"],
        row["what"] or "",
        row["step"] or "",
        day,
        row["whose"],
        row["pence"],
    )


def _says(connection: Connection, asked: Mapping[str, str]) -> Mapping[str, Mapping[str, int]]:
    """By number, how many records were linked that speak for it or against it."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in _rows(connection, _SAYS, asked):
        if number := named_in(row["words"]):
            found[number][row["says"]] += 1
    return found


def _rows(connection: Connection, sql: str, asked: Mapping[str, str]) -> Iterable[Any]:
    """The rows of a statement, of the days and moments that it names."""
    its = {name: asked[name] for name in _ASKED if f":{name}" in sql}
    return by_name(connection.execute(sql, its))
