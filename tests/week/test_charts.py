"""The charts of the week: their rows, and how each form of the summary shows them."""

from __future__ import annotations

import email
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from email import policy
from email.message import EmailMessage
from typing import Any
from xml.etree import ElementTree

import docx
import openpyxl
import pytest
from PIL import Image

from spoc_tui.casework.week.charts import (
    Chart,
    ChartRow,
    directorate_chart,
    owed_chart,
    taken_chart,
    taken_parts,
    trend_chart,
    week_charts,
)
from spoc_tui.casework.week.definitions import ALL_FIGURES, BREAKDOWNS
from spoc_tui.casework.week.measures import Figures
from spoc_tui.casework.week.periods import week_of
from spoc_tui.casework.week.summary import Trend, WeekSummary
from spoc_tui.reports.charts import png as png
from spoc_tui.reports.charts.png import PIXELS, chart_png
from spoc_tui.reports.charts.svg import chart_svg
from spoc_tui.reports.charts.text import chart_lines
from spoc_tui.reports.week.document import tidy, week_page
from spoc_tui.reports.week.formats import WeekFormat, week_written
from spoc_tui.reports.week.xlsx import week_xlsx

PERIOD = week_of(date(2026, 11, 25))
CODES = ["trend", "directorate", "taken", "owed"]
NASTY = '=SUM(A1)<script>"&\x1b[31m\n</svg>'
WIDTHS = (40, 76, 120)
SVG = "{http://www.w3.org/2000/svg}"


def summary_of(
    *,
    received: Mapping[str, int] | None = None,
    taken: Mapping[str, tuple[int, int]] | None = None,
    owed: Mapping[str, tuple[int, int]] | None = None,
    trend: Iterator[tuple[int, int]] | None = None,
    hide_few: bool = False,
) -> WeekSummary:
    """A week with these breakdowns, the trend ending in it; else empty."""
    weeks = list(trend or ())
    counts = {**{name: {} for name in BREAKDOWNS}, "directorate": received or {}}
    return WeekSummary(
        PERIOD,
        Figures(
            {figure.code: None if figure.is_of_many else 0 for figure in ALL_FIGURES},
            received=counts,
            closed={name: {} for name in BREAKDOWNS},
            open={name: {} for name in BREAKDOWNS},
            owed=owed or {},
            sides={},
            taken=taken or {},
            overdue={},
            longest=None,
        ),
        before=(),
        today=date(2026, 11, 26),
        officer="Ann",
        trend=[
            Trend(PERIOD.start - timedelta(weeks=len(weeks) - 1 - place), *counts)
            for place, counts in enumerate(weeks)
        ],
        hide_few=hide_few,
    )


def filled(*, hide_few: bool = False) -> WeekSummary:
    """All four charts. Of what is hidden with `hide_few`, each sum is £77.77."""
    return summary_of(
        received={"Housing": 1_234, NASTY: 18, "Legal": 2, "Parks": 1},
        taken={"0": (5, 0), "1": (9, 2), "2": (0, 0), "11 to 20": (0, 4)},
        owed={"61+": (5, 1_280_50), "31–60": (3, 77_77), "1–30": (2, 77_77)},
        trend=((n + 10, 40 - n) for n in range(13)),
        hide_few=hide_few,
    )


def shown(chart: Chart | None) -> list[tuple[Any, ...]]:
    assert chart
    return [(row.name, row.values, row.shown) for row in chart.rows]


def chart_of(code: str, summary: WeekSummary | None = None) -> Chart:
    return next(one for one in week_charts(summary or filled()) if one.code == code)


def test_the_trend_has_a_row_for_each_week() -> None:
    chart = trend_chart(filled())
    assert chart
    assert len(chart.rows) == 13
    assert shown(chart)[0] == ("31 Aug", (10, 40), ("10", "40"))
    assert shown(chart)[-1] == ("23 Nov", (22, 28), ("22", "28"))
    assert chart.alt == (
        "Enquiries received and closed in each of the 13 weeks to 29 November 2026: 22 received in "
        "the last so far, 22 at most."
    )


