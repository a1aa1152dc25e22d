"""The papers of volunteering as documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.text import fold
from spoc_tui.casework.volunteering.papers import (
    CheckFacts,
    HoursFacts,
    RolesFacts,
    ThanksFacts,
    TimesFacts,
)
from spoc_tui.reports.volunteering.card import card
from spoc_tui.reports.volunteering.lists import hours, roles, thanks
from spoc_tui.reports.volunteering.times import times

if TYPE_CHECKING:
    from spoc_tui.casework.volunteering.papers import Facts
    from spoc_tui.reports.documents.document import Document

LONGEST_SLUG = 60


def document(facts: Facts) -> Document:
    """The paper that these facts are for."""
    match facts:
        case RolesFacts():
            return roles(facts)
        case CheckFacts():
            return card(facts)
        case TimesFacts():
            return times(facts)
        case ThanksFacts():
            return thanks(facts)
        case HoursFacts():
            return hours(facts)


def file_name(facts: Facts, ending: str) -> str:
    """`sign-up-times-rook-lane-2026-12-03.docx`, `staff-hours-2026-2026-12-03.docx`."""
    of = ""
    if isinstance(facts, TimesFacts) and facts.of:
        of = f"-{fold(facts.of)[:LONGEST_SLUG].strip().replace(' ', '-')}"
    elif isinstance(facts, HoursFacts):
        of = f"-{facts.year}"
    return f"{facts.paper.name}{of}-{facts.today.isoformat()}.{ending}"
