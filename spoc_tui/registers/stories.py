"""The issue calendar as a table, and a list of old stories: CSV or Excel with columns of any usual
name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from spoc_tui.casework.errors import BadInput
from spoc_tui.registers.field_rows import Columns

ISSUES = Columns(
    {
        "name": "issue, name, edition, title, magazine, publication",
        "copy_by": "copy by, copy date, copy deadline, deadline, copy, submissions by",
        "out_on": "out on, out, published, publication date, delivery, distribution, drop date",
        "pages": "pages, pages for the sector, space",
        "election_from": "election period from, pre-election from",
        "election_until": "election period until, pre-election until",
        "notes": "notes, comments, theme",
    },
    ("name",),
    ("copy_by", "out_on", "election_from", "election_until"),
    "Issue, Copy by, Out on, Pages",
)
STORIES = Columns(
    {
        "organisation": "organisation, organization, group, charity, who",
        "angle": "story, title, headline, angle, subject, article",
        "came_out": "published, date, out on, publication date, day",
        "issue": "issue, edition, magazine",
        "page": "page, page number",
        "ward": "ward, area",
        "notes": "notes, comments",
    },
    ("organisation", "angle", "came_out"),
    ("came_out",),
    "Organisation, Story, Published, Issue, Page",
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def require_days(typed: Mapping[str, str], names: Iterable[str]) -> None:
    """Refuses a day that is none, or has no year: which one is meant is not guessed in a list."""
    for name in names:
        day = typed.get(name, "")
        if day and not _ISO.fullmatch(day):
            raise BadInput(
                f"“{day[:40]}” is no whole date. Give the day with its month and year: 5 June 2026."
            )
