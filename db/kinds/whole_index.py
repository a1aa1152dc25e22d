"""What follows from the records and is kept beside them: their lines and words
(db/records/index.py), and what is due on them (db/kinds/due.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from db.connection import Connection
from db.kinds import due
from db.records import index as record_index


def fill(connection: Connection) -> None:
    """Makes all of it anew where it is not as it should be; within a transaction."""
    record_index.fill(connection)
    due.fill(connection)


def wrong(connection: Connection) -> Iterator[str]:
    """The uids of records of which any of it is otherwise than it should be."""
    yield from sorted({*record_index.wrong(connection), *due.wrong(connection)})
