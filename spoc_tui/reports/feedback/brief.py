"""The feedback of an organisation on its briefing sheet: what it said, or is to do."""

from __future__ import annotations

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.feedback.feedback import Feedback
from spoc_tui.casework.organisations.briefing import Briefing
from spoc_tui.casework.records.kinds import FEEDBACK
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.fitting import cells, cut
from spoc_tui.reports.organisations.brief_parts import BriefSection, lines_of, table_of

WIDTHS = (14, 15, 42, 29)
"""Of the columns, in hundredths of the page."""


def _section(briefing: Briefing, lines: int) -> Section:
    """What they said or are to do, and what came of it."""
    actions: tuple[Feedback, ...] = briefing.of_kinds.get(FEEDBACK.code, ())
    rows, more = cut(
        (
            cells(
                WIDTHS,
                one.reference,
                _first_said_on(one, briefing),
                one.subject,
                one.stands_with(briefing.organisation.uid, briefing.day),
            )
            for one in actions
        ),
        WIDTHS,
        lines,
    )
    table = table_of(rows, WIDTHS, "Reference", "Said", "What", "What came of it")
    return Section("What they said, and what came of it", table, lines_of(more))


def _first_said_on(feedback: Feedback, briefing: Briefing) -> str:
    """The day on which they said it first; blank where they only owe it."""
    days = [voice.said_on for voice in feedback.of(briefing.organisation.uid)]
    return show_day(min(days), briefing.day) if days else ""


SECTION = BriefSection(_section, lines=5)
