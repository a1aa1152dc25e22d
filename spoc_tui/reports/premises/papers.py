"""The papers of premises as documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from spoc_tui.casework.premises import papers
from spoc_tui.casework.text import fold
from spoc_tui.reports.premises import lists, sheets

if TYPE_CHECKING:
    from spoc_tui.casework.premises.papers import PremisesFacts
    from spoc_tui.reports.documents.document import Document

LONGEST_SLUG = 60
_WRITTEN: Mapping[str, Callable[[PremisesFacts], Document]] = {
    papers.SPACES.name: lists.spaces,
    papers.ENDING.name: lists.ending,
    papers.HELP_SHEET.name: sheets.how_to_nominate,
    papers.WHO_MAY_BID.name: sheets.who_may_bid,
    papers.HOW_TO_CLAIM.name: sheets.how_to_claim,
}


def document(facts: PremisesFacts) -> Document:
    """The paper that these facts are for."""
    return _WRITTEN[facts.paper.name](facts)


def file_name(facts: PremisesFacts, ending: str) -> str:
    """`who-may-bid-elm-hall-2026-06-01.docx`."""
    named = "" if facts.paper.of_all else facts.of.subject
    slug = fold(named)[:LONGEST_SLUG].strip().replace(" ", "-")
    parts = [facts.paper.name, *([slug] if slug else []), facts.today.isoformat()]
    return f"{'-'.join(parts)}.{ending}"
