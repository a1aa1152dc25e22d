"""Finds records by their reference: the very one, and those that end in what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.finding import Hit
from spoc_tui.casework.references import looks_like_reference, make_reference, read_reference

if TYPE_CHECKING:
    from db.records import Records
    from db.search import RecordWords
    from db.store import Store

LEAST_DIGITS = 2
"""Of fewer digits than these only the very number is looked for."""
CANDIDATES = 200
"""How many references that end so are looked up for each kind, the newest first."""


class References:
    """The references in a database; `finders` by the kind of their records."""

    def __init__(self, store: Store, finders: Mapping[str, RecordWords]) -> None:
        self._store = store
        self._finders = finders

    def exactly(self, typed: str) -> list[Hit]:
        """The records of each kind that this means, enquiries first: one, or those of two desks."""
        if not looks_like_reference(typed):
            return []
        hits = []
        for kind, finder in self._finders.items():
            try:
                uids = self._store.records(kind).uids_of(typed)
            except NotFound:
                continue
            for uid in uids:
                hits += finder.of_uid(uid)
        return hits

    def ending(self, typed: str, limit: int) -> list[Hit]:
        """Those that end in the digits typed, the newest first: `31`, `enq 31`, `26-31`."""
        if not looks_like_reference(typed):
            return []
        hits = []
        for kind, finder in self._finders.items():
            records = self._store.records(kind)
            found = list(islice(self._candidates(records, typed), CANDIDATES))
            rows = self._store.connection.execute(
                f"SELECT id FROM {records.TABLE} WHERE reference IN "
                f"({', '.join('?' * len(found))}) AND removed_at IS NULL ORDER BY uid DESC LIMIT ?",
                [*found, limit],
            )
            hits += finder.of_ids([row["id"] for row in rows])
        return hits

    def _candidates(self, records: Records[Any], typed: str) -> Iterator[str]:
        """The references of a kind that may be there and end so, worked out from the counters: an
        index cannot be asked for endings.
        """
        loose = read_reference(typed)
        digits = re.sub(r"^.*?([0-9]+)\s*$", r"\1", typed)
        if len(digits) < LEAST_DIGITS or loose.kind not in (None, records.KIND):
            return
        counters = self._store.connection.execute(
            "SELECT year, desk, last FROM counter WHERE kind = ? ORDER BY year DESC, desk",
            [records.KIND],
        ).fetchall()
        step = 10 ** len(digits)
        for year, desk, last in counters:
            if loose.year not in (None, year) or loose.desk not in (None, desk):
                continue
            newest = last - (last - loose.number) % step
            for number in range(newest, 0, -step):
                reference = make_reference(records.KIND, year, desk, number)
                if reference.endswith(digits):  # “00031” ends on no more than 0031
                    yield reference
