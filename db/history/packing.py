"""Actions as they go from one desk to another: each as it stands in its chain, with its changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from db.changes import imported
from db.changes.range_seals import texts_of
from db.changes.seal import SHAPE, changes_of, digest_over, seal_of
from db.connection import Connection
from db.history.desk_names import sender
from db.history.well_formed import Kinds, ReceivedChange, is_action, read_changes, read_json
from spoc_tui.casework.errors import BadInput, Refused

HEAD = ("sitting", "at", "who", "label", "kind", "undoes", "records", "digest", "desk", "number")
"""What of an action goes into its head, beside its place in the chain."""


IN_ITS_CHAIN = ("origin", "place", "uid", "clock", "shape", "head", "changes", "previous", "hash")
"""What comes after the head, in the order of `Packed`."""


class PackedRange(NamedTuple):
    """A range of rows that a long import added."""

    table: str
    shape: int
    sealed: str
    """What stands for it in the action's seal."""
    texts: Sequence[str]
    """What each row said, uid and all, as JSON."""


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
    ranges: Iterable[PackedRange] = ()
    """What a long import added, range by range as it is asked for: it may be much."""


def latest_positions(connection: Connection) -> dict[str, int]:
    """By origin, the place of its last action that is known here."""
    return dict(
        connection.execute("SELECT origin, max(place) FROM action GROUP BY origin").fetchall()
    )


def packed_since(connection: Connection, known: Mapping[str, int]) -> Iterator[Packed]:
    """The actions that another desk lacks, in the order of the clock; and of each origin the last
    that it knows, so that it sees where two files have parted.
    """
    actions = connection.execute(
        "SELECT a.* FROM action AS a LEFT JOIN json_each(?) AS k ON k.key = a.origin "
        "WHERE a.place >= coalesce(k.value, 0) ORDER BY a.clock, a.uid",
        [json.dumps(known)],
    )
    for action in actions:
        changes = changes_of(connection, action["uid"])
        ranges = [text for _, text in imported.sealed_of(connection, action["uid"])]
        yield Packed(
            origin=action["origin"],
            place=action["place"],
            uid=action["uid"],
            clock=action["clock"],
            shape=action["shape"],
            head=json.dumps({**{name: action[name] for name in HEAD}, "ranges": ranges}),
            changes=json.dumps([list(change) for change in changes]),
            previous=action["previous"],
            hash=action["hash"],
            ranges=_ranges(connection, action["uid"]),
        )


def _ranges(connection: Connection, action_uid: str) -> Iterator[PackedRange]:
    for one, sealed in imported.sealed_of(connection, action_uid):
        yield PackedRange(one.table, one.shape, sealed, texts_of(connection, one))


def unpacked(one: Packed, kinds: Kinds) -> tuple[dict[str, Any], list[ReceivedChange]]:
    """The row of `action` (with what is sealed of its ranges) and the changes of a packed action,
    once it was found to be one and its seal to fit; BadInput where it does not, Refused where a
    newer program wrote it. `kinds` are those of the tables here (well_formed.py).
    """
    if one.shape > SHAPE:
        raise Refused(
            "What another desk did was written by a newer spoc than this one. Update the program "
            "(pipx upgrade spoc-tui). Nothing was joined."
        )
    try:
        head, changes = read_json(one.head), read_json(one.changes)
        row = {**head, **dict(zip(IN_ITS_CHAIN, one, strict=False))}
        unpacked_changes = read_changes(changes, kinds) if is_action(row) else None
        if unpacked_changes is None:
            raise not_as_sealed(one)
        digest = digest_over(changes, head["ranges"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise not_as_sealed(one) from error
    if digest != row["digest"] or seal_of(row, digest) != one.hash:
        raise not_as_sealed(one)
    return row, unpacked_changes


def not_as_sealed(one: Packed) -> BadInput:
    """The error for an action that is not as it was sealed."""
    return BadInput(
        f"The action {one.place} of {sender(one)} is not as it was sealed: what was received is "
        "damaged, or was changed by hand. Nothing was joined: fetch it again."
    )
