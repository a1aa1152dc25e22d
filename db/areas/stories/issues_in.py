"""The issue calendar of Communications, taken in: new issues begin, dates that moved are moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

from db.kinds.importing import Taken
from spoc_tui.casework.council.dated_figures import DatedFigure
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.clocks import after
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.stories.dated import ISSUES as MOST
from spoc_tui.casework.stories.dated import MOST_ISSUES, number_on
from spoc_tui.casework.text import compared, counted, shortened
from spoc_tui.registers.field_rows import FieldRow, OpenedRows, open_field_rows
from spoc_tui.registers.issue_calendar import ENDING, open_issue_calendar
from spoc_tui.registers.stories import ISSUES as COLUMNS
from spoc_tui.registers.stories import require_days

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.stories.issue import Issue

_SHOWN = 60
_DAYS = ("copy_by", "out_on", "election_from", "election_until")


def opened(path: Path) -> OpenedRows:
    """The list, opened. BadInput where it is none."""
    if path.suffix.casefold() == ENDING:
        return open_issue_calendar(path)
    return open_field_rows(path, COLUMNS)


class Lines:
    """Takes in each issue by its name: a new one begins, of one that is there the days move."""

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._store = store
        before = asked.given.get("before", "").strip()
        if before and not before.isdecimal():
            raise BadInput(f"“{before[:20]}” is not a whole number of days.", field="before")
        self._before = int(before) if before else None
        its = cast("list[Issue]", store.declared("issue").page(limit=-1))
        self._there = {compared(one.name): one for one in reversed(its)}
        """The last of each name."""

    def what(self, row: FieldRow) -> str:
        """What it is called, in short."""
        return shortened(row["name"], _SHOWN)

    def take(self, row: FieldRow) -> Taken:
        """Begins the issue, or moves its days."""
        if not row["name"]:
            raise BadInput("It does not say which issue it is.")
        require_days(row.typed, _DAYS)
        there = self._there.get(compared(row["name"]))
        if there is not None and not _is_another(row, there):
            return self._moved(row, there)
        typed = {name: text for name, text in row.typed.items() if text}
        if "copy_by" not in typed:
            typed["copy_by"] = self._copy_by(row).isoformat()
        made = self._store.declared("issue").begin_typed(typed, said_back=False).record
        self._there[compared(row["name"])] = cast("Issue", made)
        return Taken(self.what(row), made.reference)

    def _copy_by(self, row: FieldRow) -> date:
        if self._before is None or not row["out_on"]:
            raise Held(
                "It does not say by when copy is wanted. Say how many days before it is out, or "
                "give the list a column Copy by."
            )
        return date.fromisoformat(row["out_on"]) - timedelta(days=self._before)

    def _moved(self, row: FieldRow, there: Issue) -> Taken:
        """An issue that is there, with the days that are others now; what is over stays."""
        issues, said = self._store.declared("issue"), []
        new = {name: date.fromisoformat(row[name]) for name in _DAYS if row[name]}
        moved = {name: day for name, day in new.items() if getattr(there, name) != day}
        if not moved or not there.is_open:
            why = "" if not moved else f"it is {there.status.words}: its days stay as they are"
            return Taken(self.what(row), there.reference, why, there=True)
        for name, day in moved.items():
            was = getattr(there, name)
            label = issues.kind.fields[name].label_within
            said.append(f"{label} {show_day(day)}{f', before {show_day(was)}' if was else ''}")
        ahead = {name: day.isoformat() for name, day in moved.items() if name != "copy_by"}
        copy_by = moved.get("copy_by")
        if copy_by is not None and copy_by < self._store.today():
            raise BadInput(
                f"It says copy by {show_day(copy_by)}, which is past, and {there.reference} has "
                f"{show_day(there.copy_by)}. Correct the list, or the issue itself."
            )
        # Whichever goes first, copy is at no time wanted after the issue is out.
        later = copy_by is not None and copy_by > there.copy_by
        if later and ahead:
            issues.edit(there.uid, ahead)
        if copy_by is not None:
            typed = {"copy_by": copy_by.isoformat(), "why": "the calendar of Communications"}
            issues.act(there.uid, "move", typed)
        if not later and ahead:
            issues.edit(there.uid, ahead)
        self._there[compared(row["name"])] = cast("Issue", issues.get(there.uid).record)
        return Taken(self.what(row), there.reference, f"moved: {'; '.join(said)}")

    def done(self) -> Sequence[str]:
        """Whether more issues are out in twelve months than there may be."""
        out = sorted(one.out_on for one in self._there.values() if one.out_on and _counts(one))
        return tuple(_too_often(out, self._store.dated_figures.all()))


def _is_another(row: FieldRow, there: Issue) -> bool:
    """Whether a line is of a later issue that is called like one that is out: next year's winter
    issue.
    """
    days = [date.fromisoformat(row[name]) for name in _DAYS if row[name]]
    return there.came_out is not None and bool(days) and min(days) > there.came_out


def _counts(one: Issue) -> bool:
    return one.is_open or one.came_out is not None


def _too_often(out: Sequence[date], figures: Sequence[DatedFigure]) -> Sequence[str]:
    for first in out:
        most, source = number_on(figures, MOST, first, MOST_ISSUES)
        until = after("From", first, 12, "months").day
        within = sum(first <= day < until for day in out)
        if most and within > most:
            return [
                f"{counted(within, 'issue')} are out in the year from {show_day(first)}. {source}"
            ]
    return []
