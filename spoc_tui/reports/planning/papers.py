"""The papers of planning as documents. A councillor or planner reads them: no person is named in
them but councillors, and an organisation only where it agreed to be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.planning import papers as paper_kinds
from spoc_tui.casework.planning.papers import PilotFacts, WardFacts, WindowFacts
from spoc_tui.casework.text import fold
from spoc_tui.reports.planning.evaluation import evaluation
from spoc_tui.reports.planning.pack import pack
from spoc_tui.reports.planning.views import note, views

if TYPE_CHECKING:
    from spoc_tui.reports.documents.document import Document

    Facts = WindowFacts | WardFacts | PilotFacts

LONGEST_SLUG = 60
_WRITTEN: Mapping[object, Callable[[Any], Document]] = {
    paper_kinds.VIEWS: views,
    paper_kinds.NOTE: note,
    paper_kinds.PACK: pack,
    paper_kinds.EVALUATION: evaluation,
}


def document(facts: Facts) -> Document:
    """The paper that these facts are for."""
    return _WRITTEN[facts.paper](facts)


def file_name(facts: Facts, ending: str) -> str:
    """`views-mc-26-0184-2026-12-03.docx`."""
    if isinstance(facts, WindowFacts):
        of = facts.window.application
    elif isinstance(facts, WardFacts):
        of = "-".join(one.name for one in facts.wards)
    else:
        of = facts.pilot.title
    slug = fold(of)[:LONGEST_SLUG].strip().replace(" ", "-")
    return f"{facts.paper.name}-{slug or 'planning'}-{facts.today.isoformat()}.{ending}"
