"""The pack in each format: text from outside stays text, and the workbook adds up."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from html.parser import HTMLParser

import docx
import pytest
from factories import make_payment
from markdown_it import MarkdownIt
from packs import facts_of, late_invoice, records, sheets, three_invoices

from db.store import Store
from spoc_tui.casework.payments.pack import Pack
from spoc_tui.casework.records.signed import anchor_of
from spoc_tui.reports.payments.pack import payment_pack
from spoc_tui.reports.payments.pack_facts import LONGEST_WORDS
from spoc_tui.reports.payments.pack_formats import PackFormat, pack_written

NASTY = (
    "<b>bold</b>",
    "<script>alert(1)</script>",
    "one | two",
    "**bold** [link](http://x.example) `code`",
    '=HYPERLINK("http://x.example")',
    "+SUM(A1)",
    "@SUM(A1)",
    "-1+1",
    "&lt;b&gt;",
)

CONTROL = "\x1b[31mred\x1b[0m\x07 \u202eturned"


@pytest.fixture
def late(store: Store) -> str:
    return late_invoice(store)


@pytest.fixture
def three(store: Store, late: str) -> Pack:
    return three_invoices(store)


# Text from outside is text.


def nasty(store: Store, text: str) -> Pack:
    """A complaint with that text wherever an officer may type."""
    reference = make_payment(
        store,
        text,
        invoice=text,
        what_for=text,
        order=text,
        received="2026-02-02",
        disputed="yes",
        disputed_why=text,
    ).reference
    store.payments.to_finance(reference, text=text)
    store.payments.answer(reference, text)
    return store.payments.pack(None)


@pytest.mark.parametrize("text", NASTY)
def test_in_markdown_and_html_it_is_shown_as_it_is(store: Store, text: str) -> None:
    pack = nasty(store, text)
    markdown = pack_written(pack, PackFormat.MARKDOWN).decode()
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)
    for page in (rendered, pack_written(pack, PackFormat.HTML).decode()):
        assert "<b>bold" not in page
        assert "<script" not in page
        assert "<a " not in page
        assert "<code" not in page
        shown = text_of(page)
        assert shown.count(text) >= 8


def text_of(page: str) -> str:
    """The text of a page, without its tags."""

    class Text(HTMLParser):
        text = ""

        def handle_data(self, data: str) -> None:
            self.text += data

    parser = Text()
    parser.feed(page)
    return parser.text


@pytest.mark.parametrize("text", NASTY)
def test_in_markdown_a_table_keeps_its_columns(store: Store, text: str) -> None:
    markdown = pack_written(nasty(store, text), PackFormat.MARKDOWN).decode()
    rows_of = [line for line in markdown.splitlines() if line.startswith("| ")]
    widths = {line.replace("\\\\", "").replace("\\|", "").count("|") for line in rows_of}
    assert widths == {4, 7}


@pytest.mark.parametrize("text", NASTY)
def test_in_word_it_is_text(store: Store, text: str) -> None:
    word = docx.Document(io.BytesIO(pack_written(nasty(store, text), PackFormat.WORD)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert text in cells
    assert sum(text in cell for cell in cells) >= 7


@pytest.mark.parametrize("text", NASTY)
def test_in_excel_no_text_is_a_formula_or_a_link(store: Store, text: str) -> None:
    book = sheets(nasty(store, text))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    assert records(book["Complaints"])[0]["Who"] == text
    assert records(book["Complaints"])[0]["Invoice"] == text


@pytest.mark.parametrize("form", list(PackFormat))
def test_control_codes_reach_no_form(store: Store, form: PackFormat) -> None:
    content = pack_written(nasty(store, CONTROL), form)
    parts = [content]
    if not form.is_text:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            parts = [file.read(name) for name in file.namelist() if name.endswith(".xml")]
    whole = b"".join(parts).decode()
    assert not [sign for sign in ("\x1b", "\x07", "\u202e", "_x001B_") if sign in whole]
    assert "red" in whole


def test_a_very_long_name_and_text_do_not_break_it(store: Store) -> None:
    nasty(store, "x" * 100)
    store.payments.edit("1", {"disputed_why": "word " * 3_000})
    made = make_payment(store, "N" * 300, received="2026-02-02")
    pack = store.payments.pack(None)
    said = payment_pack(pack)
    assert facts_of(said, made.reference)["Who"] == "N" * 300
    assert all(len(section.title) <= 100 for section in said.sections)
    assert len(facts_of(said, "PAY-26-0001")["Disputed"]) <= LONGEST_WORDS
    assert all(pack_written(pack, form) for form in PackFormat)


# The workbook.


def test_in_excel_sums_are_numbers_and_days_are_days(three: Pack) -> None:
    book = sheets(three)
    assert book.sheetnames == ["Complaints", "Working", "Timeline", "Totals"]
    disputed, late, unknown = records(book["Complaints"])
    assert (late["Amount"], late["Outstanding"]) == (2500, 2500)
    sums = [late[name] for name in ("Interest", "Interest a day", "Compensation", "In all")]
    assert sums == pytest.approx([24.14, 0.80, 70, 2594.14])
    assert (late["Days late"], late["Days to pay"], late["Band"]) == (
        *(30, 59),
        "would fall in band 31–60",
    )
    assert late["Received"] == datetime.fromisoformat("2026-02-02")
    assert late["Relevant day"] == datetime.fromisoformat("2026-03-03")
    assert (disputed["Days late"], disputed["Interest"]) == (51, None)
    assert (unknown["Days late"], unknown["Days to pay"], unknown["Band"]) == (None, None, None)
    (cell,) = [one for one in book["Complaints"][3] if one.value == late["Amount"]][:1]
    assert "£" in cell.number_format


def test_in_excel_the_totals_add_up(three: Pack) -> None:
    totals = records(sheets(three)["Totals"])
    paid_late = totals.pop()
    assert (paid_late["By"], paid_late["Complaints"]) == ("Interest still claimable", 0)
    assert totals[-1] == {
        "By": "All",
        "Which": None,
        "Complaints": 3,
        "Outstanding": 3750,
        "Interest": 24.14,
        "Compensation": 70,
        "In all": 3844.14,
        "On an assumed rate": 0,
    }
    for kind in ("Directorate", "Would fall in band"):
        those = [row for row in totals if row["By"] == kind]
        assert sum(row["In all"] for row in those) == pytest.approx(3844.14)
        assert sum(row["Complaints"] for row in those) == 3


def test_in_excel_every_sheet_says_what_it_is(three: Pack) -> None:
    for sheet in sheets(three):
        said = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
        assert said[-1] == (
            "For the Chief Finance Officer; for use within the council. Indicative, not legal "
            f"advice. As at Thu 2 Apr 2026. {anchor_of(three.officer)}"
        )


def test_the_workbook_gives_away_nothing_of_its_making(three: Pack) -> None:
    about = sheets(three).properties
    assert (about.creator or "", about.lastModifiedBy or "", about.description or "") == ("",) * 3
