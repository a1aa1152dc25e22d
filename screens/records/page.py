"""One record on a page of its own, with every act on it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from screens.records.screen import Marked, RecordScreen
from screens.widgets.case_view import CaseView
from screens.widgets.key_line import KeyLine
from spoc_tui.casework.errors import NotFound


class RecordPage(RecordScreen):
    """A record of one kind, by its reference or uid."""

    DEFAULT_CSS = """
    RecordPage {
        VerticalScroll { scrollbar-size-vertical: 1; }
        CaseView { padding: 0 1; max-width: 110; }
    }
    """
    KIND: str
    """The code of its kind."""
    FIRST: ClassVar[tuple[str, ...]] = ("app.help",)
    """The actions whose keys are first in the footer."""

    def __init__(self, reference: str) -> None:
        super().__init__()
        self._reference = reference

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield CaseView()
        yield KeyLine(first=self.FIRST)

    def marked(self) -> Marked:
        return Marked(self.KIND, self._reference)

    def visible_uids(self) -> set[str]:
        return {self.store.records(self.KIND).uid_of(self._reference, undone=True)}

    def reload(self) -> None:
        view = self.query_one(CaseView)
        try:
            case = self.store.records(self.KIND).get(self._reference)
        except NotFound as error:
            view.show(None, today=self.today, hint=str(error))
            return
        self.draw(case, view)
