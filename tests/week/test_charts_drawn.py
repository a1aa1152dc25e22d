"""The charts of the week as they are drawn: in lines of text, as SVG, as a picture."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from charted import CODES, SVG, WIDTHS, chart_of, filled, summary_of
from PIL import Image

from spoc_tui.casework.week.charts import (
    ChartRow,
    directorate_chart,
    week_charts,
)
from spoc_tui.reports.charts import png as png
from spoc_tui.reports.charts.png import PIXELS, chart_png
from spoc_tui.reports.charts.svg import chart_svg
from spoc_tui.reports.charts.text import chart_lines
from spoc_tui.reports.week.formats import WeekFormat, week_written


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("code", "hide_few"),
    [*((code, False) for code in CODES), *((code, True) for code in CODES if code != "taken")],
)
def test_lines_fit_and_have_every_number(code: str, width: int, hide_few: bool) -> None:
    chart = chart_of(code, filled(hide_few=hide_few))
    lines = list(chart_lines(chart, width))
    assert max(map(len, lines)) <= width
    rows = lines[-len(chart.rows) :]
    for row, line in zip(chart.rows, rows, strict=True):
        assert line.startswith(row.name[:10])
        assert all(said in line for said in row.shown)
        for fill, value in zip("█░", row.values, strict=False):
            assert (fill in line) is bool(value)


@pytest.mark.parametrize("width", range(1, 40))
def test_narrow_lines_are_cut(width: int) -> None:
    for chart in week_charts(filled()):
        assert all(len(line) <= width for line in chart_lines(chart, width))


def test_longer_bars_are_of_more() -> None:
    received = {"A": 100, "B": 50, "C": 1, "D": 0}
    chart = directorate_chart(summary_of(received=received))
    assert chart
    a, b, c, d = (line.count("█") for line in chart_lines(chart, 76))
    assert (b, c, d) == (round(a / 2), 1, 0)
    assert a > 60


@pytest.mark.parametrize("code", CODES)
def test_the_svg_is_well_formed_and_says_what_it_shows(code: str) -> None:
    chart = chart_of(code)
    tree = ElementTree.fromstring(chart_svg(chart))
    assert tree.get("role") == "img"
    title, words = tree.find(f"{SVG}title"), tree.find(f"{SVG}desc")
    assert title is not None
    assert words is not None
    assert (title.text, words.text) == (chart.title, chart.alt)
    assert tree.get("aria-labelledby") == f"{title.get('id')} {words.get('id')}"
    texts = [one.text for one in tree.findall(f"{SVG}text")]
    assert {said for row in chart.rows for said in row.shown} <= set(texts)
    # A bar for each value, and one for each series in the key.
    values = [value for row in chart.rows for value in row.values if value]
    key = len(chart.series) if len(chart.series) > 1 else 0
    bars = tree.findall(f"{SVG}rect")
    assert len(bars) == len(values) + key
    hatched = f"url(#{tree.find(f'{SVG}pattern').get('id')})"  # type: ignore[union-attr]
    assert any(bar.get("fill") == hatched for bar in bars) is (len(chart.series) > 1)


@pytest.mark.parametrize("code", CODES)
def test_all_that_is_drawn_is_within_the_picture(code: str) -> None:
    tree = ElementTree.fromstring(chart_svg(chart_of(code)))
    _, _, width, height = map(int, tree.get("viewBox", "").split())
    for bar in tree.findall(f"{SVG}rect"):
        x, y, wide, high = (int(bar.get(name, "")) for name in ("x", "y", "width", "height"))
        assert (x >= 0, y >= 0, x + wide <= width, y + high <= height) == (True,) * 4
    for word in tree.findall(f"{SVG}text"):
        assert 0 <= int(word.get("x", "")) <= width
        assert 10 <= int(word.get("y", "")) <= height


def test_the_ids_of_a_page_are_each_of_one_element() -> None:
    ids = re.findall(rb' id="([^"]+)"', week_written(filled(), WeekFormat.HTML))
    assert len(ids) == len(set(ids)) == 12


@pytest.mark.parametrize("code", CODES)
def test_the_png_is_a_picture_to_print(code: str) -> None:
    chart = chart_of(code)
    made = chart_png(chart)
    assert made == chart_png(chart)
    with Image.open(io.BytesIO(made)) as image:
        assert (image.format, image.mode, image.width) == ("PNG", "L", PIXELS)
        assert 100 < image.height < PIXELS
        ink = image.histogram()[0x22]
    # Bars and letters, and not all of it.
    assert 0.02 < ink / (image.width * image.height) < 0.6


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A system without any of the fonts that are looked for."""
    monkeypatch.setattr(png, "FONTS", ())
    png._font.cache_clear()
    yield
    png._font.cache_clear()


@pytest.mark.usefixtures("no_fonts")
@pytest.mark.parametrize(
    ("text", "drawn"), [("Tŷ’r – 中", "Ty'r - ?"), ("£77.77 on 2", "GBP 77.77 on 2")]
)
def test_without_a_font_of_the_system_the_words_are_in_ascii(text: str, drawn: str) -> None:
    def picture(said: str) -> bytes:
        rows = (ChartRow("Longest", (9,), ("the longest of all",)), ChartRow("B", (4,), (said,)))
        return chart_png(replace(chart_of("directorate"), rows=rows))

    assert picture(text) == picture(drawn) != picture("else")
