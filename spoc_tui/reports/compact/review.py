"""The annual review: both sides' views in two columns, each commitment with what speaks for and
against it by reference; what is silent is said to be silent.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.compact.measured import Measured, measured
from spoc_tui.casework.compact.signing import standing
from spoc_tui.casework.compact.steps import Result, Side
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.records.link import Says
from spoc_tui.casework.text import counted
from spoc_tui.reports.compact.parts import NO_LAW
from spoc_tui.reports.documents.document import Section, Table
from spoc_tui.reports.documents.plain_paper import paper, tabled

if TYPE_CHECKING:
    from spoc_tui.casework.compact.commitment import Commitment
    from spoc_tui.casework.compact.papers import CompactFacts
    from spoc_tui.casework.kinds.evidence import Evidence
    from spoc_tui.reports.documents.document import Document

NO_VIEW = "No view is on record."
SILENT = (
    "Silent: nothing was put on record for or against it in the twelve months before. Silent is "
    "not kept."
)
NOT_TESTED = "What was not tested is not counted as kept."
NAMES = (
    "Each record is named by its reference. Its words are here only where they may be published, "
    "and without any organisation that did not agree to be named."
)
_SIDES = {Side.COUNCIL: "The council", Side.SECTOR: "The sector", Side.PARTNER: "Partners"}
_SAYS = {Says.FOR: "For", Says.AGAINST: "Against", Says.MIXED: "For and against"}


def review(facts: CompactFacts) -> Document:
    """The year at one look, then each commitment."""
    one = facts.compact
    found = measured(facts.commitments, one, facts.since, facts.until)
    sections = [_at_one_look(facts, found), _results(found)]
    if one.review_words:
        words = facts.without_names(one.review_words).splitlines()
        heading = f"What the review found on {show_day(one.reviewed)}" if one.reviewed else "Found"
        sections.append(Section(heading, lines=tuple(words)))
    for side, called in _SIDES.items():
        its = [
            each for each in facts.commitments if each.side is side and _in_the_year(each, facts)
        ]
        if its:
            lines = (f"{counted(len(its), 'commitment')}.",)
            sections.append(Section(f"{called}: what was promised", lines=lines))
            sections += [_commitment(each, facts) for each in its]
    late = (
        (each.words, show_day(each.by) if each.by else "")
        for each in one.milestones
        if each.is_late(facts.until)
    )
    sections.append(tabled("Milestones that are late", late, (70, 30), ("Milestone", "Was due")))
    sections.append(Section("How to read it", lines=(NOT_TESTED, NAMES, NO_LAW)))
    period = f"{show_day(facts.since)} to {show_day(facts.until)}"
    title = f"{one.title}: review, {period}"
    return paper(title, "For both sides of the compact.", facts.today, facts.officer, sections)


def _in_the_year(one: Commitment, facts: CompactFacts) -> bool:
    """Whether it held on any day of the year, or was assessed in it."""
    begun = one.begins is None or one.begins <= facts.until
    ended = one.reworded or one.ended_on
    return begun and (ended is None or ended >= facts.since)


def _at_one_look(facts: CompactFacts, found: Measured) -> Section:
    rows = [
        (
            called,
            *(f"{found.said[side, says]:,}" for says in _SAYS),
            f"{found.silent[side]:,} of {found.standing[side]:,}",
        )
        for side, called in _SIDES.items()
        if found.standing[side] or any(found.said[side, says] for says in _SAYS)
    ]
    heads = ("Promised by", *_SAYS.values(), "Silent")
    signed = len(standing(facts.compact))
    lines = [
        f"{counted(signed, 'signatory', 'signatories')}; "
        f"{counted(found.late, 'milestone')} late at the end."
    ]
    title = "The year at one look: what was put on record"
    return tabled(title, rows, (30, 15, 15, 22, 18), heads, lines, sums=(1, 2, 3, 4))


def _results(found: Measured) -> Section:
    rows = [
        (called, *(f"{found.results[side, result]:,}" for result in Result))
        for side, called in _SIDES.items()
        if any(found.results[side, result] for result in Result)
    ]
    heads = ("Promised by", "Kept", "Partly", "Not kept", "Not tested")
    return tabled("What was found", rows, (32, 17, 17, 17, 17), heads, sums=(1, 2, 3, 4))


def _commitment(one: Commitment, facts: CompactFacts) -> Section:
    """The views of both sides beside one another; then what was found, and what it rests on."""
    of = one.assessed_in(facts.since, facts.until)
    views = (of.council, of.sector) if of else ("", "")
    row = tuple(facts.without_names(view) or NO_VIEW for view in views)
    table = Table((row,), (50, 50), ("As the council sees it", "As the sector sees it"))
    lines = [*_found(one, facts)]
    if of is None:
        lines.insert(0, "Not assessed in the year.")
    else:
        words = f": {facts.without_names(of.words)}" if of.words else ""
        lines.insert(0, f"Found on {show_day(of.on)}: {of.result.words}{words}")
    stands = "" if one.is_open else f" ({one.status.words})"
    title = f"{one.reference}  {facts.without_names(one.words)}{stands}"
    return Section(title, table, tuple(lines), part=True)


def _found(one: Commitment, facts: CompactFacts) -> Iterator[str]:
    """What speaks for it and against in the year; or that it is silent."""
    its = [each for each in one.evidence if facts.since <= each.on <= facts.until]
    for says, called in _SAYS.items():
        for each in its:
            if each.says is says:
                yield f"{called}, {show_day(each.on)}: {_evidence(one, each, facts)}."
    if not its:
        yield SILENT


def _evidence(one: Commitment, each: Evidence, facts: CompactFacts) -> str:
    """“PAY-26-0001 (52 days late), not answered”; words only where they may be published."""
    words = facts.without_names(each.words).rstrip(".") if each.publish else ""
    waits = ", not answered" if each in one.unanswered else ""
    answers = [
        facts.without_names(said.words).rstrip(".")
        for said in one.answers
        if said.other.uid == each.uid and each.publish
    ]
    answered = f", answered: {answers[-1]}" if answers else ""
    return f"{each.reference}{f' ({words})' if words else ''}{waits}{answered}"
