"""Looks records up by their references, as they are typed: read without what acts on records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spoc_tui.casework import when
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.references import make_reference, read_reference

if TYPE_CHECKING:
    from db.store import Store

YEARS_BACK = 30
"""How far back a reference typed without its year is looked for."""


class Referenced:
    """What of one kind has a reference in a store."""

    TABLE: str
    """Their table, and the column of what hangs on them that points there."""
    KIND: str
    """How their references begin."""
    CALLED: str
    """As a sentence calls one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def uid_of(self, typed: str, *, undone: bool = False) -> str:
        """The uid of a reference, as `get` takes it; with `undone`, of an undone record too."""
        typed = typed.strip()
        rows = self._store.connection.execute(
            f"SELECT uid, reference, removed_at FROM {self.TABLE} WHERE uid = ?", [typed]
        ).fetchall()
        if not rows:
            rows = self._by_reference(typed)
        if not rows:
            raise NotFound(f"There is no {self.CALLED} {typed[:60]}.")
        if rows[0]["removed_at"] and not undone:
            at = when.show_moment(when.from_iso(rows[0]["removed_at"]))
            raise NotFound(f"{rows[0]['reference']} was undone on {at}.")
        return str(rows[0]["uid"])

    def _by_reference(self, typed: str) -> list[Any]:
        loose = read_reference(typed)
        if loose.kind not in (None, self.KIND):
            return []
        # Said in full, it is that one, whatever letter this desk has.
        whole = self._by_references([typed.upper()])
        if whole:
            return whole
        this_year = self._store.today().year
        years = [loose.year] if loose.year else range(this_year, this_year - YEARS_BACK, -1)
        desks = [loose.desk] if loose.desk else ["", self._store.desk]
        tried = [
            make_reference(self.KIND, year, desk, loose.number) for year in years for desk in desks
        ]
        return self._by_references(tried)

    def _by_references(self, references: list[str]) -> list[Any]:
        marks = ", ".join("?" * len(references))
        return self._store.connection.execute(
            f"SELECT uid, reference, removed_at FROM {self.TABLE} "
            f"WHERE reference IN ({marks}) ORDER BY id DESC",
            references,
        ).fetchall()
