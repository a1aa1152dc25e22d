"""The summary of a period as JSON, for other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from spoc_tui.casework.figures.hiding import PublishedCount
from spoc_tui.casework.figures.numbers import as_json
from spoc_tui.casework.records.signed import anchor_of
from spoc_tui.casework.week.charts import owed_bands, taken_parts
from spoc_tui.casework.week.compared import compared, moved
from spoc_tui.casework.week.definitions import ALL_FIGURES, BY_CODE, DIVIDED
from spoc_tui.casework.week.facts import ENQUIRY_COUNTS
from spoc_tui.casework.week.in_words import in_words
from spoc_tui.casework.week.measures import Given
from spoc_tui.casework.week.summary import WeekSummary, describe_due

_KEYS = {"group": "group_actions", "vol": "volunteering"}
"""Sections as the keys of what is broken down call them, where otherwise."""


def week_json(summary: WeekSummary) -> bytes:
    """One JSON document, UTF-8, its keys always in the same order."""
    return f"{json.dumps(week_shape(summary), ensure_ascii=False, indent=2)}\n".encode()


def week_shape(summary: WeekSummary) -> dict[str, Any]:
    """What the summary is made of; sums are pence, shares percent. A count that is hidden is the
    text that stands for it in the other forms.
    """
    figures, own = summary.figures, summary.own
    return {
        "period": summary.period.name,
        "from": summary.period.start.isoformat(),
        "to": summary.period.end.isoformat(),
        "over": summary.is_over,
        "draft": not summary.issued,
        "issued": summary.issued or None,
        "as_of": summary.today.isoformat(),
        "officer": summary.officer,
        "anchor": anchor_of(summary.officer),
        "small_numbers_hidden": summary.hide_few,
        "in_words": in_words(summary),
        "changed": own.changed,
        "remarks": own.remarks,
        "story": own.story,
        "figures": {
            code: {
                **_given(one.now),
                "before": _given(one.before),
                "last_four": _given(one.last),
            }
            for code, one in compared(summary).items()
        },
        "last_four_are": len(summary.whole),
        "first_record": summary.first_day.isoformat() if summary.first_day else None,
        "when_it_ended": {one.figure.code: _given(one.then) for one in moved(summary)},
        "definitions": {
            one.code: {"name": one.name, "unit": one.unit, "definition": one.definition}
            for one in ALL_FIGURES
        },
        "trend": [
            {"week": week.start.isoformat(), "received": week.received, "closed": week.closed}
            for week in summary.trend
        ],
        **{
            of: {
                breakdown: _plain(getattr(summary.lines(breakdown), of))
                for breakdown in getattr(figures, of)
            }
            for of in ENQUIRY_COUNTS
        },
        "days_to_answer": {
            days: {"by_their_day": by_day.plain, "after": after.plain}
            for days, (by_day, after) in taken_parts(summary).items()
        },
        "overdue_by_directorate": _plain(summary.parts(figures.overdue)),
        "still_owed_by_band": {
            one.band: {"complaints": one.complaints.plain, "pence": one.pence}
            for one in owed_bands(summary)
        },
        **{
            f"{_KEYS.get(section, section)}_by_{by}": {
                code: _plain(summary.parts(counts))
                for code, counts in figures.under.items()
                if DIVIDED[code] == by and BY_CODE[code].section == section
            }
            for section, by in dict.fromkeys(
                (BY_CODE[code].section, by) for code, by in DIVIDED.items()
            )
        },
        "rising": [
            {
                "theme": name,
                "lately": summary.few(now),
                "before": None if then is None else summary.few(then),
            }
            for name, now, then in summary.rising
        ],
        "organisations": {
            "named": list(summary.heard_from.named),
            "others": summary.few(summary.heard_from.others),
        }
        if summary.heard_from
        else None,
        "due": [
            {"day": one.day.isoformat(), "what": describe_due(summary, one)} for one in summary.due
        ],
    }


def _given(one: Given) -> dict[str, Any]:
    """The number, of how many it is, and as it is printed; null if it is not one, or hidden."""
    return {"value": as_json(one.number), "of": one.of, "said": one.described}


def _plain(parts: Mapping[str, PublishedCount]) -> dict[str, int | str]:
    return {name: part.plain for name, part in parts.items()}
