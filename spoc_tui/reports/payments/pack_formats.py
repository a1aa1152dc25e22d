"""The formats in which the Chief Finance Officer's pack is written."""

from __future__ import annotations

from spoc_tui.casework.payments.pack import Pack
from spoc_tui.casework.records.worded import Worded
from spoc_tui.reports.documents.formats import DocumentFormat, written
from spoc_tui.reports.payments.pack import payment_pack


class PackFormat(Worded):
    """A file format, by the extension of its files: those of any document, and a workbook."""

    MARKDOWN = "md"
    HTML = "html"
    WORD = "docx"
    EXCEL = "xlsx"
    TEXT = "txt"

    @property
    def words(self) -> str:
        return "Excel" if self is PackFormat.EXCEL else DocumentFormat(self).words

    @property
    def is_text(self) -> bool:
        """Whether it can be shown where it is asked for; otherwise it only makes a file."""
        return self is not PackFormat.EXCEL and DocumentFormat(self).is_text


def pack_written(pack: Pack, form: PackFormat) -> bytes:
    """The pack as what its file holds; text is UTF-8."""
    if form is PackFormat.EXCEL:
        from spoc_tui.reports.payments.pack_xlsx import pack_workbook

        return pack_workbook(pack)
    return written(payment_pack(pack), DocumentFormat(form))
