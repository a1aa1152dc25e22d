"""Which payment complaints of an organisation a briefing sheet has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.payments.payment import Payment


def recent_of(payments: Sequence[Payment], since: date) -> tuple[Payment, ...]:
    """Of an organisation's payment complaints, the newest first, those that a sheet has: the
    open ones, the oldest first, and those that were closed since.
    """
    open_ones = sorted(
        (one for one in payments if one.is_open),
        key=lambda one: (one.asked_since or london_date(one.logged_at), one.reference),
    )
    ended = [
        one for one in payments if one.closed_at is not None and london_date(one.closed_at) >= since
    ]
    return (*open_ones, *ended)
