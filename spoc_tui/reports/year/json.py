"""The paper of a year as JSON, for other programs."""

from __future__ import annotations

from typing import Any

from spoc_tui.casework.figures.numbers import as_json
from spoc_tui.casework.week.measures import Given
from spoc_tui.casework.year.done import DoneFor
from spoc_tui.casework.year.in_words import in_words
from spoc_tui.casework.year.summary import YearSummary


def year_shape(summary: YearSummary) -> dict[str, Any]:
    """What the paper is made of; sums are pence, shares percent. A figure that is hidden is null,
    with the text that stands for it.
    """
    week, period = summary.week, summary.period
    return {
        "year": period.years,
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "over": summary.is_over,
        "draft": not week.issued,
        "as_of": week.today.isoformat(),
        "officer": week.officer,
        "small_numbers_hidden": week.hide_few,
        "first_record": week.first_day.isoformat() if week.first_day else None,
        "in_words": in_words(summary),
        "figures": {
            row.figure.code: {
                "name": row.figure.name,
                "unit": row.figure.unit,
                "definition": row.figure.definition,
                **_given(row.now),
                "before": _given(row.before),
            }
            for _, _, rows in summary.sections()
            for row in rows
        },
        "when_it_ended": {one.figure.code: _given(one.then) for one in summary.changed()},
        "months": [
            {
                "month": one.period.start.isoformat()[:7],
                "received": one.received,
                "closed": one.closed,
            }
            for one in summary.months
        ],
        "recommendations": [
            {
                "number": one.one.number,
                "heading": one.one.heading,
                "words": one.one.words,
                "silent": one.is_silent,
                "figures": [row.figure.code for row in one.figures],
                "enquiries_with": {name: part.plain for name, part in one.handled.items()},
                **_done(one.done),
            }
            for one in summary.answered()
        ],
    }


def _done(done: DoneFor) -> dict[str, Any]:
    return {
        "by": done.by,
        "speaks": dict(done.says),
        "acts": [
            {
                "kind": one.kind,
                "id": one.uid,
                "reference": one.reference,
                "what": one.what,
                "step": one.step,
                "day": one.day.isoformat(),
                "pence": one.pence,
                "by": one.by,
            }
            for one in done.acts
        ],
    }


def _given(one: Given) -> dict[str, Any]:
    """The number, of how many it is, and as it is printed; null if it is not one, or hidden."""
    return {"value": as_json(one.number), "of": one.of, "said": one.described}
