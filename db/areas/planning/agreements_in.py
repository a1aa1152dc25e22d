"""The agreements of the national list of developer contributions: each goes to the window of its
application.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from db.areas.planning.windows_by import NewRows, Windows, day_of
from db.kinds.importing import Taken
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.planning.obligations import Agreement, applications_in, read_form
from spoc_tui.registers.field_rows import FieldRow, OpenedRows, open_field_rows
from spoc_tui.registers.planning import AGREEMENTS as COLUMNS

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.planning.window import Window


def opened(path: Path) -> OpenedRows:
    """The list, opened. BadInput where it is none."""
    return open_field_rows(path, COLUMNS)


class Lines:
    """Takes agreements of applications that have a window."""

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._windows = Windows(store)
        self._new = NewRows[Agreement](store, self._windows, "agreements")

    def what(self, row: FieldRow) -> str:
        """Its key, and the application."""
        return ", ".join(dict.fromkeys(filter(None, (row["key"], row["application"]))))

    def take(self, row: FieldRow) -> Taken:
        """Puts it on its window, unless it is there."""
        if not row["key"]:
            raise BadInput("It has no key (developer-agreement).")
        one = self._window(row["application"])
        new = Agreement(
            key=row["key"],
            form=read_form(row["form"]),
            signed=day_of(row["signed"]),
            until=day_of(row["until"]),
            document=row["document"],
        )
        versions = self._new.of_key(new.key)
        for window, its in versions:
            if window.uid != one.uid:
                raise Held(
                    f"The key {new.key[:60]} is that of an agreement of {window.application} too "
                    f"({window.reference}): what is to be paid by it could not be told apart. "
                    "Give each its own key in the list."
                )
            if (its.signed, its.until, its.form) == (new.signed, new.until, new.form):
                return Taken(self.what(row), one.reference, self._new.twice(its), there=True)
        why = f"another version of {new.key}, which is there already" if versions else ""
        self._new.add(one, new)
        return Taken(self.what(row), one.reference, why)

    def _window(self, typed: str) -> Window:
        """The one window of what may be several applications in one cell."""
        if not typed:
            raise BadInput("It names no application (planning-application).")
        return self._windows.of_applications(applications_in(typed))

    def done(self) -> Sequence[str]:
        """Writes those that were taken."""
        self._new.write()
        return ()
