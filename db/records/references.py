"""Looks records up by their references, as they are typed: read without what acts on records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import Ambiguous, BadInput, Damaged, NotFound
from spoc_tui.casework.records.kinds import CASE_CODES
from spoc_tui.casework.records.references import make_reference, own_number, read_reference
from spoc_tui.casework.text import one_line, with_article

if TYPE_CHECKING:
    from db.store import Store

YEARS_BACK = 30
"""How far back a reference typed without its year is looked for."""


class Referenced:
    """The records of one kind that have a reference in a store."""

    TABLE: str
    """Their table, and the column of what belongs to them that points there."""
    KIND: str
    """How their references begin."""
    CALLED: str
    """As a sentence calls one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def uid_of(self, typed: str, *, undone: bool = False) -> str:
        """The uid of a reference, as `get` takes it; with `undone`, of an undone record too.

        Ambiguous, naming them with their ids, where several have it: those of two desks may.
        """
        uids = self.uids_of(typed, undone=undone)
        if len(uids) > 1:
            name = self._store.history.name_of
            named = [f"{name(self.TABLE, uid)} (id {uid})" for uid in uids]
            raise Ambiguous(
                f"“{typed.strip()[:60]}” fits more than one {self.CALLED}: {'; '.join(named)}. "
                "Give the id of the one that is meant.",
                field="reference",
                candidates=named,
            )
        return uids[0]

    def uids_of(self, typed: str, *, undone: bool = False) -> list[str]:
        """The same, of every record that has the reference that is meant, the first made first; of
        those that were undone only where no other has it.
        """
        typed = typed.strip()
        # Said in full, it is that one, whatever letter this desk has.
        found = self._rows("(uid = ? OR reference = ?)", [typed, typed.upper()])
        found = [row for row in found if row["uid"] == typed] or found or self._loosely(typed)
        rows = [row for row in reversed(found) if row["reference"] == found[0]["reference"]]
        if not rows:
            self._require_read(typed)
            raise NotFound(f"There is no {self.CALLED} {typed[:60]}.")
        there = [row for row in rows if not row["removed_at"]]
        if not there and not undone:
            last = max(rows, key=lambda row: row["removed_at"])
            at = when.show_moment(when.from_iso(last["removed_at"]))
            raise NotFound(f"{last['reference']} was undone on {at}.")
        return [str(row["uid"]) for row in there or rows]

    def _require_read(self, typed: str) -> None:
        """Damaged where it is one of those that cannot be read."""
        for one in self._store.unread:
            if typed.upper() in (one.uid.upper(), one.reference) or (
                one.reference and one.reference == self._in_full(typed)
            ):
                raise Damaged(one.said)

    def _in_full(self, typed: str) -> str:
        """A reference of this year that is typed as people do."""
        loose, store = read_reference(typed, self.KIND), self._store
        year = loose.year or store.this_year()
        return make_reference(self.KIND, year, loose.desk or "", loose.number)

    def _loosely(self, typed: str) -> list[Any]:
        """The rows of a reference that is typed as people do."""
        self._require_not_of_another(typed)
        loose = read_reference(typed, self.KIND)
        if loose.kind not in (None, self.KIND):
            return []
        this_year = self._store.this_year()
        years = [loose.year] if loose.year else range(this_year, this_year - YEARS_BACK, -1)
        desks = [loose.desk] if loose.desk else ["", self._store.desk]
        tried = [
            make_reference(self.KIND, year, desk, loose.number) for year in years for desk in desks
        ]
        return self._rows(f"reference IN ({', '.join('?' * len(tried))})", tried)

    def _require_not_of_another(self, typed: str) -> None:
        """Refuses a number that records of another kind have beside their references."""
        if own_number(typed) is None:
            return
        from db.records.own_numbers import kind_of_own_number

        other = kind_of_own_number(self._store.connection, typed)
        if other is not None and other.code != self.TABLE:
            shown = one_line(typed).upper()
            raise BadInput(
                f"{shown} is the number of {with_article(other.called)}, and of no {self.CALLED}. "
                f"Those have references such as {self.KIND}-26-0143; 143 alone will do.",
                field="reference",
            )

    def _rows(self, where: str, values: list[str]) -> list[Any]:
        table, of_kind = self.TABLE, ""
        if table in CASE_CODES:
            # By the reference: the index by kind would have all of them looked at, in this order.
            table, of_kind = "record", f"AND +kind = '{table}'"
        return self._store.connection.execute(
            f"SELECT uid, reference, removed_at FROM {table} WHERE {where} {of_kind} "
            "ORDER BY uid DESC",
            values,
        ).fetchall()
