"""The figures that change with the years."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from screens.council.setting_kind import SettingsKind
from screens.dialogs.dialog import Typed
from screens.widgets.fields import DayField, Field
from screens.widgets.list_source import Row
from spoc_tui.casework.council.dated_figures import AS_TYPED, DatedFigure, FigureOn
from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.fields import Direction

if TYPE_CHECKING:
    from db.store import Store


class Facts(SettingsKind):
    """The figures that change with the years."""

    name = "dated_figure"
    heading = "Figures that change with the years"
    title = "A figure"
    intro = (
        "A threshold, a fee, a count of days, from its first day on; it counts until the next of "
        f"its name begins. A value is typed as {AS_TYPED}. Of the same name and day again it is "
        "corrected."
    )

    def rows(self, store: Store) -> list[Row]:
        """The figure of each name that counts today, or comes first."""
        today, known = store.today(), store.dated_figures.all()
        found: dict[str, DatedFigure] = {}
        for one in known:  # the last to begin first
            there = found.get(one.name)
            if there is None or there.valid_from > today:
                found[one.name] = one
        return [self._row(one, today) for one in found.values()]

    def _row(self, one: DatedFigure, today: date) -> Row:
        described = FigureOn(one, max(today, one.valid_from), is_last=True).words
        return Row(f"{self.name} {one.uid}", (one.name, described))

    def fields(self, store: Store) -> list[Field]:
        return [
            Field("name", "Name"),
            Field("value", "Value"),
            DayField("from", "From", store=store, direction=Direction.ANY),
            Field("source", "Source"),
            DayField("checked", "Checked", store=store, direction=Direction.PAST),
        ]

    def history_uid(self, store: Store, uid: str) -> str | None:
        """None for one that came with the program and was never written here."""
        return uid if store.dated_figures.is_own(uid) else None

    def add(self, store: Store, typed: Typed) -> str:
        begins = store.read_day(typed["from"], "from", Direction.ANY)
        checked = typed["checked"].strip()
        looked = store.read_day(checked, "checked", Direction.PAST) if checked else None
        made = store.dated_figures.add(
            typed["name"],
            typed["value"],
            begins,
            typed["source"],
            looked or store.today(),
            anyway=typed.anyway,
        )
        return f"Saved {made.name}: {made.value.words} from {when.show_day(begins)}."
