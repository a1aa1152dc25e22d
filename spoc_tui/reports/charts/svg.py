"""A chart as an SVG picture within a web page; it needs nothing else."""

from __future__ import annotations

import re
from html import escape

from spoc_tui.casework.text import one_line
from spoc_tui.casework.week.charts import Chart
from spoc_tui.reports.charts.drawing import DRAWING_WIDTH, LETTER_SIZE, Bar, Fill, Word, drawing_of

INK = "#222"
_CHART = re.compile(r'<svg [^>]*class="chart".*?</svg>\n?', re.DOTALL)
"""Outside text in a page is escaped, and so is none."""


def chart_svg(chart: Chart) -> str:
    """The element, without a newline at its end. Its ids begin with the chart's code."""
    drawing, code = drawing_of(chart), chart.code
    x1, y1, x2, y2 = drawing.line
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" '
            f'viewBox="0 0 {DRAWING_WIDTH} {drawing.height}" '
            f'aria-labelledby="{code}-title {code}-words" font-size="{LETTER_SIZE}" fill="{INK}">',
            f'<title id="{code}-title">{_text(chart.title)}</title>',
            f'<desc id="{code}-words">{_text(chart.alt)}</desc>',
            f'<pattern id="{code}-hatched" width="5" height="5" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="5" height="5" fill="#fff"/>'
            f'<rect width="2" height="5" fill="{INK}"/></pattern>',
            *(_bar(bar, code) for bar in drawing.bars),
            f'<path d="M{x1} {y1}L{x2} {y2}" stroke="{INK}"/>',
            *map(_word, drawing.words),
            "</svg>",
        ]
    )


def without_charts(page: str) -> str:
    """A web page that as_html made, with no chart in it."""
    return _CHART.sub("", page)


def _bar(bar: Bar, code: str) -> str:
    fill = INK if bar.fill is Fill.SOLID else f"url(#{code}-hatched)"
    return (
        f'<rect x="{bar.x}" y="{bar.y}" width="{bar.width}" height="{bar.height}" fill="{fill}" '
        f'stroke="{INK}"/>'
    )


def _word(word: Word) -> str:
    anchor = f' text-anchor="{word.anchor.value}"'
    return f'<text x="{word.x}" y="{word.y}"{anchor}>{_text(word.text)}</text>'


def _text(text: str) -> str:
    return escape(one_line(text))
