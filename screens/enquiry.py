"""One enquiry on a page of its own, with every act on it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from screens.commands import bindings
from screens.record_screen import Marked, RecordScreen
from screens.widgets.case_view import CaseView
from screens.widgets.key_line import KeyLine
from spoc_tui.casework.errors import NotFound


class EnquiryScreen(RecordScreen):
    """One enquiry."""

    CSS_PATH = "enquiry.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("call", "find", "back")

    def __init__(self, reference: str) -> None:
        super().__init__()
        self._reference = reference

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield CaseView()
        yield KeyLine(first=("app.help",))

    def marked(self) -> Marked:
        return Marked("enquiry", self._reference)

    def reload(self) -> None:
        try:
            case = self.store.enquiries.get(self._reference)
        except NotFound as error:
            self.query_one(CaseView).show(None, today=self.today, hint=str(error))
            return
        self.query_one(CaseView).show(case, today=self.today)
