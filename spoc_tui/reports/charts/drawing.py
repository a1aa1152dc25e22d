"""Where the bars and words of a chart are in a picture, whatever it is drawn with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from spoc_tui.casework.week.charts import Chart, ChartKind
from spoc_tui.reports.fitting import bar_length, short

DRAWING_WIDTH = 720
"""Of every picture. All lengths are in the same unit, from the upper left corner."""
LETTER_SIZE = 13
"""Of the letters."""
LETTER = 7.2
"""About the breadth of a letter."""
NAME_LETTERS = 36
ROW, BAR_HEIGHT = 22, 14
"""The height of a row, and of the bar in it."""
KEY = 26
"""The height of the line that says what the series are."""
COLUMN_HEIGHT = 150
"""The height of the longest bar that stands upright."""
BAR_GAP = 6


class Fill(Enum):
    """How a bar is filled: to be distinguished in black and white."""

    SOLID = "solid"
    HATCHED = "hatched"


class Anchor(Enum):
    """Which end of a word is at its place."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Bar(NamedTuple):
    """A bar; `x` and `y` are its upper left corner."""

    x: int
    y: int
    width: int
    height: int
    fill: Fill


class Word(NamedTuple):
    """A few words on one line; `y` is the line that the letters are on."""

    x: int
    y: int
    text: str
    anchor: Anchor = Anchor.START


@dataclass(frozen=True)
class Drawing:
    """A picture of WIDTH and a height: bars, words, and the line that the bars begin at."""

    height: int
    bars: tuple[Bar, ...]
    words: tuple[Word, ...]
    line: tuple[int, int, int, int]
    """From x and y to x and y."""


def drawing_of(chart: Chart) -> Drawing:
    """The chart with everything in its place."""
    return _upright(chart) if chart.kind is ChartKind.OVER_TIME else _lying(chart)


def _lying(chart: Chart) -> Drawing:
    """A row below the other, its name before it and its note after it."""
    top = KEY if len(chart.series) > 1 else BAR_GAP
    left = (
        round(max(len(short(row.name, NAME_LETTERS)) for row in chart.rows) * LETTER) + 2 * BAR_GAP
    )
    described = round(max(len(row.shown[0]) for row in chart.rows) * LETTER) + 2 * BAR_GAP
    bars, words = _key(chart)
    for number, row in enumerate(chart.rows):
        y, x = top + number * ROW, left
        foot = y + BAR_HEIGHT + 2
        words.append(Word(left - BAR_GAP, foot, short(row.name, NAME_LETTERS), Anchor.END))
        for fill, value in zip(Fill, row.values, strict=False):
            length = bar_length(value or 0, chart.most, DRAWING_WIDTH - left - described)
            if length:
                bars.append(Bar(x, y + (ROW - BAR_HEIGHT) // 2, length, BAR_HEIGHT, fill))
            x += length
        words.append(Word(x + BAR_GAP, foot, row.shown[0]))
    foot = top + len(chart.rows) * ROW
    return Drawing(foot + BAR_GAP, tuple(bars), tuple(words), (left, top, left, foot))


def _upright(chart: Chart) -> Drawing:
    """The rows side by side, their names beneath them and the numbers on top."""
    foot = KEY + LETTER_SIZE + COLUMN_HEIGHT + BAR_GAP
    breadth = DRAWING_WIDTH // len(chart.rows)
    wide = breadth * 4 // 5 // len(chart.series)
    bars, words = _key(chart)
    for number, row in enumerate(chart.rows):
        middle = number * breadth + breadth // 2
        words.append(Word(middle, foot + LETTER_SIZE + BAR_GAP, row.name, Anchor.MIDDLE))
        x = middle - wide * len(chart.series) // 2
        for fill, value, described in zip(Fill, row.values, row.shown, strict=False):
            length = bar_length(value or 0, chart.most, COLUMN_HEIGHT)
            if length:
                bars.append(Bar(x + 1, foot - length, wide - 2, length, fill))
            words.append(Word(x + wide // 2, foot - length - 4, described, Anchor.MIDDLE))
            x += wide
    height = foot + LETTER_SIZE + 3 * BAR_GAP
    return Drawing(height, tuple(bars), tuple(words), (0, foot, DRAWING_WIDTH, foot))


def _key(chart: Chart) -> tuple[list[Bar], list[Word]]:
    """A little bar and a name for each series, where there is more than one."""
    bars, words, x = list[Bar](), list[Word](), 0
    if len(chart.series) > 1:
        for fill, name in zip(Fill, chart.series, strict=False):
            bars.append(Bar(x + 1, 2, 2 * BAR_HEIGHT, BAR_HEIGHT, fill))
            words.append(Word(x + 2 * BAR_HEIGHT + BAR_GAP, BAR_HEIGHT, name))
            x += 2 * BAR_HEIGHT + 4 * BAR_GAP + round(len(name) * LETTER)
    return bars, words
