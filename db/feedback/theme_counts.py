"""Counts what is said under each theme, in the database: there may be any number of voices."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from db.connection import Connection
from db.feedback.rows import OPEN
from db.records.survivors import joined
from spoc_tui.casework.council.council import Theme
from spoc_tui.casework.dates import when
from spoc_tui.casework.feedback.themes import Quarters, ThemeCount, most_said_first
from spoc_tui.casework.week.periods import Period

# A voice on two actions counts once. Whether something was said in a period is asked of a voice by
# its day, of an enquiry by its moment.
_WITHIN = """count(*) FILTER (WHERE day BETWEEN :{0}_first AND :{0}_last
    OR at >= :{0}_begins AND at < :{0}_ends)"""
_COUNTS = f"""
WITH asked AS (SELECT value AS theme FROM json_each(:themes)),
said (theme, voice, enquiry, organisation, day, at) AS MATERIALIZED (
    SELECT DISTINCT f.theme, v.uid, NULL, v.organisation, v.said_on, NULL
    FROM feedback AS f JOIN telling AS t ON t.feedback = f.uid JOIN voice AS v ON v.uid = t.voice
    WHERE f.theme IN asked AND f.removed_at IS NULL AND t.removed_at IS NULL
        AND v.removed_at IS NULL
    UNION ALL SELECT t.theme, NULL, e.uid, e.organisation, NULL, e.received_at
    FROM enquiry_theme AS t CROSS JOIN enquiry AS e ON e.uid = t.enquiry
    WHERE t.theme IN asked AND t.removed_at IS NULL AND e.removed_at IS NULL)
SELECT theme, count(voice) AS voices, count(enquiry) AS enquiries,
    count(DISTINCT o.uid) AS organisations, {_WITHIN.format("lately")} AS lately,
    {_WITHIN.format("before")} AS before
FROM said {joined("o", "said.organisation")} GROUP BY theme"""
_ACTIONS = f"""
SELECT f.theme, count(*) AS actions, count(*) FILTER (WHERE {OPEN}) AS open FROM feedback AS f
WHERE f.theme IN (SELECT value FROM json_each(?)) AND f.removed_at IS NULL GROUP BY f.theme"""
_NOTHING = dict.fromkeys(
    ("voices", "enquiries", "organisations", "lately", "before", "actions", "open"), 0
)


def read_theme_counts(
    connection: Connection, themes: Sequence[Theme], on: date, first_day: date
) -> list[ThemeCount]:
    """These themes, the most said first; the quarters are those up to a day. Of a quarter that
    began before the `first_day` of all records there is no count.
    """
    quarters = Quarters.up_to(on)
    asked = {"themes": json.dumps([one.uid for one in themes])}
    for name, days in quarters._asdict().items():
        period = Period(*days)
        asked[f"{name}_first"] = period.start.isoformat()
        asked[f"{name}_last"] = period.end.isoformat()
        asked[f"{name}_begins"] = when.to_iso(period.begins_at)
        asked[f"{name}_ends"] = when.to_iso(period.ends_at)
    said = {row["theme"]: dict(row) for row in connection.execute(_COUNTS, asked)}
    actions = {row["theme"]: dict(row) for row in connection.execute(_ACTIONS, [asked["themes"]])}
    known = {} if first_day <= quarters.before[0] else {"before": None}
    counts = []
    for theme in themes:
        found = {**_NOTHING, **said.get(theme.uid, {}), **actions.get(theme.uid, {}), **known}
        found.pop("theme", None)
        counts.append(ThemeCount(theme=theme, **found))
    return most_said_first(counts)
