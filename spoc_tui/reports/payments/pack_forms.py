"""The forms in which the Chief Finance Officer's pack is given out."""

from __future__ import annotations

from spoc_tui.casework.payments.pack import Pack
from spoc_tui.casework.records.worded import Worded
from spoc_tui.reports.documents.forms import Form, written
from spoc_tui.reports.payments.pack import payment_pack


class PackForm(Worded):
    """A form, by the ending of its files: those of any document, and a workbook."""

    MARKDOWN = "md"
    HTML = "html"
    WORD = "docx"
    EXCEL = "xlsx"

    @property
    def words(self) -> str:
        return "Excel" if self is PackForm.EXCEL else Form(self).words

    @property
    def is_text(self) -> bool:
        """Whether it can be shown where it is asked for; otherwise it only makes a file."""
        return self is not PackForm.EXCEL and Form(self).is_text


def pack_written(pack: Pack, form: PackForm) -> bytes:
    """The pack as what its file holds; text is UTF-8."""
    if form is PackForm.EXCEL:
        from spoc_tui.reports.payments.pack_xlsx import pack_workbook

        return pack_workbook(pack)
    return written(payment_pack(pack), Form(form))
