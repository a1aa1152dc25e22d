"""The papers of a group: what its members owe, and what it decided in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.groups.decision import days_to_done
from spoc_tui.casework.groups.member import members_on
from spoc_tui.casework.groups.papers import by_owner
from spoc_tui.casework.text import counted
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.groups.tables import (
    NOTHING,
    action_row,
    corrections,
    decided_words,
    paper,
    stands,
    tabled,
)

if TYPE_CHECKING:
    from spoc_tui.casework.groups.papers import GroupFacts
    from spoc_tui.reports.documents.document import Document


def action_list(facts: GroupFacts) -> Document:
    """A section for each who owes something, the longest late first."""
    members = members_on(facts.group.members, facts.today)
    sections = [
        tabled(
            owner,
            (
                (number, what, by)
                for number, what, _, by in (action_row(*pair, facts.today) for pair in owed)
            ),
            (16, 58, 26),
            ("Decision", "What", "By"),
        )
        for owner, owed in by_owner((*facts.decisions, *facts.group.meetings), members, facts.today)
    ]
    title = f"Actions: {facts.group.name}"
    none = [Section("Actions", lines=(NOTHING,))]
    return paper(title, facts.group, facts.today, facts.officer, sections or none)


def decision_list(facts: GroupFacts) -> Document:
    """All of a year, the earliest first, with where each was decided and what became of it."""
    rows = (
        (
            one.named,
            f"{show_day(one.decided) if one.decided else ''}"
            f"{'' if one.meeting else ', outside a meeting'}",
            decided_words(one),
            stands(one),
        )
        for one in facts.decisions
    )
    done = sorted(days for one in facts.decisions if (days := days_to_done(one)) is not None)
    lines = corrections(facts.decisions)
    if done:
        lines.append(
            f"Of {counted(len(facts.decisions), 'decision')} {len(done):,} carried out, half of "
            f"them within {counted(done[len(done) // 2], 'day')}."
        )
    heads = ("Number", "Decided", "Decision", "Status")
    return paper(
        f"Decisions of {facts.year}: {facts.group.name}",
        facts.group,
        facts.today,
        facts.officer,
        [tabled("Decisions", rows, (15, 20, 43, 22), heads, lines)],
    )
