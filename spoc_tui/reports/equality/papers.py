"""The papers of equality as documents. All but the proposals may be published: no organisation is
named in one that did not agree to be, and no count of under five is in one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.equality.papers import (
    PAGE,
    ActionsFacts,
    FormFacts,
    ProposalsFacts,
    YearFacts,
)
from spoc_tui.casework.text import fold
from spoc_tui.reports.equality.form import form
from spoc_tui.reports.equality.lists import actions, proposals
from spoc_tui.reports.equality.year import evidence, page

if TYPE_CHECKING:
    from spoc_tui.reports.documents.document import Document

    Facts = FormFacts | ActionsFacts | YearFacts | ProposalsFacts

LONGEST_SLUG = 60


def document(facts: Facts) -> Document:
    """The paper that these facts are for."""
    if isinstance(facts, FormFacts):
        return form(facts)
    if isinstance(facts, ActionsFacts):
        return actions(facts)
    if isinstance(facts, ProposalsFacts):
        return proposals(facts)
    return page(facts) if facts.paper == PAGE else evidence(facts)


def file_name(facts: Facts, ending: str) -> str:
    """`impact-assessment-market-2026-12-03.docx`, `equality-page-2027-03-31.docx`."""
    if isinstance(facts, FormFacts):
        title = facts.without_names(facts.assessment.title)
        of = f"impact-assessment-{fold(title)[:LONGEST_SLUG].strip().replace(' ', '-')}"
    else:
        of = f"equality-{facts.paper.name}"
    day = facts.until if isinstance(facts, YearFacts) else facts.today
    return f"{of}-{day.isoformat()}.{ending}"
