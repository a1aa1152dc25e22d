"""Numbers that records have beside their references, such as a group's own of its decisions: looked
up as they are typed.
"""

from __future__ import annotations

from db.connection import Connection
from db.records.kind_columns import KIND_COLUMNS
from spoc_tui.casework.records.kinds import DECLARED_KINDS, RecordKind
from spoc_tui.casework.records.references import own_number

_NUMBERED = {kind: its for kind in DECLARED_KINDS if (its := KIND_COLUMNS[kind.table]).number}
_CASES = (
    f"WHEN '{kind.code}' THEN (SELECT {its.number.format(row='own')} FROM {kind.table} AS own "
    "WHERE own.uid = r.uid)"
    for kind, its in _NUMBERED.items()
)
OWN_NUMBER = f"coalesce(CASE r.kind {' '.join(_CASES)} END, '')"
"""SQL: the number of a record, of its line `r` in the index; blank: it has none. To count is dear:
it is for the few that are shown.
"""


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
    """The kind whose records have such numbers, whether or not one has this; None where nothing
    that has numbers of its own is called so.
    """
    meant = own_number(typed)
    if meant is None:
        return None
    for kind, its in _NUMBERED.items():
        there = f"SELECT EXISTS (SELECT 1 FROM ({its.numbers_begin}) WHERE short = ?)"
        if connection.execute(there, [meant.short]).fetchone()[0]:
            return kind
    return None


def longest_number(connection: Connection, kind: RecordKind) -> int:
    """How many characters the numbers of a kind's records may have; 0: they have none."""
    its = KIND_COLUMNS[kind.table]
    if not its.number:
        return 0
    rows = connection.execute(f"SELECT max(length(short)) FROM ({its.numbers_begin})")
    (longest,) = rows.fetchone()
    return longest + len("-26-07") if longest else 0
