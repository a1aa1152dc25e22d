"""The transactions of the national list of developer contributions: each goes where its
contribution is.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from db.areas.planning.contributions_in import read_units
from db.areas.planning.windows_by import NewRows, Windows, day_of, one_window
from db.kinds.importing import Taken
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.planning.obligations import (
    TAKEN_OFF,
    Agreement,
    Contribution,
    Transaction,
    read_stage,
    read_sum,
)
from spoc_tui.registers.field_rows import FieldRow, OpenedRows, open_field_rows
from spoc_tui.registers.planning import TRANSACTIONS as COLUMNS

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.planning.window import Window


def opened(path: Path) -> OpenedRows:
    """The list, opened. BadInput where it is none."""
    return open_field_rows(path, COLUMNS)


class Lines:
    """Takes transactions of contributions that are on a window."""

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._windows = Windows(store)
        self._agreements = NewRows[Agreement](store, self._windows, "agreements")
        self._contributions = NewRows[Contribution](store, self._windows, "contributions")
        self._new = NewRows[Transaction](store, self._windows, "transactions")

    def what(self, row: FieldRow) -> str:
        """Of which contribution it is, the stage, and the sum."""
        parts = (row["contribution"], row["stage"], row["amount"] or row["units"])
        return ", ".join(filter(None, parts))

    def take(self, row: FieldRow) -> Taken:
        """Puts it on the window of its contribution, unless it is there."""
        one, remark = self._window(row["contribution"])
        stage, summed = read_stage(row["stage"]), read_sum(row["amount"])
        pence = summed.pence
        if pence is not None and pence < 0:
            if stage not in TAKEN_OFF:
                raise Held(
                    f"Its sum is below £0, and nothing is {stage.words} so. Correct it in the list."
                )
            pence = -pence
            remark.append(f"{stage.words} with a minus before it: the sum is kept without")
        new = Transaction(
            key=row["key"] or "-",
            contribution=row["contribution"],
            stage=stage,
            amount=pence,
            units="; ".join(filter(None, (read_units(row["units"]), summed.words))),
            since=day_of(row["since"]),
        )
        for window, its in self._new.of_key(new.key):
            if window.uid == one.uid and _facts(its) == _facts(new):
                return Taken(self.what(row), one.reference, self._new.twice(its), there=True)
        self._new.add(one, new)
        why = "; ".join(filter(None, [*remark, summed.remark]))
        return Taken(self.what(row), one.reference, why)

    def _window(self, contribution: str) -> tuple[Window, list[str]]:
        """On which window the contribution is that a key calls, and what is to be known of that."""
        if not contribution:
            raise BadInput("It names no contribution (developer-agreement-contribution).")
        found = self._contributions.of_key(contribution)
        if not found and self._agreements.of_key(contribution):
            raise Held(
                f"{contribution[:60]} is the key of an agreement, not of a contribution: of which "
                "of its contributions it is cannot be told. Give the contribution's key."
            )
        if not found:
            raise Held(
                f"No contribution {contribution[:60]} is on a window here. Import the "
                "contributions first."
            )
        one = one_window(found, f"The contribution {contribution[:60]}")
        purposes = list(dict.fromkeys(its.purpose for _, its in found))
        if len(purposes) > 1:
            said = f"of which of several contributions it is does not follow: {', '.join(purposes)}"
            return one, [said]
        return one, []

    def done(self) -> Sequence[str]:
        """Writes those that were taken."""
        self._new.write()
        return ()


def _facts(one: Transaction) -> tuple[object, ...]:
    return one.contribution, one.stage, one.amount, one.units, one.since
