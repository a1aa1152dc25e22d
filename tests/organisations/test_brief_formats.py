"""The briefing sheet in each format: text from outside is kept harmless."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import docx
import pytest
from briefings import TODAY, a_briefing, a_person, an_enquiry
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

from spoc_tui.casework.organisations.briefing import Briefing
from spoc_tui.casework.organisations.organisation import Organisation
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.documents.formats import DocumentFormat, written
from spoc_tui.reports.organisations.brief import briefing_sheet, file_name

NASTY = (
    "<script>alert(1)</script>",
    "[click](http://x.example) **bold** `code` | cell",
    "# heading",
    "- item",
    "1. item",
    "1) item",
    "=SUM(A1)",
    "&lt;b&gt; <b>",
    "[red]markup[/red]",
    "\x1b[31mred\x1b[0m\x07",
    "\u202eturned round",
    "not\ufffexml\uffff",
    "two\nlines\r\n\r\n# and a third",
    "ਪੰਜਾਬੀ 🎪 Cymdeithas Gŵyl",
)


def nasty(text: str) -> Briefing:
    return a_briefing(
        organisation=Organisation("u", text, purpose=text, tags=(text,)),
        people=(a_person(name=text, role=text),),
        open_enquiries=(an_enquiry(subject=text, team=text),),
        officer=text,
    )


class Tags(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def plain(text: str) -> str:
    """The text as any form shows it."""
    return briefing_sheet(a_briefing(organisation=Organisation("u", text))).title


@pytest.mark.parametrize("text", NASTY)
def test_in_html_text_from_outside_makes_no_tags(text: str) -> None:
    page = written(briefing_sheet(nasty(text)), DocumentFormat.HTML).decode()
    harmless = written(briefing_sheet(nasty("harmless")), DocumentFormat.HTML).decode()
    assert Tags(page).tags == Tags(harmless).tags
    assert Tags(page).text.count(plain(text)) >= 5
    assert "\x1b" not in page
    assert "\u202e" not in page


@pytest.mark.parametrize("text", NASTY)
def test_in_markdown_text_from_outside_begins_nothing(text: str) -> None:
    page = written(briefing_sheet(nasty(text)), DocumentFormat.MARKDOWN).decode()
    harmless = written(briefing_sheet(nasty("harmless")), DocumentFormat.MARKDOWN).decode()
    lines, others = page.splitlines(), harmless.splitlines()
    assert len(lines) == len(others)
    unescaped = [line.replace("\\\\", "").replace("\\|", "") for line in lines]
    assert [line.count("|") for line in unescaped] == [line.count("|") for line in others]
    for mark in "<[`*":
        bare = page.replace(f"\\{mark}", "")
        assert bare.count(mark) == harmless.count(mark), mark
    assert "\x1b" not in page


@pytest.mark.parametrize("text", ["- item", "+ item", "1. item", "12) item", ") item", "= item"])
def test_in_markdown_a_line_from_outside_begins_no_list(text: str) -> None:
    lines = Section("Lines", lines=(text,))
    page = written(
        replace(briefing_sheet(a_briefing()), sections=(lines,)), DocumentFormat.MARKDOWN
    ).decode()
    html = MarkdownIt().render(page)
    assert f"<p>{text}</p>" in html
    assert "<li>" not in html


@pytest.mark.parametrize("text", NASTY)
def test_in_word_text_from_outside_is_text(text: str) -> None:
    file = written(briefing_sheet(nasty(text)), DocumentFormat.WORD)
    word = docx.Document(io.BytesIO(file))
    assert word.paragraphs[0].text == plain(text)
    people = next(table for table in word.tables if table.cell(0, 0).text == "Name")
    assert people.cell(1, 0).text == plain(text)


def test_the_word_file_is_plain_a4_with_its_notice_and_no_other_name() -> None:
    file = written(briefing_sheet(a_briefing()), DocumentFormat.WORD)
    word = docx.Document(io.BytesIO(file))
    page = word.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    (foot,) = page.footer.paragraphs
    assert foot.text == "For use within the council. Page  of "  # the numbers are worked out
    numbers = [field.get(qn("w:instr")) for field in foot._p.iter(qn("w:fldSimple"))]
    assert numbers == ["PAGE", "NUMPAGES"]
    assert (word.core_properties.author, word.core_properties.comments) == ("Ann Officer", "")
    assert word.core_properties.created.date() == TODAY
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        assert not [name for name in parts.namelist() if "vba" in name.lower()]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Rook Lane Bowls Club", "briefing-rook-lane-bowls-club-2026-04-02.md"),
        ("../../etc/passwd", "briefing-etc-passwd-2026-04-02.md"),
        ("★", "briefing-organisation-2026-04-02.md"),
        ("x" * 300, f"briefing-{'x' * 60}-2026-04-02.md"),
    ],
)
def test_its_file_is_named_after_the_organisation(name: str, file: str) -> None:
    assert file_name(a_briefing(organisation=Organisation("u", name)), "md") == file
