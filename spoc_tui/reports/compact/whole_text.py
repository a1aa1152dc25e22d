"""A version of the compact as text: principles, what each side promises, who signed, its review."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.compact.signing import standing
from spoc_tui.casework.compact.steps import Role, Side
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.text import counted
from spoc_tui.reports.compact.parts import NO_LAW
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.documents.plain_paper import paper, tabled

if TYPE_CHECKING:
    from spoc_tui.casework.compact.papers import CompactFacts
    from spoc_tui.casework.compact.signing import Signature
    from spoc_tui.reports.documents.document import Document

_PROMISES = {
    Side.COUNCIL: "What the council promises",
    Side.SECTOR: "What the sector promises",
    Side.PARTNER: "What partners promise",
}


def whole_text(facts: CompactFacts) -> Document:
    """The text of the version; those of its commitments that were reworded or ended are not in
    it.
    """
    one = facts.compact
    sections = []
    if one.words:
        words = facts.without_names(one.words).splitlines()
        sections.append(Section("What it is for", lines=tuple(words)))
    principles = sorted(one.principles, key=lambda each: each.number)
    rows = (
        (f"{each.number}", each.words, each.source.words if each.source else "")
        for each in principles
    )
    heads = ("No.", "Principle", "From")
    sections.append(tabled("Principles", rows, (8, 62, 30), heads))
    for side, title in _PROMISES.items():
        its = [each for each in facts.commitments if each.side is side and each.is_open]
        if its or side is not Side.PARTNER:
            promises = (
                (f"{n}", facts.without_names(each.words), each.principle)
                for n, each in enumerate(its, 1)
            )
            heads = ("No.", "Commitment", "Principle")
            sections.append(tabled(title, promises, (8, 68, 24), heads))
    sections += [_signatures(facts), Section("Review", lines=tuple(_review(facts)))]
    title = f"{one.title}: version {one.version}"
    notice = f"Version {one.version}, {one.status.words}."
    return paper(title, notice, facts.today, facts.officer, sections)


def _signatures(facts: CompactFacts) -> Section:
    """Who signed, by name where they agreed to be named; how many others."""
    one = facts.compact
    its = sorted(standing(one), key=lambda each: (list(Role).index(each.role), each.signed))
    rows = [
        (each.who, each.role.words, show_day(each.signed))
        for each in its
        if may_be_named(facts, each)
    ]
    others = len(its) - len(rows)
    lines = []
    if others:
        also = "And " if rows else ""
        lines.append(
            f"{also}{counted(others, 'organisation')} that did not agree to be named in papers."
        )
        if not rows:
            return Section("Signatories", lines=tuple(lines))
    return tabled("Signatories", rows, (56, 18, 26), ("Who", "As", "Signed"), lines)


def may_be_named(facts: CompactFacts, one: Signature) -> bool:
    """A team, somebody in words, or an organisation that agreed."""
    if one.organisation is None:
        return facts.without_names(one.called) == one.called
    return facts.compact.read_as(one.organisation) in facts.named


def _review(facts: CompactFacts) -> Iterator[str]:
    one = facts.compact
    by = one.review_on or one.review_by
    yield f"It is reviewed by {show_day(by)}." if by else "It is reviewed a year after its signing."
    if one.in_force:
        yield f"In force since {show_day(one.in_force)}."
    yield NO_LAW
