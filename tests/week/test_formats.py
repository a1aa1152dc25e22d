"""The summary as an Excel workbook and as a draft e-mail: typed, harmless, and the same twice."""

from __future__ import annotations

import csv
import email
import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from factories import FixedClock, a_case, make_enquiry, make_organisation, make_payment

from db.store import Store
from spoc_tui.casework.council.council import Directorate, Team, Topic
from spoc_tui.casework.enquiries.enquiry import Status
from spoc_tui.casework.records.signed import anchor_of
from spoc_tui.casework.week.definitions import ALL_FIGURES
from spoc_tui.casework.week.measures import DeadlineCounts, measured
from spoc_tui.casework.week.periods import week_of
from spoc_tui.casework.week.summary import DueOnDay, HeardFrom, OwnWords, Trend, WeekSummary
from spoc_tui.reports.charts.svg import without_charts
from spoc_tui.reports.documents.as_html import as_html
from spoc_tui.reports.documents.as_markdown import as_markdown
from spoc_tui.reports.documents.as_text import as_text
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.week.document import week_page
from spoc_tui.reports.week.formats import WeekFormat, week_written
from spoc_tui.reports.week.mail import week_mail
from spoc_tui.reports.week.xlsx import week_xlsx

WARD, TOPIC, TEAM = '=HYPERLINK("http://x.example")', "+SUM(A1)", "@Parks & <Trees>"
HEAD = 6
"""The row of the heads on “Figures”."""


@pytest.fixture
def busy(store: Store, clock: FixedClock) -> WeekSummary:
    """A week with enquiries and with payments still owed, under names like formulas."""
    for name in (TEAM, "Highways"):
        store.council.add(Directorate, {"name": name})
        store.council.add(Team, {"name": f"Desk of {name}", "directorate": name})
    topic = store.council.add(Topic, {"code": "SUM", "name": TOPIC})
    uid = make_organisation(store, "Zebra Trust", ward=WARD).uid
    for _ in range(3):
        make_enquiry(store, organisation_uid=uid, topic_uid=topic.uid, route_to=f"Desk of {TEAM}")
    make_enquiry(store, route_to="Desk of Highways")
    case = a_case(store, Status.ANSWERED)
    store.enquiries.told(case.enquiry.reference)
    make_payment(store, amount="80.50", received="2/3/2026")
    make_payment(store, amount="1,200", received="2/1/2026", invoice="7")
    return store.week.summary(week_of(store.today()))


@pytest.fixture
def empty(store: Store) -> WeekSummary:
    return store.week.summary(week_of(store.today()))


def workbook(summary: WeekSummary) -> Any:
    return openpyxl.load_workbook(io.BytesIO(week_xlsx(summary)))


def figures_row(sheet: Any, section: str, name: str) -> Sequence[Any]:
    """The cells of a figure."""
    return next(
        row for row in sheet.iter_rows(min_row=HEAD + 1) if _values(row[:2]) == [section, name]
    )


def _values(cells: Sequence[Any]) -> list[Any]:
    return [cell.value for cell in cells]


def _texts(sheet: Any) -> list[list[Any]]:
    """The values of its rows without the heads."""
    return [_values(row) for row in sheet.iter_rows(min_row=2)]


def draft(summary: WeekSummary) -> EmailMessage:
    page = week_page(summary)
    made = email.message_from_bytes(
        week_mail(page.title, as_text(page), as_html(page)), policy=policy.default
    )
    assert isinstance(made, EmailMessage)
    return made


