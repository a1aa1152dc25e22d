"""Numbers that records have beside their references, such as a group's own of its decisions: looked
up as they are typed.
"""

from __future__ import annotations

from db.connection import Connection
from db.records.kept import KIND_COLUMNS
from spoc_tui.casework.records.kinds import DECLARED_KINDS, RecordKind
from spoc_tui.casework.records.references import own_number


def own_numbered(connection: Connection, kind: RecordKind, typed: str) -> list[str]:
    """The uids of the records of a kind that have this number, the first made first."""
    number, described = KIND_COLUMNS[kind.table].number, own_number(typed)
    if not number or described is None:
        return []
    rows = connection.execute(
        f"SELECT r.uid FROM {kind.table} AS r WHERE r.removed_at IS NULL AND r.year = ? "
        f"AND {number.format(row='r')} = ? ORDER BY r.uid",
        [str(described.year), described.written],
    )
    return [uid for (uid,) in rows]


def kind_of_own_number(connection: Connection, typed: str) -> RecordKind | None:
    """The kind of which a record has this number; None where none has."""
    return next((kind for kind in DECLARED_KINDS if own_numbered(connection, kind, typed)), None)
