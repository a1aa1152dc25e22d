"""The formats in which the results of a round are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.records.worded import Worded
from spoc_tui.reports.documents.formats import DocumentFormat, written
from spoc_tui.reports.survey.papers import document

if TYPE_CHECKING:
    from spoc_tui.casework.survey.papers import ResultsFacts


class ResultsFormat(Worded):
    """A file format, by the extension of its files."""

    WORD = "docx"
    HTML = "html"
    MARKDOWN = "md"
    TEXT = "txt"
    EXCEL = "xlsx"
    CSV = "csv"

    @property
    def words(self) -> str:
        if self is ResultsFormat.CSV:
            return "CSV, the counts"
        return "Excel" if self is ResultsFormat.EXCEL else DocumentFormat(self.value).words

    @property
    def is_text(self) -> bool:
        """Whether it can be shown where it is asked for; otherwise it only makes a file."""
        return self not in (ResultsFormat.WORD, ResultsFormat.EXCEL)


def results_written(facts: ResultsFacts, form: ResultsFormat) -> bytes:
    """The results as what their file holds; text is UTF-8."""
    match form:
        case ResultsFormat.EXCEL:
            from spoc_tui.reports.survey.xlsx import results_xlsx

            return results_xlsx(facts)
        case ResultsFormat.CSV:
            from spoc_tui.reports.survey.counts import results_csv

            return results_csv(facts)
    return written(document(facts), DocumentFormat(form.value))