def test_the_figures_are_typed_beneath_the_notice(busy: WeekSummary) -> None:
    sheet = workbook(busy)["Figures"]
    assert _values(sheet["A"])[:4] == [
        "The voluntary sector: Week 14 of 2026, 30 March to 5 April 2026",
        "30 March to 5 April 2026",
        "Draft, not issued. The week is not over.",
        week_page(busy).written,
    ]
    heads = ["Section", "Figure", "This week so far", "The week before", "The four weeks before"]
    assert _values(sheet[HEAD]) == heads
    assert (sheet.freeze_panes, sheet.max_row) == ("A7", HEAD + len(ALL_FIGURES))
    assert sheet.auto_filter.ref == f"A6:E{HEAD + len(ALL_FIGURES)}"
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width > 13
    received = figures_row(sheet, "Enquiries", "Received")
    assert _values(received[2:]) == [5, "–", "–"]  # nothing was recorded before
    assert isinstance(received[2].value, int)
    assert received[2].number_format == "#,##0"
    median = figures_row(sheet, "Enquiries", "Days to answer, median")
    assert (median[2].value, median[2].number_format) == (0, '#,##0" days (of 1)"')
    outstanding = figures_row(sheet, "Payments", "Outstanding at the end")
    assert (outstanding[2].value, outstanding[2].number_format) == (1280.5, "£#,##0.00")


def test_the_periods_before_are_compared_as_numbers(empty: WeekSummary) -> None:
    weeks = (
        measured(
            {"enquiries.received": received, "payments.interest": pence},
            {"answered": days},
            {"answered": kept},
        )
        for received, pence, days, kept in (
            (2, 101, {1: 1, 4: 1}, DeadlineCounts(1, 1, 0)),
            (3, 102, {9: 9, 10: 1}, DeadlineCounts(198, 0, 0)),
        )
    )
    before = [
        replace(empty.figures, values=one.values, of=one.of, days=one.days, kept=one.kept)
        for one in weeks
    ]
    sheet = workbook(replace(empty, before=before, first_day=None))["Figures"]
    assert _values(sheet[HEAD])[3:] == ["The week before", "The two weeks before"]
    assert _values(figures_row(sheet, "Enquiries", "Received")[3:]) == [2, 2.5]
    within = figures_row(sheet, "Enquiries", "Answered by their day")[3:]
    assert _values(within) == [0.5, 0.99]  # not all of them
    assert [one.number_format for one in within] == ['0%" (1 of 2)"', '0%" (199 of 200)"']
    median = figures_row(sheet, "Enquiries", "Days to answer, median")[3:]
    assert _values(median) == [2.5, 9]
    assert [one.number_format for one in median] == [
        '#,##0.0" days (of 2)"',
        '#,##0" days (of 12)"',
    ]
    longest = figures_row(sheet, "Enquiries", "Days to answer, 9 in 10")[3:]
    assert [one.number_format for one in longest] == [
        '"longest "#,##0" days (of 2)"',
        '#,##0" days (of 12)"',
    ]
    assert _values(figures_row(sheet, "Payments", "Interest run up")[3:]) == [1.01, 1.02]
    assert _values(figures_row(sheet, "Payments", "Paid")[3:]) == ["–", "–"]
    alone = workbook(replace(empty, before=()))["Figures"]
    assert _values(figures_row(alone, "Enquiries", "Received")[2:]) == [0, "–", "–"]


def test_names_like_formulas_stay_text(busy: WeekSummary) -> None:
    sheet = workbook(busy)["Enquiries"]
    rows = _texts(sheet)
    assert ["Topic", TOPIC, 3, 0, 3] in rows
    assert ["Ward", WARD, 3, 0, 3] in rows
    assert ["Directorate", TEAM, 3, 0, 3] in rows
    assert {cell.data_type for cell in sheet["B"]} == {"s"}
    assert {cell.hyperlink for cell in sheet["B"]} == {None}
    assert {cell.number_format for cell in sheet["C"][1:]} == {"#,##0"}
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:E{sheet.max_row}")
    with zipfile.ZipFile(io.BytesIO(week_xlsx(busy))) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in parts.read(name) for name in sheets)
        assert not any("externalLink" in name for name in parts.namelist())


def test_small_counts_are_hidden_in_the_tables(busy: WeekSummary) -> None:
    book = workbook(replace(busy, hide_few=True))
    directorates = [row[1:] for row in _texts(book["Enquiries"]) if row[0] == "Directorate"]
    assert directorates == [
        [TEAM, "hidden", 0, "hidden"],
        ["Highways", "hidden", 0, "hidden"],
        ["answered by the officer", "hidden", 0, "hidden"],
    ]
    # The sum of one complaint would tell as much as their number.
    assert _texts(book["Owed"]) == [
        ["31–60 days", "under 3", None],
        ["61+ days", "under 3", None],
    ]


