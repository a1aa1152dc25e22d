"""Reads whether there is a round of the survey that somebody who rings may be asked; the call form
asks that as it opens.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from db.records.rows import day_of

if TYPE_CHECKING:
    from db.store import Store

_OPEN = """SELECT r.uid FROM survey_round AS r
    WHERE r.status = 'open' AND r.closed_at IS NULL AND r.removed_at IS NULL AND r.opened <= ?
    AND EXISTS (SELECT 1 FROM survey_round_questions AS q
        WHERE q.record = r.uid AND q.removed_at IS NULL)
    ORDER BY r.opened DESC, r.id DESC"""

_CONCLUDED = """SELECT r.reference, r.concluded FROM survey_round AS r
    WHERE r.concluded IS NOT NULL AND r.closed_at IS NULL AND r.removed_at IS NULL
    ORDER BY r.opened DESC, r.id DESC LIMIT 1"""


class Concluded(NamedTuple):
    """A round of which it was said what comes of it."""

    reference: str
    on: date


def concluded_round(store: Store) -> Concluded | None:
    """The round that opened last of those that were concluded and not closed; None: there is
    none.
    """
    row = store.connection.execute(_CONCLUDED).fetchone()
    on = day_of(row[1]) if row else None
    return Concluded(row[0], on) if on is not None else None


def open_round(store: Store) -> str | None:
    """The uid of the round that opened last, has questions, and was not concluded; None: there is
    none.
    """
    return next(iter(open_rounds(store)), None)


def open_rounds(store: Store) -> list[str]:
    """Those of all of them, the last that opened first."""
    found = store.connection.execute(_OPEN, [store.today().isoformat()])
    return [row[0] for row in found]
