"""The papers of the survey as documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.survey.form import SCRIPT
from spoc_tui.casework.text import fold
from spoc_tui.reports.survey.form import form
from spoc_tui.reports.survey.script import script

if TYPE_CHECKING:
    from spoc_tui.casework.survey.form import FormFacts
    from spoc_tui.reports.documents.document import Document

LONGEST_SLUG = 60


def document(facts: FormFacts) -> Document:
    """The paper that these facts are for."""
    return script(facts) if facts.paper == SCRIPT else form(facts)


def file_name(facts: FormFacts, ending: str) -> str:
    """`survey-form-autumn-2026-2026-12-01.docx`."""
    title = fold(facts.round.title)[:LONGEST_SLUG].strip().replace(" ", "-")
    return f"survey-{facts.paper.name}-{title}-{facts.today.isoformat()}.{ending}"
