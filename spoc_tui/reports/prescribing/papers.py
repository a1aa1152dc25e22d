"""The papers of prescribing as documents, and its directory as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.prescribing.papers import CardFacts, RequestFacts, ResourceFacts
from spoc_tui.casework.text import fold
from spoc_tui.reports.prescribing.card import card
from spoc_tui.reports.prescribing.open_referral import directory
from spoc_tui.reports.prescribing.request import request
from spoc_tui.reports.prescribing.resource import resource

if TYPE_CHECKING:
    from spoc_tui.casework.prescribing.papers import Facts, LeftOut
    from spoc_tui.reports.documents.document import Document

LONGEST_SLUG = 60


def document(facts: Facts) -> Document:
    """The paper that these facts are for."""
    if isinstance(facts, CardFacts):
        return card(facts)
    return request(facts) if isinstance(facts, RequestFacts) else resource(facts)


def data(facts: ResourceFacts, form: str) -> tuple[bytes, list[LeftOut]]:
    """What other programs read, and the services that are not in it, each with why."""
    return directory(facts, form)


def file_name(facts: Facts, ending: str) -> str:
    """`card-lunch-club-2026-12-03.docx`, `resource-2026-12-03.docx`."""
    of = facts.paper.name
    if isinstance(facts, CardFacts):
        of = f"{of}-{_slug(facts.service.name)}"
    elif isinstance(facts, RequestFacts):
        of = f"assurance-{_slug(facts.assurance.reference)}"
    elif isinstance(facts, ResourceFacts) and facts.of:
        of = f"{of}-{_slug(facts.of)}"
    return f"{of}-{facts.today.isoformat()}.{ending}"


def _slug(words: str) -> str:
    return fold(words)[:LONGEST_SLUG].strip().replace(" ", "-") or "service"
