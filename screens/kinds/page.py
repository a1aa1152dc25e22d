"""One declared record on a page of its own, with every act on it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from screens.commands import bindings
from screens.kinds.on_round import OnRound
from screens.kinds.papers import HasPapers
from screens.records.page import RecordPage
from spoc_tui.casework.errors import SpocError


class DeclaredPage(OnRound, HasPapers, RecordPage):
    """A record of a declared kind."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("paper", "call", "find", "back")
    FIRST: tuple[str, ...] = (
        *("app.help", "act('stage')", "act('edit')", "ring_silent", "code_answers", "results"),
        *("paper", "related", "ward"),
    )
    """Of every kind; a round has keys of its own, after which there is room for one more."""

    def __init__(self, kind: str, reference: str) -> None:
        super().__init__(reference)
        self.KIND = kind
        if kind == "round":
            self.FIRST = (*self.FIRST, "act('follow_on')")

    def organisation_uid(self) -> str | None:
        case = self._case_of(self.marked())
        return None if isinstance(case, SpocError) else case.record.organisation_uid
