"""The results of a round as lines for the screen: bars with words and numbers, without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.reports.documents.as_text import as_text
from spoc_tui.reports.survey.results import results_page

if TYPE_CHECKING:
    from spoc_tui.casework.survey.papers import ResultsFacts


def as_lines(facts: ResultsFacts) -> str:
    """All that the paper says, on lines of 72 columns."""
    return as_text(results_page(facts)).rstrip("\n")
