"""What an issue is to have, for Communications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.stories import consents
from spoc_tui.casework.stories.issue import READY
from spoc_tui.casework.text import counted
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.documents.plain_paper import paper, tabled
from spoc_tui.reports.stories.of_a_story import shown_length

if TYPE_CHECKING:
    from datetime import date

    from spoc_tui.casework.stories.papers import IssueFacts
    from spoc_tui.casework.stories.story import Story
    from spoc_tui.reports.documents.document import Document

ELECTION = (
    "It is out in a period before an election: nobody who stands for it is quoted or shown, and "
    "what is said is even-handed."
)


def for_communications(facts: IssueFacts) -> Document:
    """Whose stories, how long each is, how far, and what it lacks."""
    issue = facts.issue
    rows = [
        (
            f"{one.angle} ({one.reference})",
            one.organisation.name,
            shown_length(one),
            one.status.words,
            _lacks(one, facts.today),
        )
        for one in facts.stories
    ]
    ready = sum(one.status in READY for one in facts.stories)
    pages = f"{issue.pages:,}" if issue.pages is not None else "not known"
    lines = [
        f"Copy by {show_day(issue.copy_by)}; "
        f"out on {show_day(issue.out_on) if issue.out_on else 'a day that is not known yet'}; "
        f"pages for the sector: {pages}.",
        f"{ready:,} of {counted(len(rows), 'story', 'stories')} approved by those they are about.",
    ]
    heads = ("Story", "Whose", "Words", "How far", "It lacks")
    sections = [tabled("Stories", rows, (32, 22, 12, 14, 20), heads, lines)]
    if issue.is_sensitive:
        sections.insert(0, Section("Before an election", lines=(ELECTION,)))
    title = f"Stories for {issue.name}"
    return paper(title, "For Communications.", facts.today, facts.officer, sections)


def _lacks(one: Story, today: date) -> str:
    if one.came_out is not None:
        return "nothing"
    return "; ".join(consents.lacking(one, today)) or "nothing"
