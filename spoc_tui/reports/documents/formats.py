"""The formats in which a document is written."""

from __future__ import annotations

from spoc_tui.casework.records.worded import Worded
from spoc_tui.reports.documents.document import Document


class DocumentFormat(Worded):
    """A file format, by the extension of its files."""

    MARKDOWN = "md"
    HTML = "html"
    WORD = "docx"
    TEXT = "txt"

    @property
    def words(self) -> str:
        return {
            "md": "Markdown",
            "html": "web page",
            "docx": "Word",
            "txt": "plain text",
        }[self.value]

    @property
    def is_text(self) -> bool:
        """Whether it can be shown where it is asked for; otherwise it only makes a file."""
        return self is not DocumentFormat.WORD


def written(document: Document, form: DocumentFormat) -> bytes:
    """The document as what its file holds; text is UTF-8."""
    match form:
        case DocumentFormat.MARKDOWN:
            from spoc_tui.reports.documents.as_markdown import as_markdown

            return as_markdown(document).encode()
        case DocumentFormat.HTML:
            from spoc_tui.reports.documents.as_html import as_html

            return as_html(document).encode()
        case DocumentFormat.WORD:
            from spoc_tui.reports.documents.as_docx import as_docx

            return as_docx(document)
        case DocumentFormat.TEXT:
            from spoc_tui.reports.documents.as_text import as_text

            return as_text(document).encode()
