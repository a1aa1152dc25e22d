"""Which organisations were heard from in a period, where the officer wants them named."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.records.survivors import joined
from db.week.source import HEARD
from spoc_tui.casework.dates import when
from spoc_tui.casework.week.summary import HeardFrom, WeekSummary

if TYPE_CHECKING:
    from db.writing import Writing

_HEARD = f"""
SELECT o.name, o.named_on IS NOT NULL AS agreed FROM (
    {HEARD}) AS heard
{joined("o", "heard.organisation")}
WHERE o.removed_at IS NULL AND o.uid IS NOT NULL GROUP BY o.uid ORDER BY o.folded, o.uid"""


def with_names(store: Writing, summary: WeekSummary) -> WeekSummary:
    """The summary with the names of those organisations heard from in its period (an enquiry of
    theirs was received, or a payment complaint logged) that agreed to be named, and the number of
    the others. A merged one is read as its survivor.
    """
    period = summary.period
    rows = store.connection.execute(
        _HEARD, {"start": when.to_iso(period.begins_at), "end": when.to_iso(period.ends_at)}
    ).fetchall()
    named = tuple(row["name"] for row in rows if row["agreed"])
    return replace(summary, heard_from=HeardFrom(named, len(rows) - len(named)))
