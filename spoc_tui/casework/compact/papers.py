"""The papers of the compact: what each is made of, and whom none of them names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.kinds.paper import AreaPaper, Paper
from spoc_tui.casework.organisations.unnamed import without_names

if TYPE_CHECKING:
    from spoc_tui.casework.compact.commitment import Commitment
    from spoc_tui.casework.compact.compact import Compact

TEXT = Paper(
    "text",
    "The compact as text",
    "Write this version of the compact: its principles, what each side promises, who signed.",
    goes_out=True,
    at_steps=("drafting", "consulting", "agreed", "signed"),
)
REVIEW = Paper(
    "review-paper",
    "Annual review",
    "Write the review of a year: each commitment with both sides’ views in two columns, what "
    "speaks for and against it by reference, and what was silent.",
    goes_out=False,
    of_a_year=True,
    at_steps=("in-force", "under-review"),
)
LETTER = Paper(
    "letter",
    "Letter that raises it",
    "Write to whoever owes it: what was promised, what speaks against it, by when to answer.",
    goes_out=True,
)
PROMISED = AreaPaper(
    "promised",
    "What we promised",
    "Write on one page what the council promised, and who owes it: of all, or of one directorate.",
    goes_out=False,
    of_one=("directorate",),
)
AREA_PAPERS = (PROMISED,)
"""Those that are of no one record."""


@dataclass(frozen=True)
class CompactFacts:
    """A compact with what was promised in it: what its papers are made of."""

    paper: Paper
    compact: Compact
    commitments: tuple[Commitment, ...]
    """Those that stand in it, and those that ended in it, the first begun first."""
    since: date
    """The first day of the year that is reviewed."""
    until: date
    """Its last."""
    named: frozenset[str]
    """The uids of the organisations that agreed to be named, as they are read."""
    unnamed: tuple[str, ...]
    """The names of those that did not, the longest first: none of them is in a paper."""
    today: date
    officer: str

    def without_names(self, words: str) -> str:
        """Words in which whoever did not agree is not named."""
        return without_names(words, self.unnamed)


@dataclass(frozen=True)
class CommitmentFacts:
    """A commitment that is raised: what the letter is made of."""

    paper: Paper
    commitment: Commitment
    compact: Compact | None
    answer_by: date
    unnamed: tuple[str, ...]
    today: date
    officer: str


@dataclass(frozen=True)
class PromisedFacts:
    """What the council promised: what its page is made of."""

    paper: AreaPaper
    commitments: tuple[Commitment, ...]
    directorates: Mapping[str, str]
    """By team, its directorate's name."""
    of: str
    """The one directorate; blank: all."""
    unnamed: tuple[str, ...]
    today: date
    officer: str
