"""Which ward and authority a postcode is in, from a list; and organisations given their ward by it.

The list itself is not audited: it can be imported again. What it says of an organisation is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from db.connection import Connection
from db.organisations.reading import IN_LISTS
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.organisations.postcodes import PostcodeReport, PostcodeRow, correct_postcode
from spoc_tui.casework.text import counted, fold

if TYPE_CHECKING:
    from db.writing import Writing

CHUNK = 5_000
REFUSALS_KEPT = 1_000

_STAGING = (
    "DROP TABLE IF EXISTS temp.staged_postcode",
    """CREATE TEMP TABLE staged_postcode (postcode TEXT PRIMARY KEY, ward TEXT, ward_code TEXT,
        authority TEXT) WITHOUT ROWID""",
    "DROP TABLE IF EXISTS temp.ward_name",
    """CREATE TEMP TABLE ward_name AS SELECT ward_code, max(ward) AS ward FROM postcode
        WHERE ward <> '' AND ward_code <> '' GROUP BY ward_code""",
)
# A list that has only the codes takes the names from one that had both.
_NAMED = """UPDATE staged_postcode SET ward = n.ward FROM ward_name AS n
    WHERE staged_postcode.ward = '' AND n.ward_code = staged_postcode.ward_code"""
_REPLACE = (
    "DELETE FROM postcode WHERE authority IN (SELECT DISTINCT authority FROM staged_postcode)",
    """INSERT OR REPLACE INTO postcode (postcode, ward, ward_code, authority)
        SELECT postcode, ward, ward_code, authority FROM staged_postcode ORDER BY postcode""",
)
_WITHOUT_WARD = f"""SELECT o.uid, correct_postcode(o.postcode) AS postcode FROM organisation AS o
    WHERE o.ward = '' AND o.postcode <> '' AND {IN_LISTS}"""
_SET_WARDS = """UPDATE organisation SET ward = w.ward, ward_folded = fold(w.ward) FROM new_ward AS w
    WHERE organisation.uid = w.uid AND organisation.ward = ''"""


class Postcodes:
    """The postcodes of a store."""

    def __init__(self, store: Writing) -> None:
        self._store = store

    def lookup(self, postcode: str) -> tuple[str, str] | None:
        """The ward (blank where only its code is known) and the authority of a postcode, however
        it is written; None where it is not known.
        """
        found = self._store.connection.execute(
            "SELECT ward, authority FROM postcode WHERE postcode = ?", [correct_postcode(postcode)]
        ).fetchone()
        return (found["ward"], found["authority"]) if found else None

    def ward_of(self, postcode: str) -> str:
        """Its ward; blank where that is not known."""
        found = self.lookup(postcode) if postcode else None
        return found[0] if found else ""

    def run_import(
        self,
        rows: Iterable[PostcodeRow | RefusedRow],
        *,
        authority: str = "",
        dry_run: bool = False,
    ) -> PostcodeReport:
        """Replaces what is known of the list’s authorities (or of the one that is named, for all
        its rows), then gives the organisations without a ward theirs, as one action.

        Of a postcode that the list has twice the first row counts.
        """
        report = PostcodeReport(dry_run)
        connection = self._store.connection
        connection.create_function("correct_postcode", 1, correct_postcode, deterministic=True)
        connection.create_function("fold", 1, fold, deterministic=True)
        for statement in _STAGING:
            connection.execute(statement)
        self._stage(rows, authority, report)
        connection.execute(_NAMED)
        report.postcodes, report.wards, report.without_name = connection.execute(
            "SELECT count(*), count(DISTINCT coalesce(nullif(ward, ''), ward_code)), "
            "coalesce(sum(ward = ''), 0) FROM staged_postcode"
        ).fetchone()
        report.organisations = _find_wards(connection)
        if not dry_run and report.postcodes:
            with self._store.transaction():
                for statement in _REPLACE:
                    connection.execute(statement)
            report.organisations = self._set_wards(report.organisations)
        connection.execute("DROP TABLE staged_postcode")
        return report

    def _stage(
        self, rows: Iterable[PostcodeRow | RefusedRow], authority: str, report: PostcodeReport
    ) -> None:
        chunk: list[tuple[str, str, str, str]] = []
        for row in rows:
            if isinstance(row, RefusedRow):
                report.refused += 1
                if len(report.refusals) < REFUSALS_KEPT:
                    report.refusals.append(row)
                continue
            chunk.append((row.postcode, row.ward, row.ward_code, authority or row.authority))
            if len(chunk) == CHUNK:
                self._write(chunk)
        self._write(chunk)

    def _write(self, chunk: list[tuple[str, str, str, str]]) -> None:
        connection = self._store.connection
        connection.execute("BEGIN")  # of what is temporary: nobody waits for it
        connection.executemany("INSERT OR IGNORE INTO staged_postcode VALUES (?, ?, ?, ?)", chunk)
        connection.execute("COMMIT")
        chunk.clear()

    def _set_wards(self, expected: int) -> int:
        if not expected:
            return 0
        connection = self._store.connection
        with self._store.action("Set wards by postcode") as action:
            count = connection.execute(_SET_WARDS).rowcount
            action.label = f"Set {counted(count, 'ward')} by postcode"
        return count


def _find_wards(connection: Connection) -> int:
    """Puts together which organisations will be given which ward; returns how many they are."""
    connection.execute("DROP TABLE IF EXISTS temp.new_ward")
    connection.execute(
        f"CREATE TEMP TABLE new_ward AS SELECT w.uid, coalesce(s.ward, p.ward) AS ward "
        f"FROM ({_WITHOUT_WARD}) AS w LEFT JOIN staged_postcode AS s ON s.postcode = w.postcode "
        "LEFT JOIN postcode AS p ON p.postcode = w.postcode "
        "WHERE coalesce(s.ward, p.ward, '') <> ''"
    )
    (count,) = connection.execute("SELECT count(*) FROM new_ward").fetchone()
    return int(count)