@pytest.mark.parametrize(
    ("received", "hide_few", "rows"),
    [
        ({"A": 5, "B": 2}, False, [("A", (5,), ("5",)), ("B", (2,), ("2",))]),
        (
            {"A": 5, "B": 2, "C": 1},
            True,
            [
                ("A", (5,), ("5",)),
                ("B", (None,), ("under 3",)),
                ("C", (None,), ("under 3",)),
            ],
        ),
        # The total less 5 and 4 would tell what is hidden.
        (
            {"A": 5, "B": 4, "C": 2},
            True,
            [("A", (5,), ("5",)), ("B", (None,), ("hidden",)), ("C", (None,), ("hidden",))],
        ),
        ({"A": 3}, True, [("A", (3,), ("3",))]),
    ],
)
def test_directorates(received: dict[str, int], hide_few: bool, rows: list[Any]) -> None:
    assert shown(directorate_chart(summary_of(received=received, hide_few=hide_few))) == rows


@pytest.mark.parametrize(
    ("rest", "hide_few", "last"),
    [
        ([], False, ("D11", (9,), ("9",))),
        ([4], False, ("1 other", (4,), ("4",))),
        ([1_004, 4], False, ("2 others", (1_008,), ("1,008",))),
        ([4, 2], False, ("2 others", (6,), ("6",))),
        ([5, 4], True, ("2 others", (9,), ("9",))),
        # Their sum, less what the table shows, would tell what is hidden.
        ([4, 2], True, ("2 others", (None,), ("some hidden",))),
        ([2, 1], True, ("2 others", (None,), ("some under 3",))),
    ],
)
def test_many_directorates_end_in_the_others(
    rest: list[int], hide_few: bool, last: tuple[Any, ...]
) -> None:
    counts = [9] * 12 + rest
    received = {f"D{place}": count for place, count in enumerate(counts)}
    chart = directorate_chart(summary_of(received=received, hide_few=hide_few))
    assert chart
    assert shown(chart)[-1] == last
    assert len(chart.rows) == 12 + bool(rest)


@pytest.mark.parametrize(
    ("counts", "hide_few", "row"),
    [
        ((5, 0), False, ((5, 0), "5 by their day")),
        ((0, 4), False, ((0, 4), "4 after")),
        ((1_000, 2), False, ((1_000, 2), "1,000 by their day, 2 after")),
        ((0, 0), True, ((0, 0), "0")),
        ((5, 4), True, ((5, 4), "5 by their day, 4 after")),
    ],
)
def test_response_times(counts: tuple[int, int], hide_few: bool, row: tuple[Any, str]) -> None:
    taken = {"0": (7, 0), "1": counts, "2": (9, 3)}
    summary = summary_of(taken=taken, hide_few=hide_few)
    assert shown(taken_chart(summary))[1] == ("1", row[0], (row[1],))


def test_response_times_are_not_broken_down_where_one_of_them_would_be_hidden() -> None:
    """The median, and of how many it is, would tell it."""
    assert "14 by their day, 6 after it." in chart_of("taken").alt
    assert taken_chart(filled(hide_few=True)) is None
    assert taken_parts(filled(hide_few=True)) == {}
    assert "5,0" not in tidy(filled(hide_few=True)).decode()


def test_weeks_before_the_first_record_have_no_bar_and_no_number() -> None:
    summary = replace(filled(), trend=[Trend(PERIOD.start - timedelta(7), None, None)])
    summary = replace(summary, trend=[*summary.trend, Trend(PERIOD.start, 4, 2)])
    assert shown(trend_chart(summary)) == [
        ("16 Nov", (None, None), ("–", "–")),
        ("23 Nov", (4, 2), ("4", "2")),
    ]
    book = openpyxl.load_workbook(io.BytesIO(week_xlsx(summary)))
    assert [cell.value for cell in book["Weeks"][2]][1:] == ["–", "–", ""]
    assert [cell.value for cell in book["Weeks"][3]][1:] == [4, 2, "so far"]


@pytest.mark.parametrize(
    ("hide_few", "rows"),
    [
        (
            False,
            [
                ("1–30 days", (77_77,), ("£77.77 on 2",)),
                ("61+ days", (1_280_50,), ("£1,280.50 on 5",)),
                ("not known", (5_00,), ("£5.00 on 4",)),
            ],
        ),
        (
            True,
            [
                ("1–30 days", (None,), ("hidden",)),
                ("61+ days", (1_280_50,), ("£1,280.50 on 5",)),
                ("not known", (None,), ("hidden",)),
            ],
        ),
    ],
)
def test_what_is_owed(hide_few: bool, rows: list[Any]) -> None:
    owed = {"not known": (4, 5_00), "61+": (5, 1_280_50), "1–30": (2, 77_77)}
    chart = owed_chart(summary_of(owed=owed, hide_few=hide_few))
    assert shown(chart) == rows
    assert chart
    of_shown = " of those shown" if hide_few else ""
    assert chart.alt.endswith(f"the most{of_shown}, £1,280.50, at 61+ days.")


