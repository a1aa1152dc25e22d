"""One page on what the council promised, for those who owe it; and a letter that raises one such
matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.organisations.unnamed import without_names
from spoc_tui.casework.records.link import Says
from spoc_tui.casework.text import counted
from spoc_tui.reports.compact.parts import NO_LAW
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.documents.plain_paper import paper, tabled

if TYPE_CHECKING:
    from spoc_tui.casework.compact.commitment import Commitment
    from spoc_tui.casework.compact.papers import CommitmentFacts, PromisedFacts
    from spoc_tui.reports.documents.document import Document


def promised(facts: PromisedFacts) -> Document:
    """What was promised, who owes it, what would show it kept, and what is on record of it."""
    rows = [
        (
            without_names(one.words, facts.unnamed),
            one.owner or "nobody yet",
            without_names(one.shown_by, facts.unnamed) or "not said yet",
            _so_far(one, facts),
        )
        for one in facts.commitments
    ]
    heads = ("We promised", "Who owes it", "It is kept when", "On record")
    whose = facts.of or "all directorates"
    silent = sum(one.is_silent(facts.today) for one in facts.commitments)
    lines = [
        f"{counted(len(rows), 'commitment')}; {silent:,} of them with nothing on record in twelve "
        "months, which is not that they are kept.",
        "What speaks against one is answered by its owner; the officer keeps the answer with it.",
        NO_LAW,
    ]
    section = tabled(
        "Each promise, and what is on record of it", rows, (40, 18, 24, 18), heads, lines
    )
    title = f"What we promised: {whose}"
    return paper(title, f"For {whose}.", facts.today, facts.officer, [section])


def _so_far(one: Commitment, facts: PromisedFacts) -> str:
    if one.is_silent(facts.today):
        return "silent"
    counts = {
        "for": len(one.speaking(Says.FOR)),
        "against": len(one.speaking(Says.AGAINST)),
        "mixed": len(one.speaking(Says.MIXED)),
    }
    return ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)


def _principle(facts: CommitmentFacts) -> str:
    """That it rests on; of a number with the words that it has in the compact."""
    said = facts.commitment.principle
    principles = facts.compact.principles if facts.compact is not None else ()
    words = next((each.words for each in principles if str(each.number) == said.strip()), "")
    return f"{said} {words}".strip()


def letter(facts: CommitmentFacts) -> Document:
    """What was promised, what speaks against it, and what is asked of whoever owes it."""
    one = facts.commitment
    to = one.owner or "whoever owes it"
    rows = [("To", without_names(to, facts.unnamed)), ("About", one.reference)]
    if facts.compact is not None:
        rows.append(("Compact", facts.compact.subject))
    if one.principle:
        rows.append(("Principle", _principle(facts)))
    against = [*one.speaking(Says.AGAINST), *one.speaking(Says.MIXED)]
    its = (
        (
            each.reference,
            show_day(each.on),
            without_names(each.words, facts.unnamed) or "see the record",
            "awaited" if each in one.unanswered else "given",
        )
        for each in sorted(against, key=lambda each: each.on)
    )
    heads = ("Record", "Since", "In words", "Answer")
    found_for = len(one.speaking(Says.FOR))
    sections = [
        tabled("Raised under the compact", rows, (20, 80)),
        Section("What was promised", lines=(without_names(one.words, facts.unnamed),)),
        tabled(
            "What speaks against it",
            its,
            (18, 18, 44, 20),
            heads,
            [f"For it: {counted(found_for, 'record')}."],
        ),
        Section(
            "What we ask of you",
            lines=(
                f"Please say by {show_day(facts.answer_by)} whether this is so, and what is done "
                "about it. Your answer is kept beside it, and read at the review by both sides.",
                NO_LAW,
            ),
        ),
    ]
    title = f"A matter of the compact: {one.reference}"
    return paper(title, "For those who owe it.", facts.today, facts.officer, sections)
