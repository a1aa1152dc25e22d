"""What each kind beside enquiries counts in a period: facts of db/SUBJECT/week.py."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from db.records.tables import merged
from spoc_tui.casework.records.kinds import BY_HAND, ENQUIRY, PACKAGE_OF

if TYPE_CHECKING:
    from db.records.in_a_week import KindFacts
    from db.week.source import Asked, WeekSource


def facts_of_kinds(source: WeekSource, asked: Asked, until: date) -> list[KindFacts]:
    """The facts of each kind, as they were at the end of a period; `until` is its last day."""
    from db.groups import week as groups

    found: list[KindFacts] = [
        import_module(f"db.{PACKAGE_OF[kind.code]}.week").facts(source, asked, until)
        for kind in BY_HAND
        if kind.prefix and kind is not ENQUIRY
    ]
    counted = merged(*(one.counted for one in found))
    return [*found, groups.facts(source, asked, until, counted)]
