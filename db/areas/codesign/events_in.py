"""A list of events of the sector, as groups send it: what, who holds it, when, where."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from db.kinds.importing import Taken
from spoc_tui.casework.errors import Ambiguous, BadInput, NotFound
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.text import compared, shortened
from spoc_tui.registers.codesign import EVENTS as COLUMNS
from spoc_tui.registers.codesign import require_years
from spoc_tui.registers.field_rows import FieldRow, OpenedRows, open_field_rows

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.codesign.event import Event

_SHOWN = 60


def opened(path: Path) -> OpenedRows:
    """The list, opened. BadInput where it is none."""
    return open_field_rows(path, COLUMNS)


class Lines:
    """Takes in each event that is not there with the same name on the same day."""

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._store, self._said = store, asked.said
        host = asked.given.get("host", "")
        self._usual = store.organisations.find(host, field="host").uid if host else ""
        its = cast("list[Event]", store.declared("event").page(limit=-1))
        self._there = {(compared(one.name), one.day.isoformat()): one.reference for one in its}

    def what(self, row: FieldRow) -> str:
        """What it is called, in short."""
        return shortened(row["name"], _SHOWN)

    def take(self, row: FieldRow) -> Taken:
        """Puts the event on record, unless it is there."""
        typed = dict(row.typed)
        if not row["name"]:
            raise BadInput("It does not say what it is called.")
        require_years(typed, ("when",))
        key = (compared(row["name"]), row["when"])
        if key in self._there:
            return Taken(self.what(row), self._there[key], there=True)
        typed["organisation"] = self._host(row["organisation"])
        typed["when"] = f"{row['when']} {typed.pop('time', '')}".strip()
        made = self._store.declared("event").begin_typed(typed, said_back=False).record
        self._there[key] = made.reference
        return Taken(self.what(row), made.reference)

    def done(self) -> Sequence[str]:
        """Nothing is to be known of the list as a whole."""
        return ()

    def _host(self, named: str) -> str:
        if not named:
            if not self._usual:
                raise Held("It does not say who holds it. Say it of all such at once.")
            return self._usual
        try:
            return self._store.organisations.find(self._said.get(named, named)).uid
        except (Ambiguous, NotFound) as error:
            raise Held(str(error), called=named) from None
