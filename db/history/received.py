"""Actions as they were received, by the batch: looked at, and made ready to be written.

No database is asked, so that a second process can do it while the first writes what came before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from db.changes import imported
from db.changes.shapes import current_columns, table_now
from db.history.packing import HEAD, Packed, unpacked
from db.history.well_formed import ActionCounts, Kinds, ReceivedChange, counts
from spoc_tui.casework.errors import SpocError

ACTION = ("origin", "place", "uid", "clock", "shape", "previous", "hash", *HEAD)
"""The columns of a row of `action`, as they come."""
CHANGE = ("action", "tbl", "record", "before", "after")
"""Likewise of `change`."""

RowValues = tuple[Any, ...]
Pair = tuple[str, str]
"""A table, and the uid of a row of it."""
_action = itemgetter(*ACTION)


class Columns(NamedTuple):
    """The columns of a table beside the uid, what they are where nothing was given, and at which
    places of a row (of which the uid is the first) something must be.
    """

    names: Sequence[str]
    blanks: Sequence[Any]
    needed: Sequence[int]


class Received(NamedTuple):
    """A batch."""

    actions: Sequence[RowValues]
    """Each as it was packed, without its ranges."""
    kinds: Kinds
    only_added: Mapping[str, Columns]
    """The tables whose rows may be written as they come (only_added.py)."""


class Ready(NamedTuple):
    """The part of a batch that is to be written."""

    actions: list[RowValues]
    """By ACTION; fewer than were received, where the next one is not as it was sealed."""
    changes: list[RowValues]
    """By CHANGE."""
    ranges: dict[int, ActionCounts]
    """By the place in the batch, of those with ranges: what these must be, and come to."""
    made: dict[str, list[str]]
    """By table that long imports bring rows of, the uids of the rows that were made."""
    added: dict[str, list[RowValues]]
    """By table, rows that were made, and of which the batch says no more: the uid, and Columns."""
    others: set[Pair]
    """All other rows that were changed."""


def look_at(batch: Received) -> Ready:
    """Looks at a batch, until one is not as it was sealed or of a newer program."""
    ready, received = Ready([], [], {}, {}, {}, set()), list[ReceivedChange]()
    for place, packed in enumerate(batch.actions):
        one = Packed(*packed)
        try:
            row, unpacked_changes = unpacked(one, batch.kinds)
        except SpocError:
            break
        counted = ActionCounts(
            row["shape"], row["records"], len({it.record for it in unpacked_changes}), ()
        )
        if row["ranges"]:
            ready.ranges[place] = counted._replace(ranges=row["ranges"])
        elif not counts(counted, 0):
            break
        ready.actions.append(_action(row))
        ready.changes.extend((one.uid, *it[:4]) for it in unpacked_changes)
        received += unpacked_changes
    ready.made.update(_made(received))
    _distinguish(received, batch.only_added, ready)
    return ready


def _made(changes: Iterable[ReceivedChange]) -> dict[str, list[str]]:
    made = defaultdict[str, set[str]](set)
    for table, record, before, *_ in changes:
        if before is None and table in imported.ORGANISATION_TABLES:
            made[table].add(record)
    return {table: sorted(made[table]) for table in imported.ORGANISATION_TABLES if table in made}


def _distinguish(
    changes: Iterable[ReceivedChange], only_added: Mapping[str, Columns], ready: Ready
) -> None:
    """The rows of those tables that were made and of which no more is said, from all others."""
    made: dict[str, dict[str, RowValues | None]] = {table: {} for table in only_added}
    for table, record, before, _, now in changes:
        if table not in made:
            ready.others.add((table_now(table), record))
        elif before is None and record not in made[table]:
            made[table][record] = _row(record, current_columns(table, now), only_added[table])
        else:
            made[table][record] = None  # more is said of it
    for table, rows in made.items():
        ready.added[table] = [row for row in rows.values() if row is not None]
        ready.others.update((table, uid) for uid, row in rows.items() if row is None)


def _row(uid: str, now: Mapping[str, Any], columns: Columns) -> RowValues | None:
    """The row that was made so; None where it says too little."""
    row = (uid, *map(now.get, columns.names, columns.blanks))
    return None if None in map(row.__getitem__, columns.needed) else row
