"""What somebody said of a plan, whether it cost them anything, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spoc_tui.casework.codesign.steps import Effect
from spoc_tui.casework.kinds.fields import Linked, choice, day, line, link, text, yes_no
from spoc_tui.casework.kinds.record import RecordRow


@dataclass(frozen=True, kw_only=True, repr=False)
class Voice(RecordRow):
    """What one of those who were invited said."""

    on: date = day("On", "the day", needed=True, past=True)
    organisation: Linked | None = link("Organisation", "organisation")
    called: str = line(
        "In words", "who said it, where no organisation did", searched=True, personal=True
    )
    words: str = text("Said", "in their own words", searched=True, column=0)
    expenses: bool | None = yes_no(
        "Expenses paid", "whether theirs were paid; blank: not known", denied="expenses not paid"
    )
    effect: Effect | None = choice("Effect", Effect, "whether it changed the plan")
    came: str = text("What became of it", "what was changed, or why not", searched=True, said=True)

    @property
    def who(self) -> str:
        """“Ann Lee, Strood Scouts”, or as they are called."""
        named = (self.called, self.organisation.name if self.organisation else "")
        return ", ".join(filter(None, named))
