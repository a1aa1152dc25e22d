"""The contributions of the national list of developer contributions: each goes where its agreement
is.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from db.areas.planning.windows_by import NewRows, Windows, one_window, require_takes
from db.kinds.importing import Taken
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.planning.obligations import (
    Agreement,
    Contribution,
    read_purpose,
    read_sum,
)
from spoc_tui.registers.field_rows import FieldRow, OpenedRows, open_field_rows
from spoc_tui.registers.planning import CONTRIBUTIONS as COLUMNS

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.planning.window import Window


def opened(path: Path) -> OpenedRows:
    """The list, opened. BadInput where it is none."""
    return open_field_rows(path, COLUMNS)


class Lines:
    """Takes contributions of agreements that are on a window."""

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._windows = Windows(store)
        self._agreements = NewRows[Agreement](store, self._windows, "agreements")
        self._new = NewRows[Contribution](store, self._windows, "contributions")

    def what(self, row: FieldRow) -> str:
        """Its key, what it is for, and the sum."""
        return ", ".join(filter(None, (row["key"], row["purpose"], row["amount"] or row["units"])))

    def take(self, row: FieldRow) -> Taken:
        """Puts it on the window of its agreement, unless it is there."""
        if not row["key"]:
            raise BadInput("It has no key (developer-agreement-contribution).")
        one, remark = self._window(row["agreement"])
        purpose, summed = read_purpose(row["purpose"]), read_sum(row["amount"])
        if summed.pence is not None and summed.pence < 0:
            raise Held("Its sum is below £0: nothing is agreed so. Correct it in the list.")
        units = "; ".join(filter(None, (read_units(row["units"]), summed.words)))
        new = Contribution(
            key=row["key"],
            agreement=row["agreement"],
            purpose=purpose.value,
            amount=summed.pence,
            units=units,
        )
        others = []
        for window, its in self._new.of_key(new.key):
            alike = (its.purpose, its.amount, its.units) == (new.purpose, new.amount, new.units)
            if alike and window.uid == one.uid:
                return Taken(self.what(row), one.reference, self._new.twice(its), there=True)
            others.append(its.purpose)
        self._new.add(one, new)
        if others:
            remark += [f"its key is that of another as well ({', '.join(dict.fromkeys(others))})"]
        why = "; ".join(filter(None, [*remark, purpose.remark, summed.remark]))
        return Taken(self.what(row), one.reference, why)

    def _window(self, agreement: str) -> tuple[Window, list[str]]:
        """On which window the agreement is that a key calls, and what is to be known of that."""
        if not agreement:
            raise BadInput("It names no agreement (developer-agreement).")
        if found := self._agreements.of_key(agreement):
            return one_window(found, f"The agreement {agreement[:60]}"), []
        by_application = self._windows.of_application(agreement)
        if by_application is not None:
            said = "its agreement is not on record: it is called by its application"
            return require_takes(by_application), [said]
        raise Held(
            f"No agreement {agreement[:60]} is on a window here. Import the agreements first, or "
            "begin a window if it is followed here."
        )

    def done(self) -> Sequence[str]:
        """Writes those that were taken."""
        self._new.write()
        return ()


def read_units(typed: str) -> str:
    """Units as they are written; a pound sign alone, or nothing, is none."""
    return "" if typed.strip() in ("£", "%", "0") else " ".join(typed.split())