def test_no_text_of_the_officers_or_the_records_is_a_formula(busy: WeekSummary) -> None:
    own = OwnWords("=1+1", "+SUM(A1)\n@A1", '=HYPERLINK("http://x.example")', "-2+3")
    summary = replace(busy, own=own, heard_from=HeardFrom(("=1+1", "@Club"), 1))
    words = [row[1] for row in _texts(workbook(summary)["Words"])]
    assert words == ["=1+1", "-2+3", "+SUM(A1)", "@A1", '=HYPERLINK("http://x.example")']
    for sheet in workbook(summary):
        assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    table = list(csv.reader(io.StringIO(week_written(summary, WeekFormat.CSV).decode())))
    names = {row[4] for row in table}
    assert {f"'{WARD}", f"'{TOPIC}", f"'{TEAM}", "'=1+1", "'@Club"} <= names
    assert not [cell for row in table for cell in row if cell[:1] in ("=", "+", "-", "@")]


def test_what_is_owed_and_what_is_due_is_typed(busy: WeekSummary) -> None:
    due = [DueOnDay(busy.period.after().start, "=1+1"), *busy.due]
    book = workbook(replace(busy, due=due))
    owed = book["Owed"]
    assert _texts(owed) == [["31–60 days", 1, 80.5], ["61+ days", 1, 1200]]
    assert owed["C2"].number_format == "£#,##0.00"
    assert (owed.freeze_panes, owed.auto_filter.ref) == ("A2", "A1:C3")
    first = book["Due"][2]
    assert (first[0].value.date(), first[1].value) == (due[0].day, "=1+1")
    assert (first[0].number_format, first[0].is_date) == ("dd/mm/yyyy", True)
    assert first[1].data_type == "s"


def test_the_other_tables_have_sheets_of_their_own(busy: WeekSummary) -> None:
    figures = replace(
        busy.figures,
        overdue={TEAM: 7, "Highways": 1_000},
        taken={"0": (9, 0), "1": (5, 4)},
    )
    trend = [Trend(busy.period.start, 5, 1)]
    summary = replace(busy, figures=figures, trend=trend, rising=[(TOPIC, 5, 4)])
    book = workbook(summary)
    assert _texts(book["Overdue"]) == [[TEAM, 7], ["Highways", 1000]]
    assert _texts(book["Answered"]) == [["0", 9, 0], ["1", 5, 4]]
    assert _texts(book["Themes"]) == [[TOPIC, 5, 4]]
    ((week, *counts),) = _texts(book["Weeks"])
    assert (week.date(), counts) == (busy.period.start, [5, 1, "so far"])
    few = replace(
        summary,
        figures=replace(figures, overdue={TEAM: 2}, taken={"0": (1, 0)}),
        rising=[(TOPIC, 3, 1)],
        hide_few=True,
    )
    hidden = workbook(few)
    assert _texts(hidden["Overdue"]) == [[TEAM, "under 3"]]
    assert "Answered" not in hidden.sheetnames
    assert _texts(hidden["Themes"]) == [[TOPIC, 3, "under 3"]]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        *((plain, plain) for plain in ("23.8", "61+", "£1.50", "4 days (of 12)", "–")),
        *(("1. one", "1\\. one"), ("12)", "12\\)"), ("- one", "\\- one"), ("+", "\\+")),
    ],
)
def test_in_markdown_a_number_stays_as_it_is_and_begins_no_list(
    empty: WeekSummary, text: str, written: str
) -> None:
    page = replace(week_page(empty), sections=(Section("", (), (text,)),))
    assert f"\n{written}\n" in as_markdown(page)


