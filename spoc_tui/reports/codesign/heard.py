"""What was heard of a plan, and what changed by it. It may be published: no organisation is named
in it that did not agree to be, and no person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.codesign.papers import SOMEBODY
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.organisations.unnamed import AN_ORGANISATION
from spoc_tui.casework.text import counted
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.documents.plain_paper import paper, tabled

if TYPE_CHECKING:
    from spoc_tui.casework.codesign.papers import InvitationFacts
    from spoc_tui.casework.codesign.voice import Voice
    from spoc_tui.reports.documents.document import Document

NO_VOICES = "None: nobody who was invited said anything. Nothing in the plan rests on the sector."
NOT_YET = "It is not said yet what changed."


def heard(facts: InvitationFacts) -> Document:
    """Who was asked, what was said and became of it, what changed."""
    one = facts.invitation
    sections = [
        _who(facts),
        _voices(facts),
        Section("What changed", lines=tuple(_changed(facts))),
        Section(
            "How to read it",
            lines=(
                "No organisation is named that did not agree to be, and no person.",
                "An answer that came after the last day is counted, and said to be late.",
            ),
        ),
    ]
    title = f"What we heard: {facts.without_names(one.title)}"
    return paper(title, f"{one.team.name}.", facts.today, facts.officer, sections)


def _who(facts: InvitationFacts) -> Section:
    one = facts.invitation
    answered = one.answered
    late = sum(each.is_late(one.closes) for each in answered)
    small = sum(map(one.is_small, answered))
    told = sum(each.told is not None for each in one.invited)
    rows = [
        ("Whose plan it is", one.team.name),
        ("How far it was", one.stage.words),
        ("Open", f"{show_day(one.opened)} to {show_day(one.closes) if one.closes else 'no day'}"),
        ("Invited before drafting", show_day(one.early) if one.early else "nobody"),
        ("Invited", f"{len(one.invited):,}"),
        ("Answered", f"{len(answered):,}{f', {late:,} of them late' if late else ''}"),
        ("Micro or small among them", f"{small:,}"),
        ("Told what changed", f"{told:,} of {len(one.invited):,}"),
    ]
    if one.manner is not None:
        rows.insert(2, ("Manner", one.manner.words))
    return tabled("Who was asked", rows, (35, 65))


def _voices(facts: InvitationFacts) -> Section:
    rows = [
        (
            _by(each, facts),
            facts.without_names(each.words),
            each.effect.words if each.effect else "not said yet",
            facts.without_names(each.came),
        )
        for each in facts.invitation.said
    ]
    if not rows:
        return Section("What was said", lines=(NO_VOICES,))
    heads = ("Who", "Said", "Did it change?", "What became of it")
    return tabled("What was said", rows, (20, 35, 15, 30), heads)


def _by(one: Voice, facts: InvitationFacts) -> str:
    if one.organisation is None:
        return SOMEBODY
    agreed = facts.invitation.read_as(one.organisation) in facts.named
    return one.organisation.name if agreed else AN_ORGANISATION


def _changed(facts: InvitationFacts) -> list[str]:
    one = facts.invitation
    if one.concluded is None:
        return [NOT_YET]
    how = "Something changed" if one.changed else "Nothing changed"
    voices = counted(len(one.said), "voice") if one.said else "no voices"
    first = f"{how}, {voices}; said on {show_day(one.concluded)}."
    return [first, *facts.without_names(one.changes).splitlines()]
