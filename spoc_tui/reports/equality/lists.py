"""What is to be done of all assessments, by team; and the tags that are proposed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.text import counted
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.documents.plain_paper import paper, tabled

if TYPE_CHECKING:
    from spoc_tui.casework.equality.papers import ActionsFacts, ProposalsFacts
    from spoc_tui.reports.documents.document import Document


def actions(facts: ActionsFacts) -> Document:
    """The actions that are open, by owner and day."""
    its = defaultdict[str, list[tuple[str, ...]]](list)
    late = 0
    for one in facts.assessments:
        for each in sorted(one.actions, key=lambda each: (each.due is None, each.due)):
            if not each.is_owed:
                continue
            is_late = each.is_late(facts.today)
            late += is_late
            due = show_day(each.due) if each.due else "no day"
            its[each.owed_by].append(
                (
                    facts.without_names(each.action or each.subject),
                    f"{one.reference} {facts.without_names(one.title)}",
                    f"{due}, late" if is_late else due,
                    each.reference,
                )
            )
    heads = ("Action", "Of", "Due", "Record")
    sections = [tabled(owner, its[owner], (38, 30, 16, 16), heads) for owner in sorted(its)]
    total = sum(map(len, its.values()))
    lines = (f"{counted(total, 'action')} open, {late:,} late.",)
    title = "Actions of impact assessments, by team"
    of_all = Section("All of them", lines=lines)
    return paper(
        title, "For the teams that owe them.", facts.today, facts.officer, [of_all, *sections]
    )


def proposals(facts: ProposalsFacts) -> Document:
    """What is proposed of whom, for the officer to take or decline."""
    rows = (
        (each.organisation, each.group, each.by, each.reference or "none yet")
        for each in facts.proposals
    )
    heads = ("Organisation", "May serve", "As it says", "Purpose")
    lines = [
        "None of these is set: a tag is taken or declined on the purpose of its organisation "
        "(where there is none yet, begin one).",
        "It names organisations that may not have agreed to it: it is for you alone.",
    ]
    section = tabled("Proposed", rows, (36, 24, 22, 18), heads, lines)
    return paper(
        "Tags that are proposed", "Not to be given out.", facts.today, facts.officer, [section]
    )
