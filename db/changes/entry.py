"""The entry of an action in the history, with its seal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.changes import seal

if TYPE_CHECKING:
    from db.changes.seal import ChainPosition, Digest
    from db.connection import Connection
    from db.writing import Action


def write_entry(
    connection: Connection,
    action: Action,
    place: ChainPosition,
    digest: Digest,
    *,
    sitting: str,
    at: str,
    who: str,
) -> None:
    """Writes it, within the action. `digest` is over what the action changed, `place` where it is
    in its desk's chain, `at` the moment as it is stored.
    """
    row = {
        "uid": action.uid,
        **place._asdict(),
        "shape": seal.SHAPE,
        "sitting": sitting,
        "at": at,
        "who": who,
        "label": action.label,
        "kind": action.kind,
        "undoes": action.undoes,
        "records": digest.records,
        "digest": digest.text,
    }
    row["hash"] = seal.seal_of(row, digest.text)
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO action ({names}) VALUES ({marks})", list(row.values()))
