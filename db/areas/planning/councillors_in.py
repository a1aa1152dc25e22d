"""A list of councillors, taken in as people of one organisation: by their wards they are asked in
windows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from db.areas.planning.windows_by import day_of
from db.kinds.importing import Taken
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.organisations.people import untitled
from spoc_tui.casework.organisations.wards import (
    BETWEEN,
    COUNCIL_MEMBERS,
    COUNCILLOR,
    wards_in,
)
from spoc_tui.casework.text import clean_line, compared, fold
from spoc_tui.registers.field_rows import FieldRow, OpenedRows, open_field_rows
from spoc_tui.registers.planning import COUNCILLORS as COLUMNS

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.organisations.organisation import Contact


def opened(path: Path) -> OpenedRows:
    """The list, opened. BadInput where it is none."""
    return open_field_rows(path, COLUMNS)


class Lines:
    """Takes councillors; the organisation whose people they are is put on record for the first."""

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._store = store
        self._at = _organisation(store)
        self._people: dict[str, list[Contact]] = {}
        for one in store.organisations.contacts(self._at) if self._at else ():
            if COUNCILLOR in one.role.casefold():
                self._people.setdefault(_called(one.name), []).append(one)
        self._named: set[str] = set()
        """Whom the list has, by what they are called."""

    def what(self, row: FieldRow) -> str:
        """Who, and for which ward."""
        return ", ".join(filter(None, (_name(row), row["wards"])))

    def take(self, row: FieldRow) -> Taken:
        """Puts a councillor on record, or what is new of one who is."""
        name, wards = _name(row), wards_in(row["wards"].replace("/", ";"))
        if not name:
            raise BadInput("It names nobody.")
        if not wards:
            raise BadInput("It names no ward.")
        name = clean_line(untitled(name), field="name")
        self._named.add(_called(name))
        since, left = day_of(row["since"]), day_of(row["left"])
        if since and left and left < since:
            raise BadInput(f"It ends on {show_day(left)}, before it begins on {show_day(since)}.")
        today = self._store.today()
        if left is not None and left > today:
            left = None  # they sit until then
        known = self._people.get(_called(name), [])
        here = next((one for one in known if one.left_on is None), None)
        if here is None and left is not None and known:
            return Taken(self.what(row), "", there=True)
        if here is None:
            return self._begin(row, name, wards, since, left)
        return self._add_to(row, here, wards, since, left)

    def _begin(
        self,
        row: FieldRow,
        name: str,
        wards: tuple[str, ...],
        since: date | None,
        left: date | None,
    ) -> Taken:
        why = ""
        if not self._at:
            self._at = self._store.organisations.add(COUNCIL_MEMBERS, anyway=True).uid
            why = f"“{COUNCIL_MEMBERS}” is put on record for it"
        made = self._store.organisations.add_contact(
            self._at,
            name,
            role=COUNCILLOR,
            phone=row["phone"],
            email=row["email"],
            wards=BETWEEN.join(wards),
            since=since.isoformat() if since else "",
        )
        if left is not None:
            made = self._store.organisations.left(made.uid, left)
        self._people.setdefault(_called(name), []).append(made)
        return Taken(self.what(row), "", why)

    def _add_to(
        self,
        row: FieldRow,
        here: Contact,
        wards: tuple[str, ...],
        since: date | None,
        left: date | None,
    ) -> Taken:
        """What is blank on record is filled; Held where the list says something else."""
        own, theirs = set(map(compared, here.wards)), set(map(compared, wards))
        if own and own != theirs:
            raise Held(
                f"Here they are of {BETWEEN.join(here.wards)}. Put that right on the person, or "
                "in the list."
            )
        if here.since and since and here.since != since:
            raise Held(
                f"Here they are councillor since {show_day(here.since)}. Put that right on the "
                "person, or in the list."
            )
        new = {
            "wards": "" if own else BETWEEN.join(wards),
            "since": since.isoformat() if since and not here.since else "",
            "email": row["email"] if not here.email else "",
            "phone": row["phone"] if not here.phone else "",
        }
        new = {field: text for field, text in new.items() if text}
        if not new and left is None:
            return Taken(self.what(row), "", there=True)
        made = self._store.organisations.edit_contact(here.uid, new) if new else here
        if left is not None:
            made = self._store.organisations.left(here.uid, left)
        its = self._people[_called(here.name)]
        its[its.index(here)] = made
        said = [f"{field} added" for field in new]
        said += [f"left on {show_day(left)}"] if left else []
        return Taken(self.what(row), "", ", ".join(said))

    def done(self) -> Sequence[str]:
        """Who sits by what is on record, and is not in the list."""
        missing = sorted(
            one.name
            for called, people in self._people.items()
            for one in people
            if one.left_on is None and called not in self._named
        )
        if not missing or not self._named:
            return ()
        return (f"On record and not in the list: {', '.join(missing)}. Have they left?",)


def _organisation(store: Store) -> str:
    """The uid of the organisation whose people councillors are; blank: it is not on record."""
    row = store.connection.execute(
        "SELECT uid FROM organisation WHERE folded = ? AND removed_at IS NULL "
        "AND merged_into IS NULL LIMIT 1",
        [fold(COUNCIL_MEMBERS)],
    ).fetchone()
    return str(row[0]) if row else ""


def _name(row: FieldRow) -> str:
    return row["name"] or " ".join(filter(None, (row["first"], row["last"])))


def _called(name: str) -> str:
    return compared(untitled(name))
