"""The papers of the compact as documents. All of them may be published: no organisation is named in
one that did not agree to be, whoever typed its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.compact.papers import TEXT, CommitmentFacts, CompactFacts, PromisedFacts
from spoc_tui.casework.text import fold
from spoc_tui.reports.compact.promised import letter, promised
from spoc_tui.reports.compact.review import review
from spoc_tui.reports.compact.whole_text import whole_text

if TYPE_CHECKING:
    from spoc_tui.reports.documents.document import Document

    Facts = CompactFacts | CommitmentFacts | PromisedFacts

LONGEST_SLUG = 60


def document(facts: Facts) -> Document:
    """The paper that these facts are for."""
    if isinstance(facts, PromisedFacts):
        return promised(facts)
    if isinstance(facts, CommitmentFacts):
        return letter(facts)
    return whole_text(facts) if facts.paper == TEXT else review(facts)


def file_name(facts: Facts, ending: str) -> str:
    """`medway-compact-version-2-2026-12-03.docx`, `review-2026-12-03.docx`."""
    if isinstance(facts, PromisedFacts):
        of = f"promised-{_slug(facts.of)}" if facts.of else "promised"
    elif isinstance(facts, CommitmentFacts):
        of = f"letter-{_slug(facts.commitment.reference)}"
    else:
        prefix = "" if facts.paper == TEXT else "review-"
        of = f"{prefix}{_slug(facts.compact.subject)}"
    day = facts.until if isinstance(facts, CompactFacts) and facts.paper != TEXT else facts.today
    return f"{of}-{day.isoformat()}.{ending}"


def _slug(words: str) -> str:
    return fold(words)[:LONGEST_SLUG].strip().replace(" ", "-") or "compact"
