"""The formats in which the summary is written."""

from __future__ import annotations

from spoc_tui.casework.records.worded import Worded
from spoc_tui.casework.week.summary import WeekSummary
from spoc_tui.reports.documents.document import Document
from spoc_tui.reports.week.document import tidy, week_page


class WeekFormat(Worded):
    """A file format, by the extension of its files."""

    MARKDOWN = "md"
    HTML = "html"
    WORD = "docx"
    EXCEL = "xlsx"
    TEXT = "txt"
    MAIL = "eml"
    CSV = "csv"
    JSON = "json"

    @property
    def words(self) -> str:
        return {
            "md": "Markdown",
            "html": "web page",
            "docx": "Word",
            "xlsx": "Excel",
            "txt": "plain text",
            "eml": "an e-mail, to be sent",
            "csv": "CSV, one tidy table",
            "json": "JSON, for other programs",
        }[self.value]

    @property
    def is_text(self) -> bool:
        """Whether it can be shown where it is asked for; otherwise it only makes a file."""
        return self not in (WeekFormat.WORD, WeekFormat.EXCEL, WeekFormat.MAIL)


def week_written(summary: WeekSummary, form: WeekFormat) -> bytes:
    """The summary as what its file holds; text is UTF-8."""
    match form:
        case WeekFormat.CSV:
            return tidy(summary)
        case WeekFormat.JSON:
            from spoc_tui.reports.week.json import week_json

            return week_json(summary)
        case WeekFormat.EXCEL:
            from spoc_tui.reports.week.xlsx import week_xlsx

            return week_xlsx(summary)
    return _page_written(week_page(summary, in_full=form is not WeekFormat.MAIL), form)


def _page_written(page: Document, form: WeekFormat) -> bytes:
    match form:
        case WeekFormat.MAIL:
            from spoc_tui.reports.documents.as_html import as_html
            from spoc_tui.reports.documents.as_text import as_text
            from spoc_tui.reports.week.mail import week_mail

            return week_mail(page.title, as_text(page, charts=False), as_html(page))
        case WeekFormat.MARKDOWN:
            from spoc_tui.reports.documents.as_markdown import as_markdown

            return as_markdown(page).encode()
        case WeekFormat.HTML:
            from spoc_tui.reports.documents.as_html import as_html

            return as_html(page).encode()
        case WeekFormat.TEXT:
            from spoc_tui.reports.documents.as_text import as_text

            return as_text(page).encode()
    from spoc_tui.reports.documents.as_docx import as_docx

    return as_docx(page)
