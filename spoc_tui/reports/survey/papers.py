"""The papers of the survey as documents. Those that may be published name no organisation that did
not agree to be named, and no person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.survey.form import SCRIPT, FormFacts
from spoc_tui.casework.survey.papers import BULLETIN
from spoc_tui.casework.text import fold
from spoc_tui.reports.survey.bulletin import bulletin
from spoc_tui.reports.survey.form import form
from spoc_tui.reports.survey.results import results_page
from spoc_tui.reports.survey.script import script

if TYPE_CHECKING:
    from spoc_tui.casework.survey.papers import ResultsFacts
    from spoc_tui.reports.documents.document import Document

LONGEST_SLUG = 60


def document(facts: FormFacts | ResultsFacts) -> Document:
    """The paper that these facts are for."""
    if isinstance(facts, FormFacts):
        return script(facts) if facts.paper == SCRIPT else form(facts)
    return bulletin(facts) if facts.paper == BULLETIN else results_page(facts)


def file_name(facts: FormFacts | ResultsFacts, ending: str) -> str:
    """`survey-results-autumn-2026-2026-12-03.docx`, `survey-form-….docx`."""
    called = facts.round.title if isinstance(facts, FormFacts) else facts.reported.title
    title = fold(called)[:LONGEST_SLUG].strip().replace(" ", "-") or "round"
    return f"survey-{facts.paper.name}-{title}-{facts.today.isoformat()}.{ending}"
