"""One enquiry on a page of its own, with every act on it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from screens.commands import bindings
from screens.records.page import RecordPage


class EnquiryScreen(RecordPage):
    """One enquiry."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("call", "find", "back")
    KIND = "enquiry"
