"""Finds records by their reference: the very one, and those that end in what was typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from db.records.references import Referenced
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.records.references import (
    looks_like_reference,
    make_reference,
    read_reference,
)
from spoc_tui.casework.search.finding import Hit

if TYPE_CHECKING:
    from db.records.words import RecordWords
    from db.store import Store
    from spoc_tui.casework.records.kinds import RecordKind

FEWEST_DIGITS = 2
"""Of fewer digits than these only the very number is looked for."""
MOST_REFERENCES = 200
"""How many references that end so are looked up for each kind, the newest first."""


class _OfKind(Referenced):
    """The references of the records of a kind."""

    def __init__(self, store: Store, kind: RecordKind) -> None:
        super().__init__(store)
        self.TABLE, self.KIND, self.CALLED = kind.code, kind.prefix, kind.called


class References:
    """The references in a database; `finders` are where the hits of each kind come from."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def exactly(self, typed: str, finders: Mapping[RecordKind, RecordWords]) -> list[Hit]:
        """The records of each kind that this means, enquiries first: one, or those of two desks."""
        if not looks_like_reference(typed):
            return []
        hits = []
        for kind, finder in finders.items():
            if not kind.prefix:
                continue
            try:
                uids = _OfKind(self._store, kind).uids_of(typed)
            except NotFound:
                continue
            for uid in uids:
                hits += finder.of_uid(uid)
        return hits

    def ending(
        self, typed: str, limit: int, finders: Mapping[RecordKind, RecordWords]
    ) -> list[Hit]:
        """The references ending in the digits typed, the newest first: `31`, `enq 31`, `26-31`."""
        if not looks_like_reference(typed):
            return []
        hits = []
        for kind, finder in finders.items():
            found = (
                list(islice(self._candidates(kind, typed), MOST_REFERENCES)) if kind.prefix else []
            )
            if not found:
                continue
            rows = self._store.connection.execute(
                f"SELECT id FROM {kind.table} WHERE uid IN (SELECT uid FROM record "
                f"WHERE reference IN ({', '.join('?' * len(found))}) AND +kind = ? "
                "AND removed_at IS NULL ORDER BY uid DESC LIMIT ?) ORDER BY uid DESC",
                [*found, kind.code, limit],
            )
            if ids := [row["id"] for row in rows]:
                hits += finder.of_ids(ids)
        return hits

    def _candidates(self, kind: RecordKind, typed: str) -> Iterator[str]:
        """The references of a kind that may be there and end so, worked out from the counters: an
        index cannot be asked for endings.
        """
        loose = read_reference(typed)
        whole = typed.rstrip()
        digits = whole[len(whole.rstrip("0123456789")) :]
        if len(digits) < FEWEST_DIGITS or loose.kind not in (None, kind.prefix):
            return
        counters = self._store.connection.execute(
            "SELECT year, desk, last FROM counter WHERE kind = ? ORDER BY year DESC, desk",
            [kind.prefix],
        ).fetchall()
        step = 10 ** len(digits)
        for year, desk, last in counters:
            if loose.year not in (None, year) or loose.desk not in (None, desk):
                continue
            newest = last - (last - loose.number) % step
            for number in range(newest, 0, -step):
                reference = make_reference(kind.prefix, year, desk, number)
                if reference.endswith(digits):  # “00031” ends on no more than 0031
                    yield reference