@pytest.mark.parametrize(
    "summary",
    [
        summary_of(),
        summary_of(trend=((0, 0) for _ in range(13))),
        summary_of(received={"A": 2}, taken={"0": (2, 1)}, owed={"61+": (1, 80_00)}, hide_few=True),
    ],
)
def test_where_there_is_no_bar_there_is_no_chart(summary: WeekSummary) -> None:
    assert list(week_charts(summary)) == []
    assert b"<svg" not in week_written(summary, WeekFormat.HTML)
    assert not docx.Document(io.BytesIO(week_written(summary, WeekFormat.WORD))).inline_shapes
    assert "Charts" not in openpyxl.load_workbook(io.BytesIO(week_xlsx(summary))).sheetnames


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


def test_word_has_each_chart_with_its_words() -> None:
    summary = filled()
    word = docx.Document(io.BytesIO(week_written(summary, WeekFormat.WORD)))
    pictures = [shape._inline for shape in word.inline_shapes]
    alts = {one.alt for one in week_charts(summary)}
    assert len(pictures) == len(alts) == 4
    assert {one.docPr.get("descr") for one in pictures} == alts
    assert {one.extent.cx for one in pictures} == {docx.shared.Mm(160)}


def test_excel_has_each_chart_of_cells_that_are_there() -> None:
    summary = filled()
    made = week_xlsx(summary)
    sheet: Any = openpyxl.load_workbook(io.BytesIO(made))["Charts"]
    described = list(week_charts(summary))
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        charts = [name for name in parts.namelist() if re.match("xl/charts/chart[0-9]+.xml", name)]
        assert len(charts) == 4
        drawn = ElementTree.fromstring(parts.read("xl/drawings/drawing1.xml"))
        alts = [one.get("descr") for one in drawn.iter() if one.tag.endswith("}cNvPr")]
        assert alts == [chart.alt for chart in described]
    for native, chart in zip(sheet._charts, described, strict=True):
        assert len(native.series) == len(chart.series)
        for place, series in enumerate(native.series):
            ((head,),) = cells(sheet, series.tx.strRef.f, single=True)
            names = [row[0].value for row in cells(sheet, series.cat.strRef.f)]
            values = [row[0].value for row in cells(sheet, series.val.numRef.f)]
            assert head.value == chart.series[place]
            assert len(names) == len(chart.rows)
            pence = 100 if chart.code == "owed" else 1
            assert [value * pence for value in values] == [row.values[place] for row in chart.rows]


def cells(sheet: Any, reference: str, *, single: bool = False) -> Any:
    """The cells that a series refers to, row by row."""
    name, _, area = reference.partition("!")
    assert name == sheet.title
    return ((sheet[area.replace("$", "")],),) if single else sheet[area.replace("$", "")]


@pytest.mark.parametrize("form", list(WeekFormat))
def test_hidden_counts_stay_hidden(form: WeekFormat) -> None:
    open_, hidden = (texts_of(filled(hide_few=hide), form) for hide in (False, True))
    assert "77.77" in open_ or "7777" in open_
    assert not re.search("77.?77", hidden)
    assert re.search("under 3", hidden)
    assert not re.search(r"\b[24] beyond|Legal\W+2\b|Parks\W+1\b", hidden)


def texts_of(summary: WeekSummary, form: WeekFormat) -> str:
    """All that a form says, and of its charts."""
    made = week_written(summary, form)
    if form in (WeekFormat.WORD, WeekFormat.EXCEL):
        with zipfile.ZipFile(io.BytesIO(made)) as parts:
            return "\n".join(
                parts.read(name).decode()
                for name in parts.namelist()
                if name.endswith(".xml") and "theme" not in name
            )
    return made.decode().replace("=\r\n", "")


def test_a_hidden_count_is_an_empty_cell_in_excel() -> None:
    sheet: Any = openpyxl.load_workbook(io.BytesIO(week_xlsx(filled(hide_few=True))))["Charts"]
    rows = {row[0].value: [cell.value for cell in row[1:3]] for row in sheet.iter_rows()}
    assert rows["Legal (under 3)"] == [None, None]
    assert rows["1–30 days (hidden)"] == [None, None]
    assert "1" not in rows
    values = [point.v for point in sheet._charts[1].series[0].val.numRef.numCache.pt]
    assert values == [1_234, 18]


