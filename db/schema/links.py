"""Two steps: the index tells which kinds have records, however many there are; a link says where
feedback was heard.
"""

from __future__ import annotations

from db.connection import Connection

FOUND_BY_KIND = ("CREATE INDEX record_by_kind ON record (kind)",)


def make_links(connection: Connection) -> None:
    """Makes of the columns of feedback that say where it was heard links to those records."""
    from db.history import heard_in

    heard_in.fill(connection, heard_in.translate_all(connection))
    for column in heard_in.COLUMNS:
        connection.execute(f"DROP INDEX feedback_from_{column}")
        connection.execute(f"ALTER TABLE feedback DROP COLUMN {column}")
