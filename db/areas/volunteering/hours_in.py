"""HR’s list of the hours that staff volunteered: directorates and hours, and nobody."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from db.kinds.importing import Taken
from spoc_tui.casework.errors import Ambiguous, BadInput, NotFound, Refused
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.records.kept_out import require_line
from spoc_tui.casework.text import shortened
from spoc_tui.casework.volunteering.kept_out import KEPT_OUT
from spoc_tui.registers import volunteering
from spoc_tui.registers.volunteering import HOURS as COLUMNS
from spoc_tui.registers.volunteering import hours_and_minutes, require_years

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.volunteering.stafftime import StaffTime
    from spoc_tui.registers.field_rows import FieldRow, OpenedRows

_SHOWN = 60
LATER = "Later hours came in."


def opened(path: Path) -> OpenedRows:
    """The list, opened. BadInput where it is none, or has a column of a person."""
    return volunteering.opened(path, COLUMNS)


class Lines:
    """Takes in the hours of each directorate and period that is not there; those before them are
    closed, so that HR is asked once.
    """

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._store, self._said = store, asked.said
        self._its = cast("list[StaffTime]", store.declared("stafftime").page(limit=-1))
        self._there = {
            (one.directorate.uid, str(one.starts or one.on), str(one.on)): one.reference
            for one in self._its
        }

    def what(self, row: FieldRow) -> str:
        """Whose hours, in short; blank where it must not be repeated."""
        is_said = not any(map(KEPT_OUT.is_in, row.typed.values()))
        return shortened(row["directorate"], _SHOWN) if is_said else ""

    def take(self, row: FieldRow) -> Taken:
        """Puts the hours on record, unless those of that directorate and period are there."""
        typed = dict(row.typed)
        require_line(KEPT_OUT, typed)
        require_years(typed, ("starts", "on"))
        if not row["on"]:
            raise BadInput("It does not say until which day. Give the file a column To.")
        if not row["hours"]:
            raise BadInput("It does not say how many hours.")
        hours, minutes = hours_and_minutes(row["hours"])
        typed |= {"hours": str(hours), "minutes": str(minutes or "")}
        typed["directorate"] = self._directorate(row["directorate"])
        key = (typed["directorate"], row["starts"] or row["on"], row["on"])
        if key in self._there:
            return Taken(self.what(row), self._there[key], there=True)
        made = self._store.declared("stafftime").begin_typed(typed, said_back=False).record
        self._there[key] = made.reference
        self._its.append(cast("StaffTime", made))
        return Taken(self.what(row), made.reference)

    def done(self) -> Sequence[str]:
        """Of each directorate the last hours stay open: those before them ask for nothing more."""
        last: dict[str, StaffTime] = {}
        for one in self._its:
            there = last.get(one.directorate.uid)
            if there is None or (there.on, there.reference) < (one.on, one.reference):
                last[one.directorate.uid] = one
        for one in self._its:
            if one.is_open and one is not last[one.directorate.uid]:
                with suppress(Refused):  # something is promised on it
                    self._store.declared("stafftime").act(one.uid, "close", {"why": LATER})
        return ()

    def _directorate(self, named: str) -> str:
        if not named:
            raise BadInput("It does not say whose hours they are.")
        try:
            return self._store.council.find_directorate(self._said.get(named, named)).uid
        except (Ambiguous, NotFound) as error:
            raise Held(str(error), called=named) from None