def test_a_name_like_markup_or_a_formula_is_only_a_name() -> None:
    summary = filled()
    said = '=SUM(A1)<script>"&[31m </svg>'
    tree = ElementTree.fromstring(chart_svg(chart_of("directorate")))
    assert said in [one.text for one in tree.findall(f"{SVG}text")]
    page = week_written(summary, WeekFormat.HTML).decode()
    assert "<script" not in page
    assert page.count("</svg>") == 4
    assert any(line.startswith(said) for line in chart_lines(chart_of("directorate"), 120))
    made = week_xlsx(summary)
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if "sheet" in name)
    sheet: Any = openpyxl.load_workbook(io.BytesIO(made))["Charts"]
    assert ("s", said) in [(cell.data_type, cell.value) for cell in sheet["A"]]
    with zipfile.ZipFile(io.BytesIO(week_written(summary, WeekFormat.WORD))) as parts:
        ElementTree.fromstring(parts.read("word/document.xml"))


def test_a_mail_has_the_tables_and_no_charts() -> None:
    made = email.message_from_bytes(week_written(filled(), WeekFormat.MAIL), policy=policy.default)
    assert isinstance(made, EmailMessage)
    text, page = (part.get_content().replace("\r", "") for part in made.iter_parts())
    assert "<svg" not in page
    assert "</svg>" not in page
    assert "Received and closed, the last 13 weeks (the last is not over)</h3>" in page
    assert "█" not in text
    assert "Directorate: Housing\nReceived: 1,234\n" in text
    assert "Days to pay: 61+ days\nComplaints: 5\nOutstanding: £1,280.50" in text


def test_plain_text_has_the_bars_for_the_table() -> None:
    text = week_written(filled(), WeekFormat.TEXT).decode()
    assert re.search("^61[+] days  .*█ £1,280.50 on 5$", text, re.MULTILINE)
    assert re.search("^31 Aug  .*█ 10 .*░ 40$", text, re.MULTILINE)
    assert "Complaints: " not in text
    assert "Week from: " not in text
    many = summary_of(received={f"D{place}": 20 - place for place in range(14)})
    text = week_written(many, WeekFormat.TEXT).decode()
    assert re.search("^2 others .*█ 15$", text, re.MULTILINE)
    assert "Directorate: D13" in text


def test_plain_text_has_what_no_chart_draws_of_the_directorates() -> None:
    summary = filled()
    of = {name: {} for name in BREAKDOWNS}
    figures = replace(
        summary.figures,
        closed={**of, "directorate": {"Housing": 41}},
        open={**of, "directorate": {"Housing": 42, "Planning": 43}},
    )
    text = week_written(replace(summary, figures=figures), WeekFormat.TEXT).decode()
    assert re.search("^Housing  .*█ 1,234$", text, re.MULTILINE)
    assert "Directorate: Housing\nReceived: 1,234\nClosed: 41\nOpen: 42\n" in text
    assert "Directorate: Planning\nReceived: 0\nClosed: 0\nOpen: 43\n" in text


def test_markdown_has_the_numbers_in_tables() -> None:
    text = week_written(filled(), WeekFormat.MARKDOWN).decode()
    assert "| 31 Aug | 10 | 40 |" in text
    assert "| 11 to 20 | 0 | 4 |" in text
    assert "█" not in text


def test_parts_are_under_what_they_are_parts_of() -> None:
    titles = [(one.title, one.part) for one in week_page(filled()).sections]
    assert titles[1:] == [
        ("Enquiries", False),
        ("Received and closed, the last 13 weeks (the last is not over)", True),
        ("Working days to answer, and whether by the day due", True),
        ("Enquiries by directorate", True),
        ("Payments", False),
        ("Still owed, by age", True),
        ("Feedback", False),
        ("How the figures are worked out", False),
        ("Enquiries: how", True),
        ("Payments: how", True),
        ("Feedback: how", True),
        ("Enquiries broken down: how", True),
    ]


def test_the_tidy_table_hides_what_few_are_owed() -> None:
    lines = tidy(filled(hide_few=True)).decode()
    assert "payments.open,band,1–30,hidden" in lines
    assert "payments.open,band,31–60,hidden" in lines
    assert "payments.outstanding,band,1–30,,,,\n" in lines
    assert "payments.outstanding,band,61+,128050,,,\n" in lines
