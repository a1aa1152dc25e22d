"""What each kind beside enquiries counts in a period: facts of db/SUBJECT/week.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.payments.totals import Owing
from spoc_tui.casework.records.kinds import BY_HAND, ENQUIRY, ROOM_OF
from spoc_tui.casework.week.facts import OfSide, Uid

if TYPE_CHECKING:
    from db.week.source import Asked, Source

STATUS_THEN = """coalesce((SELECT to_status FROM event WHERE record = r.uid AND at < :end
    AND to_status IS NOT NULL AND removed_at IS NULL ORDER BY at DESC, uid DESC LIMIT 1), '')"""
"""SQL: where record `r` stood at the end of a period; blank: as it began."""


class KindFacts(NamedTuple):
    """Of one kind, for the fields of the same names of WeekFacts."""

    counted: Mapping[str, Sequence[Uid | OfSide]]
    owed: Sequence[Owing] = ()


def facts_of_kinds(source: Source, asked: Asked, until: date) -> list[KindFacts]:
    """Those of each kind, as they stood at the end of a period; `until` is its last day."""
    return [
        import_module(f"db.{ROOM_OF[kind.code]}.week").facts(source, asked, until)
        for kind in BY_HAND
        if kind.prefix and kind is not ENQUIRY
    ]
