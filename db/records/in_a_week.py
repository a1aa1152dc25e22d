"""The facts that a kind of record counts in a period, as db/SUBJECT/week.py gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spoc_tui.casework.payments.totals import Owing
    from spoc_tui.casework.week.facts import Counted

STATUS_THEN = """coalesce((SELECT to_status FROM event WHERE record = r.uid AND at < :end
    AND to_status IS NOT NULL AND removed_at IS NULL ORDER BY at DESC, uid DESC LIMIT 1), '')"""
"""SQL: where record `r` was at the end of a period; blank: as it began."""


class KindFacts(NamedTuple):
    """Of one kind, for the fields of the same names of WeekFacts."""

    counted: Mapping[str, Sequence[Counted]]
    owed: Sequence[Owing] = ()
