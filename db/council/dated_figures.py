"""The figures that change with the years: known, asked for, added."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from db.kinds.working_out import work_out_again
from db.records.rows import day_of
from db.records.uids import natural_uid
from spoc_tui.casework.council.dated_figures import (
    BASE_RATE,
    DatedFigure,
    FigureOn,
    figure_on,
    is_base_rate,
    kept_value,
    read_value,
    require_likely,
)
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.records.require import require_past
from spoc_tui.casework.text import clean_line, compared

if TYPE_CHECKING:
    from db.store import Store


class DatedFigures:
    """The dated figures of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[DatedFigure]:
        """All of them by name, the last to begin first: those of the store, and those that came
        with the program as far as no other of that day is there.
        """
        rows = self._store.connection.execute(
            "SELECT * FROM dated_figure WHERE removed_at IS NULL ORDER BY valid_from DESC, uid"
        )
        found = [
            DatedFigure(
                row["uid"],
                row["name"],
                kept_value(row["value"]),
                date.fromisoformat(row["valid_from"]),
                row["source"],
                day_of(row["checked_on"]),
            )
            for row in rows
        ]
        from spoc_tui.casework.kinds.working_out import shipped_figures

        own = {(compared(one.name), one.valid_from) for one in found}
        found += (
            one._replace(uid=natural_uid("dated_figure", compared(one.name), str(one.valid_from)))
            for one in shipped_figures()
            if (compared(one.name), one.valid_from) not in own
        )
        found.sort(key=lambda one: one.valid_from, reverse=True)
        return sorted(found, key=lambda one: compared(one.name))

    def is_own(self, uid: str) -> bool:
        """Whether one was written here, and did not only come with the program."""
        found = self._store.connection.execute("SELECT 1 FROM dated_figure WHERE uid = ?", [uid])
        return found.fetchone() is not None

    def on(self, name: str, day: date) -> FigureOn:
        """The figure of a name that counts on a day; see `figure_on`."""
        return figure_on(self.all(), name, day)

    def add(
        self,
        name: str,
        value: str,
        valid_from: date,
        source: str,
        checked_on: date | None = None,
        *,
        anyway: bool = False,
    ) -> DatedFigure:
        """Adds a figure from a day on; of the same name and day again it corrects it.

        BadInput for what is no figure, without a name or source, or checked on a day to come;
        Refused where it stands so already; LikelyMistyped where its unit is another than before, or
        its name nearly another's, unless `anyway`.
        """
        store = self._store
        name = clean_line(name, field="name", limit=100)
        source = clean_line(source, field="source", limit=300)
        number = read_value(value)
        if not name:
            raise BadInput("Say what the figure is called.", field="name")
        if is_base_rate(name):
            raise BadInput(
                f"The {BASE_RATE[:1].lower()}{BASE_RATE[1:]} is kept by the days that the law "
                "names. Add one with “spoc rates add 2026-06-30 3.75”, or on its row of the desk.",
                field="name",
            )
        if not source:
            raise BadInput("Say where the figure is from.", field="source")
        if checked_on is not None:
            require_past(checked_on, store.today(), "checked")
        checked = checked_on.isoformat() if checked_on else None
        with store.action("Added a figure") as action:
            known = self.all()
            if not anyway:
                require_likely(name, number, known)
            its = [one for one in known if compared(one.name) == compared(name)]
            there = next((one for one in its if one.valid_from == valid_from), None)
            if there is not None and there[2:6] == (number, valid_from, source, checked_on):
                raise Refused(
                    f"{there.name} from {show_day(valid_from)} is {number.words} already."
                )
            called = its[0].name if its else name
            verb = "Corrected" if there else "Added"
            action.label = f"{verb} {called} from {show_day(valid_from)}: {number.words}"
            columns = {"name": called, "valid_from": valid_from.isoformat()}
            uid = store.put(
                "dated_figure",
                {**columns, "value": number.kept, "source": source, "checked_on": checked},
            )
            work_out_again(store, f"{called} is {number.words} from {show_day(valid_from)}")
        return DatedFigure(uid, called, number, valid_from, source, checked_on)

    def check(self, name: str, checked_on: date) -> DatedFigure:
        """Says of the figure that counts on a day that somebody looked then, and it still is so.

        Refused where somebody has looked since.
        """
        one = self.on(name, checked_on).figure
        if one.checked_on is not None and one.checked_on >= checked_on:
            if one.checked_on > checked_on:
                raise Refused(f"{one.name} was checked later, on {show_day(one.checked_on)}.")
            return one
        return self.add(one.name, one.value.words, one.valid_from, one.source, checked_on)
