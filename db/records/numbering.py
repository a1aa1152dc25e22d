"""The running numbers of references: which is the next of a kind at a desk."""

from __future__ import annotations

from db.connection import Connection
from spoc_tui.casework.records.kinds import CASE_CODES
from spoc_tui.casework.records.references import KIND_OF_LETTERS, make_reference


def take_next(connection: Connection, kind: str, year: int, desk: str) -> int:
    """The next number, which the counter has from now on; within an action.

    It is past the counter, and past what the desk's own letter has in a copied file or one that was
    put together of several.
    """
    of = [kind, year, desk]
    last = connection.execute(
        "SELECT last FROM counter WHERE kind = ? AND year = ? AND desk = ?", of
    ).fetchone()
    number = _greatest(connection, kind, year, desk, last["last"] if last else 0) + 1
    connection.execute(
        "INSERT INTO counter (kind, year, desk, last) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET last = excluded.last",
        [*of, number],
    )
    return number


def _greatest(connection: Connection, kind: str, year: int, desk: str, last: int) -> int:
    """The greatest number that a reference of this desk’s letter has, or `last`."""
    table = "record" if KIND_OF_LETTERS[kind] in CASE_CODES else KIND_OF_LETTERS[kind]
    while True:
        most = max(9999, int("9" * len(str(last + 1))))  # references are compared as text
        first, end = (make_reference(kind, year, desk, n) for n in (last + 1, most))
        found = connection.execute(
            f"SELECT reference FROM {table} WHERE reference BETWEEN ? AND ? "
            "AND length(reference) = ? ORDER BY reference DESC LIMIT 1",
            [first, end, len(end)],
        ).fetchone()
        if found is None:
            return last
        last = int(found["reference"][-len(str(most)) :])
        if last < most:
            return last
