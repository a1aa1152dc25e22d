"""Actions as they go from one desk to another: each as it stands in its chain, with its changes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from db.history.seal import SHAPE, changes_of, digest_over, seal_of
from spoc_tui.casework.errors import BadInput, Refused

HEAD = ("sitting", "at", "who", "label", "kind", "undoes", "records", "digest", "desk", "number")
"""What of an action goes into its head, beside its place in the chain."""


class Packed(NamedTuple):
    """One action. `head` and `changes` are JSON, kept to the letter."""

    origin: str
    place: int
    uid: str
    clock: int
    shape: int
    head: str
    changes: str
    """A list of table, record, before (or null) and after, the last two as JSON text."""
    previous: str
    hash: str


def what_is_here(connection: sqlite3.Connection) -> dict[str, int]:
    """By origin, the place of its last action that is known here."""
    return dict(
        connection.execute("SELECT origin, max(place) FROM action GROUP BY origin").fetchall()
    )


def packed_since(connection: sqlite3.Connection, known: Mapping[str, int]) -> Iterator[Packed]:
    """What another desk lacks that knows so much, in the order of the clock."""
    actions = connection.execute(
        "SELECT a.* FROM action AS a LEFT JOIN json_each(?) AS k ON k.key = a.origin "
        "WHERE a.place > coalesce(k.value, 0) ORDER BY a.clock, a.uid",
        [json.dumps(known)],
    )
    for action in actions:
        changes = changes_of(connection, action["uid"])
        yield Packed(
            origin=action["origin"],
            place=action["place"],
            uid=action["uid"],
            clock=action["clock"],
            shape=action["shape"],
            head=json.dumps({name: action[name] for name in HEAD}),
            changes=json.dumps([list(change) for change in changes]),
            previous=action["previous"],
            hash=action["hash"],
        )


def unpacked(one: Packed) -> tuple[dict[str, Any], list[list[str | None]]]:
    """The row of `action` and the changes of a packed action, once its seal was found to fit;
    BadInput where it does not, Refused where a newer program wrote it.
    """
    if one.shape > SHAPE:
        raise Refused(
            "What another desk did was written by a newer spoc than this one. Update the program "
            "(pipx upgrade spoc-tui). Nothing was joined."
        )
    try:
        head, changes = json.loads(one.head), json.loads(one.changes)
        row = {
            name: getattr(one, name) for name in Packed._fields if name not in ("head", "changes")
        }
        row |= {name: head[name] for name in HEAD}
        digest = digest_over(changes)
    except (ValueError, KeyError, TypeError) as error:
        raise _forged(one) from error
    if digest != row["digest"] or seal_of(row, digest) != one.hash:
        raise _forged(one)
    return row, changes


def _forged(one: Packed) -> BadInput:
    return BadInput(
        f"The action {one.place} of the desk {one.origin} is not as it was sealed: what was "
        "received is damaged, or was changed by hand. Nothing was joined: fetch it again."
    )
