"""The papers of buying: what each is made of, and whom none of them names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.kinds.paper import AreaPaper, Paper
from spoc_tui.casework.organisations.unnamed import without_names

if TYPE_CHECKING:
    from spoc_tui.casework.buying.need import Need
    from spoc_tui.casework.buying.opportunity import Opportunity

ALERT = Paper(
    "alert",
    "Alert to the sector",
    "Write what is to be bought, by whom, until when to ask and to bid, and what the buyer asks of "
    "social value; for a bulletin or an e-mail.",
    goes_out=True,
    at_steps=("heard", "sector-told", "engagement"),
)
JOINT_BID = Paper(
    "joint-bid",
    "A joint bid on one page",
    "Write who leads, who else is in it and what each brings, with the days until it closes.",
    goes_out=True,
    at_steps=("bidders-forming", "questions"),
)
SAY_IT = AreaPaper(
    "say-your-value",
    "How to say your social value",
    "Write a sheet for organisations: how to say what a contract with them does for the area, in "
    "their own words, with what tenders asked of it so far.",
    goes_out=True,
)
NEEDS = AreaPaper(
    "needs",
    "Needs by ward",
    "Write what organisations could use, by ward, for procurement to quote: only what may be "
    "quoted, and nobody is named who did not agree to be.",
    goes_out=False,
)
GAPS = AreaPaper(
    "policy-gaps",
    "Gaps of the policy",
    "Write what tenders showed of the policy on social value: how many had a weight and a "
    "definition, and which speak against a commitment or recommendation 5.",
    goes_out=False,
)
AREA_PAPERS = (SAY_IT, NEEDS, GAPS)
"""Those that are of no one record."""


@dataclass(frozen=True)
class OpportunityFacts:
    """An opportunity: what its papers are made of."""

    paper: Paper
    opportunity: Opportunity
    today: date
    officer: str
    working_days: int | None
    """From today to its closing day; None: it is not known, or has passed."""


@dataclass(frozen=True)
class NeedsFacts:
    """Needs that may be quoted, by ward."""

    paper: AreaPaper
    wards: tuple[tuple[str, tuple[Need, ...]], ...]
    kept_back: int
    """How many needs may not be quoted, or were not asked."""
    named: frozenset[str]
    """The uids of the organisations that agreed to be named, as they are read."""
    unnamed: tuple[str, ...]
    """The names of those that did not, the longest first."""
    today: date
    officer: str

    def without_names(self, words: str) -> str:
        """Words in which nobody is named who did not agree."""
        return without_names(words, self.unnamed)


@dataclass(frozen=True)
class TendersFacts:
    """The tenders on record, the first heard of first: what the sheet and the gaps are made of."""

    paper: AreaPaper
    tenders: tuple[Opportunity, ...]
    today: date
    officer: str
