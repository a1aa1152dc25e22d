"""Made-up histories for a slow recount of the figures: when they begin, and how they go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from db.store import Store
from spoc_tui.casework.errors import SpocError

Act = Callable[[Store, str], Any]
BEGINNINGS = (
    datetime(2026, 3, 16, 23, 30, tzinfo=UTC),  # Easter, and the clocks going forward
    datetime(2026, 10, 12, 22, 30, tzinfo=UTC),  # the clocks going back
    datetime(2026, 12, 14, 23, 30, tzinfo=UTC),  # Christmas, and a year of 53 weeks
)
"""Shortly before midnight in London, before what makes days hard to count."""


FEEDBACK_ACTS: Sequence[Act] = (
    lambda s, r: s.feedback.agree(
        r, {"action": "Cut the hedge", "due": f"{s.today() + timedelta(days=2):%d/%m/%Y}"}
    ),
    lambda s, r: s.feedback.progress(r, "Tools bought"),
    lambda s, r: s.feedback.cannot(r, "Not ours"),
    lambda s, r: s.feedback.done(r, "Cut"),
    lambda s, r: s.feedback.told(r, everybody=True),
    lambda s, r: s.feedback.close(r),
    lambda s, r: s.feedback.hear(r, "And the path", [s.feedback.by("Sam")]),
    lambda s, r: s.feedback.reopen(r, "It grew again"),
    lambda s, r: s.feedback.edit(r, {"side": "sector"}),
    lambda s, r: s.undo(),
)


def do_one(store: Store, reference: str, acts: Sequence[Act], first: int) -> None:
    """The first act, from this one on, that is not refused as the record stands."""
    for act in acts[first:] + acts[:first]:
        try:
            act(store, reference)
        except SpocError:
            continue
        return
