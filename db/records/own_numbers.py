"""Numbers that records have beside their references, such as a group's own of its decisions: looked
up as they are typed.
"""

from __future__ import annotations

from db.connection import Connection
from db.records.kept import KIND_COLUMNS
from spoc_tui.casework.records.kinds import DECLARED_KINDS, RecordKind
from spoc_tui.casework.records.references import own_number


def own_numbered(connection: Connection, kind: RecordKind, typed: str) -> list[str]:
    """The uids of the records of a kind that have this number, the first made first; without a
    year, those of the last year in which one has it.
    """
    its, meant = KIND_COLUMNS[kind.table], own_number(typed)
    if not its.number or meant is None:
        return []
    # To count is dear: it is done only where a number may begin so.
    there = (
        f"{kind.table} AS r WHERE r.removed_at IS NULL AND {its.numbered_by.format(row='r')} = ?"
    )
    years = connection.execute(f"SELECT DISTINCT r.year FROM {there}", [meant.short])
    for year in sorted((int(year) for (year,) in years if year), reverse=True):
        if meant.year in (None, year):
            rows = connection.execute(
                f"SELECT r.uid FROM {there} AND r.year = ? AND {its.number.format(row='r')} = ? "
                "ORDER BY r.uid",
                [meant.short, str(year), meant.written(year)],
            )
            if found := [uid for (uid,) in rows]:
                return found
    return []


def kind_of_own_number(connection: Connection, typed: str) -> RecordKind | None:
    """The kind of which a record has this number; None where none has."""
    return next((kind for kind in DECLARED_KINDS if own_numbered(connection, kind, typed)), None)
