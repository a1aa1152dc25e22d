"""A list of courses for volunteers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from db.kinds.importing import Taken
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.records.kept_out import require_line
from spoc_tui.casework.text import compared, shortened
from spoc_tui.casework.volunteering.kept_out import KEPT_OUT
from spoc_tui.registers import volunteering
from spoc_tui.registers.volunteering import COURSES as COLUMNS
from spoc_tui.registers.volunteering import require_years

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.volunteering.course import Course
    from spoc_tui.registers.field_rows import FieldRow, OpenedRows

_SHOWN = 60


def opened(path: Path) -> OpenedRows:
    """The list, opened. BadInput where it is none, or has a column of a person."""
    return volunteering.opened(path, COLUMNS)


class Lines:
    """Takes in each course that is not there with the same subject, provider and day."""

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._store = store
        its = cast("list[Course]", store.declared("course").page(limit=-1))
        self._there = {
            (compared(one.about), compared(one.provider), one.on.isoformat()): one.reference
            for one in its
        }

    def what(self, row: FieldRow) -> str:
        """What is taught, in short; blank where it must not be repeated."""
        is_said = not any(map(KEPT_OUT.is_in, row.typed.values()))
        return shortened(row["about"], _SHOWN) if is_said else ""

    def take(self, row: FieldRow) -> Taken:
        """Puts the course on record, unless it is there."""
        typed = dict(row.typed)
        require_line(KEPT_OUT, typed)
        if not row["about"]:
            raise BadInput("It does not say what is taught.")
        if not row["on"]:
            raise Held("It does not say on which day. Give the day, or leave the line out.")
        require_years(typed, ("on", "book_by"))
        key = (compared(row["about"]), compared(row["provider"]), row["on"])
        if key in self._there:
            return Taken(self.what(row), self._there[key], there=True)
        made = self._store.declared("course").begin_typed(typed, said_back=False).record
        self._there[key] = made.reference
        return Taken(self.what(row), made.reference)

    def done(self) -> Sequence[str]:
        """Nothing is to be known of the list as a whole."""
        return ()
