"""The papers of buying as documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.buying.papers import (
    ALERT,
    GAPS,
    NeedsFacts,
    OpportunityFacts,
    TendersFacts,
)
from spoc_tui.casework.text import fold
from spoc_tui.reports.buying.contract import alert, joint_bid
from spoc_tui.reports.buying.value import gaps, needs, say_it

if TYPE_CHECKING:
    from spoc_tui.reports.documents.document import Document

    Facts = OpportunityFacts | NeedsFacts | TendersFacts

LONGEST_SLUG = 60


def document(facts: Facts) -> Document:
    """The paper that these facts are for."""
    if isinstance(facts, NeedsFacts):
        return needs(facts)
    if isinstance(facts, TendersFacts):
        return gaps(facts) if facts.paper == GAPS else say_it(facts)
    return alert(facts) if facts.paper == ALERT else joint_bid(facts)


def file_name(facts: Facts, ending: str) -> str:
    """`alert-meals-at-home-2026-12-03.docx`, `needs-2026-12-03.docx`."""
    of = facts.paper.name
    if isinstance(facts, OpportunityFacts):
        slug = fold(facts.opportunity.title)[:LONGEST_SLUG].strip().replace(" ", "-")
        of = f"{of}-{slug or 'contract'}"
    return f"{of}-{facts.today.isoformat()}.{ending}"
