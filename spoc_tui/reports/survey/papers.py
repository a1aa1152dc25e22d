"""The papers of the survey as documents. They may be published: no organisation is named in one
that did not agree to be, and no person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.survey.papers import BULLETIN
from spoc_tui.casework.text import fold
from spoc_tui.reports.survey.bulletin import bulletin
from spoc_tui.reports.survey.results import results_page

if TYPE_CHECKING:
    from spoc_tui.casework.survey.papers import ResultsFacts
    from spoc_tui.reports.documents.document import Document

LONGEST_SLUG = 60


def document(facts: ResultsFacts) -> Document:
    """The paper that these facts are for."""
    return bulletin(facts) if facts.paper == BULLETIN else results_page(facts)


def file_name(facts: ResultsFacts, ending: str) -> str:
    """`survey-results-autumn-2026-2026-12-03.docx`, `survey-bulletin-….docx`."""
    title = fold(facts.reported.title)[:LONGEST_SLUG].strip().replace(" ", "-") or "round"
    return f"survey-{facts.paper.name}-{title}-{facts.today.isoformat()}.{ending}"
