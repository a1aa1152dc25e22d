"""Bank holidays the officer added, and the deadlines that move with them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from db.kinds.working_out import work_out_again
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.text import clean_line

if TYPE_CHECKING:
    from db.enquiries.deadlines import MovedDeadline
    from db.store import Store


class Holidays:
    """The days the officer added to England's bank holidays."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, day: date, name: str) -> list[MovedDeadline]:
        """Adds a day; running deadlines not typed by hand move, and last days of windows, as one
        action.

        Returns which of them moved. Refused where the day is a bank holiday already.
        """
        name = clean_line(name, field="name", limit=100)
        if not name:
            raise BadInput("Give the holiday a name.", field="name")
        with self._store.action("Added a bank holiday") as action:
            known = self._store.days.holiday_name(day)
            if known:
                raise Refused(f"{when.show_day(day)} is a bank holiday already: {known}.")
            self._store.put("holiday", {"day": day.isoformat(), "name": name})
            moved = self._store.deadlines.move_all(name)
            days = work_out_again(self._store, name)  # each says what a deadline does
            moved += cast("list[MovedDeadline]", days)
            action.label = f"Added {name}, {when.show_day(day)}"
            if moved:
                action.label += f"; {len(moved)} deadline{'s' * (len(moved) != 1)} moved"
        return moved
