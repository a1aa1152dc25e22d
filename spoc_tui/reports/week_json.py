"""The summary of a period as JSON, for other programs."""

from __future__ import annotations

import json
from typing import Any

from spoc_tui.casework.week_facts import COUNTED
from spoc_tui.casework.week_summary import WeekSummary, in_words, mean_of


def week_json(summary: WeekSummary) -> bytes:
    """One JSON document, UTF-8, its keys always in the same order."""
    return f"{json.dumps(week_facts(summary), ensure_ascii=False, indent=2)}\n".encode()


def week_facts(summary: WeekSummary) -> dict[str, Any]:
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
                breakdown: {name: summary.few(count) for name, count in counts.items()}
                for breakdown, counts in getattr(figures, of).items()
            }
            for of in COUNTED
        },
        "days_to_answer": {
            days: {"within": summary.few(within), "beyond": summary.few(beyond)}
            for days, (within, beyond) in figures.taken.items()
        },
        "overdue_by_directorate": {
            name: summary.few(count) for name, count in figures.overdue.items()
        },
        "still_owed_by_band": {
            band: {
                "complaints": summary.few(count),
                "pence": None if summary.hides(count) else pence,
            }
            for band, (count, pence) in figures.owed.items()
        },
        "feedback_by_side": {
            code: {side: summary.few(count) for side, count in by_side.items()}
            for code, by_side in figures.sides.items()
        },
        "rising": [
            {"theme": name, "lately": now, "before": then} for name, now, then in summary.rising
        ],
        "organisations": {
            "named": list(summary.heard_from.named),
            "others": summary.few(summary.heard_from.others),
        }
        if summary.heard_from
        else None,
        "due": [{"day": one.day.isoformat(), "what": one.what} for one in summary.due],
    }
