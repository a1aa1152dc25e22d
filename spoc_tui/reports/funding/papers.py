"""The papers of money, each in the form that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.funding.papers import ENDINGS, NEWS, TRANSPARENCY, BidFacts
from spoc_tui.casework.text import fold
from spoc_tui.reports.funding import documents, published
from spoc_tui.reports.funding.news import news

if TYPE_CHECKING:
    from spoc_tui.casework.funding.papers import LeftOut, MoneyFacts
    from spoc_tui.reports.documents.document import Document

LONGEST_SLUG = 60


def document(facts: BidFacts | MoneyFacts) -> Document:
    """The paper that these facts are for."""
    if isinstance(facts, BidFacts):
        return documents.joint_bid(facts)
    if facts.paper == ENDINGS:
        return documents.endings(facts)
    if facts.paper == NEWS:
        return news(facts)
    return documents.models_elsewhere(facts)


def data(facts: MoneyFacts, form: str) -> tuple[bytes, list[LeftOut]]:
    """What other programs read, and the awards that are not in it, each with why."""
    if facts.paper == TRANSPARENCY:
        return published.transparency(facts)
    return published.giving(facts, form)


def file_name(facts: BidFacts | MoneyFacts, ending: str) -> str:
    """`endings-public-health-2026-12-03.docx`, `transparency-2026.csv`."""
    if isinstance(facts, BidFacts):
        return f"joint-bid-{_slug(facts.bid.fund)}-{facts.today.isoformat()}.{ending}"
    if facts.paper.of_a_year:
        return f"{facts.paper.name}-{facts.year}.{ending}"
    of = f"-{_slug(facts.of)}" if facts.of else ""
    return f"{facts.paper.name}{of}-{facts.today.isoformat()}.{ending}"


def _slug(words: str) -> str:
    return fold(words)[:LONGEST_SLUG].strip().replace(" ", "-") or "bid"