def test_a_row_is_as_high_as_its_longest_text_needs(busy: WeekSummary) -> None:
    book = workbook(replace(busy, own=OwnWords(remarks="Long. " * 120)))
    for sheet, place, width in (("Words", 1, 90), ("How", 3, 90)):
        rows = list(book[sheet].iter_rows(min_row=2))
        assert max(len(row[place].value) for row in rows) > 3 * width
        for row in rows:
            needed = len(row[place].value) / width
            assert (book[sheet].row_dimensions[row[0].row].height or 15) >= 15 * needed


def test_an_empty_week_is_a_workbook_without_charts(empty: WeekSummary) -> None:
    book = workbook(empty)
    assert book.sheetnames == ["Figures", "Words", "Enquiries", "How"]
    assert not any(sheet._charts for sheet in book)
    assert _texts(book["Enquiries"]) == []
    assert book["Enquiries"].auto_filter.ref == "A1:E1"
    oldest = figures_row(book["Figures"], "Payments", "Oldest, in days to pay")
    assert _values(oldest[2:]) == ["–", "–", "–"]


def test_the_workbook_says_what_it_is_and_who_wrote_it(empty: WeekSummary) -> None:
    about = workbook(replace(empty, officer="Jo\r\nSample\x1b[31m")).properties
    assert about.title == week_page(empty).title
    assert about.creator == "Jo Sample[31m"
    assert about.created == about.modified
    assert about.created.isoformat() == "2026-04-02T00:00:00"


@pytest.mark.parametrize(
    ("issued", "notice"),
    [
        ("", "Draft, not issued. The week is not over."),
        ("WK-2026-03-30-7-1", "Issued as WK-2026-03-30-7-1. The week was not over."),
        ("A&B", "Issued as A&&B. The week was not over."),
    ],
)
def test_each_sheet_has_the_notice_at_its_foot(busy: WeekSummary, issued: str, notice: str) -> None:
    with zipfile.ZipFile(io.BytesIO(week_xlsx(replace(busy, issued=issued)))) as parts:
        sheets = [
            ElementTree.fromstring(parts.read(name))
            for name in parts.namelist()
            if name.startswith("xl/worksheets/sheet")
        ]
    assert len(sheets) > 4
    assert {
        foot.text for sheet in sheets for foot in sheet.iter() if foot.tag.endswith("}oddFooter")
    } == {f"&L{notice} {anchor_of(busy.officer)}&R&P"}


def test_the_draft_has_both_forms_and_is_to_nobody(busy: WeekSummary) -> None:
    page = week_page(busy, in_full=False)
    made = email.message_from_bytes(week_written(busy, WeekFormat.MAIL), policy=policy.default)
    assert made["Subject"] == page.title
    assert made["X-Unsent"] == "1"
    assert {"to", "cc", "bcc", "from", "date"}.isdisjoint(name.lower() for name in made)
    assert made.get_content_type() == "multipart/alternative"
    text, html = made.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert {part.get_content_charset() for part in (text, html)} == {"utf-8"}
    assert text.get_content().splitlines() == as_text(page, charts=False).splitlines()
    assert html.get_content().splitlines() == without_charts(as_html(page)).splitlines()
    assert not made.defects


def test_the_lines_of_the_draft_end_in_crlf_and_are_short(busy: WeekSummary) -> None:
    made = week_mail("A week", "£80 – naïve\n.\nFrom here " + "long " * 300, "<p>£80</p>\r\n")
    lines = made.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 76
    assert made.isascii()


@pytest.mark.parametrize("nasty", ["Jo\r\nBcc: x@x.example", "Jo\nTo: x@x.example\n\n<b>"])
def test_a_name_adds_no_header(empty: WeekSummary, nasty: str) -> None:
    made = draft(replace(empty, officer=nasty, rising=[(nasty, 3, 1)]))
    assert made.keys() == ["Subject", "X-Unsent", "MIME-Version", "Content-Type"]
    assert len(list(made.iter_parts())) == 2


def test_the_same_summary_makes_the_same_bytes(busy: WeekSummary) -> None:
    for form in (week_xlsx, lambda one: week_written(one, WeekFormat.MAIL)):
        assert form(busy) == form(busy)
    assert week_mail("A", "text", "<p>") != week_mail("A", "text<p>", "")
