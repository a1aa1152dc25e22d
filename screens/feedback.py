"""One feedback action on a page of its own, with every act on it."""

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


class FeedbackScreen(RecordScreen):
    """One feedback action."""

    CSS_PATH = "feedback.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("call", "find", "back")

    def __init__(self, reference: str) -> None:
        super().__init__()
        self._reference = reference

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield CaseView()
        yield KeyLine(first=("app.help", "act('stage')", "act('told')", "act('voice')"))

    def marked(self) -> Marked:
        return Marked("feedback", self._reference)

    def organisation_uid(self) -> str | None:
        try:
            return self.store.feedback.get(self._reference).feedback.organisation_uid
        except NotFound:
            return None

    def reload(self) -> None:
        view = self.query_one(CaseView)
        try:
            case = self.store.feedback.get(self._reference)
        except NotFound as error:
            view.show(None, today=self.today, hint=str(error))
            return
        from screens.widgets.feedback_view import drawn_feedback

        view.update(drawn_feedback(case, self.today))
