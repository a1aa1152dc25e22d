"""A chart as lines of text: names, bars of blocks, and what is at them."""

from __future__ import annotations

from collections.abc import Iterator

from spoc_tui.casework.text import shortened
from spoc_tui.casework.week.charts import Chart, ChartKind, ChartRow
from spoc_tui.reports.fitting import bar_length

BAR_CHARACTERS = "█░"
"""What the bars of the first and of the second series are made of."""
COLUMN_GAP = 2
"""Columns between a name and its bar, and between a bar and the next."""


def chart_lines(chart: Chart, width: int) -> Iterator[str]:
    """A line for each row, none longer than `width`, beneath what the series are if there are two.
    The title is not among them.
    """
    names = min(max(len(row.name) for row in chart.rows), longest_name(chart, width))
    room = width - names - COLUMN_GAP
    lines = _beside(chart, room) if chart.kind is ChartKind.OVER_TIME else _along(chart, room)
    if chart.kind is ChartKind.STACKED:
        yield from (shortened(line, width) for line in _key(chart, width))
    elif len(chart.series) > 1:
        heads = _columns(chart, chart.series, room)
        yield shortened(f"{'':{names + COLUMN_GAP}}{heads}".rstrip(), width)
    for row, line in zip(chart.rows, lines, strict=True):
        name = shortened(row.name, names)
        yield shortened(f"{name:{names + COLUMN_GAP}}{line}".rstrip(), width)


def longest_name(chart: Chart, width: int) -> int:
    """What its names may take of a line, in characters; longer ones are cut."""
    return max(1, width // (2 if chart.long_names else 3))


def _key(chart: Chart, width: int) -> Iterator[str]:
    """What the parts of the bars are: on one line, or on one each."""
    described = [f"{fill} {name}" for fill, name in zip(BAR_CHARACTERS, chart.series, strict=False)]
    together = "   ".join(described)
    yield from [together] if len(together) <= width else described


def _along(chart: Chart, room: int) -> Iterator[str]:
    """The parts of a row one after the other, then their notes."""
    longest = max(len(row.shown[0]) for row in chart.rows)
    # Of each part but the first, rounding may make the bar longer by one.
    length = room - longest - len(chart.series)
    for row in chart.rows:
        parts = zip(BAR_CHARACTERS, row.values, strict=False)
        bar = "".join(fill * bar_length(value or 0, chart.most, length) for fill, value in parts)
        yield f"{bar} {row.shown[0]}".lstrip()


def _beside(chart: Chart, room: int) -> Iterator[str]:
    """A column for each series, with a bar and a number in it."""
    numbers = max(len(described) for row in chart.rows for described in row.shown)
    length = room // len(chart.series) - COLUMN_GAP - numbers - 1
    for row in chart.rows:
        yield _columns(chart, _bars(row, chart.most, length), room)


def _bars(row: ChartRow, most: int, length: int) -> Iterator[str]:
    for fill, value, described in zip(BAR_CHARACTERS, row.values, row.shown, strict=False):
        yield f"{fill * bar_length(value or 0, most, length)} {described}".lstrip()


def _columns(chart: Chart, texts: Iterator[str] | tuple[str, ...], room: int) -> str:
    breadth = max(1, room // len(chart.series))
    return "".join(f"{text:{breadth}}" for text in texts)
