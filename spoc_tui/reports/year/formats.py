"""The formats in which the paper of a year is written."""

from __future__ import annotations

from spoc_tui.casework.records.worded import Worded
from spoc_tui.casework.year.summary import YearSummary
from spoc_tui.reports.documents.formats import DocumentFormat, written
from spoc_tui.reports.year.document import year_page


class YearFormat(Worded):
    """A file format, by the extension of its files."""

    WORD = "docx"
    HTML = "html"
    MARKDOWN = "md"
    EXCEL = "xlsx"

    @property
    def words(self) -> str:
        return "Excel" if self is YearFormat.EXCEL else DocumentFormat(self.value).words

    @property
    def is_text(self) -> bool:
        """Whether it can be shown where it is asked for; otherwise it only makes a file."""
        return self in (YearFormat.HTML, YearFormat.MARKDOWN)


def year_written(summary: YearSummary, form: YearFormat) -> bytes:
    """The paper as what its file holds; text is UTF-8."""
    if form is YearFormat.EXCEL:
        from spoc_tui.reports.year.xlsx import year_xlsx

        return year_xlsx(summary)
    return written(year_page(summary), DocumentFormat(form.value))
