"""The letter to those who are invited: what is planned, and what they may count on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.codesign.steps import Stage
from spoc_tui.casework.dates.when import show_day
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.documents.plain_paper import paper, tabled

if TYPE_CHECKING:
    from spoc_tui.casework.codesign.papers import InvitationFacts
    from spoc_tui.reports.documents.document import Document

_AT = {
    Stage.BEFORE: "Nothing is written yet: what you say comes before the first draft.",
    Stage.DRAFT: "There is a draft, and it can still change.",
    Stage.FINAL: "It is all but decided: say what is wrong with it.",
}


def letter(facts: InvitationFacts) -> Document:
    """What is planned, by whom, until when, and what becomes of an answer."""
    one = facts.invitation
    rows = [
        ("What is planned", one.title),
        ("Whose it is", one.team.name),
        ("How far it is", one.stage.words),
        (
            "Open",
            f"{show_day(one.opened)} to {show_day(one.closes)}"
            if one.closes
            else f"from {show_day(one.opened)}; its last day is not known yet",
        ),
    ]
    if one.how:
        rows.append(("How to answer", one.how))
    rows.append(("Reference", one.reference))
    sections = [
        tabled("You are invited", rows, (25, 75)),
        Section("Why now", lines=(_AT[one.stage],)),
        Section("What you may count on", lines=tuple(_promised(facts))),
    ]
    title = f"Invitation: {one.title}"
    return paper(title, "For those who are invited.", facts.today, facts.officer, sections)


def _promised(facts: InvitationFacts) -> Iterator[str]:
    one = facts.invitation
    by = f" by {show_day(one.tell_by)}" if one.tell_by else ""
    yield f"You hear from us{by} what changed, what did not, and why; answer or not."
    yield "A group of any size may answer, in its own words. A late answer is kept, and marked."
    yield "Say if coming costs you something: whether it is paid is put on record too."
