"""The bars of the results: how a question was rated, and its themes."""

from __future__ import annotations

from spoc_tui.casework.survey.distribution import Distribution
from spoc_tui.casework.survey.results import QuestionResult
from spoc_tui.casework.text import shortened
from spoc_tui.casework.week.charts import LONGEST_NAME, Chart, ChartRow

MOST_THEMES = 15
"""So many are drawn; the table has all."""


def rated_chart(one: QuestionResult, rated: Distribution) -> Chart | None:
    """How often each rating was given; None where nobody rated it."""
    if not rated.rated:
        return None
    rows = tuple(
        ChartRow(rating, (count,), (f"{count:,} ({rated.share(place)}%)",), (f"{count:,}",))
        for place, (rating, count) in enumerate(zip(rated.scale, rated.counts, strict=True))
    )
    described = ", ".join(f"{row.name} {row.values[0]:,}" for row in rows)
    return Chart(
        code=f"rated_{one.number}",
        title=f"Question {one.number}: how it was rated",
        alt=f"Question {one.number}, rated by {rated.rated:,}: {described}.",
        named="Rating",
        series=("Rated",),
        rows=rows,
    )


def themes_chart(one: QuestionResult) -> Chart | None:
    """How many mention each theme, the most first; None where nobody's words were coded so."""
    if not one.themes:
        return None
    rows = tuple(
        ChartRow(
            shortened(each.theme, LONGEST_NAME),
            (each.mentions,),
            (f"{each.mentions:,} ({one.share(each)}%)",),
            (f"{each.mentions:,}",),
        )
        for each in one.themes[:MOST_THEMES]
    )
    most = one.themes[0]
    return Chart(
        code=f"themes_{one.number}",
        title=f"Question {one.number}: themes",
        alt=f"Question {one.number}, themes of {one.wrote:,} who wrote: the most, "
        f"{most.mentions:,}, mention {most.theme}.",
        named="Theme",
        series=("Organisations",),
        rows=rows,
        long_names=True,
    )
