"""The rows beside the history that made them, what they point to, and the sums that follow from
them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from db.changes import imported
from db.changes.range_seals import IMPORTING, kept_as_added
from db.changes.shapes import tables_sql
from db.connection import Connection, Row
from db.file.sums import otherwise
from db.history.fold import Folded, RowChange
from db.history.folding import folded_rows
from db.records.drafts import UNREADABLE, read_draft
from db.records.numbering import numbers_called
from db.records.text_indexes import derived
from db.upkeep.wrong import CheckedPart, Wrong, called
from spoc_tui.casework.payments.settling import settle_payment
from spoc_tui.casework.text import counted, with_article

ROWS_READ_AT_ONCE = 10_000
"""How many rows are read from a table at a time."""
SUMS = ("paid_pence", "status")
"""What of a payment complaint follows from what was paid on it."""


def rows_wrong(connection: Connection, table: str) -> Iterator[Wrong]:
    """Rows of a table whose values are not those that the history gives them."""
    ranges = _ranges(connection, table)
    last = 0
    while rows := connection.execute(
        f"SELECT * FROM {table} WHERE id > ? ORDER BY id LIMIT {ROWS_READ_AT_ONCE}", [last]
    ).fetchall():
        last = rows[-1]["id"]
        # Of a row of a long list only what was changed since: its range is sealed.
        ranged = [row["uid"] for row in rows if any(row["id"] in each for each in ranges)]
        kept = kept_as_added(connection, ranged) if ranged else set()
        begun = {uid: (0, RowChange("", "act", None, "{}")) for uid in ranged if uid not in kept}
        folded = dict(folded_rows(connection, table, [row["uid"] for row in rows], begun))
        for row in rows:
            one = folded.get(row["uid"])
            if one is not None and one.made:
                yield from _row(table, row, one, whole=row["uid"] not in begun)
            elif row["uid"] not in begun and not _is_hidden(connection, table, row):
                yield Wrong(CheckedPart.ROWS, f"{_called(table, row)} is not in the history.")
    for (uid,) in connection.execute(
        f"SELECT record FROM change WHERE tbl IN {tables_sql(table)} AND before IS NULL "
        f"AND record NOT IN (SELECT uid FROM {table})",
    ):
        said = f"{called(table, uid)} is in the history, but not there."
        yield Wrong(CheckedPart.ROWS, said)


def _called(table: str, row: Row) -> str:
    return called(table, row["uid"], row["reference"] if "reference" in row.keys() else None)  # noqa: SIM118


def _is_hidden(connection: Connection, table: str, row: Row) -> bool:
    """Whether an import has put it in that is under way, or was broken off: that is no history yet,
    and is dropped by the next.
    """
    if table not in imported.ORGANISATION_TABLES:
        return False
    organisation = row["uid" if table == "organisation" else "organisation"]
    found = connection.execute(
        "SELECT 1 FROM unfinished_import CROSS JOIN organisation AS o "
        f"WHERE o.uid = ? AND o.removed_at = '{IMPORTING}' LIMIT 1",
        [organisation],
    )
    return found.fetchone() is not None


def _ranges(connection: Connection, table: str) -> list[range]:
    """The ids of the rows of a table that long lists added."""
    kept = connection.execute("SELECT first, last FROM brought_in WHERE tbl = ?", [table])
    return [range(first, last + 1) for first, last in kept]


def _row(table: str, row: Row, folded: Folded, *, whole: bool) -> Iterator[Wrong]:
    values = dict(row)
    differing = [
        name
        for name, value in folded.values.items()
        if (whole or name in folded.set_by)
        and values[name] != value
        and not (values[name] == "" and value is None)
    ]
    if differing:
        said = f"{_called(table, row)}: {', '.join(differing)} not as the history has it."
        yield Wrong(CheckedPart.ROWS, said)
    stale = [name for name, value in derived(table, values).items() if values[name] != value]
    if stale:
        said = f"{_called(table, row)}: {', '.join(stale)} does not fit what it follows from."
        yield Wrong(CheckedPart.INDEXES, said)


def links_wrong(connection: Connection, table: str) -> Iterator[Wrong]:
    """What points to nothing, a line for each table that is pointed to."""
    lost: dict[str, list[int]] = {}
    for _, row, parent, _ in connection.execute(f"PRAGMA foreign_key_check({table})"):
        lost.setdefault(parent, []).append(row)
    for parent, rows in lost.items():
        where = f"{with_article(parent)} that is not there."
        if len(rows) == 1:
            yield Wrong(CheckedPart.LINKS, f"{table}, row {rows[0]}, points to {where}")
        else:
            first = f"the first is row {min(rows)}"
            yield Wrong(
                CheckedPart.LINKS,
                f"{table}: {counted(len(rows), 'row')} point to {where[:-1]}; {first}.",
            )


def sums_wrong(connection: Connection) -> Iterator[tuple[Wrong, str, dict[str, object]]]:
    """Payment complaints whose sum, or what follows from it, is not that of what was paid: each
    with its uid, and what it should say.
    """
    paid = defaultdict[str, list[int]](list)
    for uid, pence in connection.execute(
        "SELECT payment, amount_pence FROM paid_in WHERE removed_at IS NULL"
    ):
        paid[uid].append(pence)
    rows = connection.execute("SELECT * FROM payment WHERE removed_at IS NULL ORDER BY uid")
    for row in rows.fetchall():
        values = settle_payment(dict(row), paid[row["uid"]])
        its = {name: value for name, value in values.items() if name in SUMS}
        if its:
            names = ", ".join(its)
            said = f"{_called('payment', row)}: {names} does not fit what was paid on it."
            yield Wrong(CheckedPart.SUMS, said), row["uid"], its


def drafts_wrong(connection: Connection) -> Iterator[Wrong]:
    """What is half typed and cannot be shown."""
    for row in connection.execute("SELECT * FROM draft ORDER BY id").fetchall():
        try:
            read_draft(row)
        except UNREADABLE:
            said = f"What is half typed in the draft {row['uid']} cannot be read."
            yield Wrong(CheckedPart.DRAFTS, said)


def summed_wrong(connection: Connection) -> Iterator[Wrong]:
    """Drafts and running numbers that are not as they were kept."""
    for row in otherwise(connection, "draft"):
        said = f"What is half typed in the draft {row['uid']} is not as it was kept."
        yield Wrong(CheckedPart.CHANGED_DRAFTS, said)
    for row in otherwise(connection, "counter"):
        said = f"The last number of {numbers_called(row)} is not as it was kept."
        yield Wrong(CheckedPart.COUNTERS, said)
