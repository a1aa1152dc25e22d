"""The formats in which a bulletin is written."""

from __future__ import annotations

from spoc_tui.casework.records.worded import Worded
from spoc_tui.reports.documents import formats
from spoc_tui.reports.documents.document import Document


class BulletinFormat(Worded):
    """A file format, by the extension of its files: those of any document, and plain text for
    e-mail.
    """

    MARKDOWN = "md"
    HTML = "html"
    WORD = "docx"
    TEXT = "txt"

    @property
    def words(self) -> str:
        return "plain text" if self is BulletinFormat.TEXT else formats.DocumentFormat(self).words

    @property
    def is_text(self) -> bool:
        """Whether it can be shown where it is asked for; otherwise it only makes a file."""
        return self is BulletinFormat.TEXT or formats.DocumentFormat(self).is_text


def written(document: Document, form: BulletinFormat) -> bytes:
    """The document as what its file holds; text is UTF-8."""
    if form is BulletinFormat.TEXT:
        from spoc_tui.reports.documents.as_text import as_text

        return as_text(document).encode()
    return formats.written(document, formats.DocumentFormat(form))
