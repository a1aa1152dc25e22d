"""The charts of the week in each format of its summary, with what is hidden left out."""

from __future__ import annotations

import email
import io
import re
import zipfile
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from typing import Any
from xml.etree import ElementTree

import docx
import openpyxl
import pytest
from charted import SVG, chart_of, filled, summary_of

from spoc_tui.casework.week.charts import week_charts
from spoc_tui.casework.week.definitions import BREAKDOWNS
from spoc_tui.casework.week.summary import WeekSummary
from spoc_tui.reports.charts import png as png
from spoc_tui.reports.charts.svg import chart_svg
from spoc_tui.reports.charts.text import chart_lines
from spoc_tui.reports.week.document import tidy, week_page
from spoc_tui.reports.week.formats import WeekFormat, week_written
from spoc_tui.reports.week.xlsx import week_xlsx


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
