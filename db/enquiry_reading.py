"""Enquiries read: one in full, pages of them, counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from db.enquiry_rows import read_case, read_enquiries
from db.survivors import with_merged
from spoc_tui.casework import when
from spoc_tui.casework.enquiries import Case, Enquiry, Status
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.references import make_reference, read_reference

if TYPE_CHECKING:
    from db.store import Store

KIND = "ENQ"
YEARS_BACK = 30
"""How far back a reference typed without its year is looked for."""


class EnquiryReading:
    """The ways to read the enquiries of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, reference: str) -> Case:
        """The case of a reference, typed loosely or whole, or of a uid.

        Raises NotFound where there is none, or where it was undone (and says when).
        """
        found = read_enquiries(self._store.connection, "e.uid = ?", [self.uid_of(reference)])
        return read_case(self._store.connection, found[0])

    def count(self, *, status: Status | None = None, organisation_uid: str | None = None) -> int:
        """How many enquiries there are (of that status, of that organisation)."""
        where, values = _filter(status, organisation_uid)
        (count,) = self._store.connection.execute(
            f"SELECT count(*) FROM enquiry AS e WHERE e.removed_at IS NULL AND {where}",
            values,
        ).fetchone()
        return int(count)

    def count_open(self) -> int:
        """How many are not closed."""
        (count,) = self._store.connection.execute(
            "SELECT count(*) FROM enquiry WHERE status <> 'closed' AND removed_at IS NULL"
        ).fetchone()
        return int(count)

    def page(
        self,
        offset: int,
        limit: int,
        *,
        status: Status | None = None,
        organisation_uid: str | None = None,
    ) -> list[Enquiry]:
        """Enquiries, the last received first."""
        where, values = _filter(status, organisation_uid)
        return read_enquiries(
            self._store.connection,
            # The rows that are passed over are not read, only counted off.
            f"e.id IN (SELECT id FROM enquiry AS e WHERE e.removed_at IS NULL AND {where} "
            "ORDER BY e.received_at DESC, e.id DESC LIMIT ? OFFSET ?) "
            "ORDER BY e.received_at DESC, e.id DESC",
            [*values, limit, offset],
        )

    def by_uids(self, uids: list[str]) -> dict[str, Enquiry]:
        """The enquiries of these uids, by uid."""
        # As one value: SQLite takes at most 32,766 of them.
        found = read_enquiries(
            self._store.connection, "e.uid IN (SELECT value FROM json_each(?))", [json.dumps(uids)]
        )
        return {enquiry.uid: enquiry for enquiry in found}

    def uid_of(self, typed: str, *, undone: bool = False) -> str:
        """The uid of a reference, as `get` takes it; with `undone`, of an undone enquiry too."""
        typed = typed.strip()
        rows = self._store.connection.execute(
            "SELECT uid, reference, removed_at FROM enquiry WHERE uid = ?", [typed]
        ).fetchall()
        if not rows:
            rows = self._by_reference(typed)
        if not rows:
            raise NotFound(f"There is no enquiry {typed[:60]}.")
        if rows[0]["removed_at"] and not undone:
            at = when.show_moment(when.from_iso(rows[0]["removed_at"]))
            raise NotFound(f"{rows[0]['reference']} was undone on {at}.")
        return str(rows[0]["uid"])

    def _by_reference(self, typed: str) -> list[Any]:
        loose = read_reference(typed)
        if loose.kind not in (None, KIND):
            return []
        # Said in full, it is that one, whatever letter this desk has.
        whole = self._by_references([typed.upper()])
        if whole:
            return whole
        this_year = self._store.today().year
        years = [loose.year] if loose.year else range(this_year, this_year - YEARS_BACK, -1)
        desks = [loose.desk] if loose.desk else ["", self._store.desk]
        tried = [make_reference(KIND, year, desk, loose.number) for year in years for desk in desks]
        return self._by_references(tried)

    def _by_references(self, references: list[str]) -> list[Any]:
        marks = ", ".join("?" * len(references))
        return self._store.connection.execute(
            "SELECT uid, reference, removed_at FROM enquiry "
            f"WHERE reference IN ({marks}) ORDER BY id DESC",
            references,
        ).fetchall()


def _filter(status: Status | None, organisation_uid: str | None) -> tuple[str, list[str]]:
    where, values = ["1"], []
    if status is not None:
        where.append("e.status = ?")
        values.append(str(status))
    if organisation_uid is not None:
        where.append(f"e.organisation IN {with_merged()}")
        values.append(organisation_uid)
    return " AND ".join(where), values
