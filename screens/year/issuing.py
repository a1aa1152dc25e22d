"""Issues the paper of a year, as a week is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from screens.week.export import small_field
from screens.week.issuing import Issuing, issue
from spoc_tui.casework.year.in_words import in_words

if TYPE_CHECKING:
    from screens.base import OfficerScreen
    from spoc_tui.casework.year.summary import YearSummary


async def issue_year(screen: OfficerScreen, summary: YearSummary) -> None:
    """Asks for the officer's words, has it counted in a thread and issued."""

    def made(hide_few: bool) -> str:
        return in_words(replace(summary, week=replace(summary.week, hide_few=hide_few)))

    how = Issuing(
        "year",
        f"the year {summary.period.years}",
        lambda store: store.year.issues,
        made,
        lambda options: [small_field(options)],
    )
    await issue(screen, summary.week, how)
