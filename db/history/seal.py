"""Each action sealed: a digest over what it changed, chained to the one before it at its desk."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple

from db import brought_in

SHAPE = 2
"""Which language the history speaks from now on; what was written before speaks 1 (shapes.py)."""


class Digest(NamedTuple):
    """The SHA-256 over what an action changed, and how many records that touched."""

    text: str
    records: int


class Place(NamedTuple):
    """Where in its desk's chain an action stands, and when."""

    origin: str
    place: int
    clock: int
    previous: str
    """The seal of the action before it there; blank for the first."""


def digest_of(connection: sqlite3.Connection, action_uid: str) -> Digest:
    """The digest over an action's changes in their order, and the ranges that it brought in."""
    import hashlib  # only a write, and the check of all writes, need it

    sha = hashlib.sha256()
    added, changed = set[str](), set[str]()
    for table, record, before, after in connection.execute(
        "SELECT tbl, record, before, after FROM change WHERE action = ? AND ranged IS NULL "
        "ORDER BY id",
        [action_uid],
    ):
        (added if before is None else changed).add(record)
        sha.update(f"{table}\x1f{record}\x1f{before or ''}\x1f{after}\x1e".encode())
    many = 0
    for one, digest in brought_in.of_action(connection, action_uid).items():
        many += one.last - one.first + 1
        sha.update(f"{one.table}\x1f{one.first}\x1f{one.last}\x1f{digest}\x1e".encode())
    if many and changed:
        changed -= brought_in.among(connection, action_uid, changed)
    return Digest(sha.hexdigest(), many + len(added | changed))


def chained(previous: str, *parts: str) -> str:
    """The hash of an action: over the hash before it and its own parts, the digest among them."""
    import hashlib

    return hashlib.sha256("\x1f".join((previous, *parts)).encode()).hexdigest()


def seal_of(row: Mapping[str, Any] | sqlite3.Row, digest: str) -> str:
    """The seal that fits a row of `action`, given the digest over what it changed."""
    if row["shape"] == 1:
        where = [row["desk"], str(row["number"])]
    else:
        where = [row["origin"], str(row["place"]), str(row["clock"]), str(row["shape"])]
    said = [row["at"], row["who"], row["label"], row["kind"], row["undoes"] or ""]
    return chained(row["previous"], row["uid"], *where, *said, digest)
