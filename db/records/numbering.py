"""The running numbers of references: which is the next of a kind at a desk."""

from __future__ import annotations

from pathlib import Path

from db.connection import Connection, Row
from db.file import marks
from db.file.sums import otherwise, sum_up
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
    number = greatest_given(connection, kind, year, desk, last["last"] if last else 0) + 1
    connection.execute(
        "INSERT INTO counter (kind, year, desk, last) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET last = excluded.last",
        [*of, number],
    )
    sum_up(connection, "counter", *of)
    return number


def numbers_again(connection: Connection, path: Path | None) -> list[str]:
    """Works out again the last numbers that are not as they were kept, by the references that are
    there and the mark beside the file; what they are called. Within a transaction.
    """
    wrong = list(otherwise(connection, "counter"))
    mark = marks.read(path) if wrong and path is not None else None
    for row in wrong:
        kind, year, desk = of = (row["kind"], row["year"], row["desk"])
        connection.execute("DELETE FROM counter WHERE kind = ? AND year = ? AND desk = ?", of)
        if kind not in KIND_OF_LETTERS:  # the row is that of no kind
            continue
        there = greatest_given(connection, kind, year, desk, 0)
        given = max(there, mark.numbers.get(of, 0) if mark is not None else 0)
        if given:
            marks.pass_on(connection, {of: given})
    return [numbers_called(row) for row in wrong]


def numbers_called(row: Row) -> str:
    """Whose running number a row has, in words: “ENQ in 2026, desk B”."""
    if row["kind"] not in KIND_OF_LETTERS or not isinstance(row["year"], int):
        return "a kind that there is not"
    return f"{row['kind']} in {row['year']}" + (f", desk {row['desk']}" if row["desk"] else "")


def greatest_given(connection: Connection, kind: str, year: int, desk: str, last: int) -> int:
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
