"""A council's list of its land and buildings, taken in as spaces."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from db.kinds.importing import Taken
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.organisations.postcodes import correct_postcode
from spoc_tui.casework.premises.places import Places, read_uprn
from spoc_tui.casework.text import compared
from spoc_tui.registers.field_rows import FieldRow, OpenedRows, open_field_rows
from spoc_tui.registers.premises import LAND as COLUMNS

if TYPE_CHECKING:
    from db.store import Store


class _Space(NamedTuple):
    """What is known of a space that is there."""

    reference: str
    building: str
    uprn: str
    postcode: str


def opened(path: Path) -> OpenedRows:
    """The list, opened. BadInput where it is none."""
    return open_field_rows(path, COLUMNS)


class Lines:
    """Takes in each building that is not there, for the team that is given."""

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._store = store
        self._team = store.council.find_team(asked.given["team"]).uid
        self._there = Places[_Space]()
        for one in store.declared("space").page(limit=-1, open_only=True)[::-1]:
            self._add(one)

    def _add(self, one: Any) -> None:
        its = _Space(one.reference, one.building, one.uprn, correct_postcode(one.postcode))
        self._there.add(its, one.building, one.uprn)

    def what(self, row: FieldRow) -> str:
        """Which building, as far as it says so."""
        return row["building"] or _where(row)

    def take(self, row: FieldRow) -> Taken:
        """Puts the building on record."""
        typed = _typed(row)
        name = typed["building"]
        for one in self._there.numbered(typed["uprn"]):
            if compared(one.building) != compared(name):
                why = f"{one.reference} has that UPRN and is called {one.building}"
                raise Held(why, reference=one.reference)
            return Taken(name, one.reference, there=True)
        for one in self._there.named(name):
            if len({one.postcode, typed["postcode"]} - {""}) < 2:
                if one.uprn and typed["uprn"]:
                    why = f"{one.reference} has that name and another UPRN: {one.uprn}"
                    raise Held(why, reference=one.reference)
                return Taken(name, one.reference, there=True)
        made = self._store.declared("space").begin_typed(
            {**typed, "team": self._team}, said_back=False
        )
        self._add(made.record)
        return Taken(name, made.record.reference)

    def done(self) -> Sequence[str]:
        """Nothing is to be known of the list as a whole."""
        return ()


def _where(row: FieldRow) -> str:
    return " ".join(filter(None, (row["number"], row["street"])))


def _at_the_end(address: str) -> str:
    """The postcode with which a whole address ends; blank: it has none."""
    last = " ".join(address.upper().split()[-2:])
    return last if correct_postcode(last) == last else ""


def _typed(of: FieldRow) -> dict[str, str]:
    """The fields of a space that a row says; BadInput where it does not say which building."""
    building = of["building"] or _where(of)
    uprn = read_uprn(of["uprn"])
    if not building:
        if of["postcode"]:
            raise BadInput(
                f"It has a postcode alone, {of['postcode']}: several buildings may have it. Give "
                "the name, or number and street."
            )
        raise BadInput("It names no building.")
    tenure = "; ".join(filter(None, (of["tenure"], of["detail"])))
    return {
        "building": building,
        "uprn": uprn,
        "postcode": correct_postcode(of["postcode"]) or of["postcode"] or _at_the_end(_where(of)),
        "tenure": tenure,
        "ward": of["ward"],
    }
