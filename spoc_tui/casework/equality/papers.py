"""The papers of equality: what each is made of, and whom none of them names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.kinds.paper import AreaPaper, Paper
from spoc_tui.casework.organisations.unnamed import without_names

if TYPE_CHECKING:
    from spoc_tui.casework.equality.assessment import Assessment
    from spoc_tui.casework.equality.by_group import ByGroup
    from spoc_tui.casework.equality.characteristic import Characteristic
    from spoc_tui.casework.equality.publication import Publication

FORM = Paper(
    "form",
    "The form",
    "Write the assessment as the council’s form has it, in its eight sections.",
    goes_out=True,
    at_steps=("drafting", "recommended", "authorised"),
)
ACTIONS = AreaPaper(
    "actions",
    "Actions by team",
    "Write what is to be done of all assessments, by the team that owes it.",
    goes_out=False,
)
PAGE = AreaPaper(
    "page",
    "Equality in a year",
    "Write for the annual review whose voice was heard, by group, beside those untagged; counts "
    "under five are hidden.",
    goes_out=False,
    of_a_year=True,
)
RETURN = AreaPaper(
    "return",
    "Evidence for the return",
    "Write for the yearly publication what was assessed, planned and published, and whose voice "
    "was heard.",
    goes_out=False,
    of_a_year=True,
)
PROPOSALS = AreaPaper(
    "proposals",
    "Tags that are proposed",
    "Write which tags free tags and registers propose, and for which organisations: for you alone, "
    "as it names them.",
    goes_out=False,
)
AREA_PAPERS = (ACTIONS, PAGE, RETURN, PROPOSALS)
"""Those that are of no one record."""


@dataclass(frozen=True)
class FormFacts:
    """An assessment: what its form is made of."""

    paper: Paper
    assessment: Assessment
    groups: tuple[Characteristic, ...]
    """The list, with those of its grid that were retired."""
    unnamed: tuple[str, ...]
    """The names of organisations that did not agree to be named, the longest first."""
    today: date
    officer: str

    def without_names(self, words: str) -> str:
        """Words in which whoever did not agree is not named."""
        return without_names(words, self.unnamed)


@dataclass(frozen=True)
class ActionsFacts:
    """The assessments that stand, with their actions."""

    paper: AreaPaper
    assessments: tuple[Assessment, ...]
    unnamed: tuple[str, ...]
    today: date
    officer: str

    def without_names(self, words: str) -> str:
        """Words in which whoever did not agree is not named."""
        return without_names(words, self.unnamed)


@dataclass(frozen=True)
class YearFacts:
    """A year of equality: what the page and the evidence for the return are made of."""

    paper: AreaPaper
    since: date
    until: date
    by_group: ByGroup
    assessments: tuple[Assessment, ...]
    publications: tuple[Publication, ...]
    unassessed: tuple[tuple[str, str], ...]
    """Compacts, transfers and pilots that go on with no assessment: reference and subject."""
    unnamed: tuple[str, ...]
    today: date
    officer: str

    def without_names(self, words: str) -> str:
        """Words in which whoever did not agree is not named."""
        return without_names(words, self.unnamed)


@dataclass(frozen=True)
class Proposal:
    """A tag that is proposed for an organisation."""

    organisation: str
    reference: str
    """Of its purpose; blank: it has none yet."""
    group: str
    by: str
    """What proposes it: “tag “older people””, “ukcat: BE108”."""


@dataclass(frozen=True)
class ProposalsFacts:
    """All that is proposed."""

    paper: AreaPaper
    proposals: tuple[Proposal, ...]
    today: date
    officer: str
