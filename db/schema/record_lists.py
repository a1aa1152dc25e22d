"""The shape in which the line of a record in the index says all that lists of records of every kind
are filtered and ordered by.
"""

from __future__ import annotations

from db.connection import Connection
from db.records import index as record_index

LISTS = (
    "ALTER TABLE record ADD COLUMN team TEXT",
    "ALTER TABLE record ADD COLUMN came_at TEXT",
    "ALTER TABLE record ADD COLUMN closed_at TEXT",
    # A day, or a day and a time of it; both are null where nothing is due.
    "ALTER TABLE record ADD COLUMN due TEXT",
    "ALTER TABLE record ADD COLUMN due_what TEXT",
    "CREATE INDEX record_by_due ON record (due) WHERE open = 1 AND removed_at IS NULL",
)


def add_to_lines(connection: Connection) -> None:
    """Gives the line of every record the columns that follow from its row."""
    for statement in LISTS:
        connection.execute(statement)
    record_index.fill(connection)
