"""The forms in which a bulletin is given out."""

from __future__ import annotations

from spoc_tui.casework.records.worded import Worded
from spoc_tui.reports.documents import forms
from spoc_tui.reports.documents.document import Document


class BulletinForm(Worded):
    """A form, by the ending of its files: those of any document, and plain text for e-mail."""

    MARKDOWN = "md"
    HTML = "html"
    WORD = "docx"
    TEXT = "txt"

    @property
    def words(self) -> str:
        return "plain text" if self is BulletinForm.TEXT else forms.Form(self).words

    @property
    def is_text(self) -> bool:
        """Whether it can be shown where it is asked for; otherwise it only makes a file."""
        return self is BulletinForm.TEXT or forms.Form(self).is_text


def written(document: Document, form: BulletinForm) -> bytes:
    """The document as what its file holds; text is UTF-8."""
    if form is BulletinForm.TEXT:
        from spoc_tui.reports.documents.as_text import as_text

        return as_text(document).encode()
    return forms.written(document, forms.Form(form))
