"""A list of relief from business rates, taken in as claims; what it says was granted is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.kinds.importing import Taken
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.premises.relief import ReliefForm, first_day_of
from spoc_tui.casework.text import compared, fold
from spoc_tui.registers.field_rows import FieldRow, OpenedRows, open_field_rows
from spoc_tui.registers.premises import RATES as COLUMNS

if TYPE_CHECKING:
    from db.store import Store

_WORDS = {
    ReliefForm.MANDATORY: ("mandatory", "charity", "charitable"),
    ReliefForm.TOP_UP: ("top up", "discretionary top up", "discretionary charity"),
    ReliefForm.NON_PROFIT: ("non profit", "not for profit", "discretionary"),
    ReliefForm.SMALL_BUSINESS: ("small business",),
    ReliefForm.HARDSHIP: ("hardship",),
}
"""By relief, the words by which lists name it; of several the longest that is there counts."""


def opened(path: Path) -> OpenedRows:
    """The list, opened. BadInput where it is none."""
    return open_field_rows(path, COLUMNS)


class Lines:
    """Takes in each claim of an organisation on record that is not there. What the officer says is,
    by a ratepayer's name in the list, the organisation it is.
    """

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._store, self._year = store, asked.given.get("year", "")
        if self._year:
            first_day_of(self._year)
        self._known = {
            compared(name): store.organisations.find(of) for name, of in asked.said.items()
        }
        self._there: dict[tuple[object, ...], str] = {}
        for one in store.declared("relief").page(limit=-1):
            self._add(one)

    def _add(self, one: Any) -> None:
        its = (one.read_as(one.organisation), one.form, first_day_of(one.year))
        self._there[*its, compared(one.property)] = one.reference

    def what(self, row: FieldRow) -> str:
        """Whose it is."""
        return row["organisation"]

    def take(self, row: FieldRow) -> Taken:
        """Puts the claim on record, and grants it where a percentage is said."""
        name, reliefs = row["organisation"], self._store.declared("relief")
        known = self._known.get(compared(name))
        if known is None and name:
            known = self._store.organisations.known_as((name,))
        if known is None:
            raise Held(
                "no organisation on record has this name: put it on record, or correct the list",
                called=name,
            )
        year = row["year"] or self._year
        if not year:
            raise BadInput("It says no year, and none was given with the list.")
        form = read_form(row["form"])
        where = row["property"]
        there = self._there.get((known.uid, form, first_day_of(year), compared(where)))
        if there is not None:
            return Taken(name, there, there=True)
        typed = {
            "organisation": known.uid,
            "year": year,
            "form": form.value,
            "property": where,
            "asked": row["asked"],
        }
        made = reliefs.begin_typed(typed, said_back=False).record
        if row["percent"]:
            more = {n: row[n] for n in ("percent", "amount", "ends") if row[n]}
            made = reliefs.act(made.uid, "grant", more).record
        self._add(made)
        return Taken(name, made.reference)

    def done(self) -> Sequence[str]:
        """Nothing is to be known of the list as a whole."""
        return ()


def read_form(typed: str) -> ReliefForm:
    """Which relief a list means; BadInput where it is none that is known."""
    words = fold(typed)
    found = [(len(name), form) for form, names in _WORDS.items() for name in names if name in words]
    if not found:
        known = ", ".join(form.value for form in ReliefForm)
        raise BadInput(f"“{typed[:40]}” is no relief that is known. Write one of: {known}.")
    return max(found)[1]
