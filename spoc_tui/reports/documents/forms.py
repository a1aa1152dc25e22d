"""The forms in which a document is given out."""

from __future__ import annotations

from spoc_tui.casework.records.worded import Worded
from spoc_tui.reports.documents.document import Document


class Form(Worded):
    """A form, by the ending of its files."""

    MARKDOWN = "md"
    HTML = "html"
    WORD = "docx"

    @property
    def words(self) -> str:
        return {"md": "Markdown", "html": "web page", "docx": "Word"}[self.value]

    @property
    def is_text(self) -> bool:
        """Whether it can be shown where it is asked for; otherwise it only makes a file."""
        return self is not Form.WORD


def written(document: Document, form: Form) -> bytes:
    """The document as what its file holds; text is UTF-8."""
    match form:
        case Form.MARKDOWN:
            from spoc_tui.reports.documents.as_markdown import as_markdown

            return as_markdown(document).encode()
        case Form.HTML:
            from spoc_tui.reports.documents.as_html import as_html

            return as_html(document).encode()
        case Form.WORD:
            from spoc_tui.reports.documents.as_docx import as_docx

            return as_docx(document)
