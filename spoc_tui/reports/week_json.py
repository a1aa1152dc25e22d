"""The summary of a period as JSON, for other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from spoc_tui.casework.week_charts import owed_bands, taken_parts
from spoc_tui.casework.week_facts import COUNTED
from spoc_tui.casework.week_hiding import Part
from spoc_tui.casework.week_summary import WeekSummary, due_said, in_words, mean_of


def week_json(summary: WeekSummary) -> bytes:
    """One JSON document, UTF-8, its keys always in the same order."""
    return f"{json.dumps(week_shape(summary), ensure_ascii=False, indent=2)}\n".encode()


def week_shape(summary: WeekSummary) -> dict[str, Any]:
    """What the summary is made of; sums are pence, shares percent. A count that is hidden is the
    text that stands for it in the other forms.
    """
    figures, before, own = summary.figures, summary.before, summary.own
    return {
        "period": summary.period.name,
        "from": summary.period.start.isoformat(),
        "to": summary.period.end.isoformat(),
        "over": summary.is_over,
        "draft": not summary.issued,
        "issued": summary.issued or None,
        "as_of": summary.today.isoformat(),
        "officer": summary.officer,
        "small_numbers_hidden": summary.hide_few,
        "in_words": in_words(summary),
        "changed": own.changed,
        "remarks": own.remarks,
        "story": own.story,
        "figures": {
            code: {
                "value": value,
                "before": before[0].values[code] if before else None,
                "mean_of_last_four": mean_of(code, before),
            }
            for code, value in figures.values.items()
        },
        "trend": [
            {"week": week.start.isoformat(), "received": week.received, "closed": week.closed}
            for week in summary.trend
        ],
        **{
            of: {
                breakdown: _plain(summary.parts(counts))
                for breakdown, counts in getattr(figures, of).items()
            }
            for of in COUNTED
        },
        "days_to_answer": {
            days: {"within": within.plain, "beyond": beyond.plain}
            for days, (within, beyond) in taken_parts(summary).items()
        },
        "overdue_by_directorate": _plain(summary.parts(figures.overdue)),
        "still_owed_by_band": {
            one.band: {"complaints": one.complaints.plain, "pence": one.pence}
            for one in owed_bands(summary)
        },
        "feedback_by_side": {
            code: _plain(summary.parts(by_side)) for code, by_side in figures.sides.items()
        },
        "rising": [
            {"theme": name, "lately": summary.few(now), "before": summary.few(then)}
            for name, now, then in summary.rising
        ],
        "organisations": {
            "named": list(summary.heard_from.named),
            "others": summary.few(summary.heard_from.others),
        }
        if summary.heard_from
        else None,
        "due": [
            {"day": one.day.isoformat(), "what": due_said(summary, one)} for one in summary.due
        ],
    }


def _plain(parts: Mapping[str, Part]) -> dict[str, int | str]:
    return {name: part.plain for name, part in parts.items()}
