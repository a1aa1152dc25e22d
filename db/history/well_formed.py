"""Whether what was received from another desk is an action at all, before anything is made of it.

A seal says that it is as it was written, and not that a desk wrote it: whoever can write into the
folder or the database where desks meet can seal what he likes. So no name of a table or column that
was received is ever put into SQL, and no value into a column of another kind.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from db.changes.seal import is_plain
from db.changes.shapes import COLUMNS_THEN, MOVED, RENAMED
from db.changes.tables import AUDITED
from db.connection import Connection
from spoc_tui.casework.dates import when

if TYPE_CHECKING:
    from db.history.fold import ColumnValues
    from db.history.packing import Packed

TEXT_COLUMNS = ("sitting", "at", "who", "label", "kind", "digest", "desk")
"""What of an action is text."""
KINDS_OF_ACTION = frozenset(("act", "undo", "redo", "setup", "settle"))
LAST_CLOCK = 253_402_300_799_999
"""The end of the year 9999, in milliseconds."""
PAST_LARGEST_INTEGER = 2**63
"""Past the greatest number that a column can hold."""

_read = json.JSONDecoder().raw_decode

Kinds = Mapping[str, Mapping[str, type]]
"""By table that the history keeps, and by column: whether it holds text or a number."""


class ReceivedChange(NamedTuple):
    """A change that was received: of which row, before and after as JSON, and after as it reads."""

    table: str
    record: str
    before: str | None
    after: str
    now: ColumnValues


class ActionCounts(NamedTuple):
    """An action: its shape, how many records it says that it touched, of how many it has changes,
    and what stands for its ranges in its seal.
    """

    shape: int
    records: int
    changed: int
    ranges: Sequence[str]


def kinds_of(connection: Connection) -> Kinds:
    """The kinds of the tables as they are here."""
    then = {table: dict.fromkeys(columns, str) for table, columns in COLUMNS_THEN.items()}
    return then | {
        table: {
            **{
                row["name"]: int if row["type"] == "INTEGER" else str
                for row in connection.execute(f"PRAGMA table_info({table})")
            },
            **dict.fromkeys((*RENAMED.get(table, ()), *MOVED.get(table, ())), str),
        }
        for table in AUDITED
    }


def is_packed(one: Packed) -> bool:
    """Whether an action's place in its chain is one, whatever the rest of it says."""
    origin, place, uid, clock, shape, head, changes, previous, seal, _ = one
    return (
        _are_texts((origin, uid, head, changes, previous, seal))
        and type(place) is type(clock) is type(shape) is int
        and bool(origin and uid)
        and 0 < place < PAST_LARGEST_INTEGER
        and 0 <= clock <= LAST_CLOCK
        and shape > 0
    )


def is_action(row: Mapping[str, Any]) -> bool:
    """Whether the row of an action is one that `action` can hold, and that can be shown."""
    when.from_iso(row["at"])  # ValueError where it is no moment
    undoes = row["undoes"]
    return (
        _are_texts(map(row.__getitem__, TEXT_COLUMNS))
        and row["kind"] in KINDS_OF_ACTION
        and is_plain(row)
        and (undoes is None or _are_texts((undoes,)))
        and (undoes is not None) == (row["kind"] in ("undo", "redo"))
        and _is_count(row["records"])
        and _is_count(row["number"])
        and type(row["ranges"]) is list
        and _are_texts(row["ranges"])
    )


def read_changes(changes: Any, kinds: Kinds) -> list[ReceivedChange] | None:
    """Changes of rows of tables that the history keeps, before and after; None where they are not
    all such. ValueError where a side of one is no JSON.
    """
    if type(changes) is not list:
        return None
    found = []
    for one in changes:
        if type(one) is not list or len(one) != 4:
            return None
        table, record, before, after = one
        if type(table) is not str or table not in kinds or record == "" or not _is_text(record):
            return None
        if before is not None and read_row(before, kinds[table]) is None:
            return None
        now = read_row(after, kinds[table])
        if now is None:
            return None
        found.append(ReceivedChange(table, record, before, after, now))
    return found


def counts(received: ActionCounts, added: int) -> bool:
    """Whether an action says how many records it touched, of which its ranges `added` so many. The
    first shape did not seal it.
    """
    least = added if received.ranges else received.changed
    return received.shape == 1 or least <= received.records <= added + received.changed


def read_json(text: str) -> Any:
    """The value of a JSON text; ValueError if it is not one, or more."""
    value, end = _read(text)
    if end != len(text):
        raise ValueError("more than one value")
    return value


def read_row(text: Any, columns: Mapping[str, type]) -> ColumnValues | None:
    """The columns of a row that a JSON text gives values of their kinds, and columns that are not
    here, for other shapes have others; None where it gives others. ValueError where it is no JSON.
    """
    if type(text) is not str:
        return None
    values = read_json(text)
    if type(values) is not dict:
        return None
    for name, value in values.items():
        kind = columns.get(name)
        if type(value) is not kind:
            if value is not None and kind is not None:
                return None
        elif type(value) is int and not -PAST_LARGEST_INTEGER <= value < PAST_LARGEST_INTEGER:
            return None
    # Only what was escaped can be half a character, or none.
    if "\\u" in text and not _are_texts(v for v in values.values() if type(v) is str):
        return None
    return values


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value < PAST_LARGEST_INTEGER


def _is_text(value: Any) -> bool:
    return type(value) is str and _are_texts((value,))


def _are_texts(values: Iterable[Any]) -> bool:
    """Whether these are texts that the database can hold as they are."""
    try:
        whole = "".join(values)
    except TypeError:
        return False
    if "\0" in whole:
        return False
    return whole.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in whole)
