"""Each action sealed: a digest over what it changed, chained to the one before it at its desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from db.changes import imported
from db.connection import Connection, Row

SHAPE = 4
"""Which language the history speaks from now on; how earlier ones are read, shapes.py says."""


Changed = Sequence[Any] | Row
"""Table, uid of the row, and its columns before (None where it was added) and after, as JSON."""


_CHANGES = """SELECT tbl, record, before, after{} FROM change
    WHERE action = ? AND ranged IS NULL ORDER BY id"""
_WHETHER_RANGES = _CHANGES.format(", EXISTS (SELECT 1 FROM brought_in WHERE action = ?)")
"""SQL: the same, and with each whether the action imported anything: most never do, and no more is
asked of those.
"""


class Digest(NamedTuple):
    """The SHA-256 over what an action changed, and how many records that touched."""

    text: str
    records: int


class ChainPosition(NamedTuple):
    """Where in its desk's chain an action stands, and when."""

    origin: str
    place: int
    clock: int
    previous: str
    """The seal of the action before it there; blank for the first."""


def changes_of(connection: Connection, action_uid: str) -> list[Changed]:
    """The changes of an action, in its order; of a long import not what it imported."""
    return connection.execute(_CHANGES.format(""), [action_uid]).fetchall()


def digest_over(changes: Iterable[Changed], ranges: Iterable[str] = ()) -> str:
    """The SHA-256 over changes in their order, and what stands for ranges that were imported."""
    import hashlib  # only a write, and the check of all writes, need it

    sha = hashlib.sha256()
    for table, record, before, after in changes:
        sha.update(f"{table}\x1f{record}\x1f{before or ''}\x1f{after}\x1e".encode())
    for text in ranges:
        sha.update(f"{text}\x1e".encode())
    return sha.hexdigest()


def digest_of(connection: Connection, action_uid: str) -> Digest:
    """The digest over an action's changes in their order, and the ranges that it imported."""
    rows = connection.execute(_WHETHER_RANGES, [action_uid, action_uid]).fetchall()
    changes = [row[:4] for row in rows]
    records = {record for _, record, _, _ in changes}
    sealed = imported.sealed_of(connection, action_uid) if not rows or rows[0][4] else []
    many = sum(one.last - one.first + 1 for one, _ in sealed)
    if many and changes:
        records -= imported.among(connection, action_uid, records)
    return Digest(digest_over(changes, [text for _, text in sealed]), many + len(records))


def chained(previous: str, *parts: str) -> str:
    """The hash of an action: over the hash before it and its own parts, the digest among them."""
    import hashlib

    return hashlib.sha256("\x1f".join((previous, *parts)).encode()).hexdigest()


def is_plain(row: Mapping[str, Any] | Row) -> bool:
    """Whether a row of `action` has the letter and number of the first shape in that shape alone:
    no other seals them.
    """
    return bool(row["shape"] == 1 or (row["desk"], row["number"]) == ("", 0))


def seal_of(row: Mapping[str, Any] | Row, digest: str) -> str:
    """The seal that fits a row of `action`, given the digest over what it changed."""
    if row["shape"] == 1:
        where: tuple[str, ...] = (row["desk"], str(row["number"]))
    else:
        chain = (row["origin"], str(row["place"]), str(row["clock"]), str(row["shape"]))
        where = (*chain, row["sitting"], str(row["records"]))
    sealed_fields = (row["at"], row["who"], row["label"], row["kind"], row["undoes"] or "")
    return chained(row["previous"], row["uid"], *where, *sealed_fields, digest)
