"""England's bank holidays, and those that the officer adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.council.setting_kind import SettingsKind, moves_said
from screens.dialogs.dialog import Typed
from screens.widgets.fields import DayField, Field
from screens.widgets.list_source import Row
from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.fields import Direction

if TYPE_CHECKING:
    from db.store import Store


class HolidaySettings(SettingsKind):
    """England's bank holidays; those the officer adds are among them."""

    name = "holiday"
    heading = "Bank holidays in England"
    title = "A bank holiday"
    intro = "Running deadlines that were not typed by hand move, as one act that can be undone."

    def rows(self, store: Store) -> list[Row]:
        """Those of this year and the next, listed by their day: none is edited."""
        today, added = store.today(), store.holidays_added()
        start = today.replace(month=1, day=1)
        end = today.replace(year=today.year + 1, month=12, day=31)
        return [
            Row(
                f"{self.name} {day.isoformat()}",
                (when.show_day(day), name + (", added here" if day in added else "")),
            )
            for day, name in store.days.holidays_between(start, end)
        ]

    def fields(self, store: Store) -> list[Field]:
        return [
            DayField("date", "Date", store=store, direction=Direction.ANY),
            Field("name", "Name"),
        ]

    def add(self, store: Store, typed: Typed) -> str:
        day = store.read_day(typed["date"], "date", Direction.ANY)
        moved = store.holidays.add(day, typed["name"])
        return f"Saved {store.holidays_added()[day]}, {when.show_day(day)}. {moves_said(moved)}"
