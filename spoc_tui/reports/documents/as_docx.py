"""A document as a Word file on A4."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from spoc_tui.casework.text import one_line
from spoc_tui.casework.week.charts import Chart
from spoc_tui.reports.documents.document import LONGEST_PROPERTY, Document, Section, Table

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table as WordTable
    from docx.table import _Cell as Cell
    from docx.text.paragraph import Paragraph

FONT = "Arial"
PAGE, MARGIN = (210, 297), 16
"""A4, in millimetres."""
TEXT_WIDTH = PAGE[0] - 2 * MARGIN
BY_HAND = 9
"""The height of a row that is written into by hand, in millimetres."""
CHART_WIDTH = 160
"""In millimetres."""


def as_docx(document: Document) -> bytes:
    """The document as the bytes of a .docx file."""
    import docx

    word = docx.Document()
    _set_page(word, document)
    _set_styles(word)
    word.add_heading(one_line(document.title), 0)
    top = word.add_paragraph()
    top.add_run(one_line(document.notice)).bold = True
    top.add_run(f" {one_line(document.written)}")
    for section in document.sections:
        _add_section(word, section)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _set_page(word: WordDocument, document: Document) -> None:
    from docx.shared import Mm

    page = word.sections[0]
    page.page_width, page.page_height = (Mm(side) for side in PAGE)
    page.left_margin = page.right_margin = Mm(MARGIN)
    page.top_margin = page.bottom_margin = Mm(13)
    page.footer_distance = Mm(6)
    foot = page.footer.paragraphs[0]
    foot.add_run(f"{one_line(document.notice)} Page ")
    _add_number(foot, "PAGE")
    foot.add_run(" of ")
    _add_number(foot, "NUMPAGES")
    if document.anchor:
        page.footer.add_paragraph(one_line(document.anchor), style="Footer")
    about = word.core_properties
    about.title = one_line(document.title)[:LONGEST_PROPERTY]
    about.author = about.last_modified_by = one_line(document.author)[:LONGEST_PROPERTY]
    about.comments, about.language = "", "en-GB"
    about.created = about.modified = datetime.combine(document.day, time.min, UTC)


def _add_number(paragraph: Paragraph, of: str) -> None:
    """A number that the program works out that shows it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field, run, text = (OxmlElement(name) for name in ("w:fldSimple", "w:r", "w:t"))
    field.set(qn("w:instr"), of)
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _set_styles(word: WordDocument) -> None:
    """Plain, dark and close: the template's own are blue and wide, and in two fonts."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor
    from docx.styles.style import ParagraphStyle

    for name, size, before, after in (
        ("Normal", 9, 0, 1),
        ("Footer", 8, 0, 0),
        ("Title", 16, 0, 3),
        ("Heading 1", 10.5, 8, 2),
        ("Heading 2", 9, 5, 1),
    ):
        style = word.styles[name]
        assert isinstance(style, ParagraphStyle)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(0x11, 0x11, 0x11)
        style.font.bold = name not in ("Normal", "Footer")
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.line_spacing = 1.0
        for line in list(style.element.iter(qn("w:pBdr"))):
            line.getparent().remove(line)
        for language in style.element.iter(qn("w:lang")):
            language.set(qn("w:val"), "en-GB")


def _add_section(word: WordDocument, section: Section) -> None:
    word.add_heading(one_line(section.title), 2 if section.part else 1)
    if section.chart:
        _add_chart(word, section.chart)
    if section.table:
        _add_table(word, section.table.printed)
    for line in section.lines:
        word.add_paragraph(one_line(line))


def _add_chart(word: WordDocument, chart: Chart) -> None:
    from docx.shared import Mm

    from spoc_tui.reports.charts.png import chart_png

    paragraph = word.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    picture = paragraph.add_run().add_picture(io.BytesIO(chart_png(chart)), Mm(CHART_WIDTH))
    for side in ("distT", "distB", "distL", "distR"):  # what is left out some programs fill in
        picture._inline.set(side, "0")
    about = picture._inline.docPr
    about.set("title", one_line(chart.title))
    about.set("descr", one_line(chart.alt))


def _add_table(word: WordDocument, table: Table) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Mm, RGBColor

    rows = ([table.heads] if table.heads else []) + list(table.rows)
    drawn = word.add_table(len(rows), len(table.widths))
    drawn.autofit = False
    widths = [Mm(TEXT_WIDTH * width / 100) for width in table.widths]
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = width
    for row, texts in zip(drawn.rows, rows, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = widths[place]
            bold = place == 0 and not table.heads
            _write(cell, text, bold=bold, to_the_right=place in table.sums)
    if table.heads:
        for cell in drawn.rows[0].cells:
            cell.paragraphs[0].runs[0].font.color.rgb = RGBColor(0x55, 0x55, 0x55)
        drawn.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    if table.by_hand:
        _rule(drawn, after=1 if table.heads else 0)
    if table.total:
        for cell in drawn.rows[-1].cells:
            cell.paragraphs[0].runs[0].bold = True


def _rule(drawn: WordTable, after: int) -> None:
    """Rows that are written into by hand are ruled, and high enough for it; not the first few."""
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    borders = OxmlElement("w:tblBorders")
    for side in ("w:top", "w:bottom", "w:insideH"):
        line = OxmlElement(side)
        for name, value in (("w:val", "single"), ("w:sz", "4"), ("w:color", "999999")):
            line.set(qn(name), value)
        borders.append(line)
    drawn._tbl.tblPr.append(borders)
    for row in list(drawn.rows)[after:]:
        row.height, row.height_rule = Mm(BY_HAND), WD_ROW_HEIGHT_RULE.AT_LEAST


def _write(cell: Cell, text: str, *, bold: bool, to_the_right: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    if to_the_right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run(one_line(text)).bold = bold
