"""The papers of premises: what each is called, and what it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.kinds.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spoc_tui.casework.kinds.record import DeclaredRecord

SPACES = Paper(
    "spaces-list",
    "Spaces that groups may use",
    "Write the list of spaces for groups: by ward, how large, when free, for how much.",
    goes_out=True,
    of_all=True,
)
ENDING = Paper(
    "ending",
    "Holdings that end, for Property",
    "Write the leases, licences and hires that end or may be broken within a year, the first to "
    "end first.",
    goes_out=False,
    of_all=True,
)
HELP_SHEET = Paper(
    "help-sheet",
    "How to nominate an asset of community value",
    "Write the sheet for a group that nominates: who may, what is asked, by when it is decided.",
    goes_out=True,
)
WHO_MAY_BID = Paper(
    "who-may-bid",
    "Who may bid, by when",
    "Write the note to the groups of the ward: the property is to be sold, who may bid, by when.",
    goes_out=True,
)
HOW_TO_CLAIM = Paper(
    "how-to-claim",
    "How to claim relief from rates",
    "Write the sheet for a group: which reliefs there are, what each may come to, how to ask.",
    goes_out=True,
)


@dataclass(frozen=True)
class PremisesFacts:
    """What a paper of premises is made of."""

    paper: Paper
    records: tuple[DeclaredRecord, ...]
    """Of a paper about one, that one; else all that it lists."""
    figures: Mapping[str, str]
    """By the name of a dated figure, what it is today, in words, with its source."""
    today: date
    officer: str

    @property
    def of(self) -> Any:
        """The record that it is about."""
        (one,) = self.records
        return one
