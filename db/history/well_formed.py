"""Whether what was received from another desk is an action at all, before anything is made of it.

A seal says that it is as it was written, and not that a desk wrote it: whoever can write into the
folder or the database where desks meet can seal what he likes. So no name of a table or column that
was received is ever put into SQL, and no value into a column of another kind.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from db.history.seal import is_plain
from db.history.shapes import RENAMED
from db.history.tables import AUDITED
from spoc_tui.casework import when

if TYPE_CHECKING:
    from db.history.packing import Packed

TEXTS = ("sitting", "at", "who", "label", "kind", "digest", "desk")
"""What of an action is text."""
KINDS_OF_ACTION = frozenset(("act", "undo", "redo", "setup", "settle"))
LAST_CLOCK = 253_402_300_799_999
"""The end of the year 9999, in milliseconds."""
MOST = 2**63
"""Past the greatest number that a column can hold."""

_read = json.JSONDecoder().raw_decode

Kinds = Mapping[str, Mapping[str, type]]
"""By table that the history keeps, and by column: whether it holds text or a number."""


def kinds_of(connection: sqlite3.Connection) -> Kinds:
    """Those of the tables as they are here."""
    return {
        table: {
            **{
                row["name"]: int if row["type"] == "INTEGER" else str
                for row in connection.execute(f"PRAGMA table_info({table})")
            },
            **dict.fromkeys(RENAMED.get(table, ()), str),
        }
        for table in AUDITED
    }


def is_packed(one: Packed) -> bool:
    """Whether an action's place in its chain is one, whatever the rest of it says."""
    texts = (one.origin, one.uid, one.head, one.changes, one.previous, one.hash)
    numbers = (one.place, one.clock, one.shape)
    return (
        _are_texts(texts)
        and all(type(number) is int for number in numbers)
        and bool(one.origin and one.uid)
        and 0 < one.place < MOST
        and 0 <= one.clock <= LAST_CLOCK
        and one.shape > 0
    )


def is_action(row: Mapping[str, Any]) -> bool:
    """Whether the row of an action is one that `action` can hold, and that can be shown."""
    when.from_iso(row["at"])  # ValueError where it is no moment
    undoes = row["undoes"]
    return (
        _are_texts(map(row.__getitem__, TEXTS))
        and row["kind"] in KINDS_OF_ACTION
        and is_plain(row)
        and (undoes is None or _are_texts((undoes,)))
        and (undoes is not None) == (row["kind"] in ("undo", "redo"))
        and all(type(row[name]) is int and 0 <= row[name] < MOST for name in ("records", "number"))
        and type(row["ranges"]) is list
        and _are_texts(row["ranges"])
    )


def are_changes(changes: Any, kinds: Kinds) -> bool:
    """Whether these are changes of rows of tables that the history keeps, before and after."""
    return type(changes) is list and all(
        type(one) is list
        and len(one) == 4
        and type(one[0]) is str
        and one[0] in kinds
        and one[1] != ""
        and _are_texts((one[1],))
        and (one[2] is None or is_row(one[2], kinds[one[0]]))
        and is_row(one[3], kinds[one[0]])
        for one in changes
    )


def counts(row: Mapping[str, Any], changes: Sequence[Sequence[Any]], added: int | None) -> bool:
    """Whether the row of an action says how many records it touched, of which its ranges `added`
    so many (None: they are not its ranges). The first shape did not seal it.
    """
    if added is None:
        return False
    changed = len({one[1] for one in changes})
    least = added if row["ranges"] else changed
    return bool(row["shape"] == 1 or least <= row["records"] <= added + changed)


def is_row(text: Any, columns: Mapping[str, type]) -> bool:
    """Whether a JSON text gives columns of a row values of their kinds; columns that are not here
    are passed over, for other shapes have others. ValueError where it is no JSON.
    """
    if type(text) is not str:
        return False
    values, end = _read(text)
    if type(values) is not dict or end != len(text):
        return False
    for name, value in values.items():
        kind = columns.get(name)
        if value is None or kind is None:
            continue
        if type(value) is not kind or (isinstance(value, int) and not -MOST <= value < MOST):
            return False
    # Only what was escaped can be half a character, or none.
    return "\\u" not in text or _are_texts(v for v in values.values() if type(v) is str)


def _are_texts(values: Iterable[Any]) -> bool:
    """Whether these are texts that the database can hold as they are."""
    try:
        whole = "".join(values)
    except TypeError:
        return False
    if "\0" in whole:
        return False
    return whole.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in whole)
