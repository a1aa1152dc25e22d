"""A chart as a PNG picture for a document that is printed."""

from __future__ import annotations

import io
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from spoc_tui.casework.text import one_line
from spoc_tui.casework.week.charts import Chart
from spoc_tui.reports.charts.drawing import (
    DRAWING_WIDTH,
    LETTER_SIZE,
    Anchor,
    Bar,
    Fill,
    Word,
    drawing_of,
)

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

PIXELS = 1500
"""The width: about 240 to the inch where it is 160 mm wide."""
SCALE = PIXELS / DRAWING_WIDTH
WHITE, INK = 255, 0x22
LINE, HATCH = 2, 10
"""The breadth of a line, and the way from one line of a hatching to the next, in pixels."""
FONTS = ("Arial.ttf", "arial.ttf", "LiberationSans-Regular.ttf", "DejaVuSans.ttf")
"""Looked for among the system's, the first that there is. Without one it is Pillow's own font."""
ASCII = {"£": "GBP ", "–": "-", "—": "-", "’": "'", "“": '"', "”": '"', "…": "..."}
"""For Pillow's own font, which has little more."""
ANCHORS = {Anchor.START: "ls", Anchor.MIDDLE: "ms", Anchor.END: "rs"}


def chart_png(chart: Chart) -> bytes:
    """Grey, PIXELS wide; the same bytes for the same chart where the fonts are the same."""
    from PIL import Image, ImageDraw

    drawing = drawing_of(chart)
    image = Image.new("L", (PIXELS, _scaled(drawing.height)), WHITE)
    pen = ImageDraw.Draw(image)
    for bar in drawing.bars:
        _draw_bar(image, pen, bar)
    pen.line([_scaled(place) for place in drawing.line], INK, LINE)
    for word in drawing.words:
        _draw_word(pen, word)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _draw_bar(image: Image, pen: ImageDraw, bar: Bar) -> None:
    left, top = _scaled(bar.x), _scaled(bar.y)
    right, bottom = _scaled(bar.x + bar.width), _scaled(bar.y + bar.height)
    if bar.fill is Fill.HATCHED:
        image.paste(_hatched(right - left, bottom - top), (left, top))
    fill = INK if bar.fill is Fill.SOLID else None
    pen.rectangle((left, top, right, bottom), fill, INK, LINE)


def _hatched(width: int, height: int) -> Image:
    from PIL import Image, ImageDraw

    image = Image.new("L", (width, height), WHITE)
    pen = ImageDraw.Draw(image)
    for x in range(-height, width, HATCH):
        pen.line((x, height, x + height, 0), INK, LINE)
    return image


def _draw_word(pen: ImageDraw, word: Word) -> None:
    font, has_every_letter = _font()
    text = one_line(word.text)
    if not has_every_letter:
        text = _plain(text)
    place = _scaled(word.x), _scaled(word.y)
    pen.text(place, text, INK, font, ANCHORS[word.anchor])


@cache
def _font() -> tuple[FreeTypeFont | ImageFont, bool]:
    """The font, and whether it has what English is written with, and more."""
    from PIL import ImageFont

    for name in FONTS:
        try:
            return ImageFont.truetype(name, _scaled(LETTER_SIZE)), True
        except OSError:
            continue
    return ImageFont.load_default(_scaled(LETTER_SIZE)), False


def _plain(text: str) -> str:
    """In ASCII: accents left out, and “?” for what has no such letter."""
    ascii_text = "".join(ASCII.get(sign, sign) for sign in text)
    apart = unicodedata.normalize("NFKD", ascii_text)
    letters = (sign for sign in apart if not unicodedata.combining(sign))
    return "".join(letters).encode("ascii", "replace").decode()


def _scaled(length: int) -> int:
    return round(length * SCALE)
