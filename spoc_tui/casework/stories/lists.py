"""The lists from which issues and old stories come in."""

from __future__ import annotations

from spoc_tui.casework.kinds.coming_in import ListOf, an_organisation
from spoc_tui.casework.kinds.fields import named, number

ISSUES = ListOf(
    name="issues",
    label="The issue calendar of Communications",
    help="Issue, Copy by, Out on, Pages; or a calendar file, in which an entry that says “copy” is "
    "a copy date, and any other the day on which it is out. A date that moved is moved here, and "
    "logged.",
    forms="CSV, Excel or .ics",
    one="issue",
    asks=named(
        {"before": number("Days before", "copy is wanted, where only “out” is said", most=365)}
    ),
)
OLD = ListOf(
    name="stories",
    label="Stories that were out before",
    help="Organisation, Story, Published, Issue, Page, Ward. Each is put down as published and "
    "told, so that it counts for the fair shares. A day without a year is refused; an organisation "
    "that is not on record is held.",
    one="story",
    several="stories",
    called="organisation",
    answer=an_organisation("which organisation that is"),
)
