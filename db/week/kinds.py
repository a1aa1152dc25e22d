"""The facts that each kind beside enquiries counts in a period (db/SUBJECT/week.py)."""

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
    from db.areas.buying import week as buying
    from db.areas.codesign import week as codesign
    from db.areas.compact import week as compact
    from db.areas.equality import week as equality
    from db.areas.funding import week as funding
    from db.areas.groups import week as groups
    from db.areas.planning import week as planning
    from db.areas.premises import week as premises
    from db.areas.prescribing import week as prescribing
    from db.areas.stories import week as stories
    from db.areas.survey import week as survey
    from db.areas.volunteering import week as volunteering

    found: list[KindFacts] = [
        import_module(f"db.{PACKAGE_OF[kind.code]}.week").facts(source, asked, until)
        for kind in BY_HAND
        if kind.prefix and kind is not ENQUIRY
    ]
    counted = merged(*(one.counted for one in found))
    return [
        *found,
        *(one.facts(source, asked, until, counted) for one in (groups, planning, premises)),
        funding.facts(source, asked, until),
        compact.facts(source, asked, until),
        codesign.facts(source, asked, until),
        equality.facts(source, asked, until),
        prescribing.facts(source, asked, until),
        buying.facts(source, asked, until),
        volunteering.facts(source, asked, until),
        stories.facts(source, asked, until),
        survey.facts(source, asked, until),
    ]
