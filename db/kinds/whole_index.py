"""What follows from the records and is kept beside them: their lines and words
(db/records/index.py), what is due on declared ones (db/kinds/due.py), and what is due first on any
(db/records/first_due.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from db.connection import Connection
from db.kinds import due
from db.records import first_due
from db.records import index as record_index
from spoc_tui.casework.records.kinds import DECLARED_CODES


def fill(connection: Connection) -> None:
    """Makes all of it again where it is not as it should be; within a transaction."""
    record_index.fill(connection)
    due.fill(connection)
    first_due.fill(connection)


def write_due(connection: Connection, uids: Collection[str] | None = None) -> None:
    """Writes what is due on these records again, or on all; within a transaction."""
    if uids is None:
        due.write(connection)
        first_due.write(connection)
        return
    for part in first_due.in_parts(uids):
        lines = first_due.read_lines(connection, part)
        declared = {line.uid for line in lines if line.kind in DECLARED_CODES}
        if declared:
            lines += first_due.read_lines(connection, due.write_of(connection, declared) - {*part})
        first_due.write_of(connection, lines)


def wrong(connection: Connection) -> Iterator[str]:
    """The uids of records of which any of it is otherwise than it should be."""
    yield from sorted(
        {uid for room in (record_index, due, first_due) for uid in room.wrong(connection)}
    )
