"""Finds check-ins: by whom they are with, and by what was noted of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date

from spoc_tui.casework.finding import Hit
from spoc_tui.casework.records.kinds import CHECK_IN
from spoc_tui.casework.text import fold

LEAST_LETTERS = 2

_HITS = """
SELECT c.uid, c.name, c.ended_on,
    c.name || ' ' || c.notes || ' ' || coalesce((SELECT group_concat(h.notes, ' ')
        FROM check_in_held AS h WHERE h.check_in = c.uid AND h.removed_at IS NULL), '') AS words,
    (SELECT max(held_on) FROM check_in_held AS h
        WHERE h.check_in = c.uid AND h.removed_at IS NULL) AS last_held
FROM check_in AS c WHERE c.removed_at IS NULL"""


class CheckInWords:
    """The check-ins in a database. They are a handful: no index is kept of their words."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def with_words(self, typed: str, limit: int) -> list[Hit]:
        """Those that have every word, as a beginning, in the name or what was noted; those that
        have not ended first, the last begun first.
        """
        wanted = [word for word in fold(typed).split() if len(word) >= LEAST_LETTERS]
        if not wanted:
            return []
        rows = self._connection.execute(f"{_HITS} ORDER BY c.ended_on IS NOT NULL, c.uid DESC")
        return [_hit(row) for row in rows if _has(fold(row["words"]).split(), wanted)][:limit]

    def of_ids(self, ids: Sequence[int]) -> list[Hit]:
        """These, the last begun first."""
        marks = ", ".join("?" * len(ids))
        rows = self._connection.execute(f"{_HITS} AND c.id IN ({marks}) ORDER BY c.uid DESC", ids)
        return [_hit(row) for row in rows]

    def of_uid(self, uid: str) -> list[Hit]:
        """This one, unless it was undone."""
        return [_hit(row) for row in self._connection.execute(f"{_HITS} AND c.uid = ?", [uid])]

    def newest_open(self, limit: int) -> list[Hit]:
        """Those that have not ended and were begun last."""
        rows = self._connection.execute(
            f"{_HITS} AND c.ended_on IS NULL ORDER BY c.uid DESC LIMIT ?", [limit]
        )
        return [_hit(row) for row in rows]


def _has(words: list[str], wanted: list[str]) -> bool:
    return all(any(word.startswith(one) for word in words) for one in wanted)


def _hit(row: sqlite3.Row) -> Hit:
    from spoc_tui.casework.when import show_day

    held = row["last_held"]
    stands = f"last held {show_day(date.fromisoformat(held))}" if held else "not held yet"
    return Hit(
        kind=CHECK_IN.code,
        uid=row["uid"],
        reference="",
        name=row["name"],
        matched="ended" if row["ended_on"] else stands,
        phone="",
        open=int(row["ended_on"] is None),
    )
